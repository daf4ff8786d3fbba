import { CITATION, sourceRange } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import type { Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";

/** One source that a sentence cites: `@key` with what stands around it. */
export interface Citation {
  readonly key: string;
  /** The key alone, in the source. */
  readonly keyRange: Range;
  /** The whole citation, such as `[@key, p. 4; @other]`. */
  readonly range: Range;
  readonly passage: Passage;
  /** Where the whole citation stands in `passage.prose.text`. */
  readonly at: Range;
}

const KEY =
  /(?<![\p{L}\p{N}_.@])@(?:\{([^{}\n]{1,200})\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*))/gu;

/** The citations of a passage in order, one for each key. */
export function readCitations(passage: Passage): readonly Citation[] {
  const { prose } = passage;
  if (!prose.text.includes("@")) return [];
  const citations: Citation[] = [];
  const verbatim = prose.marks.filter((mark) => mark.kind === "code" || (mark.kind === "link" && mark.bare));
  for (const whole of prose.text.matchAll(CITATION)) {
    const at = { start: whole.index, end: whole.index + whole[0].length };
    // Code and bare addresses lie side by side, never within each other.
    const next = verbatim[firstFrom(verbatim.length, (index) => verbatim[index]!.text.end > at.start)];
    if (next && next.text.start < at.end) continue;
    const range = sourceRange(prose, at.start, at.end);
    for (const match of whole[0].matchAll(KEY)) {
      const key = match[1] ?? match[2]!;
      const start = at.start + match.index + match[0].indexOf(key);
      citations.push({ key, keyRange: sourceRange(prose, start, start + key.length), range, passage, at });
    }
  }
  return citations;
}
