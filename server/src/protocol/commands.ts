import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { fileRename } from "../features/file-rename.ts";
import { editsOfFix, findingsAt, fixNamed } from "../features/quick-fixes.ts";
import { suppressHere } from "../features/suppress-here.ts";
import { STATION_ENDINGS, stationEndingOf, withoutStationEnding } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import type { LintFinding } from "../lint/lint.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { pathsForNew } from "../path/path-for-new.ts";
import { toMarkdown } from "../station/to-markdown.ts";
import { count } from "../text/count.ts";
import type { Range } from "../text/range.ts";
import { safeChange, toWorkspaceEdit } from "./convert.ts";
import { toOffsets } from "./documents.ts";
import { type Connected, inTime } from "./entry.ts";
import { formattingOf } from "./formatting.ts";
import type { CommandAnswer, PositionRange, StationCommands } from "./messages.ts";
import { choosePath } from "./path-choice.ts";
import { type Snapshot, stationAt, versionOf } from "./snapshot.ts";

/**
 * Works out from a snapshot what a command answers, or what is to be done. What it is given comes from outside, and may be
 * anything.
 * @throws ResponseError where the command is refused
 */
export type Command = (snapshot: Snapshot, given: readonly unknown[]) => CommandAnswer | Deed;

/** Does what a command has worked out, and says what came of it. */
export type Deed = (connected: Connected) => Promise<CommandAnswer>;

/** How each of some commands is run. */
export type Runs<Commands> = { readonly [Name in keyof Commands]: Command };

/** The commands the server runs. Edits are made by the client, in one step that can be undone. */
export const commands: Runs<StationCommands> = {
  "stationmaster.suppress": (snapshot, [uri, rule, given, version, reason]) => {
    const file = snapshot.uris.fileOf(String(uri));
    const station = stationAt(snapshot, file);
    if (!station) return refuse("This is not a station.");
    if (version !== undefined && version !== null && versionOf(snapshot, file) !== version) {
      return refuse("The text has changed in the meantime. Please try again.");
    }
    const range = rangeGiven(given);
    if (typeof rule !== "string") return chooseFinding(snapshot, file, range);
    const command = "stationmaster.suppress";
    if (reason === undefined) return { ask: { ...REASON, command, arguments: [uri, rule, range, version] } };
    const text = String(reason ?? "").trim();
    if (!text) return refuse("A suppression needs a reason.");
    const edits = suppressHere(station, rule, range, text);
    return edit(toWorkspaceEdit(snapshot, new Map([[file, edits]])), "Suppress here", {});
  },

  "stationmaster.applyFix": (snapshot, [uri, rule, given, title, version]) => {
    const file = snapshot.uris.fileOf(String(uri));
    const hasChanged = typeof version === "number" && versionOf(snapshot, file) !== version;
    const fix = hasChanged
      ? undefined
      : fixNamed(snapshot.findings(file), String(rule), rangeGiven(given), String(title));
    if (!fix) return refuse("The text has changed in the meantime. Please try again.");
    return edit(toWorkspaceEdit(snapshot, editsOfFix(snapshot.workspace, file, fix)), fix.title, {});
  },

  "stationmaster.convertToMarkdown": (snapshot, [uri]) => {
    const file = snapshot.uris.fileOf(String(uri));
    const station = stationAt(snapshot, file);
    if (!station) return refuse("Please open a station first.");
    const markdown = toMarkdown(station.tree);
    if (markdown === station.text) return { message: "This station is already in Markdown." };
    const all = { range: { start: 0, end: station.text.length }, newText: markdown };
    const name = nameAsMarkdown(file);
    return edit(toWorkspaceEdit(snapshot, new Map([[file, [all]]])), "Convert to Markdown", {
      message: `Converted to Markdown. No text was lost.${station.tree.guesses?.length ? " Please check lists, tables and headings that had no marks." : ""}`,
      ...(name !== file &&
        snapshot.client.changesFiles && {
          offer: {
            title: `Rename to ${baseName(name)}`,
            command: "stationmaster.nameAsMarkdown",
            arguments: [snapshot.uris.uriOf(file)],
          },
        }),
    });
  },

  "stationmaster.nameAsMarkdown": (snapshot, [uri]) => {
    const from = snapshot.uris.fileOf(String(uri));
    const to = nameAsMarkdown(from);
    if (!stationAt(snapshot, from) || to === from)
      return refuse("This station has the name of one in Markdown already.");
    if (stationAt(snapshot, to)) return refuse(`There is already a station called ${baseName(to)}.`);
    const renaming = { from, to };
    const { change } = fileRename(snapshot.workspace, [renaming], true);
    return async (connected) => {
      const whole = { ...change, renamed: [...change.renamed, renaming] };
      const { edit, notes } = await safeChange(connected, whole);
      await apply(connected, edit, "Rename station");
      const changed = [...change.edits.keys()].map((file) => (file === from ? to : file));
      const save = [...new Set([to, ...changed])].map((file) => connected.uris.uriOf(file));
      return { save, ...(notes.length > 0 && { message: notes.join(" ") }) };
    };
  },

  "stationmaster.formatStation": (snapshot, [uri, range]) => {
    const file = snapshot.uris.fileOf(String(uri));
    if (!stationAt(snapshot, file)) return refuse("Please open a station first.");
    const selection = range ? toOffsets(snapshot.linesOf(file), range as PositionRange) : { start: 0, end: 0 };
    const edits = formattingOf(snapshot, file, selection);
    if (edits.length === 0) return { message: "This is formatted already." };
    return edit(toWorkspaceEdit(snapshot, new Map([[file, edits]])), "Format Station", {});
  },

  "stationmaster.checkPath":
    (_, [uri]) =>
    async (connected) => {
      const { session, uris } = connected;
      await session.loaded();
      const file = uri ? uris.fileOf(String(uri)) : undefined;
      const done = inTime(connected, [], ({ workspace }): CommandAnswer | LearningPath => {
        const paths = pathsForNew(workspace, file);
        if (paths.length > 1)
          return choosePath("Which learning path?", paths, "stationmaster.checkPath", ({ id }) => [uris.uriOf(id)]);
        if (paths[0]) return paths[0];
        return refuse(
          workspace.paths.size > 0
            ? "This station is not on a learning path."
            : "There is no learning path here yet. “New Learning Path” begins one.",
        );
      });
      return "stops" in done ? checkPath(connected, done) : done;
    },
};

