import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { activeFile } from "./active-file.ts";
import { attributes, withAttributes } from "./page-attributes.ts";
import type { StationNode } from "./path-view.ts";
import { askServer } from "./server-messages.ts";

/** Writes a station, or its whole path, where the user wants it: as a web page with everything in it, or as a PDF. */
export async function exportPage(client: BaseLanguageClient, node?: StationNode): Promise<void> {
  const uri = node?.station?.file ?? activeFile()?.toString();
  const choices = [
    { label: vscode.l10n.t("This station as a web page"), whole: false, ending: "html" },
    { label: vscode.l10n.t("This station as a PDF"), whole: false, ending: "pdf" },
    { label: vscode.l10n.t("The whole path as a web page"), whole: true, ending: "html" },
    { label: vscode.l10n.t("The whole path as a PDF"), whole: true, ending: "pdf" },
  ].filter(({ ending }) => ending !== "pdf" || canPrint());
  // The palette gives the keyboard back to a preview that had it, which may be when the list is shown already.
  const options = { title: vscode.l10n.t("Export"), ignoreFocusOut: true };
  const picked = uri && (await vscode.window.showQuickPick(choices, options));
  if (!picked) return;
  const { whole, ending } = picked;
  const page = await askServer(client, "stationmaster/export", { textDocument: { uri }, whole });
  if (!page) {
    void vscode.window.showErrorMessage(vscode.l10n.t("Please open a station first."));
    return;
  }
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(uri), "..", `${page.name}.${ending}`),
    filters: ending === "pdf" ? { PDF: ["pdf"] } : { [vscode.l10n.t("Web page")]: ["html"] },
  });
  if (!target) return;
  const html = await withPictures(page.html, vscode.Uri.parse(uri));
  const failed = ending === "pdf" ? await print(client, html, target) : await write(html, target);
  if (failed) {
    void vscode.window.showErrorMessage(failed);
    return;
  }
  const open = vscode.l10n.t("Open");
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t("Wrote {0}.", target.path), open);
  if (answer === open) void vscode.env.openExternal(target);
}

/** Whether the server may start programs: it does not where all of VS Code runs in a browser. */
function canPrint(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.remoteName !== undefined;
}

/** Only the server can start a browser to print with. */
async function print(client: BaseLanguageClient, html: string, target: vscode.Uri): Promise<string | null> {
  return askServer(client, "stationmaster/printPdf", { html, file: target.toString() });
}

async function write(html: string, target: vscode.Uri): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(html));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  jpg: "image/jpeg",
};

/** The page with its pictures in it, in place of their file names. */
async function withPictures(html: string, near: vscode.Uri): Promise<string> {
  const pictures = new Map<string, string>();
  for (const file of attributes(html, "src")) {
    const ending = file.split(".").pop()!.toLowerCase();
    try {
      const bytes = await vscode.workspace.fs.readFile(near.with({ path: file }));
      pictures.set(file, `data:${TYPES[ending] ?? `image/${ending}`};base64,${base64(bytes)}`);
    } catch {
      // The picture is gone meanwhile: its words stand for it.
    }
  }
  return withAttributes(html, "src", pictures);
}

function base64(bytes: Uint8Array): string {
  let text = "";
  // In pieces: a function takes only a limited number of arguments.
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
