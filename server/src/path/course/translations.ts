import { baseName, folderOf } from "../../files/names.ts";
import { groupBy } from "../../text/groups.ts";

/**
 * The codes of languages that courses are translated into (ISO 639-1), as folders of translations are called. A folder of such
 * a name is one only where others have files of the same names.
 */
const CODES = new Set(
  "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lt lv mk ml mn mr ms my nb ne nl nn no or pa pl pt ro ru si sk sl sq sr sv sw ta te tg th tl tr uk ur uz vi zh".split(
    " ",
  ),
);

/** The language whose code a name is, such as `de` or `pt-BR`; undefined for any other name. */
export function languageOfName(name: string): string | undefined {
  const [, code, region] = /^([a-z]{2})(?:[-_]([A-Za-z]{2,4}))?$/.exec(name) ?? [];
  if (code === undefined || !CODES.has(code)) return undefined;
  return region === undefined ? code : `${code}-${region.length === 2 ? region.toUpperCase() : region}`;
}

/** At least this share of the files of a translation have the names of files of the original. */
const SHARED = 0.5;

/**
 * The files among some that translate others: `de/rain.md` beside `rain.md` or `en/rain.md`, and `rain.de.md` beside `rain.md`.
 * Where each language has a folder, the files in `en` are kept, or those of the first folder.
 */
export function translationsAmong(files: readonly string[]): ReadonlySet<string> {
  const all = new Set(files);
  const found = new Set<string>();
  for (const file of files) {
    const [, stem, code, ending] = /^(.+)\.([A-Za-z_-]{2,7})(\.\w+)$/.exec(file) ?? [];
    if (stem !== undefined && languageOfName(code!) && all.has(stem + ending!)) found.add(file);
  }
  const folders = new Set(files.flatMap(foldersAbove));
  const coded = [...folders].filter((folder) => languageOfName(baseName(folder)) !== undefined);
  for (const [parent, languages] of groupBy(coded, folderOf)) {
    const within = (folder: string) =>
      files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1));
    const beside = within(parent).filter((name) => languageOfName(name.split("/")[0]!) === undefined);
    const [first] = languages;
    const original = languages.find((folder) => baseName(folder) === "en") ?? first!;
    const names = new Set(beside.length > 0 ? beside : within(original));
    for (const folder of languages) {
      if (beside.length === 0 && folder === original) continue;
      const own = within(folder);
      const shared = own.filter((name) => names.has(name)).length;
      if (shared >= SHARED * own.length) for (const name of own) found.add(`${folder}/${name}`);
    }
  }
  return found;
}

function foldersAbove(file: string): readonly string[] {
  const found: string[] = [];
  for (let at = folderOf(file); at !== "/" && !found.includes(at); at = folderOf(at)) found.push(at);
  return found;
}
