import * as vscode from "vscode";
import { plain } from "./plain.ts";
import { MARKDOWN } from "./stations.ts";

/**
 * An answer to a rename that no other extension is asked about again. After a refusal, VS Code has its own Markdown rename the
 * same heading, without what a path knows of it: so the reason is shown here, and the answer changes nothing.
 */
export async function finalRename(
  { languageId }: vscode.TextDocument,
  token: vscode.CancellationToken,
  asked: vscode.ProviderResult<vscode.WorkspaceEdit>,
): Promise<vscode.WorkspaceEdit | null | undefined> {
  if (languageId !== MARKDOWN) return asked;
  try {
    const edit = await asked;
    if (edit || token.isCancellationRequested) return edit;
    sayWhy(vscode.l10n.t("Nothing was renamed. Please try again."));
  } catch (error) {
    if (token.isCancellationRequested) throw error;
    sayWhy((error as Error).message);
  }
  return new vscode.WorkspaceEdit();
}

function sayWhy(reason: string): void {
  void vscode.window.showErrorMessage(plain(reason));
}
