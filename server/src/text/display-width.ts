import { eastAsianWidth } from "get-east-asian-width";

/** How many columns a text takes in a terminal or a monospaced editor: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : eastAsianWidth(character.codePointAt(0)!);
  return width;
}

/** Combining marks, format characters such as the zero-width joiner, and the selectors of emoji. */
const NO_WIDTH = /^[\p{M}\p{Cf}]$/u;
