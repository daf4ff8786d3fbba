import type { Change } from "../files/change.ts";
import { withoutStationEnding } from "../files/kinds.ts";
import { baseName, folderOf, resolveFile } from "../files/names.ts";

/** Files that a change renames or deletes, and whose names no file has afterwards. */
export function oldNamesOf({ renamed, deleted, created }: Change): readonly string[] {
  const taken = new Set([...renamed.map(({ to }) => to), ...created.map(({ file }) => file)]);
  return [...renamed.map(({ from }) => from), ...deleted].filter((file) => !taken.has(file));
}

/**
 * Whether a text names a file, be it in HTML, in a table of contents or in a field of its own: as seen from the text's file, or from
 * any folder above the named one. Lists of pages give names without `.md`.
 */
export function namesFile(text: string, file: string, named: string): boolean {
  return placesOfName(text, file, named).length > 0 || (LISTING.test(file) && listsPage(text, file, named));
}

/** What is in any text that names a file. */
export function partsOfNames(named: string): readonly string[] {
  return [...new Set([baseName(named), stemOf(named)].flatMap(writtenForms))];
}

/** Where a text names a file with its ending, as offsets of its base name. */
export function placesOfName(text: string, file: string, named: string): readonly number[] {
  const places: number[] = [];
  for (const name of writtenForms(baseName(named))) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (/[\w-]/.test(text[at + name.length] ?? "")) continue;
      const before = WAY.exec(text.slice(Math.max(0, at - LONGEST_WAY), at))![0];
      if (leadsTo(decoded(before) + baseName(named), before, file, named)) places.push(at);
    }
  }
  return places;
}

/** Whether a list of pages has a file as a whole entry, without its ending. */
function listsPage(text: string, file: string, named: string): boolean {
  for (const stem of new Set([stemOf(named), baseName(named).replace(/\.(?:md|markdown|txt)$/i, "")])) {
    for (const name of writtenForms(stem)) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        if (!/^["'`]?[ \t]*(?:[,\])}>\n\r#]|$)/.test(text.slice(at + name.length, at + name.length + 20))) continue;
        const line = text
          .slice(Math.max(0, at - LONGEST_WAY), at)
          .split(/[\n\r]/)
          .pop()!;
        const before = WAY.exec(line)![0];
        const lead = line.slice(0, line.length - before.length);
        if (/(?:^|[-:,[{(<]|["'`])[ \t]*["'`]?$/.test(lead) && !NO_PAGE.test(lead))
          if (leadsTo(decoded(before) + stem, before, file, `${folderOf(named)}/${stem}`)) return true;
      }
    }
  }
  return false;
}

/** The folders that are written before a name. */
const WAY = /(?<![\w./%-])[\w./%-]*$/;

/** Files that list pages of a site: tables of contents, and settings of generators. */
const LISTING = /\.(?:ya?ml|toml|json|[cm]?[jt]s|rst)$/i;

/** Fields whose words are no names of files. */
const NO_PAGE = /\b(?:title|name|label|caption|text|description|author)["']?[ \t]*[:=][ \t]*["'`]?$/i;

function leadsTo(written: string, before: string, file: string, named: string): boolean {
  if (resolveFile(folderOf(file), written) === named) return true;
  return before !== "" && !before.startsWith("..") && named.endsWith(`/${written.replace(/^\.?\//, "")}`);
}

/** A name as it may be written: as in addresses, and with accents stored in another way. */
function writtenForms(name: string): readonly string[] {
  const forms = [name, name.normalize("NFC"), name.normalize("NFD")];
  return [...new Set([...forms, ...forms.map(encodeURI)])];
}

function decoded(name: string): string {
  try {
    return decodeURI(name);
  } catch {
    return name; // a percent sign that escapes nothing
  }
}

function stemOf(file: string): string {
  return withoutStationEnding(baseName(file)).replace(/\.(?:md|markdown|txt)$/i, "");
}

/** How many characters of a name's folders are looked at, in UTF-16 code units. */
const LONGEST_WAY = 300;
