import type { Coverage } from "../ledger/states.ts";
import { type Figures, median, type PathFigures, type StationFigures } from "../path/path-figures.ts";
import { coveragePercent } from "../path/verification-report.ts";
import { count, grouped } from "../text/count.ts";
import { displayWidth } from "../text/display-width.ts";
import { inert, inertJson } from "../text/inert.ts";
import { inertComment } from "../text/inert-markdown.ts";
import { sparkline } from "../text/sparkline.ts";
import { type Paint, wrap } from "./report-text.ts";

/** How the figures of paths are printed. */
export interface StatsTextOptions {
  readonly paint: Paint;
  /** How many columns a line may take. */
  readonly columns: number;
  /** A file as it is shown: relative to where the command runs. */
  readonly nameOf: (file: string) => string;
}

const NOTHING = "There is no learning path here, and no station.\n";

/** For people: a table a path, a row a station, and below it how words and grades go up and down along the path. */
export function statsText(paths: readonly PathFigures[], options: StatsTextOptions): string {
  return paths.length ? paths.map((path) => pathText(path, options)).join("\n") : NOTHING;
}

function pathText(path: PathFigures, options: StatsTextOptions): string {
  const { paint, columns, nameOf } = options;
  const where = path.id === undefined ? "" : `  ${paint.dim(inert(nameOf(path.id)))}`;
  const lines = [`${paint.bold(inert(path.title))}${where}`, sizeOf(path), "", ...table(path, options)];
  const bars = barsOf(path);
  const lead = Math.max(...bars.map(({ name }) => name.length)) + 4;
  const room = columns - lead;
  const fit = bars.every(({ bar, told }) => displayWidth(`${bar}  ${told}`) <= room);
  for (const [at, { name, bar, told }] of bars.entries()) {
    const [first, ...rest] = fit ? [`${bar}  ${told}`] : [...wrapBar(bar, room), ...wrap(told, room)];
    if (at === 0 || !fit) lines.push("");
    lines.push(`  ${paint.dim(name.padEnd(lead - 4))}  ${first}`, ...rest.map((row) => " ".repeat(lead) + row));
  }
  for (const note of notesOf(path)) lines.push("", `  ${paint.dim(note)}`);
  return `${lines.join("\n")}\n`;
}

/** What the arrow before a grade says. */
function notesOf({ stations, readingGrade }: PathFigures): readonly string[] {
  const isAbove = stations.some(({ figures }) => figures?.aboveGrade);
  return isAbove ? [`↑ reads clearly above grade ${readingGrade}, for which the path is written.`] : [];
}

/** “4 stations, 1 of them planned · 12 min”. */
function sizeOf({ stations, total }: PathFigures): string {
  const planned = stations.filter(({ file }) => file === undefined).length;
  const missing = stations.length - total.written - planned;
  const notes = [planned && `${planned} planned`, missing && `${missing} missing`].filter(Boolean);
  return [[count(stations.length, "station"), ...notes].join(", "), `${total.minutes} min`].join(" · ");
}

/** A column of the table: what stands above it, and what it says of a station. */
interface Column {
  readonly name: string;
  readonly of: (figures: Figures) => string;
  readonly isNeeded?: (all: readonly Figures[]) => boolean;
}

const COLUMNS: readonly Column[] = [
  { name: "Words", of: ({ words }) => grouped(words) },
  { name: "Grade", of: gradeText, isNeeded: anyOf("grade") },
  { name: "Terms", of: ({ keyTerms }) => grouped(keyTerms) },
  { name: "References", of: ({ references }) => grouped(references) },
  { name: "Verified", of: ({ coverage }) => (coverage ? verifiedText(coverage) : "–"), isNeeded: anyOf("coverage") },
  {
    name: "To sort",
    of: ({ coverage }) => (coverage?.unclassified ? grouped(coverage.unclassified) : "–"),
    isNeeded: (all) => all.some(({ coverage }) => coverage !== undefined && coverage.unclassified > 0),
  },
];

/** An arrow stands for a text that its path's readers can hardly follow. */
function gradeText({ grade, aboveGrade }: Figures): string {
  if (grade === undefined) return "–";
  return aboveGrade ? `↑ ${grade}` : String(grade);
}

