import { isNamed } from "../path/named.ts";
import { nearMisses } from "../path/near-misses.ts";
import type { TermUse } from "../path/terms.ts";
import type { Passage } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { textOffset } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-spelling",
  group: "Key terms",
  kind: "form",
  summary: "A term is spelled the same way on its whole path, including capitals and hyphens.",
  why: `A reader takes “decision making” and “decision-making” for two things, and a search finds one of them. The definition
sets the spelling; its first letter, the start of a sentence, titles and headings do not count. Quotations, titles of works and
names keep their own, a hyphen may join a term to the noun after it (“a core-nation firm”), and capitals that a term has as a
name may be missing where its words mean any such thing. Nothing is changed without asking.`,
  severity: "information",
  needs: "language",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const { term, text, proper, range } of nearMisses(path, station)) {
      const definition = term.definitions[0]!;
      yield {
        range,
        message: `“${text}” looks like a slip for “${proper}”, a key term of Station ${definition.stop.number} of “${path.title}”. Please check its spelling.`,
        suggestions: [{ title: `Write “${proper}”`, edits: [{ range, newText: proper }] }],
      };
    }
    const beginnings = new Map<Passage, readonly string[]>();
    for (const { name, uses, definitions } of path.terms) {
      for (const use of uses) {
        if (use.stop !== stop || !isProse(use.passage) || isNamed(use) || isSaidBySomeone(use)) continue;
        const words = split(name);
        const written = split(use.text);
        const { passage } = use;
        const ofPassage = beginnings.get(passage) ?? beginningsOf(passage);
        beginnings.set(passage, ofPassage);
        const proper = properForm(words, written, startsSentence(ofPassage, use.text));
        if (proper === undefined || isAttribute(use)) continue;
        const definition = definitions[0]!;
        yield {
          range: use.range,
          message: `“${use.text}” is written “${proper}” where it is defined, in Station ${definition.stop.number} of “${path.title}”.`,
          suggestions: [{ title: `Write “${proper}”`, edits: [{ range: use.range, newText: proper }] }],
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
  const parts = text
    .replace(/\s+/g, " ")
    .replace(/[‐‑–]/g, "-")
    .split(/([ -]+)/);
  return { words: parts.filter((_, index) => index % 2 === 0), joints: parts.filter((_, index) => index % 2 === 1) };
}

/** The use as the definition spells it; undefined where it is in order. Endings (plural, possessive) stay as they are. */
function properForm(defined: Parts, used: Parts, first: boolean): string | undefined {
  if (defined.words.length !== used.words.length || isCommonNoun(defined, used)) return undefined;
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

/** “a supreme court of its own”: words without any capital beside a name, or in capitals beside an acronym's like “Gini”. */
function isCommonNoun(defined: Parts, used: Parts): boolean {
  const named = defined.words.slice(1).some((word) => /^\p{Lu}\p{Ll}/u.test(word));
  if (named && used.words.every((word) => word === word.toLowerCase())) return true;
  return defined.words.some((word, index) => isCapitals(word) !== isCapitals(used.words[index]!));
}

function isCapitals(word: string): boolean {
  return /^\p{Lu}{2,}/u.test(word);
}

/** Whether a use stands between quotation marks. */
function isSaidBySomeone({ passage: { prose }, range }: TermUse): boolean {
  const before = prose.text.slice(0, textOffset(prose, range.start));
  return before.lastIndexOf("“") > before.lastIndexOf("”") || before.split('"').length % 2 === 0;
}

/** Whether hyphens join the words of a term because a noun follows: “core-nation firms”. */
function isAttribute({ passage: { prose, language }, range, text }: TermUse): boolean {
  if (!/[-‐‑]/.test(text)) return false;
  const next = /^ (\p{Ll}[\p{L}\p{M}]*)/u.exec(prose.text.slice(textOffset(prose, range.start) + text.length))?.[1];
  return next !== undefined && !language.words.isFunctionWord(next);
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
  {
    title: "Quotations, titles, laws, attributes, and words that are a name only there",
    text: `
      -- 1-trade.station.md --
      # Trade

      Key term: Core nation — a rich country that others deliver to.

      Key term: Supreme Court — the court of a country that has the last word.

      Key term: Predator-prey cycle — the turns in which hunters and hunted grow many.

      The Core Nation Trade Act, the song “Core Nation Blues” and _Core Nation Blues_ are old.
      She said “the core-nation is poor”. Core-nation firms sell, and a core-nation firm buys.
      Each state has a supreme court of its own, and CORE NATIONS have one, too.
      The predator–prey cycle is slow.
    `,
  },
  {
    title: "A slip of the pen in a key term",
    text: `
      -- 1-leaves.station.md --
      # Leaves

      Key term: Photosynthesis — the way in which a plant makes sugar with light.

      Photosynthesys needs light.
      ^^^^^^^^^^^^^^ “Photosynthesys” looks like a slip for “Photosynthesis”, a key term of Station 1 of “fixture”. Please check its spelling.
      A leaf is photosynthetic, and what it photosynthesizes is sugar.
    `,
  },
  {
    title: "A slip in a term of two words, and words that only look like it",
    text: `
      -- path.yaml --
      title: Peace
      stations: [a.station.md]
      -- a.station.md --
      # Peace

      Key term: Collective security — a promise that all help the one who is attacked.

      Key term: Complement — what makes a thing whole.

      Without colective security, nobody pays compliments to anyone.
              ^^^^^^^^^ “colective” looks like a slip for “collective”, a key term of Station 1 of “Peace”. Please check its spelling.
    `,
  },
];
