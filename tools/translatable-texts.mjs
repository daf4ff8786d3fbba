import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** How the client asks for a text in the editor's language: of VS Code, or by a short name where a page is made. */
const ASKS = new Set(["vscode.l10n.t", "t"]);

/** The client's texts that are shown to people, as the file of texts to translate has them: each by itself. */
export function translatableTexts(root) {
  const texts = {};
  for (const name of readdirSync(join(root, "client/src")).sort()) {
    const code = readFileSync(join(root, "client/src", name), "utf8");
    new Visitor({
      CallExpression({ callee, arguments: [text] }) {
        if (!ASKS.has(code.slice(callee.start, callee.end)) || text?.type !== "Literal") return;
        texts[text.value] = text.value;
      },
    }).visit(parseSync(name, code).program);
  }
  return `${JSON.stringify(texts, null, 2)}\n`;
}
