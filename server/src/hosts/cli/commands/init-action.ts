import { basename } from "node:path";
import { isStationFile } from "../../../files/kinds.ts";
import { baseName } from "../../../files/names.ts";
import { newPathFile } from "../../../path/path-edits.ts";
import { fileAt, scan } from "../../disk.ts";
import { pathFileIn } from "../../surroundings.ts";
import { say, UsageError } from "../terminal.ts";
import { writeNewFile } from "../write-file.ts";

/** Writes a commented `path.yaml` for the stations of this folder. */
export async function init(): Promise<number> {
  const there = pathFileIn(fileAt("."));
  if (there) throw new UsageError(`There is already a ${baseName(there)} here.`);
  const names = scan(fileAt("."), false).map(baseName).filter(isStationFile);
  const title = basename(process.cwd())
    .replace(/[-_]+/g, " ")
    .replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
  writeNewFile("path.yaml", newPathFile(title, names));
  const found = names.length === 1 ? "1 station" : `${names.length} stations`;
  await say(`Wrote path.yaml with ${found}. Open it to give the path its title and order.`);
  return 0;
}
