import { belongingsOf, ledgerFileOf } from "../files/belongings.ts";
import { type Change, joinEdits, type Renaming } from "../files/change.ts";
import { baseName, folderOf } from "../files/names.ts";
import { followText } from "../ledger/follow-text.ts";
import { sentencesAndRows } from "../ledger/ledger-sentences.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { groupBy } from "../text/groups.ts";
import type { Refusal } from "./refusal.ts";
import { ledgerOf, stationOf, textOf, type Workspace } from "./workspace.ts";

/**
 * A change of stations together with what it means for the files that belong to them: these get new names with their stations
 * and are deleted with them, and ledgers know the sentences that the change has rewritten.
 * @param change its edits of stations leave what a sentence says as it is, or replace a text as a whole
 * @returns a refusal where a file stands already where one would go: nothing is written over
 */
export function followBelongings(workspace: Workspace, change: Change): Change | Refusal {
  const edits = joinEdits(change.edits, ledgerEdits(workspace, change));
  const created: { readonly file: string; readonly text: string }[] = [];
  const renamed: Renaming[] = [];
  const deleted: string[] = [];
  for (const [from, homes] of newHomes(workspace, change)) {
    const [to, ...copies] = homes.has(from) ? [undefined, ...homes].filter((home) => home !== from) : homes;
    if (to !== undefined) renamed.push({ from, to });
    else if (homes.size === 0) deleted.push(from);
    const text = applyEdits(textOf(workspace, from)!, edits.get(from) ?? []);
    for (const copy of copies) if (copy !== undefined && text) created.push({ file: copy, text });
  }
  // What is deleted goes last.
  const free = new Set(renamed.map(({ from }) => from));
  const wanted = [...renamed.map(({ to }) => to), ...[...created, ...change.created].map(({ file }) => file)];
  const taken = wanted.find((file) => textOf(workspace, file) !== undefined && !free.has(file));
  if (taken !== undefined) {
    return { refused: `There is already a file “${baseName(taken)}”. Please rename or remove it first.` };
  }
  return {
    ...change,
    edits,
    created: [...change.created, ...created],
    renamed: [...change.renamed, ...renamed],
    deleted: [...change.deleted, ...deleted],
  };
}

/** The edits of the ledgers whose stations are edited, after which they know the sentences that the change has rewritten. */
export function ledgerEdits(
  workspace: Workspace,
  { edits, deleted }: Change,
): ReadonlyMap<string, readonly TextEdit[]> {
  const found = new Map<string, readonly TextEdit[]>();
  for (const [file, each] of edits) {
    const station = stationOf(workspace, file);
    const ledger = ledgerOf(workspace, file);
    // An edited ledger has been followed already.
    if (!station || !ledger?.ledger.entries.length || edits.has(ledger.file) || deleted.includes(file)) continue;
    const after = workspace.readers.station(applyEdits(station.text, each), station.language);
    const followed = followText(ledger.ledger, sentencesAndRows(station), sentencesAndRows(after), each);
    const known = found.get(ledger.file) ?? [];
    const isNew = ({ range }: TextEdit) => known.every((other) => other.range.start !== range.start);
    if (followed.length) found.set(ledger.file, [...known, ...followed.filter(isNew)]);
  }
  return found;
}

/**
 * Where the belongings of stations that are renamed or deleted go: for each of these files that is there, its names afterwards.
 * Stations of one name share them, as `rain.station.md` and `rain.station.txt` share a ledger; each has them afterwards.
 */
function newHomes(workspace: Workspace, { renamed, deleted }: Change): ReadonlyMap<string, ReadonlySet<string>> {
  const homes = new Map<string, Set<string>>();
  const newNames = new Map(renamed.map(({ from, to }) => [from, to]));
  const gone = new Set(deleted);
  const leaving = [...newNames.keys(), ...gone].filter((file) => stationOf(workspace, file));
  const stationsIn = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const folder of new Set(leaving.map(folderOf)))
    stationsIn.set(folder, groupBy(workspace.folders.get(folder)!.stations.keys(), ledgerFileOf));
  for (const file of leaving) {
    const sharing = stationsIn.get(folderOf(file))!.get(ledgerFileOf(file))!;
    belongingsOf(file).forEach(({ file: from }, at) => {
      if (homes.has(from) || newNames.has(from) || gone.has(from) || textOf(workspace, from) === undefined) return;
      const staying = sharing.filter((each) => !gone.has(each));
      homes.set(from, new Set(staying.map((each) => belongingsOf(newNames.get(each) ?? each)[at]!.file)));
    });
  }
  return homes;
}
