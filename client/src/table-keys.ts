import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests } from "../../server/src/protocol/messages.ts";
import { askServer } from "./server-messages.ts";
import type { Stations } from "./stations.ts";

type CellWanted = ClientRequests["stationmaster/cell"]["params"]["to"];

/** How long the cursor rests before the server is asked whether it is in a table, in milliseconds. */
const PAUSE = 80;

/**
 * Tab and Shift+Tab in the tables of stations. What the keys do, the server says; conditions of the manifest ask for
 * `stationmaster.inTable`, so that they are nobody else's business anywhere else.
 */
export class TableKeys implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #stations: Stations;
  readonly #disposables: readonly vscode.Disposable[];
  /** The line that is known to be in a table. */
  #known: string | undefined;
  #asked = 0;
  /** One after the other: the second step begins where the first has led. */
  #steps = Promise.resolve();
  #isStepping = false;
  /** The document in which Enter is about to make a row. */
  #enteredIn: vscode.TextDocument | undefined;

  constructor(client: BaseLanguageClient, stations: Stations) {
    this.#client = client;
    this.#stations = stations;
    const look = () => void this.#look();
    this.#disposables = [
      vscode.commands.registerCommand("stationmaster.nextCell", () => this.#go("next")),
      vscode.commands.registerCommand("stationmaster.previousCell", () => this.#go("previous")),
      vscode.window.onDidChangeTextEditorSelection(look),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== this.#enteredIn) return;
        this.#enteredIn = undefined;
        void cursorMoved(document).then(() => this.#go("into"));
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  /** Enter has made lines in a document that arrive with its next change: of a row, the first cell is gone to. */
  entered(document: vscode.TextDocument): void {
    this.#enteredIn = document;
  }

  /** Asks whether the cursor is in a table. Until that is known, only the line that was in one is. */
  async #look(): Promise<void> {
    if (this.#isStepping) return;
    const mine = ++this.#asked;
    const line = this.#lineOfCursor();
    if (line !== this.#known) this.#tell(undefined);
    if (line === undefined) return;
    await new Promise((done) => setTimeout(done, PAUSE));
    const params = mine === this.#asked ? placeOf(vscode.window.activeTextEditor) : undefined;
    const table = params && (await askServer(this.#client, "stationmaster/table", params).catch(() => null));
    if (mine === this.#asked) this.#tell(table ? line : undefined);
  }

  /** Names the line of a cursor that stands alone, or selects within a line; undefined where keys have nothing to go to. */
  #lineOfCursor(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selections.length > 1 || !editor.selection.isSingleLine) return undefined;
    if (!this.#stations.isStation(editor.document)) return undefined;
    return `${editor.document.uri} ${editor.selection.active.line}`;
  }

  #tell(line: string | undefined): void {
    if ((line === undefined) !== (this.#known === undefined)) {
      void vscode.commands.executeCommand("setContext", "stationmaster.inTable", line !== undefined);
    }
    this.#known = line;
  }

  #go(to: CellWanted): Promise<void> {
    this.#steps = this.#steps.then(async () => {
      this.#isStepping = true;
      const isDone = await this.#step(to).catch(() => false);
      this.#isStepping = false;
      if (isDone) this.#tell(this.#lineOfCursor());
      else if (to !== "into") await vscode.commands.executeCommand(to === "next" ? "tab" : "outdent");
      void this.#look();
    });
    return this.#steps;
  }

  /** Goes to a cell, and says whether there was one; what is typed meanwhile is left alone. */
  async #step(to: CellWanted): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    const params = placeOf(editor);
    if (!editor || !params || editor.selections.length > 1) return false;
    const { version } = editor.document;
    const found = await askServer(this.#client, "stationmaster/cell", { ...params, to });
    if (!found) return false;
    if (editor.document.version !== version) return true;
    const { protocol2CodeConverter: convert } = this.#client;
    if (found.edits.length > 0) {
      await editor.edit((builder) => {
        for (const { range, newText } of found.edits) builder.replace(convert.asRange(range), newText);
      });
    }
    const { start, end } = convert.asRange(found.selection);
    editor.selection = new vscode.Selection(start, end);
    editor.revealRange(editor.selection);
    return true;
  }
}

/** Waits until the cursor has followed a change of its document: in a web worker that is told later than the change. */
async function cursorMoved(document: vscode.TextDocument): Promise<void> {
  let listener: vscode.Disposable | undefined;
  const moved = new Promise<void>((done) => {
    listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor.document === document) done();
    });
  });
  await Promise.race([moved, new Promise((done) => setTimeout(done, PAUSE))]);
  listener?.dispose();
}

function placeOf(editor: vscode.TextEditor | undefined) {
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}
