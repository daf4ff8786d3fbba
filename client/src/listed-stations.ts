import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { askServer } from "./server-messages.ts";
import { LANGUAGE } from "./status-item.ts";

/** The languages that lessons have which are not named as stations. */
const LESSONS = ["markdown", "plaintext", "mdx", "quarto", "rmd"];

/**
 * Makes stations of open documents that a `path.yaml` lists, whatever they are called, and gives them their own language back once
 * none lists them any more. Who chooses another language for one keeps that.
 * @returns what is to be called when paths have changed
 */
export function adoptListed(context: vscode.ExtensionContext, client: BaseLanguageClient): () => Promise<void> {
  const before = new Map<string, string>();
  const isLesson = ({ uri, languageId }: vscode.TextDocument) =>
    LESSONS.includes(languageId) && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const look = async (): Promise<void> => {
    const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
    const asked = [...open].flatMap(([uri, document]) =>
      isLesson(document) || (before.has(uri) && document.languageId === LANGUAGE) ? [uri] : [],
    );
    if (asked.length === 0) return;
    const listed = new Set(await askServer(client, "stationmaster/listed", { uris: asked }));
    for (const uri of asked) {
      const document = open.get(uri)!;
      const own = before.get(uri);
      if (document.isClosed) continue;
      if (listed.has(uri) && own === undefined) {
        before.set(uri, document.languageId);
        await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
      } else if (!listed.has(uri) && own !== undefined) {
        before.delete(uri);
        if (document.languageId === LANGUAGE) await vscode.languages.setTextDocumentLanguage(document, own);
      }
    }
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isLesson(document)) void look();
    }),
  );
  return look;
}
