import { relativeFile } from "../../../files/names.ts";
import { statsCsv, statsJson, statsMarkdown, statsText } from "../../../lint/report-stats.ts";
import { looseFigures, type PathFigures, pathFigures } from "../../../path/path-figures.ts";
import { makeWorkspace, pathsOf, stationOf } from "../../../path/workspace.ts";
import { fileAt, today } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { readTargets } from "../targets.ts";
import { columns, paintFor, tell } from "../terminal.ts";
import { deliverText, expectOurs } from "../write-file.ts";

export interface StatsOptions {
  readonly format: string;
  readonly output?: string;
  /** Whether what somebody else wrote may be overwritten. */
  readonly force?: boolean;
  readonly color: boolean;
}

/**
 * Prints how long the stations of paths are, how hard they read, and how much of them is verified.
 * @returns the exit code: 0, or 2 where something could not be read
 */
export async function stats(names: readonly string[], options: StatsOptions): Promise<number> {
  const { format, output, force, color } = options;
  if (output !== undefined) expectOurs(output, force);
  const { files, texts, unreadable } = await readTargets(names.length ? names : ["."]);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const paths = [...new Set(files.flatMap((file) => pathsOf(workspace, file)))];
  const loose = files.flatMap((file) => {
    const station = pathsOf(workspace, file).length ? undefined : stationOf(workspace, file);
    return station ? [{ file, station }] : [];
  });
  const all = [...paths.map((path) => pathFigures(path, today())), ...(loose.length ? [looseFigures(loose)] : [])];
  const nameOf = (file: string) => relativeFile(fileAt("."), file) || ".";
  for (const { file, reason } of unreadable) tell(`${nameOf(file)}: ${reason}`);
  await deliverText(render(all, format, color && output === undefined, nameOf), options);
  return unreadable.length ? 2 : 0;
}

function render(
  paths: readonly PathFigures[],
  format: string,
  color: boolean,
  nameOf: (file: string) => string,
): string {
  switch (format) {
    case "json":
      return statsJson(paths, nameOf);
    case "markdown":
      return statsMarkdown(paths);
    case "csv":
      return statsCsv(paths, nameOf);
    default:
      return statsText(paths, { paint: paintFor(color), columns: columns(), nameOf });
  }
}
