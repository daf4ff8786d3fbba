import type { Change } from "../files/change.ts";
import { baseName, folderOf, resolveFile } from "../files/names.ts";

/** Files that a change renames or deletes, and whose names no file has afterwards. */
export function oldNamesOf({ renamed, deleted, created }: Change): readonly string[] {
  const taken = new Set([...renamed.map(({ to }) => to), ...created.map(({ file }) => file)]);
  return [...renamed.map(({ from }) => from), ...deleted].filter((file) => !taken.has(file));
}

/**
 * Whether a text names a file, be it in HTML, in a table of contents or in a field of its own: as seen from the text's file, or from
 * any folder above the named one.
 */
export function namesFile(text: string, file: string, named: string): boolean {
  const name = baseName(named);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (/[\w-]/.test(text[at + name.length] ?? "")) continue;
    const before = /(?<![\w./-])[\w./-]*$/.exec(text.slice(Math.max(0, at - LONGEST_WAY), at))![0];
    const written = before + name;
    if (resolveFile(folderOf(file), written) === named) return true;
    if (before !== "" && !before.startsWith("..") && named.endsWith(`/${written.replace(/^\.?\//, "")}`)) return true;
  }
  return false;
}

/** How many characters of a name's folders are looked at, in UTF-16 code units. */
const LONGEST_WAY = 300;
