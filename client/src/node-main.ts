import type { ExtensionContext } from "vscode";
import { startWhenNeeded } from "./late-start.ts";

/** The extension where Node runs it. All but this is loaded once it is needed. */
export function activate(context: ExtensionContext): Promise<void> {
  return startWhenNeeded(context, async () => {
    const { runOnNode } = await import("./node-client.ts");
    await runOnNode(context);
  });
}
