import { eastAsianWidth } from "get-east-asian-width";

/** How many columns a text takes in a terminal or a monospaced editor: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  if (ONE_EACH.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : eastAsianWidth(character.codePointAt(0)!);
  return width;
}

/** Combining marks, format characters such as the zero-width joiner, and the selectors of emoji. */
const NO_WIDTH = /^[\p{M}\p{Cf}]$/u;

/** Text of which each character takes one column: Latin letters, figures, and the marks of English typography. */
const ONE_EACH = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2013\u2014\u2018-\u201d\u2026]*$/;
