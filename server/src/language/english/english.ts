import type { Language } from "../language.ts";
import { ACRONYMS } from "./acronyms.ts";
import { CLAIMS } from "./claims.ts";
import { LABELS } from "./labels.ts";
import { LEFTOVERS } from "./leftovers.ts";
import { MEANING } from "./meaning.ts";
import { NUMBERS } from "./numbers.ts";
import { PAGE } from "./page.ts";
import { READING } from "./reading.ts";
import { referencesBy } from "./references.ts";
import { ROLES, withoutReferencesBy } from "./roles.ts";
import { SENTENCES } from "./sentences.ts";
import { STRUCTURE } from "./structure.ts";
import { TERMS } from "./terms.ts";
import { WORDS } from "./words.ts";
import { WRITING } from "./writing.ts";

export const english: Language = {
  tag: "en",
  name: "English",
  known: true,
  labels: LABELS,
  sentences: SENTENCES,
  words: WORDS,
  numbers: NUMBERS,
  references: referencesBy([]),
  structure: STRUCTURE,
  terms: TERMS,
  acronyms: ACRONYMS,
  claims: CLAIMS,
  reading: READING,
  meaning: MEANING,
  roles: ROLES,
  writing: WRITING,
  page: PAGE,
  leftovers: LEFTOVERS,
  calling,
};

/** English on a path that calls its stations by words of its own; these say as little of a topic as “station” does. */
function calling(words: readonly string[]): Language {
  const references = referencesBy(words);
  const small = new Set(
    references.names.flatMap(({ one, many }) => [one, many ?? one].map((each) => each.toLowerCase())),
  );
  return {
    ...english,
    base: english,
    references,
    words: { ...WORDS, isFunctionWord: (lower) => small.has(lower) || WORDS.isFunctionWord(lower) },
    roles: { ...ROLES, withoutReferences: withoutReferencesBy(references.names) },
  };
}
