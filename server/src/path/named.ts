import { textOffset } from "../syntax/prose.ts";
import type { TermUse } from "./terms.ts";

/**
 * Whether a term is mentioned only as a part of a name that someone else gave: a law's or a firm's with capitals around it
 * (“the Core Nation Trade Act”), the title of a work in italics or quotation marks, a link's text.
 */
export function isNamed({ passage, range, text }: TermUse): boolean {
  const { prose } = passage;
  const start = textOffset(prose, range.start);
  const end = start + text.length;
  if (isSetOff()) return true;
  return (
    isInTitle(prose.text, start, end) ||
    isInName(
      prose.text,
      start,
      end,
      passage.sentences.some((each) => each.start === start),
    )
  );

  function isSetOff(): boolean {
    return prose.marks.some(
      ({ kind, text: marked }) =>
        marked.start <= start &&
        end <= marked.end &&
        (kind === "link" ||
          kind === "linkReference" ||
          (kind === "emphasis" && hasCapitals(prose.text.slice(marked.start, marked.end)))),
    );
  }
}

/** Whether a place stands between quotation marks that hold a title: most words of it have capitals. */
function isInTitle(text: string, start: number, end: number): boolean {
  const open = Math.max(...['"', "“", "‘", "«"].map((mark) => text.lastIndexOf(mark, start)));
  if (open < 0 || start - open > 200) return false;
  const length = text.slice(end, end + 200).search(/["”’»]/);
  return length >= 0 && !/["”»]/.test(text.slice(open + 1, start)) && hasCapitals(text.slice(open + 1, end + length));
}

/** Whether all words but the small ones begin with capitals, two of them at least. */
function hasCapitals(title: string): boolean {
  const long = title.match(/\p{L}[\p{L}\p{M}’']{3,}/gu) ?? [];
  return long.length > 1 && long.every((word) => /^\p{Lu}/u.test(word));
}

/** Whether a term with capitals is a part of a longer name, or all of it is in capitals. */
function isInName(text: string, start: number, end: number, first: boolean): boolean {
  const written = text.slice(start, end);
  if (/\p{Lu}{2}/u.test(written) && written === written.toUpperCase()) return true;
  if (!/^\p{Lu}/u.test(written)) return false;
  const next = /^[ -](?:\p{Ll}{2,3} )?\p{Lu}\p{Ll}/u.test(text.slice(end, end + 10));
  if (next) return true;
  return !first && /\p{Lu}[\p{L}’'.]*(?: \p{Ll}{2,3})? $/u.test(text.slice(Math.max(0, start - 30), start));
}
