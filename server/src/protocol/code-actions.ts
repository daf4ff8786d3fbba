import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { listOnPath } from "../features/list-on-path.ts";
import { missingParts } from "../features/missing-part.ts";
import { editsOfFix, findingsAt, fixAllEdits, quickFixes } from "../features/quick-fixes.ts";
import { REFACTORING_KINDS, type Refactored, refactorings } from "../features/refactor.ts";
import { sentenceAt, shown, textVersion } from "../features/verification.ts";
import { fileKind } from "../files/kinds.ts";
import { isFresh } from "../ledger/states.ts";
import type { LintFinding } from "../lint/lint.ts";
import { isRefusal } from "../path/refusal.ts";
import { followOrder } from "../path/renumber.ts";
import { isVerified } from "../path/verification.ts";
import { pathsOf } from "../path/workspace.ts";
import { count } from "../text/count.ts";
import { intersects, type Range } from "../text/range.ts";
import { shortSentence } from "../text/shorten.ts";
import { toDiagnostic, toSnippetEdit, toWorkspaceEdit } from "./convert.ts";
import { toOffsets, toPositions } from "./documents.ts";
import { formattingOf } from "./formatting.ts";
import { type Snapshot, stationAt, versionOf } from "./snapshot.ts";

const FIX_ALL = `${CodeActionKind.SourceFixAll}.stationmaster`;

/** Formats a station where formatting it is left to another program, and on saving where a user asks for it. */
const FORMAT = `${CodeActionKind.Source}.formatStation`;

/** The kinds of code actions there are. */
export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, ...REFACTORING_KINDS, FIX_ALL, FORMAT];

/** What can be done at a place: quick fixes, suppressions, refactorings, and on demand all safe fixes at once. */
export function codeActions(snapshot: Snapshot, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const file = snapshot.uris.fileOf(textDocument.uri);
  const wanted = (kind: string) => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const at = toOffsets(snapshot.linesOf(file), range);
  const defining = wanted(CodeActionKind.QuickFix) ? definingActions(snapshot, file, at) : [];
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixActions(snapshot, file, at) : []),
    ...defining,
    ...(wanted(CodeActionKind.QuickFix) ? verifyActions(snapshot, file, at) : []),
    ...(wanted(CodeActionKind.QuickFix) ? orderActions(snapshot, file) : []),
    ...(wanted(CodeActionKind.RefactorExtract) ? splitActions(snapshot, file, at) : []),
    ...(REFACTORING_KINDS.some(wanted)
      ? refactoringActions(snapshot, file, at, ({ id, kind }) => {
          return wanted(kind) && (defining.length === 0 || id !== "define-term");
        })
      : []),
    ...(context.only && wanted(FIX_ALL) ? fixAllActions(snapshot, file) : []),
    ...(context.only && wanted(FORMAT) ? formatActions(snapshot, file, at) : []),
    ...(wanted(CodeActionKind.QuickFix) ? suppressions(snapshot, file, at) : []),
  ];
}

function quickFixActions(snapshot: Snapshot, file: string, range: Range): CodeAction[] {
  const lines = snapshot.linesOf(file);
  const findings = snapshot.findings(file);
  const fixes = quickFixes(findings, range).map(
    (fix): CodeAction => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(snapshot, lines, fix.finding)],
      isPreferred: fix.preferred,
      edit: toWorkspaceEdit(snapshot, editsOfFix(snapshot.workspace, file, fix)),
    }),
  );
  const station = stationAt(snapshot, file);
  if (!station) return fixes;
  const parts = missingParts(station, findings, range).map(
    ({ title, finding, edit, snippet }): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(snapshot, lines, finding)],
      edit: toSnippetEdit(snapshot, file, edit, snippet),
    }),
  );
  const listings = findingsAt(findings, range).flatMap((finding) => listingAction(snapshot, file, finding) ?? []);
  return [...fixes, ...listings, ...parts];
}

/** The way to let what was found stand, which comes after all that would fix it: one, however many findings there are. */
function suppressions(snapshot: Snapshot, file: string, range: Range): CodeAction[] {
  const { client, uris } = snapshot;
  const here = findingsAt(snapshot.findings(file), range);
  if (!client.asks || here.length === 0 || !stationAt(snapshot, file)) return [];
  const [rule, ...others] = new Set(here.map((finding) => finding.rule));
  const only = others.length === 0 ? rule! : null;
  return [
    {
      title: only ? `Suppress “${only}” Here...` : "Suppress a Finding Here...",
      // Without diagnostics: VS Code puts what names some before all that names none, such as verifying a sentence.
      kind: CodeActionKind.QuickFix,
      command: {
        title: "Suppress here",
        command: "stationmaster.suppress",
        arguments: [uris.uriOf(file), only, only ? here[0]!.range : range, versionOf(snapshot, file)],
      },
    },
  ];
}

/** For a station that its folder's path does not list. */
function listingAction(snapshot: Snapshot, file: string, finding: LintFinding): CodeAction | undefined {
  const listing = finding.missing === "place on path" ? listOnPath(snapshot.workspace, file) : undefined;
  return (
    listing && {
      title: shortSentence(`Add to “${listing.path}”`),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(snapshot, snapshot.linesOf(file), finding)],
      edit: toWorkspaceEdit(snapshot, listing.edits),
    }
  );
}

