import type { Language } from "../../../server/src/language/language.ts";
import { UNKNOWN } from "../../../server/src/language/unknown.ts";
import { isAbbreviation, isNoAbbreviation } from "./abbreviations.ts";
import { NUMBERS, relatives } from "./references.ts";

/** A small German, to show what a language takes: this folder, and a place in the list of languages. */
export const german: Language = {
  ...UNKNOWN,
  tag: "de",
  name: "German",
  known: true,
  labels: { "key-term": ["schlüsselbegriff"], takeaway: ["merksatz"], bridge: ["brücke", "weiter"] },
  sentences: {
    ...UNKNOWN.sentences,
    isAbbreviation,
    isNoAbbreviation,
    endsWithAbbreviation: (text) => /\busw\.$/.test(text),
  },
  words: {
    ...UNKNOWN.words,
    keyOf: (word) => word.toLowerCase().replace(/(?<=\p{L}{4})(?:en|n|e|s)$/u, ""),
    isFunctionWord: (lower) => ["aber", "der", "die", "das", "ist", "und", "wie"].includes(lower),
    isRepeatedOnPurpose: (lower) => lower === "die",
  },
  numbers: NUMBERS,
  references: {
    ...UNKNOWN.references,
    names: [{ one: "Station", many: "Stationen", own: false }],
    conjunctions: ["und", "oder"],
    through: ["bis"],
    isNoun: (word) => /^station(?:en)?$/i.test(word),
    relatives,
    introducesItself: (before) => /\bwillkommen in\s*$/i.test(before),
    pointing: (before) => (/\bwie wir in $/i.test(before) ? { forward: false, words: "Wie wir in" } : undefined),
  },
  structure: {
    ...UNKNOWN.structure,
    startsBridge: (text) => /^(?:aber|doch)\b/i.test(text),
    conjunctions: ["und", "oder"],
  },
};
