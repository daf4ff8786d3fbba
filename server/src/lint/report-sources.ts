import type { LearningPath, PathCitation } from "../path/learning-path.ts";
import { type CheckedSource, lookUpRetractions, type RetractionList } from "../path/retractions.ts";
import type { Source } from "../path/source.ts";
import { count } from "../text/count.ts";
import { inert, inertJson } from "../text/inert.ts";
import type { Range } from "../text/range.ts";
import { printer } from "./report.ts";
import { checkedSourceJson, noticeText, retractionListJson, retractionListText } from "./report-retractions.ts";
import { type Paint, wrap } from "./report-text.ts";

/** What the sources of paths are listed with. */
export interface SourcesOptions {
  /** A file as it is shown: relative to where the command runs. */
  readonly nameOf: (file: string) => string;
  readonly textOf: (file: string) => string;
  /** A list of retractions that they are looked up in. */
  readonly retractions: RetractionList | undefined;
}

/** For programs: one object. Lines and columns count from 1, in UTF-16 code units. */
export function sourcesJson(paths: readonly LearningPath[], options: SourcesOptions): string {
  const { retractions } = options;
  const listed = listsOf(paths, options).map(({ path, title, sources, missing }) => ({
    path,
    title,
    sources: sources.map(
      ({ checked, source: { key, type, author, year, title, retracted }, place, storedText, citations }) => ({
        ...{ key, type, author, year, title, retracted },
        ...(checked && checkedSourceJson(checked)),
        ...{ place, storedText: storedText ?? null, citations },
      }),
    ),
    missing,
  }));
  const list = retractions && { retractions: retractionListJson(retractions) };
  return `${inertJson({ version: 1, ...list, paths: listed })}\n`;
}

/** For people: each source with where it is cited. */
export function sourcesText(
  paths: readonly LearningPath[],
  options: SourcesOptions & { readonly paint: Paint; readonly columns: number },
): string {
  if (paths.length === 0)
    return "There is no learning path here: neither a path.yaml nor stations with numbered names.\n";
  return listsOf(paths, options)
    .map((list) => pathText(list, options))
    .join("\n");
}

interface PathList {
  readonly path: string;
  readonly title: string;
  readonly sources: readonly SourceLine[];
  /** What is cited and has no source. */
  readonly missing: readonly MissingLine[];
  readonly checked: readonly CheckedSource[];
}

interface SourceLine {
  readonly source: Source;
  readonly checked: CheckedSource | undefined;
  readonly place: Printed;
  /** The file with its text, where that is stored. */
  readonly storedText: string | undefined;
  readonly citations: readonly PrintedCitation[];
}

interface MissingLine {
  readonly key: string;
  readonly citations: readonly PrintedCitation[];
}

interface Printed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

type PrintedCitation = Printed & { readonly station: number };

function listsOf(paths: readonly LearningPath[], { nameOf, textOf, retractions }: SourcesOptions): readonly PathList[] {
  const printers = new Map<string, ReturnType<typeof printer>>();
  const place = (file: string, range: Range): Printed => {
    const print = printers.get(file) ?? printer(textOf(file));
    printers.set(file, print);
    const { line, column } = print(range).start;
    return { file: nameOf(file), line, column };
  };
  const placeOf = ({ from, citation }: PathCitation): PrintedCitation => ({
    station: from.number,
    ...place(from.file!, citation.keyRange),
  });
  const textFileOf = (path: LearningPath, { key }: Source) => {
    const file = path.sourceTextFile(key);
    return file === undefined ? undefined : nameOf(file);
  };
  return paths.map((path) => {
    const checked = retractions ? lookUpRetractions(path, retractions) : [];
    const bySource = new Map(checked.map((each) => [each.source, each]));
    const citationsOf = (key: string) => (path.citationsOf.get(key) ?? []).map(placeOf);
    const missing = [...path.citationsOf.keys()].filter((key) => !path.sources.has(key));
    return {
      path: nameOf(path.id),
      title: path.title,
      sources: [...path.sources.values()].map((source) => ({
        source,
        checked: bySource.get(source),
        place: place(source.file, source.range),
        storedText: textFileOf(path, source),
        citations: citationsOf(source.key),
      })),
      missing: missing.map((key) => ({ key, citations: citationsOf(key) })),
      checked,
    };
  });
}

function pathText(
  { path, title, sources, missing, checked }: PathList,
  { paint, columns, retractions }: SourcesOptions & { readonly paint: Paint; readonly columns: number },
): string {
  const uncited = sources.filter(({ citations }) => citations.length === 0).length;
  const sum = [
    count(sources.length, "source"),
    ...(uncited ? [`${uncited} not cited`] : []),
    ...(missing.length ? [`${missing.length} missing`] : []),
  ];
  const lines = [`${paint.bold(inert(title))} ${paint.dim(`(${inert(path)})`)}: ${sum.join(", ")}`];
  for (const { source, checked, storedText, citations } of sources) {
    const isRetracted = source.retracted || checked?.isRetracted;
    const marks = [...(isRetracted ? [paint.red("retracted")] : []), whereCited(citations, paint)];
    const about = [[source.author, source.year].filter(Boolean).join(" "), source.title].filter(Boolean).join(", ");
    lines.push(`  ${paint.bold(inert(source.key))}  ${inert(about)}`.trimEnd(), `    ${marks.join(", ")}`);
    if (storedText !== undefined) lines.push(`    text: ${paint.dim(inert(storedText))}`);
    for (const notice of checked?.notices ?? [])
      for (const row of wrap(inert(noticeText(notice)), columns - 4)) lines.push(`    ${row}`);
  }
  for (const { key, citations } of missing) {
    lines.push(`  ${paint.bold(inert(key))}  ${paint.red("missing")}`, `    ${whereCited(citations, paint)}`);
    for (const { file, line, column } of citations) lines.push(`    ${paint.dim(`${inert(file)}:${line}:${column}`)}`);
  }
  if (retractions) lines.push("", ...wrap(inert(retractionListText(retractions, checked)), columns));
  return `${lines.join("\n")}\n`;
}

/** “cited 3 times: Station 1, Station 4 (2 times)” */
function whereCited(citations: MissingLine["citations"], paint: Paint): string {
  if (citations.length === 0) return paint.yellow("not cited");
  const times = new Map<number, number>();
  for (const { station } of citations) times.set(station, (times.get(station) ?? 0) + 1);
  const stations = [...times].map(([station, often]) => `Station ${station}${often > 1 ? ` (${often} times)` : ""}`);
  return `cited ${count(citations.length, "time")}: ${stations.join(", ")}`;
}
