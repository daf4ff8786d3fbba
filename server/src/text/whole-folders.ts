import { folderOf } from "./file.ts";
import { groupBy } from "./groups.ts";

/**
 * Very many files in parts of whole folders with what lies below: a path must not be seen without its stations and sources.
 * @param many a part that has so many gets no further folder
 */
export function wholeFolders(files: readonly string[], many: number): readonly (readonly string[])[] {
  const byFolder = groupBy(files, (file) => `${folderOf(file)}/`);
  const parts: string[][] = [];
  let above: string | undefined;
  for (const folder of [...byFolder.keys()].sort()) {
    const part = parts.at(-1);
    const isBelowIt = above !== undefined && folder.startsWith(above);
    if (part && (part.length < many || isBelowIt)) part.push(...byFolder.get(folder)!);
    else parts.push([...byFolder.get(folder)!]);
    if (!isBelowIt) above = folder;
  }
  return parts;
}
