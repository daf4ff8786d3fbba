import type { CalloutRole, Language } from "../../language/language.ts";
import { CALLOUT_ROLES, CALLOUTS, type Callout, writtenLabel } from "../../station/callouts.ts";
import { LIST_LEAD_IN_TO_WRITE, newStationSnippet, TABLE_LEAD_IN_TO_WRITE } from "../../station/new-station.ts";
import type { Station } from "../../station/station.ts";
import { readLabel } from "../../syntax/labels.ts";
import type { Form } from "../../syntax/tree.ts";
import { newlineOf } from "../../text/newline.ts";
import { type Completion, last, type Place } from "./place.ts";

interface Skeleton {
  /** The callout that it is; undefined for other parts. */
  readonly role?: CalloutRole;
  readonly label: string;
  readonly detail: string;
  readonly markdown: string;
  readonly paste: string;
}

const TABLE = "| ${2:Case} | ${3:What happens} |\n| --- | --- |\n| ${4:First} | ${5:First outcome} |\n";
const LIST = "- ${2:First item}\n- ${3:Second item}\n";

const PARTS: readonly Skeleton[] = [
  {
    label: "Section",
    detail: "a heading and its text",
    markdown: "## ${1:Heading}\n\n${0:Text}",
    paste: "${1:Heading}\n${0:Text}",
  },
  {
    label: "Table",
    detail: "a lead-in and a table",
    markdown: `\${1:${TABLE_LEAD_IN_TO_WRITE}}\n\n${TABLE}`,
    paste: `\${1:${TABLE_LEAD_IN_TO_WRITE}}\n${TABLE}`,
  },
  {
    label: "List",
    detail: "a lead-in and a list",
    markdown: `\${1:${LIST_LEAD_IN_TO_WRITE}}:\n\n${LIST}`,
    paste: `\${1:${LIST_LEAD_IN_TO_WRITE}}:\n${LIST}`,
  },
];

function skeletonsOf(language: Language): readonly Skeleton[] {
  const [first, ...others] = CALLOUT_ROLES.map((role) => calloutSkeleton(role, language));
  return [first!, ...PARTS, ...others];
}

function calloutSkeleton(role: CalloutRole, language: Language): Skeleton {
  const { name, skeleton }: Callout = CALLOUTS[role];
  const { detail, labeled, body } = skeleton;
  const inForm = (form: Form) => (labeled ? `${writtenLabel(role, form, language)} ${body}` : body);
  return { role, label: name, detail, markdown: inForm("markdown"), paste: inForm("paste") };
}

/** Parts of a station, at the start of a line; after `Key term:` the rest of the callout. */
export function skeletonCompletions({
  before,
  after,
  text,
  offset,
  station,
}: Place): readonly Completion[] | undefined {
  if (!station || after.trim()) return undefined;
  if (isKeyTermLabel(before, station.language)) {
    const newText = (/\s$/.test(before) ? "" : " ") + CALLOUTS["key-term"].skeleton.body;
    return [
      {
        kind: "skeleton",
        label: "Term — definition.",
        detail: "the rest of the callout",
        range: last(offset, 0),
        newText,
        filterText: "",
        snippet: true,
      },
    ];
  }
  const typed = /^[\p{L} ]{0,20}$/u.exec(before)?.[0];
  if (typed === undefined || typed.startsWith(" ")) return undefined;
  const newline = newlineOf(text);
  const begun = (label: string) => label.toLowerCase().startsWith(typed.toLowerCase());
  const parts = skeletonsOf(station.language)
    .filter(({ role, label }) => begun(label) && !(role && isThere(role, station)))
    .map(
      ({ label, detail, ...forms }): Completion => ({
        kind: "skeleton",
        label,
        detail,
        range: last(offset, typed.length),
        newText: forms[station.tree.form].replaceAll("\n", newline),
        snippet: true,
      }),
    );
  if (text.trim().length > typed.length) return parts;
  const whole: Completion = {
    kind: "skeleton",
    label: "Station",
    detail: "a whole station with every part",
    range: last(offset, typed.length),
    newText: newStationSnippet("${1:Title}").replaceAll("\n", newline),
    snippet: true,
  };
  return [whole, ...parts];
}

/** Whether a station says what of it only one is needed. What has no label may be none any more when more is written. */
function isThere(role: CalloutRole, { callouts }: Station): boolean {
  return role !== "key-term" && callouts.some((callout) => callout.role === role && callout.label);
}

/** Whether a line is the label of a key term so far, perhaps bold and in a quote, and nothing else. */
function isKeyTermLabel(line: string, { labels }: Language): boolean {
  const text = line.replace(/^>\s?/, "").replaceAll("**", "");
  const label = readLabel(text, labels);
  return label?.role === "key-term" && label.contentStart === text.length;
}
