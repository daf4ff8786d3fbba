import type { Station } from "../station/station.ts";
import type { Range } from "../text/range.ts";
import { convertForm } from "./refactorings/convert-form.ts";
import { defineTerm } from "./refactorings/define-term.ts";
import { extractKeyTerm } from "./refactorings/extract-key-term.ts";
import { listLeadIn, tableLeadIn } from "./refactorings/lead-ins.ts";
import { linkReference } from "./refactorings/link-reference.ts";
import { listFromParagraph } from "./refactorings/list-from-paragraph.ts";
import { listFromTable } from "./refactorings/list-from-table.ts";
import { paragraphFromList } from "./refactorings/paragraph-from-list.ts";
import type { Around, Refactoring, Rewrite } from "./refactorings/refactoring.ts";
import { sortRows } from "./refactorings/sort-rows.ts";
import { addColumn, removeColumn } from "./refactorings/table-columns.ts";
import { tableFromList } from "./refactorings/table-from-list.ts";

export interface Refactored extends Rewrite {
  readonly id: string;
  readonly kind: string;
}

/** In the order in which they are offered. */
const REFACTORINGS: readonly Refactoring[] = [
  extractKeyTerm,
  defineTerm,
  linkReference,
  listFromParagraph,
  paragraphFromList,
  listLeadIn,
  tableLeadIn,
  tableFromList,
  listFromTable,
  addColumn,
  removeColumn,
  sortRows,
  convertForm,
];

/** The kinds of refactorings there are. */
export const REFACTORING_KINDS: readonly string[] = [...new Set(REFACTORINGS.map(({ kind }) => kind))];

/**
 * Refactor: writes a list as a table, a sentence as a key term and the like, where you ask for it.
 *
 * The light bulb offers what applies at the cursor: make a key term of a sentence or a word, a list of a paragraph and back, a
 * table of a list and back, add or remove a column, sort rows, add a lead-in, link a reference, convert pasted text.
 */
export function refactorings(station: Station, selection: Range, around?: Around): readonly Refactored[] {
  if (station.tree.problems.some(({ fatal }) => fatal)) return [];
  return REFACTORINGS.flatMap((refactoring): Refactored[] => {
    const offer = refactoring.offer(station, selection, around);
    return offer?.edits.length ? [{ ...offer, id: refactoring.id, kind: refactoring.kind }] : [];
  });
}
