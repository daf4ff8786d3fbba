import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  type TextEdit as LspTextEdit,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { DefinitionAnswer, Place } from "../features/definition.ts";
import { type Change, inOrder, type Renaming } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import type { LintFinding } from "../lint/lint.ts";
import { checkChange } from "../path/nothing-lost.ts";
import { oldNamesOf, partsOfNames } from "../path/old-names.ts";
import { isRefusal, type Refusal } from "../path/refusal.ts";
import { stationOf, textOf } from "../path/workspace.ts";
import type { TextEdit } from "../text/edit.ts";
import { type TextLines, toPositions } from "./documents.ts";
import { type Connected, snapshotOf } from "./entry.ts";
import type { Session } from "./session/session.ts";
import { type Snapshot, versionOf } from "./snapshot.ts";

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const TAG = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** A finding as a diagnostic. Nothing else is put into it: what follows up on it computes again. */
export function toDiagnostic({ linesOf, uris, client }: Snapshot, lines: TextLines, finding: LintFinding): Diagnostic {
  return {
    range: toPositions(lines, finding.range),
    severity: SEVERITY[finding.severity],
    source: "stationmaster",
    code: finding.rule,
    ...pageOf(client.rulePages, finding.rule),
    message: finding.message,
    ...(finding.tags && { tags: finding.tags.map((tag) => TAG[tag]) }),
    ...(finding.related?.length && {
      relatedInformation: finding.related.map(({ file, range, message }) => ({
        location: { uri: uris.uriOf(file), range: toPositions(linesOf(file), range) },
        message,
      })),
    }),
  };
}

function pageOf(base: string | undefined, rule: string): { codeDescription?: CodeDescription } {
  return base ? { codeDescription: { href: `${base}/${rule}` } } : {};
}

export function toLocation({ linesOf, uris }: Snapshot, { file, range }: Place): Location {
  return { uri: uris.uriOf(file), range: toPositions(linesOf(file), range) };
}

/** A place as the target of a link, or of a plain location for clients that know no such links. */
export function toDefinition(
  snapshot: Snapshot,
  lines: TextLines,
  { origin, places }: DefinitionAnswer,
): LocationLink[] | Location[] {
  const { linesOf, uris, client } = snapshot;
  if (!client.definitionLinks) return places.map((place) => toLocation(snapshot, place));
  return places.map(({ file, range, whole = range }) => ({
    originSelectionRange: toPositions(lines, origin),
    targetUri: uris.uriOf(file),
    targetRange: toPositions(linesOf(file), whole),
    targetSelectionRange: toPositions(linesOf(file), range),
  }));
}

export function toTextEdits(lines: TextLines, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ range, newText }) => ({ range: toPositions(lines, range), newText }));
}

/** Edits file by file, each tied to the version it was computed for where the client can check it. */
export function toWorkspaceEdit(snapshot: Snapshot, edits: Change["edits"]): WorkspaceEdit {
  const { linesOf, uris, client } = snapshot;
  const all = [...edits].map(([file, each]) => ({
    uri: uris.uriOf(file),
    version: versionOf(snapshot, file) ?? null,
    edits: toTextEdits(linesOf(file), each),
  }));
  if (!client.documentChanges) return { changes: Object.fromEntries(all.map((each) => [each.uri, each.edits])) };
  return {
    documentChanges: all.map(({ uri, version, edits: own }) => ({ textDocument: { uri, version }, edits: own })),
  };
}

/** An edit of one file whose new text has places to fill in, for clients that know such edits. */
export function toSnippetEdit(
  snapshot: Snapshot,
  file: string,
  { range, newText }: TextEdit,
  snippet: string,
): WorkspaceEdit {
  const { linesOf, uris, client } = snapshot;
  if (!client.snippetEdits) return toWorkspaceEdit(snapshot, new Map([[file, [{ range, newText }]]]));
  const textDocument = { uri: uris.uriOf(file), version: versionOf(snapshot, file) ?? null };
  const edit = { range: toPositions(linesOf(file), range), snippet: { kind: "snippet" as const, value: snippet } };
  return { documentChanges: [{ textDocument, edits: [edit] }] };
}

/**
 * A change of several files, in one step that can be undone. Every edit is tied to the version it was computed for.
 * @param confirm what a person is asked to look at before it is made; for clients that can show it
 * @throws ResponseError where the client can't rename, make or delete files as a part of a change
 */
