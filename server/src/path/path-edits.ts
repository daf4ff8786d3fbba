import { baseName, folderOf, resolveFile } from "../files/names.ts";
import { dashesOf, pairOf, type YamlValue } from "../syntax/yaml.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { lineStarts } from "../text/lines.ts";
import { longestAscending } from "../text/longest-ascending.ts";
import { newlineOf } from "../text/newline.ts";
import { type Range, slice, trim } from "../text/range.ts";
import { type PathFile, readPathFile } from "./path-file.ts";
import { lineNumber, type Refusal } from "./refusal.ts";

/** A line of the list of stations as it shall be: one that is there, by its place now, or a new one. */
export type NewEntry =
  | { readonly kind: "kept"; readonly index: number; readonly name?: string | undefined }
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "planned"; readonly title: string };

/**
 * The edits that bring the stations of a `path.yaml` into another order, leave some out and put new ones in. Each station
 * takes along the comments right above it and after it; everything else stays as it is. Few lines move: those that
 * keep their order stay where they are.
 * @returns a refusal that names the line where the list is written in a way that can't be edited without losing something
 */
export function orderStations(pathFile: PathFile, order: readonly NewEntry[]): readonly TextEdit[] | Refusal {
  const edits = editsFor(pathFile, order);
  return edits && leavesTheRest(pathFile, order, edits) ? edits : refusalFor(pathFile);
}

function editsFor(pathFile: PathFile, order: readonly NewEntry[]): readonly TextEdit[] | undefined {
  const { text, root } = pathFile;
  const stations = pairOf(root, "stations");
  if (!stations) return root && root.kind !== "map" ? undefined : newList(pathFile, order);
  // Of two lists, the other one would be what a program reads.
  if (root?.kind === "map" && root.pairs.filter(({ key }) => key === "stations").length > 1) return undefined;
  const { value } = stations;
  if (value.kind === "scalar" && value.value === null && value.source === "") {
    // The lines come right after that of the key, before comments that are below it.
    const indent = stations.keyRange.start - lineStart(text, stations.keyRange.start);
    return order.length ? [linesAt(text, lineEnd(text, stations.keyRange.end), order, " ".repeat(indent + 2))] : [];
  }
  if (value.kind !== "list") return undefined;
  if (text[value.range.start] === "[") return orderInBrackets(pathFile, value.range, order);
  return orderInLines(pathFile, value.items, order);
}

/** The whole list, at the end of a text that has none. */
function newList({ text }: PathFile, order: readonly NewEntry[]): readonly TextEdit[] {
  if (order.length === 0) return [];
  const end = lineStarts(text).find((start) => END_OF_DOCUMENT.test(text.slice(start, start + 4)));
  const made = linesAt(text, end ?? text.length, order, "  ");
  return [{ ...made, newText: made.newText.replace(/^[\n\r]*/, (start) => `${start}stations:${newlineOf(text)}`) }];
}

/** The line that ends a document of YAML. */
const END_OF_DOCUMENT = /^\.\.\.(?:\s|$)/;

/** New lines at the start of a line, or at the end of a text whose last line may have no end. */
function linesAt(text: string, at: number, order: readonly NewEntry[], indent: string): TextEdit {
  const newline = newlineOf(text);
  const lines = order.map((entry) => `${indent}- ${newLine(entry)}`).join(newline);
  const open = at > 0 && !/[\n\r\uFEFF]$/.test(text.slice(0, at));
  return { range: { start: at, end: at }, newText: open ? newline + lines : lines + newline };
}

