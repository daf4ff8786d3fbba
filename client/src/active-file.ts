import * as vscode from "vscode";
import type { Stations } from "./stations.ts";

/** What the preview in front shows, if one is. */
let previewed: (() => vscode.Uri) | undefined;

/** Notes that a preview has come to the front, or is there no longer. */
export function notePreview(shown: () => vscode.Uri, isInFront: boolean): void {
  if (isInFront) previewed = shown;
  else if (previewed === shown) previewed = undefined;
}

/** The address of what is shown in front, also where that is not a text editor; of a preview that of its station. */
export function activeFile(): vscode.Uri | undefined {
  if (previewed) return previewed();
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor) return activeTextEditor.document.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.uri : undefined;
}

/** Whether what is shown in front is a station. */
export function isStationInFront(stations: Stations): boolean {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor && !previewed) return stations.isStation(activeTextEditor.document);
  const uri = activeFile();
  return uri !== undefined && stations.isNamedOrListed(uri);
}
