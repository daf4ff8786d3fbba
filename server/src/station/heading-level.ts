import type { TextEdit } from "../text/edit.ts";
import { slice } from "../text/range.ts";
import type { Passage } from "./passage.ts";

/** The edits that give a heading of Markdown a level, from 1 to 6, and leave its words and marks as they are written. */
export function headingLevelEdits(
  text: string,
  { range, prose }: Pick<Passage, "range" | "prose">,
  level: number,
): readonly TextEdit[] {
  const marks = "#".repeat(level);
  const before = /^#{1,6}/.exec(slice(text, range))?.[0];
  if (before !== undefined)
    return [{ range: { start: range.start, end: range.start + before.length }, newText: marks }];
  // Written over a line of dashes, perhaps on several lines.
  const { start } = prose.range;
  const end = range.start + slice(text, range).search(/(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)[^\r\n]*$/);
  const source = text.slice(start, end);
  const closing = /(?<!#)#+$/.exec(source);
  return [
    { range: { start: range.start, end: start }, newText: `${marks} ` },
    ...[...source.matchAll(/(?:(?<![ \t])[ \t]+)?(?:\r\n|\n|\r)[ \t]*/g)].map(({ 0: gap, index }) => ({
      range: { start: start + index, end: start + index + gap.length },
      newText: " ",
    })),
    ...(closing ? [{ range: { start: start + closing.index, end: start + closing.index }, newText: "\\" }] : []),
    { range: { start: end, end: range.end }, newText: "" },
  ];
}
