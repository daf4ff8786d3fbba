import { newStation } from "../../station/new-station.ts";
import { newlineOf } from "../../text/newline.ts";
import { type Completion, last, type Place } from "./place.ts";

interface Skeleton {
  readonly label: string;
  readonly detail: string;
  readonly markdown: string;
  readonly paste: string;
}

const SKELETONS: readonly Skeleton[] = [
  {
    label: "Key term",
    detail: "a callout that defines a term",
    markdown: "**Key term:** ${1:Term} — ${2:one sentence that says what it is}.",
    paste: "Key term: ${1:Term} — ${2:one sentence that says what it is}.",
  },
  {
    label: "Section",
    detail: "a heading and its text",
    markdown: "## ${1:Heading}\n\n${0:Text}",
    paste: "${1:Heading}\n${0:Text}",
  },
  {
    label: "Table",
    detail: "a lead-in and a table",
    markdown:
      "${1:Say what the table compares.}\n\n| ${2:Case} | ${3:What happens} |\n| --- | --- |\n| ${4:First} | ${5:First outcome} |\n",
    paste:
      "${1:Say what the table compares.}\n| ${2:Case} | ${3:What happens} |\n| --- | --- |\n| ${4:First} | ${5:First outcome} |\n",
  },
  {
    label: "List",
    detail: "a lead-in and a list",
    markdown: "${1:What the items have in common}:\n\n- ${2:First item}\n- ${3:Second item}\n",
    paste: "${1:What the items have in common}:\n- ${2:First item}\n- ${3:Second item}\n",
  },
  {
    label: "Takeaway",
    detail: "what the reader should still know next week",
    markdown: "**Takeaway:** ${1:The one sentence that stays}.",
    paste: "Takeaway: ${1:The one sentence that stays}.",
  },
  {
    label: "Bridge",
    detail: "the question that leads to the next station",
    markdown: "But ${1:what question does this leave open}?",
    paste: "But ${1:what question does this leave open}?",
  },
];

const CALLOUT = /^((?:>\s?)?(?:\*\*)?Key term:(?:\*\*)?)(\s*)$/i;

/** Parts of a station, at the start of a line; behind `Key term:` the rest of the callout. */
export function skeletonCompletions({
  before,
  behind,
  text,
  offset,
  station,
}: Place): readonly Completion[] | undefined {
  if (!station || behind.trim()) return undefined;
  const callout = CALLOUT.exec(before);
  if (callout) {
    const space = callout[2] ? "" : " ";
    const newText = `${space}\${1:Term} — \${2:one sentence that says what it is}.`;
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
  const parts = SKELETONS.filter(({ label }) => begun(label)).map(
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
    newText: newStation("${1:Title}").replaceAll("\n", newline),
    snippet: true,
  };
  return [whole, ...parts];
}
