/**
 * A text in which typography makes no difference: composed characters (NFC), straight quotation marks, one kind of dash,
 * single spaces, none at the ends. Case stays, and so does all that NFKC would change: it makes 102 of 10².
 */
export function fold(text: string): string {
  if (!UNFOLDED.test(text)) return text;
  return text
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(DASHES, "-")
    .replace(TYPED_DASHES, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** What there must be in a text for `fold` to change it: most sentences are plain. */
const UNFOLDED = /[^ -~]|--| {2}|^ | $/;

/** A folded text that knows for each of its characters where it began in the text it was made from; one offset more for the end. */
export interface Folded {
  readonly text: string;
  readonly offsets: Uint32Array;
}

/** The same as `fold`, with the way back to the text. */
export function foldWithOffsets(text: string): Folded {
  const parts: string[] = [];
  const offsets = new Uint32Array(text.length * 3 + 1);
  let length = 0;
  for (const { 0: found, 1: plain, index } of text.matchAll(UNIT)) {
    let folded = plain ?? fold(found);
    if (folded === "" && /\s/.test(found.replace(INVISIBLE, ""))) {
      folded = length === 0 || parts[parts.length - 1] === " " ? "" : " ";
    }
    if (folded === "") continue;
    parts.push(folded);
    const equal = folded.length === found.length;
    for (let at = 0; at < folded.length; at++) offsets[length++] = index + (equal ? at : 0);
  }
  let end = text.length;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  if (parts[parts.length - 1] === " ") length--;
  offsets[length] = end;
  return { text: parts.join("").slice(0, length), offsets: offsets.slice(0, length + 1) };
}

/** Soft hyphens, marks of byte order, and spaces and joiners without width: a reader sees none of them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const SINGLE_QUOTES = /[\u2018-\u201b\u02bc\u2032\u2039\u203a]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;
/** Hyphens, dashes and the sign for minus. */
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Two or three hyphens are how a dash is typed. */
const TYPED_DASHES = /(?<!-)-{2,3}(?!-)/g;

/** What is folded at once: plain text, white space, dashes with what is invisible between them, and anything else with the marks that combine with it. */
const UNIT =
  /([A-Za-z0-9.,;:()'"]+(?!\p{M}))|[\s\u00ad\u200b\u2060\ufeff]+|[-\u2010-\u2015\u2212](?:[\u00ad\u200b\u2060\ufeff]*[-\u2010-\u2015\u2212])*|[^\s\u00ad\u200b\u2060\ufeff-]\p{M}*/gu;
