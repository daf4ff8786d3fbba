import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { askServer } from "./server-messages.ts";
import type { Stations } from "./stations.ts";

/** Registers the commands that make text bold or italic, and tells the manifest which of their keys are free in Markdown. */
export function registerEmphasis(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  stations: Stations,
): void {
  context.subscriptions.push(
    vscode.commands.registerCommand("stationmaster.bold", () => toggle(client, stations, "bold")),
    vscode.commands.registerCommand("stationmaster.italic", () => toggle(client, stations, "italic")),
    vscode.extensions.onDidChange(() => tellFreeKeys(context)),
  );
  tellFreeKeys(context);
}

async function toggle(client: BaseLanguageClient, stations: Stations, emphasis: "bold" | "italic"): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !stations.isStation(editor.document)) return;
  const { document } = editor;
  const { version } = document;
  const ranges = editor.selections.map((selection) => client.code2ProtocolConverter.asRange(selection));
  const textDocument = { uri: document.uri.toString() };
  const found = await askServer(client, "stationmaster/emphasis", { textDocument, ranges, emphasis });
  if (!found) {
    const message = vscode.l10n.t("Pasted text can't be bold or italic. Convert the station to Markdown first.");
    void vscode.window.showInformationMessage(message);
    return;
  }
  // What was typed meanwhile is left alone.
  if (document.version !== version) return;
  const { protocol2CodeConverter: convert } = client;
  await editor.edit((builder) => {
    for (const { range, newText } of found.edits) builder.replace(convert.asRange(range), newText);
  });
  editor.selections = found.selections.map((range) => {
    const { start, end } = convert.asRange(range);
    return new vscode.Selection(start, end);
  });
}

/** Keys that writers of Markdown expect, by the conditions of the manifest that ask whether they are free. */
const KEYS = { "stationmaster.boldIsFree": "ctrl+b", "stationmaster.italicIsFree": "ctrl+i" } as const;

/** A condition on the language, unlike one on the rich editor for Markdown that VS Code has. */
const IN_MARKDOWN = /LangId\b[^&]*\bmarkdown\b/;

/** A key is free unless another extension has it in Markdown, for which conditions of the manifest can't ask. */
function tellFreeKeys({ extension }: vscode.ExtensionContext): void {
  const others = vscode.extensions.all.filter(({ id }) => id !== extension.id);
  const bindings = others.flatMap(({ packageJSON }) => keybindingsOf(packageJSON));
  for (const [context, wanted] of Object.entries(KEYS)) {
    const isTaken = bindings.some(({ key, when }) => key.toLowerCase() === wanted && IN_MARKDOWN.test(when));
    void vscode.commands.executeCommand("setContext", context, !isTaken);
  }
}

/** What a manifest binds to keys; it may hold anything. */
function keybindingsOf(manifest: unknown): readonly { readonly key: string; readonly when: string }[] {
  const bindings: unknown = Object(Object(manifest).contributes).keybindings;
  return [bindings].flat().map((each) => {
    const { key, when } = Object(each);
    return { key: String(key), when: String(when) };
  });
}
