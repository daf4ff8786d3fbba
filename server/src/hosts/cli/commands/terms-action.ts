import { relativeFile } from "../../../files/names.ts";
import { termsText, termsWords } from "../../../lint/report-terms.ts";
import { type LearningPath, pathOfOne } from "../../../path/learning-path.ts";
import { makeWorkspace, pathsOf, stationOf } from "../../../path/workspace.ts";
import { fileAt } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { readTargets } from "../targets.ts";
import { paintFor, print, tell } from "../terminal.ts";

export interface TermsOptions {
  readonly format: string;
  readonly color: boolean;
}

/**
 * Prints the key terms of paths; a station on no path is a path of its own.
 * @returns the exit code: 0, or 2 where something could not be read
 */
export async function terms(names: readonly string[], { format, color }: TermsOptions): Promise<number> {
  const { files, texts, unreadable } = await readTargets(names.length ? names : ["."]);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const paths = new Set<LearningPath>();
  for (const file of files) {
    const around = pathsOf(workspace, file);
    const station = stationOf(workspace, file);
    for (const path of around.length || !station ? around : [pathOfOne(file, station)]) paths.add(path);
  }
  const nameOf = (file: string) => relativeFile(fileAt("."), file) || ".";
  for (const { file, reason } of unreadable) tell(`${nameOf(file)}: ${reason}`);
  const all = [...paths];
  await print(format === "txt" ? termsWords(all) : termsText(all, { paint: paintFor(color), nameOf }));
  return unreadable.length ? 2 : 0;
}
