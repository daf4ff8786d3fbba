// Made by `npm run generate` from the files of this folder.
import headingMark from "./heading-mark.ts";
import listLeadIn from "./list-lead-in.ts";
import type { Rule } from "./rule.ts";
import sentenceLength from "./sentence-length.ts";
import stationExists from "./station-exists.ts";

/** Every rule, by id. */
export const allRules: readonly Rule[] = [
  headingMark,
  listLeadIn,
  sentenceLength,
  stationExists,
];
