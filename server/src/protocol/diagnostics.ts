import { type CancellationToken, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { heaviest } from "../lint/heaviest.ts";
import { count } from "../text/count.ts";
import { toDiagnostic } from "./convert.ts";
import { type Connected, goOn, snapshotOf } from "./entry.ts";
import type { Snapshot } from "./snapshot.ts";

/** The findings of a file as its diagnostics; of very many the heaviest, and how many there are besides. */
export function diagnosticsOf(snapshot: Snapshot, file: string): Diagnostic[] {
  const lines = snapshot.linesOf(file);
  const findings = snapshot.shown(file);
  const shown = heaviest(findings).map((finding) => toDiagnostic(snapshot, lines, finding));
  const more = findings.length - shown.length;
  return more > 0 ? [...shown, andMore(more)] : shown;
}

/** Stands at the top of the file, where it is seen. */
function andMore(more: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: "stationmaster",
    message: `And ${count(more, "more finding")}. They are shown once there are fewer.`,
  };
}

/** What changed since the client last asked: findings of files that are not open, and nothing for those out of scope. */
export async function workspaceReports(
  connected: Connected,
  previous: ReadonlyMap<string, string>,
  token: CancellationToken,
) {
  const { session, uris } = connected;
  const inScope = new Set(session.filesInScope().filter((file) => !session.documents.has(file)));
  const reports: object[] = [];
  for await (const file of session.inTurn([...inScope])) {
    goOn(token);
    if (session.documents.has(file)) continue;
    const uri = uris.uriOf(file);
    const { id } = session.found(file);
    reports.push(
      previous.get(uri) === id
        ? { kind: "unchanged", uri, version: null, resultId: id }
        : { kind: "full", uri, version: null, resultId: id, items: diagnosticsOf(snapshotOf(connected), file) },
    );
  }
  const gone = [...previous.keys()].filter((uri) => {
    const file = uris.fileOf(uri);
    return !inScope.has(file) && !session.documents.has(file);
  });
  return [
    ...reports,
    ...gone.map((uri) => ({ kind: "full", uri, version: null, resultId: "none", items: [] })),
  ] as never[];
}
