import { FILE_KINDS, type FileKind, withoutStationEnding } from "./kinds.ts";

/** A file that belongs to another one and goes where that goes. */
export interface Belonging {
  readonly file: string;
  readonly kind: FileKind;
}

/** The files beside a station that belong to it, be they there or not: those that are named for it. */
export function belongingsOf(stationFile: string): readonly Belonging[] {
  return OF_STATIONS.map(({ kind, glob }) => ({ kind, file: stemOf(stationFile) + glob.slice(1) }));
}

const OF_STATIONS = FILE_KINDS.filter(({ of }) => of === "station");

/** Where the ledger of a station is kept: beside it. */
export function ledgerFileOf(stationFile: string): string {
  return `${stemOf(stationFile)}.ledger.jsonl`;
}

/** A station's file without its ending. A station that a `path.yaml` names may be called anything. */
function stemOf(stationFile: string): string {
  const stem = withoutStationEnding(stationFile);
  return stem === stationFile ? stationFile.replace(/\.(?:md|txt)$/i, "") : stem;
}
