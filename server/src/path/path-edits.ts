import { pairOf } from "../syntax/yaml.ts";
import type { TextEdit } from "../text/edit.ts";
import { longestAscending } from "../text/longest-ascending.ts";
import { newlineOf } from "../text/newline.ts";
import { type Range, slice } from "../text/range.ts";
import { numberInName, type PathFile } from "./path-file.ts";

/** The edit of a `path.yaml` that puts another station at the end of its list; undefined where its list can't be found. */
export function appendStation({ root, text }: PathFile, name: string): TextEdit | undefined {
  const stations = pairOf(root, "stations");
  const newline = newlineOf(text);
  const line = `- ${plainScalar(name)}`;
  if (!stations) return addedBelow(text, `stations:${newline}  ${line}${newline}`);
  const { value } = stations;
  if (value.kind !== "list" || value.items.length === 0 || text[value.range.start] === "[") return undefined;
  const last = value.items[value.items.length - 1]!.range.end;
  const rest = text.slice(last).search(/[\n\r]|$/);
  const first = value.items[0]!.range.start;
  const dash = text.lastIndexOf("-", first);
  const indent = dash - (Math.max(text.lastIndexOf("\n", dash), text.lastIndexOf("\r", dash)) + 1);
  const at = last + rest;
  return { range: { start: at, end: at }, newText: `${newline}${" ".repeat(Math.max(0, indent))}${line}` };
}

/** Lines put at the end of a text, whose last line may have no end. */
function addedBelow(text: string, lines: string): TextEdit {
  const newText = text === "" || /[\n\r]$/.test(text) ? lines : newlineOf(text) + lines;
  return { range: { start: text.length, end: text.length }, newText };
}

/** A line of the list of stations as it shall be: one that is there, by its place now, or a new one. */
export type NewEntry =
  | { readonly kind: "kept"; readonly index: number; readonly name?: string | undefined }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "planned"; readonly title: string };

/**
 * The edits that bring the stations of a `path.yaml` into another order, leave some out and put new ones in. Each station
 * takes along the comments right above it and behind it; everything else stays as it is. Few lines move: those that
 * keep their order stay where they are.
 */
export function orderStations(pathFile: PathFile, order: readonly NewEntry[]): readonly TextEdit[] {
  const { text, entries, root } = pathFile;
  const list = pairOf(root, "stations")?.value;
  if (list?.kind !== "list" || entries.length === 0) {
    const names = order.map((entry) =>
      entry.kind === "planned" ? `planned: ${plainScalar(entry.title)}` : newLine(entry),
    );
    return names.length ? [appendLines(pathFile, names)] : [];
  }
  if (text[list.range.start] === "[") return orderInBrackets(pathFile, order);
  const lines = entries.map((_, index) => linesOfEntry(pathFile, index));
  const indent = " ".repeat(indentOf(text, entries[0]!.range.start));
  const newline = newlineOf(text);
  const staying = longestAscending(order.map((entry) => (entry.kind === "kept" ? entry.index : -1)));
  const edits: TextEdit[] = [];
  const stays = new Set(order.flatMap((entry, at) => (entry.kind === "kept" && staying.has(at) ? [entry.index] : [])));
  for (const [index, range] of lines.entries()) if (!stays.has(index)) edits.push({ range, newText: "" });
  let waiting = "";
  const put = (at: number) => {
    if (waiting) edits.push({ range: { start: at, end: at }, newText: waiting });
    waiting = "";
  };
  order.forEach((entry, at) => {
    if (entry.kind === "kept" && staying.has(at)) {
      put(lines[entry.index]!.start);
      if (entry.name !== undefined)
        edits.push({ range: entries[entry.index]!.range, newText: plainScalar(entry.name) });
      return;
    }
    if (entry.kind === "kept") waiting += ended(keptLines(pathFile, lines[entry.index]!, entry), newline);
    else waiting += `${indent}- ${newLine(entry)}${newline}`;
  });
  if (waiting) {
    const last = lines[lines.length - 1]!;
    const open = last.end > 0 && !/[\n\r]$/.test(text.slice(0, last.end));
    if (open) waiting = newline + waiting.slice(0, -newline.length);
    put(last.end);
  }
  return edits;
}

