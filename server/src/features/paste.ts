import type { Station } from "../station/station.ts";
import { cellSource, layOutTable } from "../station/table-layout.ts";
import { readHtmlTable } from "../syntax/html-table.ts";
import { opaqueBlocks } from "../syntax/opaque.ts";
import { lineEnd, lineStart } from "../text/line-start.ts";
import { newlineOf } from "../text/newline.ts";
import { contains, intersects, type Range, slice } from "../text/range.ts";
import { looksLikeMarkup } from "./refactorings/places.ts";

/**
 * Paste: cells copied from a spreadsheet or a web page become a table, and an address pasted onto words a link.
 *
 * A picture is put into a file beside the station and shown where it was pasted.
 */
export interface Pasted {
  /** What to put in place of the selection. */
  readonly text: string;
  readonly title: string;
}

/** What pasted text becomes in place of a selection; undefined where it is to be pasted as it is. */
export function pasteInto(station: Station, selection: Range, text: string, html = ""): Pasted | undefined {
  if (isUntouched(station, selection)) return undefined;
  return asLink(station, selection, text) ?? asTable(station, selection, text, html);
}

const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s<>"]+$/i;

function asLink(station: Station, selection: Range, pasted: string): Pasted | undefined {
  const url = pasted.trim();
  const words = slice(station.text, selection);
  if (!ADDRESS.test(url) || !words.trim() || /[\n\r]|^\s|\s$/.test(words) || ADDRESS.test(words)) return undefined;
  const passage = station.passages.find(({ range }) => contains(range, selection));
  if (!passage) return undefined;
  const cuts = passage.prose.marks.some(({ kind, range }) =>
    // Emphasis may stand within the words or around them, but a link can't be cut in two, nor stand in another.
    kind === "emphasis" || kind === "strong" || kind === "delete"
      ? intersects(range, selection) && !contains(range, selection) && !contains(selection, range)
      : intersects(range, selection) && !(kind === "code" && contains(selection, range)),
  );
  if (cuts) return undefined;
  const label = balanced(words, "[", "]") ? words : words.replace(/(?<!\\)[[\]]/g, "\\$&");
  return { text: `[${label}](${balanced(url, "(", ")") ? url : `<${url}>`})`, title: "Insert a link" };
}

function balanced(text: string, open: string, close: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === open) depth++;
    else if (character === close && --depth < 0) return false;
  }
  return depth === 0;
}

function asTable(station: Station, selection: Range, pasted: string, html: string): Pasted | undefined {
  // The text of a page is no HTML of ours.
  const inert = (shown: string) => shown.replace(/<(?=[a-z/!?])/gi, "\\<");
  const shown = readHtmlTable(html);
  const rows = shown?.rows.map((row) => row.map(inert)) ?? readTabs(pasted);
  const columns = rows?.reduce((most, row) => Math.max(most, row.length), 0) ?? 0;
  if (!rows || rows.length < 2 || columns < 2) return undefined;
  if (station.tables.some(({ range }) => intersects(range, selection))) return undefined;
  const [header, ...body] = rows.map((row) => Array.from({ length: columns }, (_, at) => cellSource(row[at] ?? "")));
  const table = layOutTable([header!, header!.map(() => "---"), ...body]);
  const caption = inert(shown?.caption ?? "");
  const above = caption && (looksLikeMarkup(caption) ? `\\${caption}` : caption);
  const lines = above ? [above, ...(station.tree.form === "markdown" ? [""] : []), ...table] : table;
  return { text: placed(station, selection, lines), title: "Insert a table" };
}

/** The lines with what parts them from the text around them. */
function placed({ text, tree }: Station, { start, end }: Range, lines: readonly string[]): string {
  const newline = newlineOf(text);
  const before = text.slice(lineStart(text, start), start);
  const [prefix = ""] = /^(?:[ \t]*>)*[ \t]*/.exec(before) ?? [];
  const parted = tree.form === "markdown" ? `${newline}${prefix.trimEnd()}${newline}${prefix}` : newline + prefix;
  const lead = before !== prefix ? parted : isParted(text, tree.form, lineStart(text, start)) ? "" : newline + prefix;
  const rest = text.slice(end, lineEnd(text, end));
  const next = text.slice(lineEnd(text, end)).replace(/^(?:\r\n|\n|\r)/, "");
  const followed = tree.form === "markdown" && /^[ \t>]*[^\s>]/.test(next.slice(0, lineEnd(next, 0)));
  const tail = rest.trim() ? parted : followed ? newline : "";
  return lead + lines.join(newline + prefix) + tail;
}

/** Whether nothing stands right above a line that would take a table for a part of itself. */
function isParted(text: string, form: "markdown" | "paste", start: number): boolean {
  if (form === "paste" || start === 0) return true;
  const above = text.slice(0, start).replace(/(?:\r\n|\n|\r)$/, "");
  return /^[ \t>]*$/.test(above.slice(lineStart(above, above.length)));
}

/**
 * Rows of cells with tabs between them, as spreadsheets copy them: a cell with a line break or a quotation mark in it stands
 * in quotation marks. Undefined where rows differ by more than a cell, or where tabs only indent.
 */
function readTabs(text: string): readonly (readonly string[])[] | undefined {
  if (!text.includes("\t")) return undefined;
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\n\r]|$)|([^\t\n\r]*))(\t|\r\n|\n|\r|$)/y;
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text)!;
    rows[rows.length - 1]!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end !== "\t" && cell.lastIndex < text.length) rows.push([]);
  }
  if (text.endsWith("\t")) rows[rows.length - 1]!.push("");
  const lengths = rows.map((row) => row.length);
  const least = lengths.reduce((a, b) => Math.min(a, b));
  const most = lengths.reduce((a, b) => Math.max(a, b));
  const indented = rows.every(([first]) => first === "");
  return least < 2 || most - least > 1 || indented ? undefined : rows;
}

/** In code, HTML and front matter, text is pasted as it is. */
function isUntouched({ tree }: Station, selection: Range): boolean {
  const { frontMatter, blocks, problems } = tree;
  return (
    problems.some(({ fatal }) => fatal) ||
    (frontMatter !== undefined && intersects(frontMatter.range, selection)) ||
    opaqueBlocks(blocks).some(({ type, range }) => type !== "break" && intersects(range, selection))
  );
}