/** Where something can be suppressed, defining a term comes before that; refactorings would come after. */
function definingActions(snapshot: Snapshot, file: string, range: Range): CodeAction[] {
  if (findingsAt(snapshot.findings(file), range).length === 0) return [];
  return refactoringActions(snapshot, file, range, ({ id }) => id === "define-term").map((action) => ({
    ...action,
    kind: CodeActionKind.QuickFix,
  }));
}

function refactoringActions(
  snapshot: Snapshot,
  file: string,
  range: Range,
  isWanted: (refactored: Refactored) => boolean,
): CodeAction[] {
  const station = stationAt(snapshot, file);
  const offered = station ? refactorings(station, range, { workspace: snapshot.workspace, file }) : [];
  return offered.filter(isWanted).map(({ title, kind, edits }) => ({
    title: shortSentence(title),
    kind,
    edit: toWorkspaceEdit(snapshot, new Map([[file, edits]])),
  }));
}

function fixAllActions(snapshot: Snapshot, file: string): CodeAction[] {
  const { workspace, lintOptions } = snapshot;
  const edits = fixAllEdits(workspace, file, snapshot.linesOf(file).text, lintOptions);
  if (edits.size === 0) return [];
  return [{ title: "Apply all safe fixes", kind: FIX_ALL, edit: toWorkspaceEdit(snapshot, edits) }];
}

function formatActions(snapshot: Snapshot, file: string, selection: Range): CodeAction[] {
  const edits = formattingOf(snapshot, file, selection);
  if (edits.length === 0) return [];
  return [{ title: "Format this station", kind: FORMAT, edit: toWorkspaceEdit(snapshot, new Map([[file, edits]])) }];
}

/** What can be done with a sentence that waits to be verified, and with lines of a ledger whose sentences are gone. */
function verifyActions(
  { workspace, today, uris, client, findings }: Snapshot,
  file: string,
  range: Range,
): CodeAction[] {
  if (!client.asks) return [];
  const action = (title: string, command: string, ...given: readonly unknown[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: `stationmaster.${command}`, arguments: [...given] },
  });
  if (fileKind(file) === "ledger") {
    const stop = pathsOf(workspace, file)[0]?.stops.find(({ ledger }) => ledger?.file === file);
    const gone = findings(file).some(
      (finding) => finding.rule === "sentence-verified" && intersects(finding.range, range),
    );
    return gone && stop?.file && stop.station
      ? [
          action(
            "Remove the lines whose sentences are gone",
            "removeOrphans",
            uris.uriOf(stop.file),
            textVersion(stop.station),
          ),
        ]
      : [];
  }
  const at = sentenceAt(workspace, file, range.start, today);
  if (!at || !isVerified(at.path) || isFresh(at.status.state)) return [];
  const place = [uris.uriOf(file), shown(at.status, at.station)] as const;
  const { state, line } = at.status;
  return [
    ...(state === "drift-minor" ? [action("Accept the minor change", "acceptDrift", ...place)] : []),
    ...(state === "proposed" ? [action("Accept the proposal", "acceptDrift", ...place)] : []),
    ...(line?.entry.disputed === undefined ? [] : [action("Resolve the dispute", "disputeSentence", ...place)]),
    action("Verify this sentence...", "verifySentence", ...place),
    action("Cite a source for it...", "citeSentence", ...place),
    action("Set sentence type...", "setRole", ...place),
    ...(line && line.entry.disputed === undefined
      ? [action("Dispute this sentence...", "disputeSentence", ...place)]
      : []),
  ];
}

/** Lines of a `path.yaml` were moved: the references of its stations can follow. */
function orderActions({ workspace, uris, orderBefore }: Snapshot, file: string): CodeAction[] {
  const before = orderBefore(file);
  const path = workspace.paths.get(file);
  const made = before && path && followOrder(workspace, before.path, path, before.changed);
  if (!made || isRefusal(made) || made.references + made.change.renamed.length === 0) return [];
  const { references, stations, change } = made;
  const title = references
    ? `Update ${count(references, "reference")} in ${count(stations, "station")}`
    : `Rename ${count(change.renamed.length, "file")} by their new numbers`;
  const command = { title, command: "stationmaster.updateReferences", arguments: [uris.uriOf(file)] };
  return [{ title, kind: CodeActionKind.QuickFix, isPreferred: true, command }];
}

/** On the heading of any section but the first: the section can become a station of its own. */
function splitActions(snapshot: Snapshot, file: string, range: Range): CodeAction[] {
  const { workspace, uris, client } = snapshot;
  const station = stationAt(snapshot, file);
  const onPath = pathsOf(workspace, file).length > 0;
  const top = station?.sections[0]?.depth;
  const section = station?.sections.find(
    ({ heading, depth }, at) => at > 0 && depth === top && intersects(heading.range, range),
  );
  if (!section || !onPath || !client.changesFiles) return [];
  const title = shortSentence(`Make “${section.heading.prose.text.trim()}” a station of its own`);
  const position = toPositions(snapshot.linesOf(file), section.heading.range).start;
  const given = [{ uri: uris.uriOf(file) }, position, versionOf(snapshot, file)];
  return [
    {
      title,
      kind: CodeActionKind.RefactorExtract,
      command: { title, command: "stationmaster.splitStation", arguments: given },
    },
  ];
}
