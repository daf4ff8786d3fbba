import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { STATION_FILES } from "./served-files.generated.ts";
import { askServer } from "./server-messages.ts";
import { LANGUAGE, MARKDOWN, type Stations } from "./stations.ts";

const TEXT = vscode.DocumentDropOrPasteEditKind.Text.append("stationmaster");
const PICTURE = vscode.DocumentDropOrPasteEditKind.Empty.append("stationmaster", "picture");

/** Pasting into stations: the server says what text becomes, and a picture becomes a file beside the station. */
export function registerPaste(client: BaseLanguageClient, stations: Stations): vscode.Disposable {
  return vscode.languages.registerDocumentPasteEditProvider(
    [{ language: LANGUAGE }, { language: MARKDOWN }, { pattern: STATION_FILES }],
    {
      async provideDocumentPasteEdits(document, ranges, dataTransfer, _context, token) {
        if (!stations.isStation(document)) return [];
        const edits = [
          await textEdit(client, document, ranges, dataTransfer, token),
          await pictureEdit(document, dataTransfer),
        ];
        return edits.filter((edit) => edit !== undefined);
      },
    },
    { providedPasteEditKinds: [TEXT, PICTURE], pasteMimeTypes: ["text/plain", "text/html", "image/*"] },
  );
}

async function textEdit(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  dataTransfer: vscode.DataTransfer,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentPasteEdit | undefined> {
  const text = (await dataTransfer.get("text/plain")?.asString()) ?? "";
  const html = (await dataTransfer.get("text/html")?.asString()) ?? "";
  if ((!text && !html) || token.isCancellationRequested || !client.isRunning()) return undefined;
  const converter = client.code2ProtocolConverter;
  const params = {
    textDocument: converter.asTextDocumentIdentifier(document),
    ranges: ranges.map((range) => converter.asRange(range)),
    text,
    html,
  };
  const pasted = await askServer(client, "stationmaster/paste", params, token).catch(() => null);
  return pasted ? new vscode.DocumentPasteEdit(pasted.text, pasted.title, TEXT) : undefined;
}

async function pictureEdit(
  document: vscode.TextDocument,
  dataTransfer: vscode.DataTransfer,
): Promise<vscode.DocumentPasteEdit | undefined> {
  // Cells of a spreadsheet come with a picture of themselves.
  if (document.isUntitled || dataTransfer.get("text/plain")) return undefined;
  for (const [type, item] of dataTransfer) {
    const file = type.startsWith("image/") ? item.asFile() : undefined;
    if (!file) continue;
    const target = await freeName(vscode.Uri.joinPath(document.uri, ".."), file.name || `picture.${type.slice(6)}`);
    const address = encodeURIComponent(target.path.slice(target.path.lastIndexOf("/") + 1));
    const words = vscode.l10n.t("Describe the picture");
    const snippet = new vscode.SnippetString("![").appendPlaceholder(words).appendText(`](${address})`);
    const edit = new vscode.DocumentPasteEdit(snippet, vscode.l10n.t("Insert the picture"), PICTURE);
    edit.additionalEdit = new vscode.WorkspaceEdit();
    edit.additionalEdit.createFile(target, { contents: file, ignoreIfExists: false });
    return edit;
  }
  return undefined;
}

/** A name like the given one that no file of the folder has. */
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-");
  const dot = plain.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ""];
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, `${stem}${number > 1 ? `-${number}` : ""}${ending}`);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}
