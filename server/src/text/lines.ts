import { utf8Length } from "./utf8.ts";

/** A line and a character in it, both counted from 0; what a character is depends on the encoding. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** How a language client counts the characters of a line. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

/** Where every line of a text starts, as offsets. Line ends are `\n`, `\r\n` and `\r`, as the language server protocol has it. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    // As usual; the engine finds them much sooner than a look at each character does.
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) starts.push(at + 1);
  }
  return starts;
}

/** The number of the line an offset is in, from 0. Offsets beyond the text count as its end. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The line and character of an offset. Offsets outside the text are moved to its nearest end, one within a line end to
 * the end of the line, and one within a character to the character's start: a client can't point at any of these.
 */
export function positionAt(
  text: string,
  starts: readonly number[],
  offset: number,
  encoding: PositionEncoding = "utf-16",
): Position {
  let at = Math.max(0, Math.min(offset, text.length));
  const line = lineAt(starts, at);
  const start = starts[line]!;
  while (at > start && isLineEnd(text.charCodeAt(at - 1))) at--;
  return { line, character: width(text.slice(start, characterStart(text, at)), encoding) };
}

/** The offset of a position; one beyond its line is moved to the line's end, one beyond the text to the text's. */
export function offsetAt(
  text: string,
  starts: readonly number[],
  position: Position,
  encoding: PositionEncoding = "utf-16",
): number {
  if (position.line < 0) return 0;
  const start = starts[position.line];
  if (start === undefined) return text.length;
  let end = starts[position.line + 1] ?? text.length;
  while (end > start && isLineEnd(text.charCodeAt(end - 1))) end--;
  if (encoding === "utf-16") {
    return characterStart(text, Math.max(start, Math.min(start + position.character, end)));
  }
  let seen = 0;
  let at = start;
  while (at < end) {
    const code = text.codePointAt(at)!;
    seen += encoding === "utf-32" ? 1 : utf8Length(code);
    if (seen > position.character) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/** The offset itself, or the one before where it parts the two halves of a character. */
function characterStart(text: string, at: number): number {
  return isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1)) ? at - 1 : at;
}

function width(text: string, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return text.length;
  let count = 0;
  for (const character of text) count += encoding === "utf-32" ? 1 : utf8Length(character.codePointAt(0)!);
  return count;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
