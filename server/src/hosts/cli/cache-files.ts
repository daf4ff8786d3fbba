import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { folderOf } from "../../files/names.ts";
import { makeFolders, removeIfThere } from "../atomic-write.ts";

/** Caches that nobody has written to for this long are removed. */
const OLDEST_DAYS = 30;

/** Writes a file of the cache so that it is never half written. Never fails: who can't write can't keep. */
export function writeCacheFile(file: string, content: () => readonly (string | Uint8Array)[]): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    makeFolders(folderOf(file));
    rmSync(temporary, { force: true }); // of a process that had the same number, and was killed
    const handle = openSync(temporary, "wx");
    try {
      for (const part of content()) writeFileSync(handle, part);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    removeOld(folderOf(file));
  } catch {
    // A check is as good without.
    removeIfThere(temporary);
  }
}

/** How a cache's file is called, and one that is being written. Nothing else in the folder is any of ours. */
const CACHE_NAME = /^[\w-]{27}\.(?:json|report)(?<unfinished>\.\d+\.tmp)?$/;

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const match = CACHE_NAME.exec(name);
    const days = match?.groups?.unfinished ? 1 / 24 : OLDEST_DAYS;
    const file = `${folder}/${name}`;
    if (/* defense: only-files-of-the-cache */ match && Date.now() - statSync(file).mtimeMs > days * 86_400_000)
      rmSync(file, { force: true });
  }
}
