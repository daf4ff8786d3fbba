import { belongingsOf } from "./belongings.ts";
import { FILE_KINDS, type FileKind } from "./kinds.ts";
import { folderOf } from "./names.ts";

/** What a `path.yaml` names. */
export interface Naming {
  /** The `path.yaml`; where file names say what is on a path, any file of its folder. */
  readonly file: string;
  readonly entries: readonly ({ readonly kind: "file"; readonly file: string } | { readonly kind: "planned" })[];
  readonly sources: readonly { readonly file: string }[];
}

/** How far reading has come. */
export interface Reading {
  /** Whether a file has been read, or can't be. */
  isRead(file: string): boolean;
  /** Whether a folder has been listed, and every file in it read that is something by its name. */
  isListed(folder: string): boolean;
}

/** What must be read before a path is known as a whole. */
export interface Needs {
  /** Files with what they are, whatever their names are. Not all of them need be there. */
  readonly files: ReadonlyMap<string, FileKind>;
  /** Folders in which some files are needed. Not all of them need be there. */
  readonly folders: ReadonlyMap<string, FileKind>;
}

/**
 * What must still be read, as the `path.yaml` files say that have been read: the stations and sources that they name, wherever
 * these lie, what belongs to the stations, and what belongs to the paths. Whoever reads does so until nothing is needed.
 */
export function needs(paths: Iterable<Naming>, { isRead, isListed }: Reading): Needs {
  const files = new Map<string, FileKind>();
  const folders = new Map<string, FileKind>();
  for (const { file, entries, sources } of paths) {
    for (const entry of entries) {
      if (entry.kind !== "file") continue;
      if (!isRead(entry.file)) files.set(entry.file, "station");
      for (const { file: beside, kind } of belongingsOf(entry.file))
        if (!isRead(beside) && !isListed(folderOf(beside))) files.set(beside, kind);
    }
    for (const source of sources) if (!isRead(source.file)) files.set(source.file, "sources");
    for (const [name, kind] of FOLDERS_OF_PATHS) {
      const folder = `${folderOf(file)}/${name}`;
      if (!isListed(folder)) folders.set(folder, kind);
    }
  }
  return { files, folders };
}

/** The folders beside a `path.yaml` whose files belong to the path, with the kind of these. */
const FOLDERS_OF_PATHS = FILE_KINDS.flatMap(({ kind, glob, of }) => {
  const name = glob.slice(0, glob.lastIndexOf("/"));
  return of === "path" && glob.includes("/") ? [[name, kind] as const] : [];
});
