import { type PathFile, readPathFile } from "../path/path-file.ts";
import type { FileText } from "../path/workspace.ts";
import { folderOf } from "../text/file.ts";
import { type FileKind, fileKind, ledgerFileOf } from "../text/file-kind.ts";
import { fileAt, isRegular, lookUpWithin, readText, rootsOf, scan, upwards } from "./disk.ts";

/**
 * The files that must be known to check some others: what lies beside them, the `path.yaml` and `stationmaster.yaml`
 * above them up to the repository's top, and what a `path.yaml` names within it: a path from elsewhere must not make anybody
 * read, and mend, what lies outside.
 * @param known texts that were read already; they are not among those that are returned
 */
export function surroundings(
  files: readonly string[],
  known: ReadonlyMap<string, FileText> = new Map(),
): readonly FileText[] {
  const found = new Map<string, FileText>();
  const seen = new Set<string>();
  const scanned = new Set<string>();
  const lookUp = lookUpWithin(rootsOf([...new Set(files.map(folderOf))], fileAt(".")));
  const addNamed = (file: string, kind: FileKind): void => {
    if (seen.has(file) || lookUp(file) === "found") add(file, kind);
  };
  const add = (file: string, kind: FileKind = fileKind(file)): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const read = known.get(file) ?? readText(file);
    if (!("text" in read)) return;
    if (!known.has(file)) found.set(file, { file, text: read.text, kind });
    if (kind !== "path") return;
    const { entries, sources } = readPathFile(file, read.text);
    for (const entry of entries) {
      if (entry.kind !== "file") continue;
      addNamed(entry.file, "station");
      const ledger = ledgerFileOf(entry.file);
      if (!scanned.has(folderOf(ledger)) && isRegular(ledger)) add(ledger);
    }
    for (const text of scan(`${folderOf(file)}/sources`, false)) if (fileKind(text) === "source-text") add(text);
    for (const source of sources) addNamed(source.file, "sources");
  };
  const folders = new Set<string>();
  for (const file of files) {
    const folder = folderOf(file);
    if (!scanned.has(folder)) {
      scanned.add(folder);
      for (const beside of scan(folder, false)) add(beside);
    }
    for (const each of upwards(folder)) {
      if (folders.has(each)) break;
      folders.add(each);
      for (const name of SETTINGS_NAMES) if (isRegular(`${each}/${name}`)) add(`${each}/${name}`);
    }
  }
  return [...found.values()];
}

const PATH_NAMES = ["path.yaml", "path.yml"];
const SETTINGS_NAMES = [...PATH_NAMES, "stationmaster.yaml", "stationmaster.yml"];

/** The `path.yaml` and `stationmaster.yaml` of a folder and those above it, up to the repository's top. */
export function settingsAround(folder: string): readonly string[] {
  const files = [...upwards(folder)].flatMap((each) => SETTINGS_NAMES.map((name) => `${each}/${name}`));
  return files.filter(isRegular);
}

/** The `path.yaml` of a folder and those above it, up to the repository's top. */
export function pathFilesAround(folder: string): readonly PathFile[] {
  return [...upwards(folder)].flatMap((each) =>
    PATH_NAMES.flatMap((name) => {
      const read = isRegular(`${each}/${name}`) ? readText(`${each}/${name}`) : undefined;
      return read && "text" in read ? [readPathFile(`${each}/${name}`, read.text)] : [];
    }),
  );
}
