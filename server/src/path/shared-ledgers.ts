import { ledgerFileOf } from "../files/belongings.ts";
import { anchorEntries } from "../ledger/anchoring.ts";
import type { EntryLine } from "../ledger/ledger-file.ts";
import { sentencesAndRows } from "../ledger/ledger-sentences.ts";
import type { Station } from "../station/station.ts";
import { groupBy } from "../text/groups.ts";
import type { LedgerFile } from "./verification.ts";

type Stations = ReadonlyMap<string, Station>;

/** The stations of a folder by their ledgers; told once for each state of the folder. */
const groups = new WeakMap<Stations, ReadonlyMap<string, readonly string[]>>();

interface View {
  readonly whole: LedgerFile;
  readonly others: readonly Station[];
  readonly view: LedgerFile;
}

const views = new WeakMap<Station, View>();

/**
 * A ledger as one of its stations has it. Stations of one name share a ledger, as `rain.station.md` and `rain.station.txt` do: the
 * lines of the others are in its text, and not among the entries, so that nothing takes them for lines whose sentence is gone.
 */
export function ledgerFor(stationFile: string, stations: Stations, whole: LedgerFile): LedgerFile {
  let byLedger = groups.get(stations);
  if (!byLedger) {
    byLedger = groupBy(stations.keys(), ledgerFileOf);
    groups.set(stations, byLedger);
  }
  const sharing = byLedger.get(whole.file) ?? [];
  const station = stations.get(stationFile);
  if (!station || sharing.length < 2) return whole;
  const others = sharing.flatMap((file) => (file === stationFile ? [] : (stations.get(file) ?? [])));
  const before = views.get(station);
  if (before?.whole === whole && before.others.every((other, at) => other === others[at])) return before.view;
  const view = viewOf(station, others, whole);
  views.set(station, { whole, others, view });
  return view;
}

function viewOf(station: Station, others: readonly Station[], whole: LedgerFile): LedgerFile {
  const { entries } = whole.ledger;
  const own = anchored(station, entries);
  const theirs = others.map((other) => anchored(other, entries));
  const mine = entries.filter((line) => {
    if (own.exact.has(line)) return true;
    return !theirs.some(({ exact, all }) => exact.has(line) || (all.has(line) && !own.all.has(line)));
  });
  return mine.length === entries.length ? whole : { ...whole, ledger: { ...whole.ledger, entries: mine } };
}

interface Anchored {
  readonly exact: ReadonlySet<EntryLine>;
  readonly all: ReadonlySet<EntryLine>;
}

function anchored(station: Station, entries: readonly EntryLine[]): Anchored {
  const anchors = anchorEntries(sentencesAndRows(station), entries).anchors.filter((anchor) => anchor !== undefined);
  return {
    exact: new Set(anchors.flatMap(({ line, exact }) => (exact ? line : []))),
    all: new Set(anchors.map(({ line }) => line)),
  };
}
