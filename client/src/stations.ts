import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ListedUris } from "../../server/src/protocol/messages.ts";
import { SOURCES_NAME, STATION_NAME } from "./served-files.generated.ts";
import { onTold } from "./server-messages.ts";

/** The language of stations that are not Markdown, as the manifest names it. */
export const LANGUAGE = "station";

/** The language that stations share with files that are none of ours. */
export const MARKDOWN = "markdown";

/** Other languages that lessons are written in: one that a path lists gets the language of stations while it does. */
const ADOPTED = ["plaintext", "mdx", "quarto", "rmd"];

/** Knows which documents are stations, whatever their language is. */
export class Stations {
  /** The addresses of stations whose names don't say so. */
  #listed: ReadonlySet<string> = new Set();
  /** The addresses of lists of sources that can be cited from, and of folders whose lists can. */
  #sources: ReadonlySet<string> = new Set();
  /** The languages that adopted documents had before. */
  readonly #before = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Happens when other documents are stations. */
  readonly onDidChange = this.#changed.event;

  /** Whether a document is a station: by its language, by its name, or since a path lists it. */
  isStation({ languageId, uri }: Pick<vscode.TextDocument, "languageId" | "uri">): boolean {
    return languageId === LANGUAGE || this.isNamedOrListed(uri);
  }

  /** Whether a document only looks like one of ours: Markdown that is no station, or a file that is called like a list of sources. */
  isForeign(document: vscode.TextDocument): boolean {
    const { languageId, uri } = document;
    if (languageId === MARKDOWN) return !this.isStation(document);
    if (!SOURCES_NAME.test(uri.path) || uri.scheme === "untitled") return false;
    return ![uri, vscode.Uri.joinPath(uri, "..")].some((each) => this.#sources.has(withoutSlash(each)));
  }

  /** Whether a file is a station by its address alone. */
  isNamedOrListed(uri: vscode.Uri): boolean {
    return STATION_NAME.test(uri.path) || this.#listed.has(uri.toString());
  }

  /** Keeps up with what paths list, as the server reports it. */
  follow(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
    // One after the other: what was listed later has to count in the end.
    let taken = Promise.resolve();
    onTold(client, "stationmaster/listed", (listed) => {
      taken = taken.then(() => this.#take(client, listed)).catch(() => {});
    });
    context.subscriptions.push(
      this.#changed,
      vscode.workspace.onDidOpenTextDocument((document) => void this.#adopt(document)),
    );
  }

  async #take(client: BaseLanguageClient, { uris, sources }: ListedUris): Promise<void> {
    const known = vscode.workspace.textDocuments.filter((document) => !this.isForeign(document));
    const foreign = vscode.workspace.textDocuments.filter((document) => this.isForeign(document));
    const before = [this.#listed, this.#sources] as const;
    const after = [uris, sources].map((all) => new Set(all.map((uri) => withoutSlash(vscode.Uri.parse(uri)))));
    const take = ([listed, cited]: readonly ReadonlySet<string>[]): void => {
      this.#listed = listed!;
      this.#sources = cited!;
    };
    take(after);
    const leaving = known.filter((document) => this.isForeign(document));
    const joining = foreign.filter((document) => !this.isForeign(document));
    // The server takes leave of documents that are still known, and gets to know those that are by then.
    take(before);
    for (const document of leaving) {
      await client.getFeature("textDocument/didClose").getProvider(document)?.send(document);
    }
    take(after);
    tellConditions([...this.#listed].map((uri) => vscode.Uri.parse(uri)));
    for (const document of joining) {
      await client.getFeature("textDocument/didOpen").getProvider(document)?.send(document);
    }
    for (const document of vscode.workspace.textDocuments) await this.#adopt(document);
    this.#changed.fire();
  }

  /** Gives a document the language of stations while a path lists it. Who chooses another language for one keeps that. */
  async #adopt(document: vscode.TextDocument): Promise<void> {
    const { uri, languageId, isClosed } = document;
    const own = this.#before.get(`${uri}`);
    const isListed = this.#listed.has(`${uri}`);
    if (isClosed) return;
    if (isListed && own === undefined && ADOPTED.includes(languageId)) {
      this.#before.set(`${uri}`, languageId);
      await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    } else if (!isListed && own !== undefined) {
      this.#before.delete(`${uri}`);
      if (languageId === LANGUAGE) await vscode.languages.setTextDocumentLanguage(document, own);
    }
  }
}

/** An address as it is compared: that of a folder may end with a slash. */
function withoutSlash(uri: vscode.Uri): string {
  return uri.toString().replace(/(?<!\/)\/+$/, "");
}

/**
 * What conditions of the manifest ask for as `resourcePath in stationmaster.listed`. Unlike one flag for the active editor, it
 * holds for each of several editors; unlike addresses, paths are the same where the files are on another machine.
 */
function tellConditions(listed: readonly vscode.Uri[]): void {
  const paths = listed.flatMap(({ fsPath }) => [fsPath, fsPath.replaceAll("\\", "/")]);
  const keys = Object.fromEntries(paths.map((path) => [path, true]));
  void vscode.commands.executeCommand("setContext", "stationmaster.listed", keys);
}
