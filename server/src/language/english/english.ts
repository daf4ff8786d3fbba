import type { Language } from "../language.ts";
import { ACRONYMS } from "./acronyms.ts";
import { CLAIMS } from "./claims.ts";
import { LABELS } from "./labels.ts";
import { MEANING } from "./meaning.ts";
import { NUMBERS } from "./numbers.ts";
import { PAGE } from "./page.ts";
import { READING } from "./reading.ts";
import { REFERENCES } from "./references.ts";
import { ROLES } from "./roles.ts";
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
  references: REFERENCES,
  structure: STRUCTURE,
  terms: TERMS,
  acronyms: ACRONYMS,
  claims: CLAIMS,
  reading: READING,
  meaning: MEANING,
  roles: ROLES,
  writing: WRITING,
  page: PAGE,
};
