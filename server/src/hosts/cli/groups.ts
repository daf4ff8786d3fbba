import { folderOf } from "../../files/names.ts";
import { groupBy } from "../../text/groups.ts";
import { pathFilesAround } from "../surroundings.ts";

/**
 * Files in groups that need nothing of each other: what one path is made of stays together, and so do paths that share a folder
 * or lie below each other.
 */
export function independentGroups(files: readonly string[]): readonly (readonly string[])[] {
  const parent = new Map<string, string>();
  const top = (folder: string): string => {
    let at = folder;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next;
    if (folder !== at) parent.set(folder, at);
    return at;
  };
  for (const folder of new Set(files.map(folderOf))) {
    for (const { file, entries, sources } of pathFilesAround(folder)) {
      const parts = [
        ...entries.flatMap((entry) => (entry.kind === "file" ? [entry.file] : [])),
        ...sources.map((each) => each.file),
      ];
      for (const each of [folder, ...parts.map(folderOf)]) parent.set(top(each), top(folderOf(file)));
    }
  }
  return [...groupBy(files, (file) => top(folderOf(file))).values()];
}
