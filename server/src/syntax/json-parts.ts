import { createScanner } from "jsonc-parser";
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
 * that it can be written back as it was, and no key has a special meaning. It reads token by token: a tree of values would
 * exhaust the stack where brackets are nested deeply.
 * @param source JSON without an error; see `isJson`
 * @param offset what its first character counts as
 */
export function jsonParts(source: string, offset = 0): readonly JsonPart[] {
  const parts: JsonPart[] = [];
  const scanner = createScanner(source, true);
  /** The next token's first character, which tells all kinds of tokens apart; undefined at the end. */
  const next = () => {
    scanner.scan();
    return source[scanner.getTokenOffset()];
  };
  const outside = next();
  if (outside !== "{" && outside !== "[") return parts;
  let key: string | undefined;
  let start: number | undefined;
  let end = 0;
  let depth = 1;
  for (let token = next(); token !== undefined && depth > 0; token = next()) {
    if (token === "}" || token === "]") depth--;
    if (depth === 0 || (depth === 1 && token === ",")) {
      if (start === undefined) continue;
      parts.push({ key, source: source.slice(start, end), range: { start: offset + start, end: offset + end } });
      key = start = undefined;
      continue;
    }
    if (token === "{" || token === "[") depth++;
    end = scanner.getTokenOffset() + scanner.getTokenLength();
    if (outside === "{" && key === undefined) key = scanner.getTokenValue();
    else if (depth > 1 || token !== ":") start ??= scanner.getTokenOffset();
  }
  return parts;
}
