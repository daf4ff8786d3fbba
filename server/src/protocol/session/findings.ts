import { folderOf } from "../../files/names.ts";
import { type LintFinding, type LintOptions, lintFile } from "../../lint/lint.ts";
import { linkedFile } from "../../path/linked-file.ts";
import { pathsOf, stationOf, type Workspace } from "../../path/workspace.ts";
import { splitTarget } from "../../station/links.ts";
import { changedMiddle, type TextEdit } from "../../text/edit.ts";
import type { Range } from "../../text/range.ts";

/** The findings of a file, and what they were computed from. */
export interface Found {
  readonly inputs: readonly unknown[];
  readonly findings: readonly LintFinding[];
  /** Differs whenever the findings were computed again. */
  readonly id: string;
}

/** What is found in files, computed again only where something that it depends on has changed. */
export class Findings {
  readonly #found = new Map<string, Found>();
  #computed = 0;

  /** What is found in a file. Asked again with nothing changed, it is the same object. */
  of(workspace: Workspace, file: string, options: LintOptions): Found {
    return this.known(workspace, file) ?? this.#keep(workspace, file, lintFile(workspace, file, options));
  }

  /** What is found in a file, if that is known. */
  known(workspace: Workspace, file: string): Found | undefined {
    const found = this.#found.get(file);
    return found && isAsBefore(workspace, file, found) ? found : undefined;
  }

  /** What was found in a file last, whatever has changed since; ranges are where that is in the text by now. Fixes are as they were. */
  last(workspace: Workspace, file: string): readonly LintFinding[] | undefined {
    const found = this.#found.get(file);
    const [before] = found?.inputs ?? [];
    const now = stationOf(workspace, file);
    const text = (before as typeof now)?.text;
    const edit = now && text !== undefined ? changedMiddle(text, now.text)[0] : undefined;
    if (!found || !edit) return found?.findings;
    return found.findings.map((finding) => ({ ...finding, range: followed(finding.range, edit) }));
  }

  /** Takes it that nothing is found in a file, as it takes too long. */
  giveUp(workspace: Workspace, file: string): Found {
    return this.#keep(workspace, file, []);
  }

  /** The files whose findings were looked at, and may be others by now. */
  outdated(workspace: Workspace): readonly string[] {
    return [...this.#found].filter(([file, found]) => !isAsBefore(workspace, file, found)).map(([file]) => file);
  }

  forget(): void {
    this.#found.clear();
  }

  #keep(workspace: Workspace, file: string, findings: readonly LintFinding[]): Found {
    const found = { findings, inputs: inputsOf(workspace, file), id: String(++this.#computed) };
    this.#found.set(file, found);
    return found;
  }
}

/** Where a range is after an edit of the text. */
function followed({ start, end }: Range, { range, newText }: TextEdit): Range {
  const moved = (offset: number) =>
    offset < range.end ? Math.min(offset, range.start) : offset + newText.length - (range.end - range.start);
  return { start: moved(start), end: moved(end) };
}

/** Whether the findings of a file depend on the same as before. A station that was not checked yet is not read for that. */
function isAsBefore(workspace: Workspace, file: string, { inputs }: Found): boolean {
  if (inputs[0] !== stationOf(workspace, file)) return false;
  const now = inputsOf(workspace, file);
  return now.length === inputs.length && now.every((input, at) => input === inputs[at]);
}

/** Everything that the findings of a file depend on, but for what lies on disk around it. */
function inputsOf(workspace: Workspace, file: string): readonly unknown[] {
  const folder = workspace.folders.get(folderOf(file));
  const settings: unknown[] = [];
  for (let at = folderOf(file), below = ""; at !== below; below = at, at = folderOf(at)) {
    const above = workspace.folders.get(at)?.settings;
    if (above) settings.push(above);
  }
  const station = stationOf(workspace, file);
  const linked = (station?.links ?? []).flatMap(
    ({ url }) => stationOf(workspace, linkedFile(workspace, file, splitTarget(url).file)) ?? [],
  );
  return [station, folder?.pathFile ?? folder, ...pathsOf(workspace, file), ...linked, ...settings];
}
