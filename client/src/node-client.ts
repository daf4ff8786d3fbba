import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { runClient } from "./client.ts";

/** Runs the client where Node does: the server is a process of its own. */
export async function runOnNode(context: ExtensionContext): Promise<void> {
  const program = {
    module: context.asAbsolutePath("dist/server.mjs"),
    transport: TransportKind.ipc,
    // No text is made into code, by whatever package. And what a key press makes is thrown away soon: with room for it, an
    // answer seldom waits for the rest to be looked through.
    options: {
      execArgv: ["--disallow-code-generation-from-strings", "--min-semi-space-size=16", "--max-semi-space-size=32"],
    },
  };
  const server = { run: program, debug: program };
  await runClient(context, (options) => new LanguageClient("stationmaster", "Stationmaster", server, options));
}
