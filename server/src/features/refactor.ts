import type { Station } from "../station/station.ts";
import type { Range } from "../text/range.ts";
import { convertForm } from "./refactorings/convert-form.ts";
import { extractKeyTerm } from "./refactorings/extract-key-term.ts";
import { listLeadIn, tableLeadIn } from "./refactorings/lead-ins.ts";
import { listFromParagraph } from "./refactorings/list-from-paragraph.ts";
import { listFromTable } from "./refactorings/list-from-table.ts";
import { paragraphFromList } from "./refactorings/paragraph-from-list.ts";
import type { Refactoring, Rewrite } from "./refactorings/refactoring.ts";
import { sortRows } from "./refactorings/sort-rows.ts";
import { addColumn, removeColumn } from "./refactorings/table-columns.ts";
import { tableFromList } from "./refactorings/table-from-list.ts";

/** Refactor: writes a list as a table, a sentence as a key term and the like, where you ask for it. */
export interface Refactored extends Rewrite {
  readonly id: string;
  readonly kind: string;
}

/** In the order in which they are offered. */
const REFACTORINGS: readonly Refactoring[] = [
  extractKeyTerm,
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

/** The refactorings that apply at a selection. */
export function refactorings(station: Station, selection: Range): readonly Refactored[] {
  if (station.tree.problems.some(({ fatal }) => fatal)) return [];
  return REFACTORINGS.flatMap((refactoring): Refactored[] => {
    const offer = refactoring.offer(station, selection);
    return offer?.edits.length ? [{ ...offer, id: refactoring.id, kind: refactoring.kind }] : [];
  });
}
