/** A text, or as much of its beginning as a length has room for, in UTF-16 code units: whole words if they are not long, whole characters always. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.lastIndexOf(" ", longest - 1);
  const end = space > longest / 2 ? space : longest - 1;
  return `${text
    .slice(0, end)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd()}…`;
}

/** What people read at once, in UTF-16 code units: a name, and a text of some sentences. */
export const LONGEST_NAME = 200;
export const LONGEST_TEXT = 2_000;

/** A name of one line. */
export function shortName(text: string): string {
  return shorten(text, LONGEST_NAME);
}

/** A sentence of ours whose quotes are cut where they are long, so that what it says of them stays. */
export function shortSentence(text: string): string {
  if (text.length <= LONGEST_NAME) return text;
  const parts = text.split(/(?<=“)([^“”]*)(?=”)/);
  const cut = parts.map((part, at) => (at % 2 ? shortName(part) : part)).join("");
  return shorten(cut, LONGEST_TEXT);
}
