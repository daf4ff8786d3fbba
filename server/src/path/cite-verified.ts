import type { Cite } from "../ledger/ledger-entry.ts";
import { sentencesAndRows } from "../ledger/ledger-sentences.ts";
import type { SentenceStatus } from "../ledger/states.ts";
import { keysCitedIn } from "../station/citations.ts";
import { citingEdit } from "../station/citing.ts";
import type { Sentence } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { pathsOf, stationOf, type Workspace } from "./workspace.ts";

/** What sentences are verified with: by their places in the station, the sources of which each has to cite one. */
export type WantedCites = ReadonlyMap<number, readonly Cite[]>;

/**
 * The edits of a station after which its text cites what some of its sentences are verified with, where one of its paths asks for
 * that. What its ledger knows of its sentences stays as it is.
 * @param statuses of all its sentences, in order
 * @returns none where all is cited, and where the text would be read in another way
 */
export function citeVerified(
  workspace: Workspace,
  file: string,
  statuses: readonly SentenceStatus[],
  wanted: WantedCites,
): readonly TextEdit[] {
  const station = stationOf(workspace, file);
  if (!station || !pathsOf(workspace, file).some(({ standards }) => standards.sentences.cited)) return [];
  const edits = citingEdits(station, statuses, wanted);
  if (edits.length === 0) return [];
  const before = sentencesAndRows(station);
  const after = sentencesAndRows(workspace.readers.station(applyEdits(station.text, edits), station.language));
  const isSame = before.length === after.length && before.every(({ hash }, index) => hash === after[index]!.hash);
  return isSame ? edits : [];
}

/**
 * The edits after which a station's text cites what some of its sentences are verified with. As one citation closes several
 * sentences, a new one would come between those before it and theirs: these then cite theirs themselves.
 * @param statuses of all its sentences, in order
 */
export function citingEdits(
  station: Station,
  statuses: readonly SentenceStatus[],
  wanted: WantedCites,
): readonly TextEdit[] {
  const passages = new Set([...wanted.keys()].map((index) => statuses[index]!.sentence.sentence.passage));
  const edits: TextEdit[] = [];
  for (const passage of passages) {
    const known = new Map<Sentence, SentenceStatus>();
    for (const status of statuses)
      if (status.sentence.sentence.passage === passage) known.set(status.sentence.sentence, status);
    // What backs a sentence without citations, before and after the edits.
    let before: ReadonlySet<string> = new Set();
    let after = before;
    for (const sentence of passage.sentences.toReversed()) {
      const own = keysCitedIn(station, sentence);
      if (own.size) {
        before = own;
        after = own;
      }
      const status = known.get(sentence);
      const cites = status && (wanted.get(status.sentence.index) ?? backedBy(status, before));
      if (!cites?.length || cites.some(({ key }) => after.has(key))) continue;
      const edit = citingEdit(station, sentence, cites[0]!);
      if (!edit) continue;
      edits.push(edit);
      after = new Set([...own, cites[0]!.key]);
    }
  }
  return edits.sort((a, b) => a.range.start - b.range.start);
}

/** The sources that support a sentence, those among the keys that back it in the text. */
function backedBy(status: SentenceStatus, keys: ReadonlySet<string>): readonly Cite[] {
  return supportOf(status).filter(({ key }) => keys.has(key));
}

/** The sources that support a sentence, as its ledger says. */
export function supportOf({ line }: SentenceStatus): readonly Cite[] {
  return line?.entry.cites.filter(({ verdict }) => verdict === "supports") ?? [];
}
