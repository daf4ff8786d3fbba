import type { ExtensionContext } from "vscode";
import { startWhenNeeded } from "./late-start.ts";

/** The extension in a browser. All but this is loaded once it is needed. */
export function activate(context: ExtensionContext): Promise<void> {
  return startWhenNeeded(context, async () => {
    const { runInBrowser } = await import("./browser-client.ts");
    await runInBrowser(context);
  });
}