/** A list with a line for each station, or several, after a hyphen. */
function orderInLines(
  { text, entries }: PathFile,
  items: readonly YamlValue[],
  order: readonly NewEntry[],
): readonly TextEdit[] | undefined {
  const dashes = dashesOf(text, "stations");
  if (!dashes || dashes.length !== items.length) return undefined;
  const places = items.map(({ range }, at): ItemPlace => {
    const end = Math.max(trim(text, range).end, dashes[at]! + 1);
    return { dash: dashes[at]!, end };
  });
  const known = new Map(items.map(({ range }, at) => [range.start, at]));
  const lines = entries.map(({ range }) => linesOfItem(text, places, known.get(range.start)!));
  const indent = " ".repeat(dashes[0]! - lineStart(text, dashes[0]!));
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
    if (entry.kind === "kept") {
      const { range } = entries[entry.index]!;
      const own = lines[entry.index]!;
      const renamed = entry.name === undefined ? [] : [{ range, newText: plainScalar(entry.name) }];
      const moved = renamed.map((edit) => ({ ...edit, range: shifted(edit.range, -own.start) }));
      waiting += ended(applyEdits(slice(text, own), moved), newline);
    } else waiting += `${indent}- ${newLine(entry)}${newline}`;
  });
  if (waiting) {
    const last = lineEnd(text, places[places.length - 1]!.end);
    const open = last > 0 && !/[\n\r]$/.test(text.slice(0, last));
    if (open) waiting = newline + waiting.slice(0, -newline.length);
    put(last);
  }
  return edits;
}

/** Where an item of a list is: from its hyphen to the end of its value. */
interface ItemPlace {
  readonly dash: number;
  readonly end: number;
}

