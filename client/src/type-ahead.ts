import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServerNotifications } from "../../server/src/protocol/messages.ts";
import { onTold } from "./server-messages.ts";
import { MARKDOWN } from "./stations.ts";

/**
 * The editor is this many milliseconds ahead of what extensions know of it, at most on a busy machine; keys of somebody who types
 * come 100 or more apart.
 */
const AHEAD = 75;

/** Opens the list of suggestions where the server has some: for Markdown, VS Code opens none while somebody types. */
export function openSuggestions(client: BaseLanguageClient): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  onTold(client, "stationmaster/offers", (offer) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      // What comes by itself says nothing where there is nothing.
      if (isBeingTyped(offer)) void vscode.commands.executeCommand("editor.action.triggerSuggest", { auto: true });
    }, AHEAD);
  });
}

/** Whether the cursor is in or right after a word still; beyond its end VS Code would list all words that there are. */
function isBeingTyped({ uri, position: { line, character } }: ServerNotifications["stationmaster/offers"]): boolean {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selections.length > 1 || `${editor.document.uri}` !== `${vscode.Uri.parse(uri)}`) return false;
  const { active } = editor.selection;
  const word = editor.document.getText(new vscode.Range(new vscode.Position(line, character), active));
  const isInWord = active.line === line && /^[\p{L}\p{N}\p{M}'’-]+$/u.test(word);
  return isInWord && !hasChosen(editor.document);
}

/** Whether somebody has set when suggestions come by themselves in Markdown, or that none come anywhere. */
function hasChosen({ uri }: vscode.TextDocument): boolean {
  const editor = vscode.workspace.getConfiguration("editor", { uri, languageId: MARKDOWN });
  const set = editor.inspect<boolean | { readonly other?: boolean | string }>("quickSuggestions");
  const inMarkdown = [set?.globalLanguageValue, set?.workspaceLanguageValue, set?.workspaceFolderLanguageValue];
  const everywhere = [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue];
  const isOff = everywhere.some((value) => [false, "off"].includes((typeof value === "object" ? value.other : value)!));
  return isOff || inMarkdown.some((value) => value !== undefined);
}