function newLine(entry: NewEntry): string {
  if (entry.kind === "planned") return `planned: ${plainScalar(entry.title)}`;
  return plainScalar(entry.name ?? "");
}

function appendLines({ root, text }: PathFile, names: readonly string[]): TextEdit {
  const stations = pairOf(root, "stations");
  const newline = newlineOf(text);
  const lines = names.map((name) => `${newline}  - ${name}`).join("");
  if (!stations) return addedBelow(text, `stations:${lines}${newline}`);
  const start = stations.keyRange.end + 1;
  return { range: { start, end: Math.max(start, stations.value.range.end) }, newText: lines };
}

/** The lines of an entry: its own, and comments right above it, but not those that stand above the whole list. */
function linesOfEntry({ text, entries }: PathFile, index: number): Range {
  const { range } = entries[index]!;
  let start = lineStart(text, text.lastIndexOf("-", range.start));
  const floor = index === 0 ? start : lineEnd(text, entries[index - 1]!.range.end);
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor || !/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return { start, end: lineEnd(text, range.end) };
}

function keptLines({ text, entries }: PathFile, lines: Range, entry: NewEntry & { kind: "kept" }): string {
  if (entry.name === undefined) return slice(text, lines);
  const { range } = entries[entry.index]!;
  return text.slice(lines.start, range.start) + plainScalar(entry.name) + text.slice(range.end, lines.end);
}

function ended(lines: string, newline: string): string {
  return /[\n\r]$/.test(lines) ? lines : lines + newline;
}

/** `[one, two]`: the entries change places, and what stands between them stays. */
function orderInBrackets({ text, entries }: PathFile, order: readonly NewEntry[]): readonly TextEdit[] {
  const written = order.map((entry) => {
    if (entry.kind === "planned") return `{ planned: ${JSON.stringify(entry.title)} }`;
    if (entry.kind === "file" || entry.name !== undefined) return newLine(entry);
    return slice(text, entries[entry.index]!.range);
  });
  if (order.length === entries.length) {
    return entries.flatMap(({ range }, at) =>
      slice(text, range) === written[at] ? [] : [{ range, newText: written[at]! }],
    );
  }
  const between = entries.slice(1).map(({ range }, at) => text.slice(entries[at]!.range.end, range.start));
  const separator = between[0] ?? ", ";
  const start = entries[0]!.range.start;
  const newText = written.map((entry, at) => (at ? (between[at - 1] ?? separator) : "") + entry).join("");
  return [{ range: { start, end: entries[entries.length - 1]!.range.end }, newText }];
}

function indentOf(text: string, offset: number): number {
  const dash = text.lastIndexOf("-", offset);
  return dash - lineStart(text, dash);
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** The offset after the line end that follows. */
function lineEnd(text: string, offset: number): number {
  const at = text.slice(offset).search(/\r\n|\n|\r/);
  if (at < 0) return text.length;
  return offset + at + (text.startsWith("\r\n", offset + at) ? 2 : 1);
}

/** A commented `path.yaml` for a folder's stations, in the order of their numbers and names. */
export function newPathFile(title: string, names: readonly string[]): string {
  const order = (name: string) => numberInName(name) ?? Number.POSITIVE_INFINITY;
  const sorted = [...names].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  const list = sorted.length
    ? sorted.map((name) => `  - ${plainScalar(name)}`)
    : ["  # - first-station.station.md", "  - planned: First Station"];
  return `# A learning path: its stations in order. The order gives the numbers, starting at 1.
title: ${plainScalar(title)}
language: en

# standard: no promises about sources. premium: every sentence is cited and checked.
tier: standard

# The school grade that the readers can follow.
audience:
  readingGrade: 11

stations:
${list.join("\n")}
  # A station that has a number and a title, but no file yet:
  # - planned: Title of the Station

# Where the sources are that stations cite, such as [@key]:
# sources: sources.bib

# How much a rule weighs on this path (error, warning, information, hint, off), and its options:
# rules:
#   sentence-length: { severity: warning, words: 28 }
`;
}

/** A name as YAML has it, in quotation marks where it could be read as something else. */
export function plainScalar(name: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/()-]*$/u.test(name) && !/^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(name)
    ? name
    : JSON.stringify(name);
}