async function checkPath({ session, connection, client }: Connected, path: LearningPath): Promise<CommandAnswer> {
  session.askedFor.add(path.id);
  const files = [...new Set(path.stops.flatMap(({ file, station }) => (file && station ? [file] : [])))];
  const findings: LintFinding[] = [];
  for await (const file of session.inTurn(files)) findings.push(...session.found(file).findings);
  const counted = (severity: LintFinding["severity"], noun: string) =>
    count(findings.filter((finding) => finding.severity === severity).length, noun);
  if (client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
  return {
    message: `Checked ${count(files.length, "station")} of “${path.title}”: ${counted("error", "error")}, ${counted("warning", "warning")}, ${counted("information", "note")}.`,
  };
}

/** What a station's file is called that is Markdown: what was pasted gets another ending, all others keep their names. */
function nameAsMarkdown(file: string): string {
  const [markdown, pasted] = STATION_ENDINGS as readonly [string, string];
  return stationEndingOf(file) === pasted ? `${withoutStationEnding(file)}${markdown}` : file;
}

const REASON = {
  prompt: "Why is this fine? The reason is kept next to the text.",
  placeholder: "It is a quotation",
};

/** Which of several findings is to be suppressed. */
function chooseFinding(snapshot: Snapshot, file: string, range: Range): CommandAnswer {
  const here = findingsAt(snapshot.findings(file), range);
  return {
    choose: {
      question: "Which of these is fine here?",
      detail: "",
      list: true,
      choices: here.map((finding) => ({
        title: finding.message,
        about: finding.rule,
        command: "stationmaster.suppress",
        arguments: [snapshot.uris.uriOf(file), finding.rule, finding.range, versionOf(snapshot, file)],
      })),
    },
  };
}

function rangeGiven(given: unknown): Range {
  const { start, end } = Object(given) as Partial<Range>;
  return { start: Number(start) || 0, end: Number(end) || 0 };
}

/** @throws ResponseError with a message that clients show */
export function refuse(message: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, message);
}

/** Makes an edit, and answers something then. */
function edit(made: WorkspaceEdit, label: string, answer: CommandAnswer): Deed {
  return async (connected) => {
    await apply(connected, made, label);
    return answer;
  };
}

/** Has the client make an edit. @throws ResponseError where it could not */
export async function apply({ connection }: Connected, edit: WorkspaceEdit, label: string): Promise<void> {
  const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
  if (!applied) refuse(failureReason ?? "The change could not be made.");
}
