/** How many bytes of UTF-8 a character takes, by its code point. */
export function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** A text, or as many whole characters of its beginning as fit into a number of bytes of UTF-8. */
export function cutToBytes(text: string, bytes: number): string {
  let [left, end] = [bytes, 0];
  for (const character of text) {
    left -= utf8Length(character.codePointAt(0)!);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}
