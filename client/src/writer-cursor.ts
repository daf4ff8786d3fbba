import * as vscode from "vscode";

/** A wish of the writer's to be led to a place. */
export interface Errand {
  /** The text that is opened for it, which may bring its editor to the front. */
  opening?: vscode.TextDocument;
  /** Where the cursor is on its way to, once it is, where it was, and what to do when it has arrived. */
  goal?: {
    readonly editor: vscode.TextEditor;
    readonly position: vscode.Position;
    readonly before: readonly vscode.Selection[];
    readonly arrived: () => void;
  };
  /** What the writer has done in an editor while the cursor was on its way. */
  act?: Act;
}

interface Act {
  readonly document: vscode.TextDocument;
  readonly viewColumn: vscode.ViewColumn | undefined;
  readonly selections: readonly vscode.Selection[];
}

interface Destination {
  /** The place in the text as it is now, in UTF-16 code units; without it, the cursor stays where it is in the file. */
  readonly offset?: () => number | undefined;
  /** Whether the focus stays where it is. */
  readonly keepsFocus?: boolean;
}

/**
 * Leads the writer's cursor to where they have asked to go, unless they have gone on to something else: of what the writer
 * does and what was asked for, the last counts.
 *
 * VS Code can't move a cursor on the condition that nobody has moved it meanwhile. So the cursor goes first and the focus
 * stays. When the cursor arrives, all that the writer did in editors before is known: if there is anything, the cursor goes
 * back to it at once. Only otherwise the focus follows, which moves no cursor.
 */
export class WriterCursor implements vscode.Disposable {
  readonly #listeners: readonly vscode.Disposable[];
  /** The errand that is neither done nor canceled; there is one at most. */
  #errand: Errand | undefined;
  /** The errand whose cursor is on its way, also after it was canceled. */
  #moving: Errand | undefined;

  constructor() {
    this.#listeners = [
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // Without a kind the cursor was moved by a change of the text before it, not by anyone.
        if (kind !== undefined) this.#selected(textEditor);
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        const { opening } = this.#moving ?? this.#errand ?? {};
        if (editor && editor.document !== opening) this.#entered(editor);
      }),
    ];
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  /** Begins an errand, which ends the one before. From now on, whatever the writer does in an editor cancels it. */
  begin(): Errand {
    this.#errand = {};
    return this.#errand;
  }

  /** Whether an errand was neither done nor canceled. */
  isAwaited(errand: Errand | undefined): boolean {
    return errand !== undefined && this.#errand === errand;
  }

  /** Ends the errand that is under way, if any: its writer has gone on to something outside of editors. */
  cancel(): void {
    this.#errand = undefined;
  }

  /** Opens a file in the editor, takes the cursor to a place in it and then the focus, if the errand was not canceled. */
  async lead(errand: Errand, uri: vscode.Uri, { offset: offsetIn, keepsFocus = false }: Destination): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    if (!this.isAwaited(errand)) return;
    const offset = offsetIn?.();
    if (offsetIn && offset === undefined) return;
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    if (!open) errand.opening = document;
    const viewColumn = (open ?? vscode.window.activeTextEditor)?.viewColumn ?? vscode.ViewColumn.One;
    const editor = open ?? (await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true }));
    if (!this.isAwaited(errand)) return;
    if (offset !== undefined) await this.#moveCursor(errand, editor, document.positionAt(offset));
    if (!this.isAwaited(errand)) return;
    this.#errand = undefined;
    if (keepsFocus) return;
    delete errand.goal;
    errand.opening = document;
    this.#moving = errand;
    await vscode.window.showTextDocument(document, { viewColumn });
    if (this.#moving === errand) this.#moving = undefined;
    if (errand.act) await goBack(errand.act);
  }

  /** Moves the cursor without the focus, and waits until it has arrived. */
  async #moveCursor(errand: Errand, editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
    const range = new vscode.Range(position, position);
    const arrival = new Promise<void>((arrived) => {
      errand.goal = { editor, position, before: editor.selections, arrived };
      if (isAt(editor, position)) arrived();
    });
    this.#moving = errand;
    editor.selection = new vscode.Selection(position, position);
    // `showTextDocument` would scroll to a selection that is in sight, too.
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    await arrival;
    if (this.#moving === errand) this.#moving = undefined;
  }

  /** The cursor was moved in an editor. */
  #selected(editor: vscode.TextEditor): void {
    const moving = this.#moving;
    if (moving?.goal?.editor === editor && isAt(editor, moving.goal.position)) {
      if (moving.act) putBack(moving.act);
      moving.goal.arrived();
    } else this.#acted(editor, editor.selections);
  }

  /** An editor has got the focus; its cursor may be where VS Code was asked to move it, and has not yet. */
  #entered(editor: vscode.TextEditor): void {
    const { goal, act } = this.#moving ?? {};
    const known =
      act?.document === editor.document && act.viewColumn === editor.viewColumn ? act.selections : undefined;
    this.#acted(editor, known ?? (goal?.editor === editor ? goal.before : editor.selections));
  }

  #acted({ document, viewColumn }: vscode.TextEditor, selections: readonly vscode.Selection[]): void {
    if (this.#moving) this.#moving.act = { document, viewColumn, selections };
    this.#errand = undefined;
  }
}

function isAt({ selection, selections }: vscode.TextEditor, position: vscode.Position): boolean {
  return selections.length === 1 && selection.isEmpty && selection.active.isEqual(position);
}

/** Shows the editor again that the writer had chosen, if another one has taken its place. */
async function goBack({ document, viewColumn }: Act): Promise<void> {
  if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) return;
  await vscode.window.showTextDocument(document, { ...(viewColumn && { viewColumn }) });
}

/** Puts the cursors of an editor back to where the writer had put them. */
function putBack({ document, viewColumn, selections }: Act): void {
  const editor = vscode.window.visibleTextEditors.find(
    (each) => each.document === document && each.viewColumn === viewColumn,
  );
  if (!editor) return;
  editor.selections = selections;
  editor.revealRange(selections[0]!);
}
