import type { TextEdit } from "../text/edit.ts";
import type { Range } from "../text/range.ts";

/** A lesson that stands in a code fence as a whole, as chat programs hand texts over. */
export interface FencedLesson {
  /** The line that opens the fence, without its line end. */
  readonly opening: Range;
  /** What takes both lines of the fence away. */
  readonly edits: readonly TextEdit[];
}

/** At most this many UTF-16 code units may stand around the fence: a chat's first and last words. Our judgement. */
const MOST_AROUND = 600;

const OPENING =
  /(?:^|[\n\r])((`{3,}|~{3,})[ \t]{0,4}(?:markdown|md)?[ \t]{0,4})(\r\n|\n|\r)(?=\s{0,20}(?:#{1,2}[ \t]|---[ \t]*[\n\r]))/i;

/** What shows that the lesson is around the fence, and not within. */
const HEADING = /(?:^|[\n\r])(?:#{1,6}[ \t]|(?:=|-){3,}[ \t]*(?:[\n\r]|$))/;

/** The fence around a whole lesson; undefined where there is none, or where the lesson ends it and begins another. */
export function fencedLesson(text: string): FencedLesson | undefined {
  const match = OPENING.exec(text.slice(0, MOST_AROUND + 100));
  if (!match) return undefined;
  const [whole, line, fence, newline] = match;
  const end = match.index + whole.length;
  const start = end - newline!.length - line!.length;
  const body = text.slice(end);
  const closing = new RegExp(`(?:^|\\r\\n|\\n|\\r)${fence![0]}{${fence!.length},}[ \\t]*(?=[\\n\\r]|$)`, "g");
  const [first, ...others] = [...body.matchAll(closing)];
  const close = first && { start: end + first.index, end: end + first.index + first[0].length };
  const around = text.slice(0, start) + (close ? text.slice(close.end) : "");
  if (
    others.length > 0 ||
    around.length > MOST_AROUND ||
    around.length > (close?.start ?? text.length) - end ||
    HEADING.test(around)
  )
    return undefined;
  return {
    opening: { start, end: start + line!.trimEnd().length },
    edits: [{ range: { start, end }, newText: "" }, ...(close ? [{ range: close, newText: "" }] : [])],
  };
}
