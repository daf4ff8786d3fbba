import * as vscode from "vscode";
import type { Stations } from "./stations.ts";

/** The address of what is shown in front, also where that is not a text editor. */
export function activeFile(): vscode.Uri | undefined {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor) return activeTextEditor.document.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.uri : undefined;
}

/** Whether what is shown in front is a station. */
export function isStationInFront(stations: Stations): boolean {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor) return stations.isStation(activeTextEditor.document);
  const uri = activeFile();
  return uri !== undefined && stations.isNamedOrListed(uri);
}
