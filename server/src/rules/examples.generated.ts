// Made by `npm run generate` from the files of this folder.
import { examples as headingMark } from "./heading-mark.ts";
import { examples as listCount } from "./list-count.ts";
import { examples as listLeadIn } from "./list-lead-in.ts";
import { examples as listLength } from "./list-length.ts";
import { examples as listParallel } from "./list-parallel.ts";
import type { Example } from "./rule.ts";
import { examples as sentenceLength } from "./sentence-length.ts";
import { examples as stationExists } from "./station-exists.ts";
import { examples as tableAlignment } from "./table-alignment.ts";
import { examples as tableBoundary } from "./table-boundary.ts";
import { examples as tableCells } from "./table-cells.ts";
import { examples as tableHeader } from "./table-header.ts";
import { examples as tableLeadIn } from "./table-lead-in.ts";
import { examples as tableRepeatedWord } from "./table-repeated-word.ts";
import { examples as tableShape } from "./table-shape.ts";

/** The examples of every rule, by its id. Apart from the rules, so that only what shows them carries them. */
export const allExamples: Readonly<Record<string, readonly Example[]>> = {
  "heading-mark": headingMark,
  "list-count": listCount,
  "list-lead-in": listLeadIn,
  "list-length": listLength,
  "list-parallel": listParallel,
  "sentence-length": sentenceLength,
  "station-exists": stationExists,
  "table-alignment": tableAlignment,
  "table-boundary": tableBoundary,
  "table-cells": tableCells,
  "table-header": tableHeader,
  "table-lead-in": tableLeadIn,
  "table-repeated-word": tableRepeatedWord,
  "table-shape": tableShape,
};

/** The rules that can mend what they find: an example of theirs shows it. */
export const fixableRules: ReadonlySet<string> = new Set(
  Object.keys(allExamples).filter((id) => allExamples[id]!.some(({ fixed }) => fixed !== undefined)),
);
