// Made by `npm run generate` from the files of this folder.
import { examples as headingMark } from "./heading-mark.ts";
import { examples as listLeadIn } from "./list-lead-in.ts";
import type { Example } from "./rule.ts";
import { examples as sentenceLength } from "./sentence-length.ts";
import { examples as stationExists } from "./station-exists.ts";

/** The examples of every rule, by its id. Apart from the rules, so that only what shows them carries them. */
export const allExamples: Readonly<Record<string, readonly Example[]>> = {
  "heading-mark": headingMark,
  "list-lead-in": listLeadIn,
  "sentence-length": sentenceLength,
  "station-exists": stationExists,
};

/** The rules that can mend what they find: an example of theirs shows it. */
export const fixableRules: ReadonlySet<string> = new Set(
  Object.keys(allExamples).filter((id) => allExamples[id]!.some(({ fixed }) => fixed !== undefined)),
);
