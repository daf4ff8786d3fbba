/** The line end that a text is written with, which is its first one; `\n` where it has none. */
export function newlineOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** A text with all its line ends written as `newline`. */
export function withNewlines(text: string, newline: string): string {
  return text.replaceAll(/\r\n|\n|\r/g, newline);
}
