import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type LocationLink,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { DefinitionAnswer, Place } from "../features/definition.ts";
import type { LintFinding } from "../lint/lint.ts";
import type { TextEdit } from "../text/edit.ts";
import { type TextLines, toPositions } from "./documents.ts";
import type { Connected } from "./entry.ts";

const SEVERITY = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const TAG = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** A finding as a diagnostic. Nothing else is put into it: what follows up on it computes anew. */
export function toDiagnostic({ session, uris, client }: Connected, lines: TextLines, finding: LintFinding): Diagnostic {
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
        location: { uri: uris.uriOf(file), range: toPositions(session.linesOf(file), range) },
        message,
      })),
    }),
  };
}

function pageOf(base: string | undefined, rule: string): { codeDescription?: CodeDescription } {
  return base ? { codeDescription: { href: `${base}/${rule}.md` } } : {};
}

export function toLocation({ session, uris }: Connected, { file, range }: Place): Location {
  return { uri: uris.uriOf(file), range: toPositions(session.linesOf(file), range) };
}

/** A place as the target of a link, or of a plain location for clients that know no such links. */
export function toDefinition(
  connected: Connected,
  lines: TextLines,
  { origin, places }: DefinitionAnswer,
): LocationLink[] | Location[] {
  const { session, uris, client } = connected;
  if (!client.definitionLinks) return places.map((place) => toLocation(connected, place));
  return places.map(({ file, range, whole = range }) => ({
    originSelectionRange: toPositions(lines, origin),
    targetUri: uris.uriOf(file),
    targetRange: toPositions(session.linesOf(file), whole),
    targetSelectionRange: toPositions(session.linesOf(file), range),
  }));
}

export function toTextEdits(lines: TextLines, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map(({ range, newText }) => ({ range: toPositions(lines, range), newText }));
}

/** Edits of one file, tied to the version they were computed for where the client can check it. */
export function toWorkspaceEdit(
  { session, uris, client }: Connected,
  file: string,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const uri = uris.uriOf(file);
  const textEdits = toTextEdits(session.linesOf(file), edits);
  if (!client.documentChanges) return { changes: { [uri]: textEdits } };
  const version = session.documents.get(file)?.version ?? null;
  return { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] };
}
