import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import { suppressHere } from "../features/suppress-here.ts";
import { baseName, folderOf } from "../files/names.ts";
import type { LintFinding } from "../lint/lint.ts";
import { appendStation } from "../path/path-edits.ts";
import { numberInName } from "../path/path-file.ts";
import { pathsOf } from "../path/workspace.ts";
import { fileNameFor, newStation } from "../station/new-station.ts";
import { toMarkdown } from "../station/to-markdown.ts";
import { toTextEdits, toWorkspaceEdit } from "./convert.ts";
import { linesOf } from "./documents.ts";
import type { Connected } from "./entry.ts";
import type { CommandAnswer, StationCommands } from "./messages.ts";

/** Runs a command. What it is given comes from outside, and may be anything. */
export type Command = (connected: Connected, given: readonly unknown[]) => Promise<CommandAnswer>;

/** How each of some commands is run. */
export type Runs<Commands> = { readonly [Name in keyof Commands]: Command };

/** The commands the server runs. Edits are made by the client, in one step that can be undone. */
export const commands: Runs<StationCommands> = {
  "stationmaster.suppress": async (connected, [uri, rule, offset, version, reason]) => {
    const { session, uris } = connected;
    const file = uris.fileOf(String(uri));
    const station = session.stationOf(file);
    const text = String(reason ?? "").trim();
    if (!station) return refuse("This is not a station.");
    if (!text) return refuse("A suppression needs a reason.");
    if (version !== undefined && version !== null && session.documents.get(file)?.version !== version) {
      return refuse("The text has changed meanwhile. Please try again.");
    }
    const at = Number(offset);
    await apply(
      connected,
      toWorkspaceEdit(connected, file, suppressHere(station, String(rule), { start: at, end: at }, text)),
      "Suppress here",
    );
    return {};
  },

  "stationmaster.convertToMarkdown": async (connected, [uri]) => {
    const { session, uris } = connected;
    const file = uris.fileOf(String(uri));
    const station = session.stationOf(file);
    if (!station) return refuse("Please open a station first.");
    const markdown = toMarkdown(station.tree);
    if (markdown === station.text) return { message: "This station is in the Markdown form already." };
    const all = { range: { start: 0, end: station.text.length }, newText: markdown };
    await apply(connected, toWorkspaceEdit(connected, file, [all]), "Convert to Markdown");
    return { message: "Converted to the Markdown form. Nothing was lost: both forms say the same." };
  },

  "stationmaster.newStation": async (connected, [uri, title]) => {
    const { session, uris } = connected;
    const name = String(title ?? "").trim();
    if (!name) return refuse("A station needs a title.");
    const near = uri ? uris.fileOf(String(uri)) : undefined;
    const path = near ? pathsOf(session.workspace, near)[0] : undefined;
    const folder = path?.pathFile ? folderOf(path.pathFile.file) : near ? folderOf(near) : session.roots[0];
    if (!folder) return refuse("Please open a folder first.");
    const known = session.workspace.folders.get(folder);
    const numbers = [...(known?.stations.keys() ?? [])].map((file) => numberInName(baseName(file)) ?? 0);
    const last = path?.pathFile ? 0 : Math.max(0, ...numbers);
    const file = `${folder}/${last ? `${String(last + 1).padStart(2, "0")}-` : ""}${fileNameFor(name)}`;
    if (known?.stations.has(file)) return refuse(`There is a file “${baseName(file)}” already.`);
    const target = uris.uriOf(file);
    const inserted = { range: { start: 0, end: 0 }, newText: newStation(name) };
    const changes: WorkspaceEdit["documentChanges"] = [
      { kind: "create", uri: target, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri: target, version: null }, edits: toTextEdits(linesOf("", session.encoding), [inserted]) },
    ];
    const appended = path?.pathFile && appendStation(path.pathFile, baseName(file));
    if (appended) changes.push(...(toWorkspaceEdit(connected, path.pathFile.file, [appended]).documentChanges ?? []));
    await apply(connected, { documentChanges: changes }, "New station");
    return { open: target };
  },

  "stationmaster.checkPath": async (connected, [uri]) => {
    const { session, uris, connection, client } = connected;
    const path = uri ? pathsOf(session.workspace, uris.fileOf(String(uri)))[0] : undefined;
    if (!path)
      return refuse("This file is on no learning path. A path is a path.yaml, or a folder of numbered stations.");
    session.askedFor.add(path.id);
    const files = [...new Set(path.stops.flatMap(({ file, station }) => (file && station ? [file] : [])))];
    const findings: LintFinding[] = [];
    for await (const file of session.inTurn(files)) findings.push(...session.found(file).findings);
    const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
    if (client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
    const stations = `${files.length} ${files.length === 1 ? "station" : "stations"}`;
    return {
      message: `Checked ${stations} of “${path.title}”: ${count("error")} errors, ${count("warning")} warnings, ${count("information")} notes.`,
    };
  },
};

/** @throws ResponseError with a message that clients show */
export function refuse(message: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, message);
}

async function apply({ connection }: Connected, edit: WorkspaceEdit, label: string): Promise<void> {
  const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
  if (!applied) refuse(failureReason ?? "The change could not be made.");
}
