import type { Stop } from "../../path/learning-path.ts";
import type { Term } from "../../path/terms.ts";
import { type Completion, last, type Place, passageAt } from "./place.ts";

/** At most this many terms are offered at once; more letters bring others. */
const MOST_TERMS = 100;

/** The key terms of the path, where prose is being written: those of this station and earlier ones first. */
export function termCompletions(place: Place): readonly Completion[] | undefined {
  const { before, offset, paths, file } = place;
  const word = /(?<![\p{L}\p{N}'’-])['’-]*([\p{L}\p{N}][\p{L}\p{N}'’-]*)$/u.exec(before)?.[1];
  const passage = passageAt(place);
  if (!word || word.length < 2 || !passage || passage.kind === "title") return undefined;
  const found = new Map<string, { term: Term; typed: string; early: boolean; distance: number }>();
  for (const path of paths) {
    const here = path.stopOf(file)?.number ?? 0;
    for (const term of path.terms) {
      const typed = typedOf(term.name, before, word);
      if (typed === undefined || found.has(term.key)) continue;
      // What stands there whole needs nothing, and Enter shall make a new line, not take a longer term.
      if (inProse(term.name, typed) === typed) return undefined;
      const { stop, keyTerm } = term.definitions[0]!;
      if (keyTerm.passage === passage) continue;
      found.set(term.key, { term, typed, early: stop.number <= here, distance: Math.abs(here - stop.number) });
    }
  }
  const first = [...found.values()].sort((a, b) => Number(b.early) - Number(a.early) || a.distance - b.distance);
  return first.slice(0, MOST_TERMS).map(({ term, typed, early }) => {
    const { stop } = term.definitions[0]!;
    return {
      kind: "term",
      label: term.name,
      detail: definedWhere(stop, early, stop.file === file),
      range: last(offset, typed.length),
      newText: inProse(term.name, typed),
      about: `term ${term.key}`,
    };
  });
}

function definedWhere({ number, title }: Stop, early: boolean, own: boolean): string {
  if (number === 0 || own) return "defined in this station";
  return early ? `Station ${number}` : `not defined yet here: Station ${number} “${title}”`;
}

/** How much of a term has been typed: its beginning, or a word of it. */
function typedOf(name: string, before: string, word: string): string | undefined {
  const lower = name.toLowerCase();
  for (let length = Math.min(before.length, name.length, LONGEST_TYPED); length > word.length; length--) {
    const typed = before.slice(-length);
    const edge = before[before.length - length - 1];
    // Small letters may be more than the letters that they are made of.
    if (lower.startsWith(typed.toLowerCase()) && (edge === undefined || !/[\p{L}\p{N}]/u.test(edge))) return typed;
  }
  const plain = word.toLowerCase();
  return lower.split(/[\s-]+/).some((part) => part.startsWith(plain)) ? word : undefined;
}

/** Nobody types more of a term before it is offered, in UTF-16 code units. */
const LONGEST_TYPED = 200;

/** The term as it stands within a sentence: without the callout's capital, unless it was typed or always has it. */
function inProse(name: string, typed: string): string {
  const plain = name.replace(/(?<!\s)\s*\([^()]*\)$/, "") || name;
  if (/^\p{Lu}/u.test(typed) || /^.+\p{Lu}/u.test(plain)) return plain;
  return plain[0]!.toLowerCase() + plain.slice(1);
}
