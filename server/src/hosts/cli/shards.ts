import { folderOf, relativeFile } from "../../files/names.ts";
import { digestOf } from "../sights.ts";

/** No part gets more than this times its fair share of files, but for a group that is larger by itself. */
const MOST = 1.25;

/**
 * Shares groups among the parts of a check. A group's place says which part it falls to, and where that has enough, the next
 * one takes it: consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam, 2018). So parts are of one size, and
 * nearly all paths stay in theirs while others come and go, so that what a part has kept stays of use.
 * @returns for each group its part, from 1
 */
export function partsOf(groups: readonly (readonly string[])[], of: number, workFolder: string): readonly number[] {
  if (of === 1) return groups.map(() => 1);
  const total = groups.reduce((sum, { length }) => sum + length, 0);
  const largest = groups.reduce((most, { length }) => Math.max(most, length), 0);
  const capacity = Math.max(largest, Math.ceil((total / of) * MOST));
  const places = groups.map(([first = ""], at) => {
    const digest = Buffer.from(digestOf(relativeFile(workFolder, folderOf(first))), "base64url");
    return { at, place: digest.readUInt32BE(0) };
  });
  const loads = new Array<number>(of).fill(0);
  const parts = new Array<number>(groups.length).fill(1);
  for (const { at, place } of places.sort((a, b) => a.place - b.place || a.at - b.at)) {
    const size = groups[at]!.length;
    const fits = loads.map((_, step) => (place + step) % of).find((part) => loads[part]! + size <= capacity);
    const part = fits ?? loads.indexOf(Math.min(...loads));
    loads[part]! += size;
    parts[at] = part + 1;
  }
  return parts;
}
