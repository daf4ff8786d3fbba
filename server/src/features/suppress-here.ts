import { sentenceAt } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { textOffset } from "../syntax/prose.ts";
import type { TextEdit } from "../text/edit.ts";
import { lineStart } from "../text/line-start.ts";
import { newlineOf } from "../text/newline.ts";
import { contains, type Range } from "../text/range.ts";

/**
 * Suppress here: silences one rule at one place, with a comment that gives the reason.
 *
 * The comment silences as little as it can: a sentence, or else the table or list around it.
 */
export function suppressHere(station: Station, rule: string, range: Range, reason: string): readonly TextEdit[] {
  const { text, tree } = station;
  const newline = newlineOf(text);
  const because = reason
    .replace(/[\n\r]+/g, " ")
    .replace(/--+>?/g, "–")
    .trim();
  const comment = (kind: string, why = `: ${because}`) => `<!-- stationmaster-${kind} ${rule}${why} -->`;
  const at = { start: range.start, end: range.start };
  const block =
    tree.blocks.find((each) => contains(each.range, at)) ?? tree.blocks.find((each) => each.range.start >= range.start);
  if (!block) return [{ range: { start: 0, end: 0 }, newText: `${comment("disable")}${newline}` }];
  const line = lineStart(text, block.range.start);
  const above: TextEdit = { range: { start: line, end: line }, newText: `${comment("disable-next")}${newline}` };
  const passage = station.passages.find((each) => each.kind !== "cell" && contains(each.range, at));
  const sentence = passage && sentenceAt(passage, textOffset(passage.prose, range.start));
  if (!passage || !sentence || sentence === passage.sentences[0]) return [above];
  if (tree.form === "markdown") {
    const start = sentence.range.start;
    return [{ range: { start, end: start }, newText: `${comment("disable-next")} ` }];
  }
  // In the paste form a comment has a line of its own, so the rule rests for the whole paragraph.
  const end = block.range.end;
  return [
    { range: { start: line, end: line }, newText: `${comment("disable")}${newline}` },
    { range: { start: end, end }, newText: `${newline}${comment("enable", "")}` },
  ];
}
