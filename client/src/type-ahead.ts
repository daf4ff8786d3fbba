import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { onTold } from "./server-messages.ts";
import { MARKDOWN } from "./stations.ts";

/** Opens the list of suggestions where the server has some: for Markdown, VS Code opens none while somebody types. */
export function openSuggestions(client: BaseLanguageClient): void {
  onTold(client, "stationmaster/offers", ({ uri, position: { line, character } }) => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selections.length > 1 || `${editor.document.uri}` !== `${vscode.Uri.parse(uri)}`) return;
    const { active } = editor.selection;
    const word = editor.document.getText(new vscode.Range(new vscode.Position(line, character), active));
    // After its end, as whoever types fast has come to by now, VS Code would list all words that there are.
    const isTyped = active.line === line && /^[\p{L}\p{N}\p{M}'’-]+$/u.test(word);
    if (!isTyped || hasChosen(editor.document)) return;
    // What comes by itself says nothing where there is nothing.
    void vscode.commands.executeCommand("editor.action.triggerSuggest", { auto: true });
  });
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
