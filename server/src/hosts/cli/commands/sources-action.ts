import { relativeFile } from "../../../files/names.ts";
import { type SourcesOptions, sourcesJson, sourcesText } from "../../../lint/report-sources.ts";
import type { LearningPath, Stop } from "../../../path/learning-path.ts";
import { citesRetracted, lookUpRetractions } from "../../../path/retractions.ts";
import { makeWorkspace, pathsOf } from "../../../path/workspace.ts";
import { fileAt } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { readTargets } from "../targets.ts";
import { columns, paintFor, tell, UsageError } from "../terminal.ts";
import { deliverText, expectOurs } from "../write-file.ts";

interface Options {
  readonly format: string;
  readonly output?: string;
  /** Whether what somebody else wrote may be overwritten. */
  readonly force?: boolean;
  /** A list of retractions. */
  readonly retractions?: string;
  readonly color: boolean;
}

/**
 * Lists the sources of paths, and where they are cited.
 * @returns the exit code: 0, 1 where a source that is cited is retracted by a list that was given, or 2 where something could not
 * be read
 */
export async function listSources(names: readonly string[], options: Options): Promise<number> {
  if (options.output !== undefined) expectOurs(options.output, options.force);
  const { files, texts, unreadable } = await readTargets(names.length ? names : ["."]);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const paths = [...new Set(files.flatMap((file) => pathsOf(workspace, file)))];
  const known = new Map(texts.map(({ file, text }) => [file, text]));
  const nameOf = (file: string) => relativeFile(fileAt("."), file) || ".";
  for (const { file, reason } of unreadable) tell(`${nameOf(file)}: ${reason}`);
  const retractions =
    options.retractions === undefined
      ? undefined
      : await (await import("../retraction-list.ts")).readRetractions(options.retractions, paths);
  const written = await render(paths, options, { nameOf, textOf: (file) => known.get(file) ?? "", retractions });
  await deliverText(written, options);
  if (unreadable.length) return 2;
  return retractions && paths.some((path) => citesRetracted(path, lookUpRetractions(path, retractions))) ? 1 : 0;
}

async function render(
  paths: readonly LearningPath[],
  { format, output, color }: Options,
  options: SourcesOptions,
): Promise<string> {
  switch (format) {
    case "json":
      return sourcesJson(paths, options);
    case "html":
      return asPage(paths, options);
    default:
      return sourcesText(paths, { ...options, paint: paintFor(color && output === undefined), columns: columns() });
  }
}

/** The sources of one path with their licenses, as a page of its own. */
async function asPage(paths: readonly LearningPath[], { retractions }: SourcesOptions): Promise<string> {
  const [path, other] = paths;
  if (!path) throw new UsageError("There is no learning path here.");
  if (other) throw new UsageError("A page is about one path, and there are several here. Please name its folder.");
  const { sourcesPage } = await import("../../../render/sources-page.ts");
  const plain = ({ number, title }: Stop) => ({ type: "text" as const, value: `Station ${number} ${title}` });
  return sourcesPage(path, plain, { retractions });
}
