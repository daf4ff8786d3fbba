import { opaqueBlocks } from "../syntax/opaque.ts";
import { firstFrom } from "../text/first-from.ts";
import type { Range } from "../text/range.ts";
import type { Station } from "./station.ts";

/** A mark that a program has left where it named a source, and what it is. */
export interface GeneratedMark {
  readonly range: Range;
  readonly kind: "citation" | "address";
}

/** Every mark has one of these, or “turn” and a digit. Asked of each text one by one, which takes a fifth of one expression's time. */
const SIGNALS = ["oaicite", "†", "utm_source=", "sandbox:/mnt", "cite_start", "attributableIndex"];
const TURN = /turn\d/;

/** What chat programs write in place of a source: `:contentReference[oaicite:0]{index=0}`, `【4:0†source】`, `citeturn0search3`. */
const CITATION =
  /:?contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?|\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?|【[^【】\n\r]{0,60}†[^【】\n\r]{0,60}】|[\uE200-\uE2FF]?(?:cite)?(?:[\uE200-\uE2FF]?turn\d{1,3}(?:search|view|news|image|file|fetch|academia|forecast|finance|sports|maps|product)\d{1,4}){1,20}[\uE200-\uE2FF]?|\[cite_start\]|\(?\{"attribution":\{"attributableIndex":"[\d-]{1,20}"\}\}\)?/g;

/** The part of an address that says which program it was copied from, and addresses within such a program. */
const ADDRESS =
  /[?&]utm_source=(?:chatgpt\.com|openai(?:\.com)?|chat\.openai\.com|copilot\.com|perplexity(?:\.ai)?|gemini\.google\.com|claude\.ai)|sandbox:\/mnt\/data\/[^\s)\]]{0,200}/g;

/** The marks of generated text in a station, but for those that it shows as code. In no order. */
export function generatedMarks(station: Station): readonly GeneratedMark[] {
  const { text } = station;
  if (!SIGNALS.some((signal) => text.includes(signal)) && !TURN.test(text)) return [];
  const isCode = codeOf(station);
  const found = (pattern: RegExp, kind: GeneratedMark["kind"]) =>
    [...text.matchAll(pattern)].flatMap(({ 0: mark, index }): GeneratedMark[] =>
      isCode(index) ? [] : [{ range: { start: index, end: index + mark.length }, kind }],
    );
  return [...found(CITATION, "citation"), ...found(ADDRESS, "address")];
}

function codeOf({ tree, passages }: Station): (offset: number) => boolean {
  const code = opaqueBlocks(tree.blocks).flatMap(({ type, range }) => (type === "code" ? [range] : []));
  for (const { prose } of passages) for (const { kind, range } of prose.marks) if (kind === "code") code.push(range);
  code.sort((a, b) => a.start - b.start);
  return (offset) => {
    const before = code[firstFrom(code.length, (at) => code[at]!.start > offset) - 1];
    return before !== undefined && offset < before.end;
  };
}
