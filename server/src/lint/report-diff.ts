import type { Coverage } from "../ledger/states.ts";
import type { PathDiff, ReferenceDiff, StationDiff, TermDiff } from "../path/path-diff.ts";
import { coverageText, stateName } from "../path/verification-words.ts";
import { count } from "../text/count.ts";
import { inert, inertJson } from "../text/inert.ts";
import { inertComment } from "../text/inert-markdown.ts";
import { type Paint, wrap } from "./report-text.ts";

const NOTHING = "Nothing has changed on any learning path.";

/** What changed on some paths, for people. */
export function diffText(
  diffs: readonly PathDiff[],
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): string {
  if (diffs.length === 0) return `${NOTHING}\n`;
  const parts = diffs.map((diff) => {
    const lines = [`${paint.bold(inert(diff.title))}${pathNote(diff)}`];
    for (const { title, items } of sectionsOf(diff, inert)) {
      lines.push("", `  ${title}`);
      for (const { sign, text, more } of items) {
        const [first = "", ...rest] = wrap(text, columns - 6);
        lines.push(`    ${SIGNS[sign](paint)} ${first}`, ...rest.map((row) => `      ${row}`));
        for (const each of more) for (const row of wrap(each, columns - 8)) lines.push(paint.dim(`        ${row}`));
      }
    }
    return lines.join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

/** The same in Markdown, for a comment below a pull request. */
export function diffMarkdown(diffs: readonly PathDiff[]): string {
  if (diffs.length === 0) return `${NOTHING}\n`;
  const safe = (text: string) => inertComment(inert(text));
  const parts = diffs.map((diff) => {
    const lines = [`### ${safe(diff.title)}${pathNote(diff)}`];
    for (const { title, items } of sectionsOf(diff, safe)) {
      lines.push("", `**${title}**`, "");
      for (const { text, more } of items) lines.push(`- ${text}`, ...more.map((each) => `  - ${each}`));
    }
    return lines.join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

/** The same for programs: one object. */
export function diffJson(diffs: readonly PathDiff[], nameOf: (file: string) => string): string {
  const paths = diffs.map((diff) => ({
    ...diff,
    stations: diff.stations.map(({ file, ...station }) => ({ ...(file && { file: nameOf(file) }), ...station })),
  }));
  return `${inertJson({ version: 1, paths })}\n`;
}

function pathNote({ kind }: PathDiff): string {
  return kind === "added" ? " (new)" : kind === "removed" ? " (gone)" : "";
}

interface Item {
  readonly sign: keyof typeof SIGNS;
  readonly text: string;
  readonly more: readonly string[];
}

const SIGNS = {
  added: (paint: Paint) => paint.green("+"),
  removed: (paint: Paint) => paint.red("-"),
  changed: (paint: Paint) => paint.yellow("~"),
  open: (paint: Paint) => paint.yellow("▲"),
} as const;

/** A function that makes a text from a file inert where it is shown. */
type Inert = (text: string) => string;

function sectionsOf(
  diff: PathDiff,
  safe: Inert,
): readonly { readonly title: string; readonly items: readonly Item[] }[] {
  const unverified = diff.stations.flatMap((station) =>
    station.unverified.map(
      ({ text, state, detail }): Item => ({
        sign: "open",
        text: `Station ${station.number}, ${stateName(state)}: ${safe(text)}`,
        more: [safe(detail)],
      }),
    ),
  );
  const followed: Item[] = diff.renumbered
    ? [
        {
          sign: "changed",
          text: `${count(diff.renumbered, "reference")} to stations that have another number now`,
          more: [],
        },
      ]
    : [];
  const sections = [
    { title: "No longer verified", items: unverified },
    { title: "Stations", items: diff.stations.map((station) => stationItem(station, safe)) },
    { title: "Key terms", items: diff.terms.map((term) => termItem(term, safe)) },
    {
      title: "References",
      items: [...followed, ...diff.references.map((reference) => referenceItem(reference, safe))],
    },
    { title: "Verified", items: diff.coverage ? [coverageItem(diff.coverage)] : [] },
  ];
  return sections.filter(({ items }) => items.length);
}

function stationItem(
  { kind, title, titleBefore, number, numberBefore, moved, sentences }: StationDiff,
  safe: Inert,
): Item {
  const name = safe(title);
  if (kind === "removed") return { sign: "removed", text: `Station ${numberBefore} “${name}” is gone`, more: [] };
  if (kind === "added")
    return {
      sign: "added",
      text: `Station ${number} “${name}” is new, ${count(sentences.added, "sentence")}`,
      more: [],
    };
  const renumbered = number !== numberBefore ? `, ${moved ? "moved from" : "was"} Station ${numberBefore}` : "";
  const { added, changed, removed } = sentences;
  const counts = (
    [
      [added, "new"],
      [changed, "changed"],
      [removed, "gone"],
    ] as const
  ).filter(([number]) => number > 0);
  const told = counts.map(([number, what], at) => `${at ? number : count(number, "sentence")} ${what}`);
  const what = [...(titleBefore === undefined ? [] : [`was “${safe(titleBefore)}”`]), ...told];
  return {
    sign: "changed",
    text: `Station ${number} “${name}”${renumbered}${what.length ? `: ${what.join(", ")}` : ""}`,
    more: [],
  };
}

function termItem({ kind, name, before, after }: TermDiff, safe: Inert): Item {
  const term = `“${safe(name)}”`;
  switch (kind) {
    case "added":
      return { sign: "added", text: `${term} in Station ${after!.station}: ${safe(after!.text)}`, more: [] };
    case "removed":
      return { sign: "removed", text: `${term}, which Station ${before!.station} defined`, more: [] };
    case "moved":
      return {
        sign: "changed",
        text: `${term} moved from Station ${before!.station} to Station ${after!.station}`,
        more: [],
      };
    case "redefined":
      return {
        sign: "changed",
        text: `${term} in Station ${after!.station} has a new definition`,
        more: [`before: ${safe(before!.text)}`, `now: ${safe(after!.text)}`],
      };
  }
}

function referenceItem({ kind, from, text, to }: ReferenceDiff, safe: Inert): Item {
  switch (kind) {
    case "added":
      return { sign: "added", text: `Station ${from} now refers to “${safe(to)}” (${safe(text)})`, more: [] };
    case "removed":
      return { sign: "removed", text: `Station ${from} no longer refers to “${safe(to)}”`, more: [] };
    case "broken":
      return { sign: "open", text: `Station ${from} refers to ${safe(text)}, which does not exist`, more: [] };
  }
}

function coverageItem({ before, after }: { readonly before: Coverage; readonly after: Coverage }): Item {
  const [was, is] = [coverageText(before), coverageText(after)];
  return { sign: "changed", text: was === is ? is : `${is}; before: ${was}`, more: [] };
}
