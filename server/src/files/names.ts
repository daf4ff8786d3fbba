import { cutToBytes } from "../text/utf8.ts";

/**
 * Names of files as the core knows them: absolute, with forward slashes, no `.` or `..` in them.
 * Hosts turn them into places on disk or addresses of an editor, and back.
 */

/** The folder a file lies in. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf("/");
  return slash <= 0 ? "/" : file.slice(0, slash);
}

/** The last part of a file's name. */
export function baseName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

/** The file that a relative name points to from a folder. An absolute name stays what it is. */
export function resolveFile(folder: string, name: string): string {
  // Nearly every name is that of a file in the folder itself.
  if (!name.includes("/") && !/^\.{0,2}$/.test(name) && folder.startsWith("/"))
    return folder === "/" ? `/${name}` : `${folder}/${name}`;
  const parts = name.startsWith("/") ? [] : folder === "/" ? [""] : folder.split("/");
  for (const part of name.split("/")) {
    if (part === "..") {
      if (parts.length > 1) parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const joined = parts.join("/");
  return joined.startsWith("/") ? joined : /^[A-Za-z]:/.test(joined) ? joined : `/${joined}`;
}

/** Whether a file is a folder or lies somewhere below it. */
export function isInside(folder: string, file: string): boolean {
  return file === folder || file.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** A file's name as seen from a folder, with `..` where it must be. */
export function relativeFile(folder: string, file: string): string {
  const from = folder.split("/").filter(Boolean);
  const to = file.split("/").filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/") || ".";
}

/** The longest file name, in bytes of UTF-8: file systems take 255, and a ledger's name is longer than its station's. */
const LONGEST_NAME = 200;

/**
 * Whether a name can be given to a file below some folder, on every common system: no way out of the folder, no characters
 * or names that Windows keeps for itself.
 */
export function isPortableName(name: string): boolean {
  return name
    .split("/")
    .every(
      (part) =>
        part.length > 0 &&
        cutToBytes(part, LONGEST_NAME) === part &&
        !/^\.\.?$|[\\:*?"<>|\u0000-\u001f\u007f]|[. ]$|^ /.test(part) &&
        !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part),
    );
}
