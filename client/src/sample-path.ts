import * as vscode from "vscode";
import { SAMPLE } from "./sample-files.ts";

/** Copies the sample into a folder that the user chooses, and opens its first station. */
export async function openSamplePath({ extensionUri }: vscode.ExtensionContext): Promise<void> {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t("Where Is the Sample Path to Be?"),
    openLabel: vscode.l10n.t("Copy Sample Path Here"),
    ...(root && { defaultUri: root.uri }),
  });
  if (!chosen?.[0]) return;
  const folder = await freeFolder(chosen[0]);
  try {
    for (const name of SAMPLE.files) {
      const from = vscode.Uri.joinPath(extensionUri, "samples", SAMPLE.folder, name);
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), await vscode.workspace.fs.readFile(from));
    }
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t("The sample can't be copied: {0}", (error as Error).message));
    return;
  }
  if (vscode.workspace.getWorkspaceFolder(folder)) {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, SAMPLE.files[1]));
  } else {
    await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: root !== undefined });
  }
}

/** The folder of the sample, or one with a number after its name where that is taken. */
async function freeFolder(parent: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const folder = vscode.Uri.joinPath(parent, number === 1 ? SAMPLE.folder : `${SAMPLE.folder}-${number}`);
    try {
      await vscode.workspace.fs.stat(folder);
    } catch {
      return folder;
    }
  }
}