function anyOf(key: keyof Figures): (all: readonly Figures[]) => boolean {
  return (all) => all.some((figures) => figures[key] !== undefined);
}

/** “12/14”: verified facts of all that are known to be facts. */
function verifiedText({ covered, due }: Coverage): string {
  return `${grouped(covered)}/${grouped(due)}`;
}

function columnsOf({ stations }: PathFigures): readonly Column[] {
  const all = stations.flatMap(({ figures }) => figures ?? []);
  return COLUMNS.filter(({ isNeeded }) => isNeeded?.(all) ?? true);
}

/** How the row that sums up is called; undefined where there is nothing to sum up. */
function totalName({ total }: PathFigures): string | undefined {
  if (total.written < 2) return undefined;
  return total.grade === undefined ? "Together" : "Together (median grade)";
}

/** Titles are cut to no less than this. */
const NARROWEST_TITLE = 12;

function table(path: PathFigures, { paint, columns }: StatsTextOptions): readonly string[] {
  const shown = columnsOf(path);
  const rows = path.stations.map(({ figures }) => shown.map(({ of }) => (figures ? of(figures) : "")));
  const totals = shown.map(({ of }) => of(path.total));
  const widths = shown.map(({ name }, at) => Math.max(name.length, ...[...rows, totals].map((row) => row[at]!.length)));
  const numbers = path.stations.map(({ number }) => (number ? String(number) : ""));
  const numberWidth = Math.max(0, ...numbers.map((number) => number.length));
  const lead = numberWidth ? numberWidth + 4 : 2;
  const taken = lead + widths.reduce((sum, width) => sum + width + 2, 0);
  const titles = path.stations.map((station) => inert(nameOf(station)));
  const last = totalName(path);
  const measured = [...titles.filter((_, at) => path.stations[at]!.figures), last ?? ""];
  const longest = Math.max(...measured.map(displayWidth));
  const room = Math.max(NARROWEST_TITLE, Math.min(longest, columns - taken));
  const line = (number: string, title: string, cells: readonly string[]) => {
    const start = numberWidth ? `  ${number.padStart(numberWidth)}  ` : "  ";
    return start + title + cells.map((cell, at) => `  ${cell.padStart(widths[at]!)}`).join("");
  };
  const names = shown.map(({ name }) => name);
  return [
    paint.dim(line("", pad("Station", room), names)),
    ...path.stations.map(({ figures }, at) =>
      figures
        ? line(numbers[at]!, pad(titles[at]!, room), rows[at]!)
        : paint.dim(line(numbers[at]!, pad(titles[at]!, columns - lead).trimEnd(), [])),
    ),
    ...(last === undefined ? [] : [paint.bold(line("", pad(last, room), totals))]),
  ];
}

function nameOf({ title, file, figures }: StationFigures): string {
  return figures ? title : `${title} (${file === undefined ? "planned" : "missing"})`;
}

/** A text in exactly this many columns: padded, or cut before a character that does not fit. */
function pad(text: string, room: number): string {
  let shown = text;
  if (displayWidth(text) > room) {
    shown = "";
    for (const character of text) {
      if (displayWidth(`${shown}${character}…`) > room) break;
      shown += character;
    }
    shown = `${shown.trimEnd()}…`;
  }
  return shown + " ".repeat(Math.max(0, room - displayWidth(shown)));
}

interface Bars {
  readonly name: string;
  /** A character a station. */
  readonly bar: string;
  readonly told: string;
}

