import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, runClient } from "./client.ts";

/** The extension in a browser: the server is a web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const worker = new Worker(Uri.joinPath(context.extensionUri, "dist", "browser-server.js").toString(true));
  await runClient(context, new LanguageClient("stationmaster", "Stationmaster", worker, clientOptions(context)));
}
