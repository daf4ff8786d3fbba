import * as vscode from "vscode";
import { isStationInFront } from "./active-file.ts";
import type { Stations } from "./stations.ts";

/** VS Code's own switch for its Markdown preview's buttons. It is one for the window, and can't be read. */
const KEY = "hasCustomMarkdownPreview";

/** Extensions that set it for good, if they are asked to: where one is installed, it is not set back. */
const OTHERS = ["shd101wyy.markdown-preview-enhanced", "dendron.dendron-markdown-preview-enhanced"];

/** Hides the buttons of VS Code's Markdown preview while a station is in front, which has a button of the same name. */
export function hideMarkdownButtons(context: vscode.ExtensionContext, stations: Stations): void {
  let isHidden = false;
  const hide = (hidden: boolean): void => {
    if (hidden === isHidden || (!hidden && OTHERS.some((id) => vscode.extensions.getExtension(id)))) return;
    isHidden = hidden;
    void vscode.commands.executeCommand("setContext", KEY, hidden);
  };
  const look = (): void => hide(isStationInFront(stations));
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.tabGroups.onDidChangeTabs(look),
    stations.onDidChange(look),
    new vscode.Disposable(() => hide(false)),
  );
  look();
}
