import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Runs npm in a folder, quietly and without the scripts of packages. */
export function npm(folder: string, ...args: string[]): string {
  return execFileSync("npm", [...args, "--silent", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    stdio: "pipe",
  });
}

/** Packs the built project as it is published. Gives back the tarball. */
export function pack(folder: string): string {
  return join(folder, npm(root, "pack", "--pack-destination", folder).trim());
}
