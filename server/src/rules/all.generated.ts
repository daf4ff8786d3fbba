// Made by `npm run generate` from the files of this folder.
import headingMark from "./heading-mark.ts";
import listLeadIn from "./list-lead-in.ts";
import type { Rule } from "./rule.ts";
import stationExists from "./station-exists.ts";

export const allRules: readonly Rule[] = [
  headingMark,
  listLeadIn,
  stationExists,
];
