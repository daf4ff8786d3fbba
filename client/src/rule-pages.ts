import * as vscode from "vscode";

const SCHEME = "stationmaster-rule";

/** What the addresses of all rules' pages begin with; package.json has them opened as Markdown that is drawn. */
export const RULE_PAGES = `${SCHEME}:`;

/** Shows the page of each rule as a document, out of the one file that has them all. */
export function registerRulePages(context: vscode.ExtensionContext): void {
  const provider: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent({ path }) {
      const file = vscode.Uri.joinPath(context.extensionUri, "dist", "rules.json");
      const pages: Record<string, string> = JSON.parse(
        new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),
      );
      return pages[path.slice(1)];
    },
  };
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider));
}

/** In a hover VS Code follows links to addresses of its own kinds only, and those that say where they stand in a base. */
export function linkToRules(hover: vscode.Hover | null | undefined): vscode.Hover | null | undefined {
  for (const text of hover?.contents ?? []) {
    if (!(text instanceof vscode.MarkdownString)) continue;
    text.value = text.value.replace(`](${RULE_PAGES}/`, "](");
    text.baseUri = vscode.Uri.parse(`${RULE_PAGES}/`);
  }
  return hover;
}
