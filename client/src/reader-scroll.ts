import * as vscode from "vscode";

/** Within this time what one side scrolls is the echo of the other side, in milliseconds. */
const ECHO = 400;

/** VS Code covers at most this many lines with sticky scroll, unless its user asks for more. */
const MOST_COVERED = 5;

/**
 * Tells what a reader scrolls in an editor from what moves there by itself: an echo of the page or of typing, or an editor that
 * is shown again. All times are in milliseconds by what, unlike the clock, never jumps.
 */
export class ReaderScroll {
  #typed = 0;
  #scrolled = 0;
  #arranged = 0;
  /** The line that the page has led the editor to, and how many lines above it sticky scroll covers there. */
  #ledTo = 0;
  #covered = 0;
  /** The first line that each editor shows: its lines are laid out anew, too, where nobody has scrolled. */
  readonly #firstLines = new WeakMap<vscode.TextEditor, number>();

  /** Something was typed into the station. */
  noteTyping(): void {
    this.#typed = performance.now();
  }

  /** Editors or the page were shown or moved: what VS Code scrolls then, no reader has scrolled. */
  noteArranging(): void {
    this.#arranged = performance.now();
  }

  /** The page leads to a place in an editor. */
  noteLeading(): void {
    this.#scrolled = performance.now();
  }

  noteEditors(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) {
      const line = editor.visibleRanges[0]?.start.line;
      if (line !== undefined && !this.#firstLines.has(editor)) this.#firstLines.set(editor, line);
    }
  }

  /** Another station is shown, of whose editor nothing is known. */
  startOver(): void {
    this.#covered = 0;
  }

  /** Whether a cursor may have moved because its editor is shown again. */
  isArranging(): boolean {
    return performance.now() - this.#arranged < ECHO;
  }

  /** Brings a place of a text to the top of its editor. */
  bringToTop(editor: vscode.TextEditor, offset: number): void {
    this.noteLeading();
    const position = editor.document.positionAt(offset);
    this.#ledTo = position.line;
    editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.AtTop);
  }

  /**
   * The place that a reader has scrolled an editor to, which is at its top; nothing where no reader has.
   * @param isShown whether the page shows the station of that editor
   */
  scrolledTo(
    { textEditor, visibleRanges: [range] }: vscode.TextEditorVisibleRangesChangeEvent,
    isShown: boolean,
  ): vscode.Position | undefined {
    if (!range) return undefined;
    const { start } = range;
    const before = this.#firstLines.get(textEditor);
    this.#firstLines.set(textEditor, start.line);
    if (before === undefined || before === start.line || !isShown) return undefined;
    if (performance.now() - this.#scrolled < ECHO) this.#covered = coveredLines(start.line, this.#ledTo);
    const isEcho = performance.now() - Math.max(this.#typed, this.#scrolled, this.#arranged) < ECHO;
    if (isEcho) return undefined;
    return this.#covered > 0 ? new vscode.Position(start.line + this.#covered, 0) : start;
  }
}

/**
 * VS Code counts lines that sticky scroll covers as visible, and brings a line to the top below them; so what is above the line
 * that was brought there is covered. At the end of a text no line comes to the top.
 */
function coveredLines(firstVisible: number, atTop: number): number {
  const lines = atTop - firstVisible;
  return lines > 0 && lines <= MOST_COVERED ? lines : 0;
}
