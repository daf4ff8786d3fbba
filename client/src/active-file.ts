import * as vscode from "vscode";

/** The address of what is shown in front, also where that is not a text editor. */
export function activeFile(): vscode.Uri | undefined {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor) return activeTextEditor.document.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
