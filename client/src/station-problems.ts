import * as vscode from "vscode";
import { activeFile } from "./active-file.ts";
import { plain } from "./plain.ts";

/** What the status item of a station counts: its own problems, to go to. The panel lists those of all files, and knows no first one. */
export async function showStationProblems(): Promise<void> {
  const uri = activeFile();
  const problems = uri ? problemsOf(uri) : [];
  if (!uri || problems.length === 0) return showPanel();
  const all = vscode.l10n.t("Show All Problems");
  const picked = await vscode.window.showQuickPick(
    [
      ...problems.map((problem) => ({
        label: `${ICONS[problem.severity]} ${plain(problem.message)}`,
        description: vscode.l10n.t("line {0}", problem.range.start.line + 1),
        problem,
      })),
      { label: "", kind: vscode.QuickPickItemKind.Separator, problem: undefined },
      { label: `$(list-unordered) ${all}`, problem: undefined },
    ],
    { placeHolder: vscode.l10n.t("Problems in This File") },
  );
  if (!picked) return;
  if (!picked.problem) return showPanel();
  const { start } = picked.problem.range;
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, start) });
}

/** What was found in a file, without hints; what is more severe comes first. */
function problemsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, severity }) => source === "stationmaster" && severity !== vscode.DiagnosticSeverity.Hint)
    .sort((one, other) => one.severity - other.severity || one.range.start.compareTo(other.range.start));
}

const ICONS: Readonly<Record<vscode.DiagnosticSeverity, string>> = {
  [vscode.DiagnosticSeverity.Error]: "$(error)",
  [vscode.DiagnosticSeverity.Warning]: "$(warning)",
  [vscode.DiagnosticSeverity.Information]: "$(info)",
  [vscode.DiagnosticSeverity.Hint]: "$(lightbulb)",
};

async function showPanel(): Promise<void> {
  await vscode.commands.executeCommand("workbench.panel.markers.view.focus");
}
