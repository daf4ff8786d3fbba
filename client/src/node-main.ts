import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, runClient } from "./client.ts";

/** The extension where Node runs it: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/server.mjs");
  const server = { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc } };
  await runClient(context, new LanguageClient("stationmaster", "Stationmaster", server, clientOptions(context)));
}
