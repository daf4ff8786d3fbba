import type { LearningPath } from "../path/learning-path.ts";
import { count } from "../text/count.ts";
import { inert } from "../text/inert.ts";
import type { Paint } from "./report-text.ts";

/** How the key terms of paths are printed. */
export interface TermsOptions {
  readonly paint: Paint;
  /** A file as it is shown: relative to where the command runs. */
  readonly nameOf: (file: string) => string;
}

/** For people: the key terms of each path in order, with where each is defined and how often it is used. */
export function termsText(paths: readonly LearningPath[], options: TermsOptions): string {
  if (paths.length === 0) return "There is no learning path here, and no station.\n";
  return paths.map((path) => pathText(path, options)).join("\n");
}

function pathText({ id, title, stops, terms }: LearningPath, { paint, nameOf }: TermsOptions): string {
  const lines = terms.map(({ name, definitions, uses }) => {
    const { number, title: where } = definitions[0]!.stop;
    const place = number ? `Station ${number} “${where}”` : `“${where}”`;
    return `  ${inert(name)}  ${paint.dim(`${inert(place)}, used ${count(uses.length, "time")}`)}`;
  });
  return `${[`${paint.bold(inert(title || stops[0]!.title))}  ${paint.dim(inert(nameOf(id)))}`, count(terms.length, "key term"), ...lines].join("\n")}\n`;
}

/** For spelling checkers: every word of a key term in every form that the paths write, a line each, in alphabetical order. */
export function termsWords(paths: readonly LearningPath[]): string {
  const words = new Set<string>();
  for (const { terms } of paths) {
    for (const { name, uses } of terms) {
      for (const text of [name, ...uses.map((use) => use.text)]) {
        for (const [word] of text.matchAll(WORD)) if (LETTER.test(word)) words.add(word.replace(/['’]s$/, ""));
      }
    }
  }
  return [...words]
    .sort(byLetters)
    .map((word) => `${word}\n`)
    .join("");
}

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’-](?=[\p{L}\p{N}]))*/gu;
const LETTER = /\p{L}/u;

function byLetters(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : 1;
}
