import { parse } from "@retorquere/bibtex-parser";
import type { BibtexFile } from "../path/sources.ts";
import type { Range } from "../text/range.ts";

/** Braces nested deeper than in any bibliography: the library's recovery takes quadratic time on them. */
const DEEPEST = 64;

/** Reads BibTeX with `@retorquere/bibtex-parser`. Never throws: broken entries are problems, the others are read. */
export function readBibtex(text: string): BibtexFile {
  const deep = tooDeep(text);
  if (deep) return { entries: [], problems: [{ range: deep, message: "Braces are open here that are never closed." }] };
  try {
    const { entries, errors } = parse(text, { sentenceCase: false });
    const places = placesOfKeys(text);
    return {
      entries: entries.flatMap(({ key, fields }) => {
        const range = places.get(key)?.shift();
        return range ? [{ key, range, fields: fieldTexts(fields) }] : [];
      }),
      problems: errors.map(({ input }) => ({
        range: firstLine(text, input ?? ""),
        message: "This entry can't be read. Is a brace or a quotation mark missing?",
      })),
    };
  } catch {
    return {
      entries: [],
      problems: [{ range: { start: 0, end: Math.min(1, text.length) }, message: "This BibTeX can't be read." }],
    };
  }
}

/** Where each key stands, in the order of the text; a key can stand twice. */
function placesOfKeys(text: string): Map<string, Range[]> {
  const places = new Map<string, Range[]>();
  for (const match of text.matchAll(/@[ \t]*[A-Za-z]+\s*[{(]\s*([^\s,{}()"#%\\]+)/g)) {
    const key = match[1]!;
    const end = match.index + match[0].length;
    const range = { start: end - key.length, end };
    const known = places.get(key);
    if (known) known.push(range);
    else places.set(key, [range]);
  }
  return places;
}

function tooDeep(text: string): Range | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === "{" && ++depth > DEEPEST) return { start: at, end: at + 1 };
    else if (character === "}" && depth > 0) depth--;
  }
  return undefined;
}

function firstLine(text: string, input: string): Range {
  const line = input.trim().split("\n")[0]!.slice(0, 200);
  const start = Math.max(0, line ? text.indexOf(line) : 0);
  return { start, end: Math.min(text.length, start + Math.max(1, line.length)) };
}

/** The fields as plain text; names are family names, in order. */
function fieldTexts(fields: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldText(value)]));
}

function fieldText(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === "string" ? value : "";
  return value
    .map((part: unknown) => (typeof part === "string" ? part : nameOf(part as { lastName?: string; name?: string })))
    .join(", ");
}

function nameOf({ lastName, name }: { readonly lastName?: string; readonly name?: string }): string {
  return lastName ?? name ?? "";
}