function toChange(snapshot: Snapshot, change: Change, confirm?: string): WorkspaceEdit {
  const { linesOf, uris, client } = snapshot;
  const { created, renamed, deleted, edits } = change;
  const wholeFiles = created.length + renamed.length + deleted.length > 0;
  if (!client.documentChanges || (wholeFiles && !client.changesFiles)) {
    if (wholeFiles) {
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        "This editor can't rename or make files as a part of a change. Please use “stationmaster” on the command line.",
      );
    }
    const changes = [...edits].map(([file, each]) => [uris.uriOf(file), toTextEdits(linesOf(file), each)]);
    return { changes: Object.fromEntries(changes) as NonNullable<WorkspaceEdit["changes"]> };
  }
  const noted = confirm !== undefined && client.confirmsChanges;
  const documentChanges: NonNullable<WorkspaceEdit["documentChanges"]> = [...edits].map(([file, each]) => ({
    textDocument: { uri: uris.uriOf(file), version: versionOf(snapshot, file) ?? null },
    edits: toTextEdits(linesOf(file), each),
  }));
  // What needs to be confirmed opens the preview, and starts out unchecked there; all that matters shall be checked. So it is an
  // edit of nothing, shown as the last row: at the end of the file that a list of names ends with.
  const last = noted ? [...edits.keys()].sort().at(-1) : undefined;
  const into = documentChanges[[...edits.keys()].indexOf(last!)];
  if (last !== undefined && into && "edits" in into) {
    const { length } = linesOf(last).text;
    const range = toPositions(linesOf(last), { start: length, end: length });
    into.edits.push({ range, newText: "", annotationId: CONFIRM });
  }
  let row: Renaming[] = [];
  for (const renaming of inOrder(renamed)) {
    // VS Code looks at all renamings in a row before it makes the first; an edit of nothing ends the row.
    if (client.asks && row.some(({ from, to }) => from === renaming.to || to === renaming.from)) {
      documentChanges.push({ textDocument: { uri: uris.uriOf(row.at(-1)!.to), version: null }, edits: [NOTHING] });
      row = [];
    }
    row.push(renaming);
    documentChanges.push({ kind: "rename", oldUri: uris.uriOf(renaming.from), newUri: uris.uriOf(renaming.to) });
  }
  for (const { file, text } of created) {
    const uri = uris.uriOf(file);
    const start = { line: 0, character: 0 };
    documentChanges.push(
      { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri, version: null },
        edits: [{ range: { start, end: start }, newText: text }],
      },
    );
  }
  for (const file of deleted) documentChanges.push({ kind: "delete", uri: uris.uriOf(file) });
  return {
    documentChanges,
    ...(noted && { changeAnnotations: { [CONFIRM]: { label: confirm, needsConfirmation: true } } }),
  };
}

const CONFIRM = "confirm";

/** An edit that changes nothing. */
const NOTHING = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: "" };

interface ChangeOptions {
  /** What a person is asked to look at before it is made. */
  readonly confirm?: string;
  readonly renamedByEditor?: readonly Renaming[];
  /** Whether the client keeps the links of a file itself, so that names in it need no note. */
  readonly isLeft?: (file: string) => boolean;
}

/**
 * A change for the client to make, if it loses nothing, and no file that it was computed from has another text by now, on disk
 * or in the editor.
 * @returns the change, and what it leaves for a person to look after
 * @throws ResponseError where it does or one has: nothing is done by halves
 */
export async function safeChange(
  connected: Connected,
  change: Change,
  { confirm, renamedByEditor = [], isLeft }: ChangeOptions = {},
): Promise<{ readonly edit: WorkspaceEdit; readonly notes: readonly string[] }> {
  const { session } = connected;
  const whole = { ...change, renamed: [...change.renamed, ...renamedByEditor] };
  const { workspace, host } = session;
  const { notes } = answered(checkChange(workspace, whole, host.realPlace, textsLeft(session, whole, isLeft)));
  // Made at once, so that it names the versions and places that it was computed for, whatever is typed meanwhile.
  const edit = toChange(snapshotOf(connected), change, confirm);
  const texts = filesOf(change).map((file) => [file, session.linesOf(file).text] as const);
  const stale =
    (await session.staleFile(filesOf(change))) ??
    texts.find(([file, text]) => session.linesOf(file).text !== text)?.[0];
  if (stale === undefined) {
    for (const file of change.edits.keys()) if (session.workspace.paths.has(file)) session.rememberAfter(file, change);
    session.ownRenamings.remember(change, (file) => session.linesOf(file).text);
    return { edit, notes };
  }
  throw new ResponseError(
    LSPErrorCodes.ContentModified,
    `“${baseName(stale)}” was changed ${session.documents.has(stale) ? "" : "on disk "}in the meantime. Nothing was changed; please try again.`,
  );
}

/** The texts in the folders of the workspace that no change follows, as far as they may name what gets another name or goes. */
function textsLeft(
  { workspace, host, roots }: Session,
  change: Change,
  isLeft: (file: string) => boolean = () => false,
): ReadonlyMap<string, string> {
  const words = oldNamesOf(change).flatMap((file) => (stationOf(workspace, file) ? partsOfNames(file) : []));
  if (words.length === 0 || !host.textsNaming) return new Map();
  const isKnown = (file: string) => isLeft(file) || textOf(workspace, file) !== undefined;
  return new Map(roots.flatMap((folder) => [...(host.textsNaming?.(folder, words, isKnown) ?? [])]));
}

/** @throws ResponseError that gives the reason where something was refused */
export function answered<Answer extends object>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refused);
  return answer;
}

/** The files that a change was computed from. */
function filesOf({ edits, renamed, deleted }: Change): readonly string[] {
  return [...edits.keys(), ...renamed.map(({ from }) => from), ...deleted];
}
