import { groupBy } from "../text/groups.ts";
import { fileKind } from "./kinds.ts";
import { folderOf } from "./names.ts";

/**
 * Very many files in parts that hold a path with all it needs: a folder with a `path.yaml` comes with all that lies below, any
 * other with its `sources`. A path must not be seen without its stations and sources.
 * @param many a part that has this many gets no further folder
 */
export function wholeFolders(files: readonly string[], many: number): readonly (readonly string[])[] {
  const withPath = new Set(files.filter((file) => fileKind(file) === "path").map(folderOf));
  const byFolder = groupBy(files, folderOf);
  const wholes = groupBy(byFolder.keys(), (folder) => wholeOf(folder, withPath));
  const parts: string[][] = [];
  for (const whole of [...wholes.keys()].sort()) {
    const part = parts.at(-1);
    const its = wholes.get(whole)!.flatMap((folder) => byFolder.get(folder)!);
    if (part && part.length < many) part.push(...its);
    else parts.push(its);
  }
  return parts;
}

/** The folder that a folder must come with: the highest above it with a `path.yaml`, or the one whose `sources` it is. */
function wholeOf(folder: string, withPath: ReadonlySet<string>): string {
  let whole = folder.replace(/\/sources$/i, "") || "/";
  for (let above = folder; ; above = folderOf(above)) {
    if (withPath.has(above)) whole = above;
    if (above === "/") return whole;
  }
}
