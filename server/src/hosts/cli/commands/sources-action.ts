import { relativeFile } from "../../../files/names.ts";
import { printer } from "../../../lint/report.ts";
import type { Paint } from "../../../lint/report-text.ts";
import type { LearningPath, PathCitation, Stop } from "../../../path/learning-path.ts";
import type { Source } from "../../../path/source.ts";
import { makeWorkspace, pathsOf } from "../../../path/workspace.ts";
import { count } from "../../../text/count.ts";
import { inert, inertJson } from "../../../text/inert.ts";
import { fileAt } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { readTargets } from "../targets.ts";
import { paintFor, print, tell, UsageError } from "../terminal.ts";

interface Options {
  readonly format: string;
  readonly color: boolean;
}

/**
 * Lists the sources of paths, and where they are cited.
 * @returns the exit code: 0, or 2 where something could not be read
 */
export async function listSources(names: readonly string[], options: Options): Promise<number> {
  const { files, texts, unreadable } = await readTargets(names.length ? names : ["."]);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const paths = [...new Set(files.flatMap((file) => pathsOf(workspace, file)))];
  const known = new Map(texts.map(({ file, text }) => [file, text]));
  const printers = new Map<string, ReturnType<typeof printer>>();
  const place: Place = (file, range) => {
    const print = printers.get(file) ?? printer(known.get(file) ?? "");
    printers.set(file, print);
    const { line, column } = print(range).start;
    return { file: relativeFile(fileAt("."), file), line, column };
  };
  const listed = paths.map((path) => listOf(path, place));
  for (const { file, reason } of unreadable) tell(`${relativeFile(fileAt("."), file)}: ${reason}`);
  if (options.format === "json") await print(`${inertJson({ version: 1, paths: listed })}\n`);
  else if (options.format === "html") await print(await asPage(paths));
  else await print(asText(listed, paintFor(options.color)));
  return unreadable.length ? 2 : 0;
}

/** The sources of one path with their licenses, as a page of its own. */
async function asPage(paths: readonly LearningPath[]): Promise<string> {
  const [path, other] = paths;
  if (!path) throw new UsageError("There is no learning path here.");
  if (other) throw new UsageError("A page is about one path, and there are several here. Please name its folder.");
  const { sourcesPage } = await import("../../../render/sources-page.ts");
  const plain = ({ number, title }: Stop) => ({ type: "text" as const, value: `Station ${number} ${title}` });
  return sourcesPage(path, plain);
}

type Place = (file: string, range: Source["range"]) => Printed;

interface Printed {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface PathList {
  readonly path: string;
  readonly title: string;
  readonly sources: readonly SourceLine[];
  /** What is cited and has no source. */
  readonly missing: readonly MissingLine[];
}

interface SourceLine extends MissingLine {
  readonly type: string;
  readonly author: string;
  readonly year: string;
  readonly title: string;
  readonly retracted: boolean;
  readonly place: Printed;
}

interface MissingLine {
  readonly key: string;
  readonly citations: readonly (Printed & { readonly station: number })[];
}

function listOf(path: LearningPath, place: Place): PathList {
  const citationsOf = (key: string) => (path.citationsOf.get(key) ?? []).map((each) => placeOf(each, place));
  const sources = [...path.sources.values()].map(
    ({ key, type, author, year, title, retracted, file, range }): SourceLine => ({
      ...{ key, type, author, year, title, retracted },
      place: place(file, range),
      citations: citationsOf(key),
    }),
  );
  const missing = [...path.citationsOf.keys()].filter((key) => !path.sources.has(key));
  return {
    path: relativeFile(fileAt("."), path.id) || ".",
    title: path.title,
    sources,
    missing: missing.map((key) => ({ key, citations: citationsOf(key) })),
  };
}

function placeOf({ from, citation }: PathCitation, place: Place): Printed & { station: number } {
  return { station: from.number, ...place(from.file!, citation.keyRange) };
}

function asText(paths: readonly PathList[], paint: Paint): string {
  if (paths.length === 0)
    return "There is no learning path here: neither a path.yaml nor stations with numbered names.\n";
  return paths.map((path) => pathText(path, paint)).join("\n");
}

function pathText({ path, title, sources, missing }: PathList, paint: Paint): string {
  const uncited = sources.filter(({ citations }) => citations.length === 0).length;
  const sum = [
    count(sources.length, "source"),
    ...(uncited ? [`${uncited} not cited`] : []),
    ...(missing.length ? [`${missing.length} missing`] : []),
  ];
  const lines = [`${paint.bold(inert(title))} ${paint.dim(`(${inert(path)})`)}: ${sum.join(", ")}`];
  for (const source of sources) {
    const { key, citations, retracted } = source;
    const marks = [...(retracted ? [paint.red("retracted")] : []), whereCited(citations, paint)];
    const about = [[source.author, source.year].filter(Boolean).join(" "), source.title].filter(Boolean).join(", ");
    lines.push(`  ${paint.bold(inert(key))}  ${inert(about)}`.trimEnd(), `    ${marks.join(", ")}`);
  }
  for (const { key, citations } of missing) {
    lines.push(`  ${paint.bold(inert(key))}  ${paint.red("missing")}`, `    ${whereCited(citations, paint)}`);
    for (const { file, line, column } of citations) lines.push(`    ${paint.dim(`${inert(file)}:${line}:${column}`)}`);
  }
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
