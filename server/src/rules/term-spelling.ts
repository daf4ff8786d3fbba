import type { Passage } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { firstFrom } from "../text/first-from.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-spelling",
  group: "Key terms",
  kind: "form",
  summary: "A term is spelled the same way on its whole path, including capitals and hyphens.",
  why: `A reader takes “decision making” and “decision-making” for two things, and a search finds one of them. The definition
sets the spelling; its first letter, the start of a sentence, titles and headings do not count.`,
  severity: "information",
  needs: "language",
  options: {},
  *checkInPath(_, { path, stop }) {
    const beginnings = new Map<Passage, readonly string[]>();
    for (const { name, uses, definitions } of path.terms) {
      for (const use of uses) {
        if (use.stop !== stop || !isProse(use.passage)) continue;
        const words = split(name);
        const written = split(use.text);
        const { passage } = use;
        const ofPassage = beginnings.get(passage) ?? beginningsOf(passage);
        beginnings.set(passage, ofPassage);
        const proper = properForm(words, written, startsSentence(ofPassage, use.text));
        if (proper === undefined) continue;
        const definition = definitions[0]!;
        yield {
          range: use.range,
          message: `“${use.text}” is written “${proper}” where it is defined, in Station ${definition.stop.number} of “${path.title}”.`,
          fix: { title: `Write “${proper}”`, edits: [{ range: use.range, newText: proper }] },
        };
      }
    }
  },
});

interface Parts {
  readonly words: readonly string[];
  readonly joints: readonly string[];
}

function split(text: string): Parts {
  const parts = text.replace(/\s+/g, " ").split(/([ \-‐‑]+)/);
  return { words: parts.filter((_, index) => index % 2 === 0), joints: parts.filter((_, index) => index % 2 === 1) };
}

/** The use as the definition spells it; undefined where it is in order. Endings (plural, possessive) stay as they are. */
function properForm(defined: Parts, used: Parts, first: boolean): string | undefined {
  if (defined.words.length !== used.words.length) return undefined;
  const words = used.words.map((word, index) => {
    const model = defined.words[index]!;
    const initial = index === 0 ? (/^\p{Lu}\p{Lu}/u.test(model) || !first ? undefined : word[0]!) : undefined;
    const cased = likeModel(word, model, index === 0);
    return initial === undefined ? cased : initial + cased.slice(1);
  });
  const proper = words.map((word, index) => word + (defined.joints[index] ?? "")).join("");
  const written = used.words.map((word, index) => word + (used.joints[index] ?? "")).join("");
  return proper === written ? undefined : proper;
}

/** A word with capitals where the model has them. The first word of a callout has a capital for standing first. */
function likeModel(word: string, model: string, first: boolean): string {
  const named = first && !/^\p{Lu}(?:\p{Lu}|.*\p{Lu})/u.test(model);
  const rest = [...word].map((letter, index) => {
    const like = model[index];
    if (like === undefined || like.toLowerCase() !== letter.toLowerCase()) return letter;
    return index === 0 && named ? letter : like;
  });
  return rest.join("");
}

/** The sentences of a passage without the marks they open with, sorted. */
function beginningsOf({ sentences }: Passage): readonly string[] {
  return sentences.map(({ text }) => text.replace(/^["“'‘(*_]+/, "")).sort();
}

function startsSentence(sorted: readonly string[], use: string): boolean {
  return sorted[firstFrom(sorted.length, (at) => sorted[at]! >= use)]?.startsWith(use) ?? false;
}

export const examples: readonly Example[] = [
  {
    title: "A hyphen, and capitals, that the definition does not have",
    text: `
      -- path.yaml --
      title: Bread
      stations: [dough.station.md, oven.station.md]
      -- dough.station.md --
      # Dough

      Key term: Bulk fermentation — the first long rest of a dough, all in one piece.

      During bulk-fermentation nothing seems to happen.
             ^^^^^^^^^^^^^^^^^ “bulk-fermentation” is written “bulk fermentation” where it is defined, in Station 1 of “Bread”.
      -- oven.station.md --
      # Oven

      After the bulk Fermentation comes the oven.
                ^^^^^^^^^^^^^^^^^ “bulk Fermentation” is written “bulk fermentation” where it is defined, in Station 1 of “Bread”.
    `,
    fixed: `
      -- path.yaml --
      title: Bread
      stations: [dough.station.md, oven.station.md]
      -- dough.station.md --
      # Dough

      Key term: Bulk fermentation — the first long rest of a dough, all in one piece.

      During bulk fermentation nothing seems to happen.
      -- oven.station.md --
      # Oven

      After the bulk fermentation comes the oven.
    `,
  },
  {
    title: "The start of a sentence, a plural, a possessive, a heading",
    text: `
      -- 1-dough.station.md --
      # Dough

      Key term: Bulk fermentation — the first long rest of a dough, all in one piece.

      ## Bulk Fermentation

      Bulk fermentation takes time. Bulk fermentations differ, and a bulk fermentation's end is hard to see.
    `,
  },
];
