import type { Range } from "../text/range.ts";

/** A member of a JSON object, or an item of an array, where it stands. */
export interface JsonPart {
  /** Undefined for an item of an array. */
  readonly key: string | undefined;
  /** The value as it is written. */
  readonly source: string;
  readonly range: Range;
}

/** Whether a text is JSON. */
export function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/**
 * The members or items of a JSON object or array in order, none for anything else. What they hold is not looked into, so
 * that it can be written back as it was, and no key has a special meaning.
 * @param source JSON without an error; see `isJson`
 * @param offset what its first character counts as
 */
export function jsonParts(source: string, offset = 0): readonly JsonPart[] {
  const parts: JsonPart[] = [];
  let at = skipSpace(source, 0);
  if (source[at] !== "{" && source[at] !== "[") return parts;
  const named = source[at] === "{";
  const close = named ? "}" : "]";
  at = skipSpace(source, at + 1);
  while (at < source.length && source[at] !== close) {
    let key: string | undefined;
    if (named) {
      const end = skipString(source, at);
      key = JSON.parse(source.slice(at, end)) as string;
      at = skipSpace(source, skipSpace(source, end) + 1);
    }
    const end = skipValue(source, at);
    parts.push({ key, source: source.slice(at, end), range: { start: offset + at, end: offset + end } });
    at = skipSpace(source, end);
    if (source[at] === ",") at = skipSpace(source, at + 1);
  }
  return parts;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (/^[ \t\n\r]$/.test(source[at] ?? "")) at++;
  return at;
}

/** The offset after a string that begins at `from`. */
function skipString(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source[at] !== '"') at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** The offset after a value that begins at `from`. */
function skipValue(source: string, from: number): number {
  if (source[from] === '"') return skipString(source, from);
  let depth = 0;
  for (let at = from; at < source.length; ) {
    const character = source[at]!;
    if (character === '"') {
      at = skipString(source, at);
      continue;
    }
    if (depth === 0 && /[,\]} \t\n\r]/.test(character)) return at;
    if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at + 1;
    at++;
  }
  return source.length;
}