/** The lines of an item: its own, and comments right above it, but not those that are above the whole list. */
function linesOfItem(text: string, places: readonly ItemPlace[], at: number): Range {
  const { dash, end } = places[at]!;
  let start = lineStart(text, dash);
  const floor = at === 0 ? start : lineEnd(text, places[at - 1]!.end);
  while (start > floor) {
    const above = lineStart(text, start - 1);
    if (above < floor || !/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return { start, end: lineEnd(text, end) };
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function newLine(entry: NewEntry): string {
  if (entry.kind === "planned") return `planned: ${plainScalar(entry.title)}`;
  return plainScalar(entry.name ?? "");
}

function ended(lines: string, newline: string): string {
  return /[\n\r]$/.test(lines) ? lines : lines + newline;
}

/** `[one, two]`: the entries change places, come and go, and what is between them stays. */
function orderInBrackets(
  { text, entries }: PathFile,
  list: Range,
  order: readonly NewEntry[],
): readonly TextEdit[] | undefined {
  // In JSON, which is YAML, too, all names have quotation marks.
  const isQuoted =
    /^\s*\{\s*"/.test(text) || (entries.length > 0 && entries.every(({ range }) => text[range.start] === '"'));
  const written = order.map((entry) => {
    if (entry.kind === "planned") return `{ ${isQuoted ? '"planned"' : "planned"}: ${JSON.stringify(entry.title)} }`;
    if (entry.kind === "file" || entry.name !== undefined)
      return isQuoted ? JSON.stringify(entry.name ?? "") : newLine(entry);
    return slice(text, entries[entry.index]!.range);
  });
  if (order.length === entries.length) {
    return entries.flatMap(({ range }, at) =>
      slice(text, range) === written[at] ? [] : [{ range, newText: written[at]! }],
    );
  }
  if (entries.length === 0)
    return [{ range: { start: list.start + 1, end: list.start + 1 }, newText: written.join(", ") }];
  const stays = new Set(order.flatMap((entry) => (entry.kind === "kept" ? [entry.index] : [])));
  const firstKept = entries.findIndex((_, index) => stays.has(index));
  if (firstKept < 0) return undefined;
  const edits: TextEdit[] = [];
  for (const [index, { range }] of entries.entries()) {
    if (stays.has(index)) continue;
    const isBefore = index < firstKept;
    const start = isBefore ? range.start : entries[index - 1]!.range.end;
    edits.push({ range: { start, end: isBefore ? entries[index + 1]!.range.start : range.end }, newText: "" });
  }
  let last: number | undefined;
  let waiting: string[] = [];
  order.forEach((entry, at) => {
    if (entry.kind !== "kept") {
      waiting.push(written[at]!);
      return;
    }
    const { range } = entries[entry.index]!;
    const before = waiting.map((each) => `${each}, `).join("");
    if (before) edits.push({ range: { start: range.start, end: range.start }, newText: before });
    if (entry.name !== undefined) edits.push({ range, newText: written[at]! });
    waiting = [];
    last = range.end;
  });
  if (waiting.length)
    edits.push({ range: { start: last!, end: last! }, newText: waiting.map((each) => `, ${each}`).join("") });
  return edits;
}

/**
 * Whether edits do to a `path.yaml` what was asked for and nothing else. However a list may be written: what is read afterwards
 * is the proof.
 */
function leavesTheRest(before: PathFile, order: readonly NewEntry[], edits: readonly TextEdit[]): boolean {
  const { folder, wanted } = wantedEntries(before, order);
  const after = readPathFile(before.file, applyEdits(before.text, edits));
  const found = after.entries.map((entry) => (entry.kind === "file" ? entry.file : `planned: ${entry.title}`));
  return (
    found.length === wanted.length &&
    found.every((each, at) => each === wanted[at]) &&
    after.problems.length <= before.problems.length &&
    outline(after, folder) === outline(before, folder)
  );
}

function wantedEntries(before: PathFile, order: readonly NewEntry[]): { folder: string; wanted: readonly string[] } {
  const folder = folderOf(before.file);
  const wanted = order.map((entry) => {
    if (entry.kind === "planned") return `planned: ${entry.title}`;
    if (entry.kind === "file" || entry.name !== undefined) return resolveFile(folder, entry.name!);
    const kept = before.entries[entry.index]!;
    return kept.kind === "file" ? kept.file : `planned: ${kept.title}`;
  });
  return { folder, wanted };
}

/** All that a `path.yaml` says but for its stations: what must stay. Of these, it is what is not known as a station. */
function outline({ root, entries }: PathFile, folder: string): string {
  const known = new Set(entries.map(({ range }) => range.start));
  const plain = (value: YamlValue): unknown => {
    if (value.kind === "scalar") return value.source || value.value;
    if (value.kind === "list") return value.items.map(plain);
    return value.pairs.map((pair) => [pair.key, plain(pair.value)]);
  };
  const pairs = root?.kind === "map" ? root.pairs : [];
  const stations = pairs.find(({ key }) => key === "stations");
  const said = pairs.map(({ key, value }, at): unknown => {
    if (pairs[at] !== stations) return [key, plain(value)];
    return value.kind === "list" ? value.items.filter(({ range }) => !known.has(range.start)).map(plain) : [];
  });
  return JSON.stringify([folder, stations ? said : [...said, []]]);
}

function refusalFor({ file, text, root, problems }: PathFile): Refusal {
  const at = problems[0]?.range.start ?? pairOf(root, "stations")?.value.range.start ?? 0;
  const place = `${baseName(file)}:${lineNumber(text, at)}`;
  if (problems[0]) {
    const why = problems[0].message.replace(/(?<![.!?])$/, ".");
    return { refused: `${place}: ${why} Please fix this first; nothing was changed.` };
  }
  return {
    refused: `${place}: The stations of this path can't be changed as they are written here. Please write each on a line of its own after a hyphen; nothing was changed.`,
  };
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

/** What a new `path.yaml` says. */
export interface NewPath {
  readonly title: string;
  /** Its tag, such as `en`. */
  readonly language: string;
  /** What the text calls its stations, such as "Lesson", where that is not "Station". */
  readonly call?: string | undefined;
  /** Where it is not the default. */
  readonly preset?: string | undefined;
  /** In order; the names are as seen from the folder of the `path.yaml`. */
  readonly stations: readonly NewStation[];
}

/** A line of the list of stations in a new `path.yaml`. */
export type NewStation = Exclude<NewEntry, { readonly kind: "kept" }>;

/** A commented `path.yaml`. */
export function newPathFile({ title, language, call, preset, stations }: NewPath): string {
  const list = stations.length
    ? stations.map((entry) => `  - ${newLine(entry)}`)
    : ["  # - first-station.station.md", "  - planned: First Station"];
  const called =
    call === undefined
      ? ""
      : `# What the text calls its stations, so that “${call} 2” is a reference.
call: ${plainScalar(call)}

`;
  const chosen =
    preset === undefined
      ? ""
      : `# The set of severities to start from; docs/settings.md lists them.
preset: ${preset}

`;
  return `# A learning path: its stations in order. The order gives the numbers, starting at 1.
title: ${plainScalar(title)}
language: ${plainScalar(language)}

${called}${chosen}# standard: no promises about sources. premium: every sentence is cited and checked.
tier: standard

# The school grade that the readers can follow; stations that read clearly above it are reported.
# audience:
#   readingGrade: 11

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
