// Made by `npm run generate` from the files of this folder.
import headingMark from "./heading-mark.ts";
import listCount from "./list-count.ts";
import listLeadIn from "./list-lead-in.ts";
import listLength from "./list-length.ts";
import listParallel from "./list-parallel.ts";
import type { Rule } from "./rule.ts";
import sentenceLength from "./sentence-length.ts";
import stationExists from "./station-exists.ts";
import tableAlignment from "./table-alignment.ts";
import tableBoundary from "./table-boundary.ts";
import tableCells from "./table-cells.ts";
import tableHeader from "./table-header.ts";
import tableLeadIn from "./table-lead-in.ts";
import tableRepeatedWord from "./table-repeated-word.ts";
import tableShape from "./table-shape.ts";

/** Every rule, by id. */
export const allRules: readonly Rule[] = [
  headingMark,
  listCount,
  listLeadIn,
  listLength,
  listParallel,
  sentenceLength,
  stationExists,
  tableAlignment,
  tableBoundary,
  tableCells,
  tableHeader,
  tableLeadIn,
  tableRepeatedWord,
  tableShape,
];
