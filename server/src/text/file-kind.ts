import { baseName, isStationFile } from "./file.ts";

/** What a file is by its name. A file that a user named counts as a station whatever its name is. */
export type FileKind = "station" | "path" | "settings" | "sources" | "ledger" | "source-text" | "other";

export function fileKind(file: string): FileKind {
  const name = baseName(file);
  if (isStationFile(name)) return "station";
  if (name === "path.yaml" || name === "path.yml") return "path";
  if (name === "stationmaster.yaml" || name === "stationmaster.yml") return "settings";
  if (/[^/]\.ledger\.jsonl$/i.test(name)) return "ledger";
  if (/\/sources\/[^/]+\.txt$/i.test(file)) return "source-text";
  if (/[^/]\.bib$/i.test(name)) return "sources";
  const list = /\.(?:json|ya?ml)$/i.test(name) && /sources|references|bibliography/i.test(name);
  return list ? "sources" : "other";
}

/** Where the ledger of a station is kept: beside it. */
export function ledgerFileOf(stationFile: string): string {
  return `${stationFile.replace(/(?:\.station)?\.(?:md|txt)$/i, "")}.ledger.jsonl`;
}
