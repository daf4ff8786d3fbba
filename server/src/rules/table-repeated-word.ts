import type { Language } from "../language/language.ts";
import { topicStems } from "../station/content-words.ts";
import { isBlankCell, swallowedRows } from "../station/table-rows.ts";
import { sourceRange } from "../syntax/prose.ts";
import type { Cell } from "../syntax/tree.ts";
import { type Word, wordsOf } from "../syntax/words.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

/** A header of more words is no name of a column. */
const MOST_WORDS = 12;

export default defineRule({
  id: "table-repeated-word",
  group: "Tables",
  kind: "taste",
  summary: "The cells of a column don't all repeat a word of its header.",
  why: `A reader who looks down a column has read its header already. “Low”, “High” and “Medium” under “Flexibility Level” are
found faster than the same with “Flexibility” after each. The first column names things, and so do cells of
capitalised words under one word, such as “Korean War” under “War”, so these are left alone (our judgement).`,
  severity: "hint",
  needs: "language",
  options: {},
  *check(station) {
    for (const { header, body, table } of station.tables) {
      const rows = body.slice(0, body.length - swallowedRows(station.tree, table).length);
      if (rows.length < 2) continue;
      for (const [column, cell] of header.entries()) {
        if (column > 0)
          yield* checkColumn(
            cell,
            rows.map((row) => row[column]),
            station.language,
          );
      }
    }
  },
});

function* checkColumn(header: Cell, cells: readonly (Cell | undefined)[], language: Language): Generator<Finding> {
  const { keyOf, isNameColumn } = language.words;
  const names = wordsOf(header.prose.masked);
  if (names.length > MOST_WORDS) return;
  if (names.some(({ text }) => isNameColumn(text))) return;
  if (!cells.every((cell) => cell !== undefined && !isBlankCell(cell))) return;
  const first = wordKeys(wordsOf(cells[0]!.prose.masked), language);
  const repeated = names.filter(({ text }) => first.includes(keyOf(text)));
  if (repeated.length === 0) return;
  const read = (cells as readonly Cell[]).map((cell) => wordsOf(cell.prose.masked));
  for (const name of repeated) {
    if (topicStems(name.text, language).size === 0) continue;
    const key = keyOf(name.text);
    const found = read.map((words) => wordKeys(words, language).indexOf(key));
    if (found.includes(-1)) continue;
    const rests = read.map((words, row) => words.filter((_, at) => at !== found[row]));
    if (!rests.every(saysSomething)) continue;
    if (names.length === 1 && rests.every(isName)) continue;
    const shown = rests.slice(0, 3).map((rest) => `“${rest.map(({ text }) => text).join(" ")}”`);
    yield {
      range: sourceRange(header.prose, name.start, name.end),
      message: `Every cell of this column repeats “${name.text}”. ${listed(shown, rests.length > 3)} would say it, too.`,
    };
    return;
  }
}

function wordKeys(words: readonly Word[], language: Language): readonly string[] {
  return words.map(({ text }) => language.words.keyOf(text));
}

function saysSomething(words: readonly Word[]): boolean {
  return words.some(({ text }) => /\p{L}/u.test(text));
}

function isName(words: readonly Word[]): boolean {
  return words.every(({ text }) => !/^\p{Ll}/u.test(text));
}

function listed(parts: readonly string[], more: boolean): string {
  if (more) return `${parts.join(", ")} …`;
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

export const examples: readonly Example[] = [
  {
    title: "The header's word in every cell",
    text: `
      # Security Cooperation

      The following table outlines how these mechanisms differ.

      | Mechanism | Primary Goal | Flexibility Level |
                                   ^^^^^^^^^^^ Every cell of this column repeats “Flexibility”. “Low”, “High” and “Medium” would say it, too.
      |---|---|---|
      | Military Alliance | Mutual Defense | Low Flexibility |
      | Regional Forum | Conflict Mediation | High Flexibility |
      | Peacekeeping Force | Stability Monitoring | Medium Flexibility |
    `,
  },
  {
    title: "The first column, names, numbers, and a word in some cells only",
    text: `
      # Security Cooperation

      The following table lists what ended each conflict.

      | War | Treaty | Stage | Goal |
      |---|---|---|---|
      | Korean War | Panmunjom Treaty | Stage 2 | A common goal |
      | Vietnam War | Paris Treaty | Stage 3 | Peace |
    `,
  },
];
