import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { runClient } from "./client.ts";

/** Runs the client in a browser: the server is a web worker, another one each time it starts. */
export async function runInBrowser(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist", "browser-server.js").toString(true);
  let worker: Worker | undefined;
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  await runClient(context, (options) => new LanguageClient("stationmaster", "Stationmaster", startWorker, options));
}
