import * as vscode from "vscode";
import type {
  ApplyWorkspaceEditParams,
  ApplyWorkspaceEditRequest,
  ApplyWorkspaceEditResult,
} from "vscode-languageclient";
import { plain } from "./plain.ts";

/**
 * Makes a change, and says which files have stayed as they were. VS Code does not write a file that its settings make read-only,
 * but writes the others: after a move, references would have numbers that the order in `path.yaml` does not give.
 */
export async function sayWhatIsLeft(
  params: ApplyWorkspaceEditParams,
  next: ApplyWorkspaceEditRequest.HandlerSignature,
): Promise<ApplyWorkspaceEditResult> {
  const before = await textsToChange(params);
  const answer = (await next(params, new vscode.CancellationTokenSource().token)) as ApplyWorkspaceEditResult;
  if (!answer.applied) return answer;
  const left = await Promise.all([...before].map(async (each) => ((await isLeft(...each)) ? [nameOf(each[0])] : [])));
  const names = left.flat();
  if (names.length > 0) {
    const message = vscode.l10n.t(
      "This was not changed: {0}. If it is read-only, please undo, make it writable, and try again.",
      names.join(", "),
    );
    void vscode.window.showWarningMessage(plain(message));
  }
  return answer;
}

/** Whether a document is as it was. What is read-only gets its new text, too, but does not wait to be saved, and forgets it. */
async function isLeft(document: vscode.TextDocument, before: string): Promise<boolean> {
  if (document.getText() === before) return true;
  if (document.isDirty) return false;
  const onDisk = await Promise.resolve(vscode.workspace.fs.readFile(document.uri)).catch(() => undefined);
  return onDisk !== undefined && new TextDecoder().decode(onDisk) === before;
}

function nameOf({ uri }: vscode.TextDocument): string {
  return `“${uri.path.split("/").at(-1)}”`;
}

/** The documents that a change gives another text, with the text that they have. */
async function textsToChange({ edit }: ApplyWorkspaceEditParams): Promise<ReadonlyMap<vscode.TextDocument, string>> {
  const changes = edit.documentChanges ?? [];
  const goes = new Set(
    changes.flatMap((each) =>
      "kind" in each ? [each.kind === "rename" ? each.oldUri : each.uri].map((uri) => uri.toString()) : [],
    ),
  );
  const texts = new Map<vscode.TextDocument, string>();
  for (const each of changes) {
    if ("kind" in each || goes.has(each.textDocument.uri)) continue;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(each.textDocument.uri));
    const isChanged = each.edits.some(({ range: { start, end }, ...own }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return "newText" in own && document.getText(range) !== own.newText;
    });
    if (isChanged) texts.set(document, document.getText());
  }
  return texts;
}
