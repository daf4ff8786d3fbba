import type { Diagnostic } from "vscode-languageserver";
import { toDiagnostic } from "./convert.ts";
import type { Connected } from "./entry.ts";

/** The findings of a file as its diagnostics. */
export function diagnosticsOf(connected: Connected, file: string): Diagnostic[] {
  const lines = connected.session.linesOf(file);
  return connected.session.shown(file).map((finding) => toDiagnostic(connected, lines, finding));
}

/** What changed since the client last asked: findings of files that are not open, and nothing for those out of scope. */
export function workspaceReports(connected: Connected, previous: ReadonlyMap<string, string>) {
  const { session, uris } = connected;
  const inScope = new Set(session.filesInScope().filter((file) => !session.documents.has(file)));
  const reports = [...inScope].map((file) => {
    const uri = uris.uriOf(file);
    const { id } = session.found(file);
    if (previous.get(uri) === id) return { kind: "unchanged", uri, version: null, resultId: id };
    return { kind: "full", uri, version: null, resultId: id, items: diagnosticsOf(connected, file) };
  });
  const gone = [...previous.keys()].filter((uri) => {
    const file = uris.fileOf(uri);
    return !inScope.has(file) && !session.documents.has(file);
  });
  return [
    ...reports,
    ...gone.map((uri) => ({ kind: "full", uri, version: null, resultId: "none", items: [] })),
  ] as never[];
}