/** How words and grades go up and down along a path; nothing where there is no way to go. */
function barsOf({ id, stations, total, readingGrade }: PathFigures): readonly Bars[] {
  if (id === undefined || total.written < 2) return [];
  const line = (name: string, of: (figures: Figures) => number | undefined, more = ""): readonly Bars[] => {
    const numbers = stations.map(({ figures }) => figures && of(figures));
    const known = numbers.flatMap((number, at) => (number === undefined ? [] : [{ number, station: stations[at]! }]));
    if (known.length < 2) return [];
    const least = known.reduce((a, b) => (b.number < a.number ? b : a));
    const most = known.reduce((a, b) => (b.number > a.number ? b : a));
    const end = ({ number, station }: (typeof known)[number]) => `${grouped(number)} (Station ${station.number})`;
    const range = least.number === most.number ? `${least.number} each` : `${end(least)} to ${end(most)}`;
    const middle = grouped(median(known.map(({ number }) => number))!);
    return [{ name, bar: sparkline(numbers), told: `${range}, median ${middle}${more}` }];
  };
  const goal = readingGrade === undefined ? "" : `; written for ${readingGrade}`;
  return [...line("Words", ({ words }) => words), ...line("Grade", ({ grade }) => grade, goal)];
}

function wrapBar(bar: string, room: number): readonly string[] {
  return bar.match(new RegExp(`.{1,${Math.max(1, room)}}`, "gu")) ?? [];
}

/** The same in Markdown, for a comment below a pull request. */
export function statsMarkdown(paths: readonly PathFigures[]): string {
  if (paths.length === 0) return NOTHING;
  const safe = (text: string) => inertComment(inert(text));
  const parts = paths.map((path) => {
    const shown = columnsOf(path);
    const last = totalName(path);
    const totals = shown.map(({ of }) => of(path.total));
    const names = shown.map(({ name }) => name);
    const row = (number: string, title: string, cells: readonly string[]) =>
      `| ${[number, title, ...cells].join(" | ")} |`;
    return [
      `### ${safe(path.title)}`,
      "",
      sizeOf(path),
      "",
      row("#", "Station", names),
      `| --: | --- |${" --: |".repeat(shown.length)}`,
      ...path.stations.map((station) => {
        const cells = shown.map(({ of }) => (station.figures ? of(station.figures) : ""));
        return row(station.number ? String(station.number) : "", safe(nameOf(station)), cells);
      }),
      ...(last === undefined ? [] : [row("", `**${last}**`, totals)]),
      ...barsOf(path).flatMap(({ name, bar, told }) => ["", `${name}: ${bar} ${told}`]),
      ...notesOf(path).flatMap((note) => ["", note]),
    ].join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

/** For programs: one object. Files are relative to where the command runs. */
export function statsJson(paths: readonly PathFigures[], nameOf: (file: string) => string): string {
  const withPercent = ({ coverage, ...figures }: Figures) => ({
    ...figures,
    ...(coverage && { coverage: { ...coverage, percent: coveragePercent(coverage) } }),
  });
  const listed = paths.map(({ id, title, readingGrade, stations, total }) => ({
    ...(id !== undefined && { path: nameOf(id), title, readingGrade }),
    stations: stations.map(({ number, title, file, figures }) => ({
      ...(number > 0 && { number }),
      title,
      ...(file !== undefined && { file: nameOf(file) }),
      state: figures ? "written" : file === undefined ? "planned" : "missing",
      ...(figures && withPercent(figures)),
    })),
    total: withPercent(total),
  }));
  return `${inertJson({ version: 1, paths: listed })}\n`;
}

const FIELDS = [
  ...["path", "number", "title", "file", "words", "minutes", "grade", "key terms", "references"],
  ...["verified", "facts", "to sort"],
];

/** For spreadsheets: a row a station, as RFC 4180 has it, without totals. */
export function statsCsv(paths: readonly PathFigures[], nameOf: (file: string) => string): string {
  const rows = paths.flatMap(({ id, title: onPath, stations }) =>
    stations.map(({ number, title, file, figures }) => [
      ...[id === undefined ? "" : onPath, number || "", title, file === undefined ? "" : nameOf(file)],
      ...[figures?.words, figures?.minutes, figures?.grade, figures?.keyTerms, figures?.references],
      ...[figures?.coverage?.covered, figures?.coverage?.due, figures?.coverage?.unclassified],
    ]),
  );
  return [FIELDS, ...rows].map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

/** A spreadsheet takes a text that begins like a formula for one, and reckons with it. */
function csvField(value: string | number | undefined): string {
  if (typeof value !== "string") return String(value ?? "");
  // defense: no-formulas
  const text = inert(value).replace(/^(?=[-=+@])/, "'");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
