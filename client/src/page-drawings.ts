import type * as vscode from "vscode";
import type { PreviewAnswer } from "../../server/src/protocol/messages.ts";
import { attributes } from "./page-attributes.ts";
import { isOffset } from "./preview-state.ts";
import { TextHistory } from "./text-history.ts";

/** What a state of the page was drawn from. */
interface Drawing {
  readonly uri: vscode.Uri;
  readonly version: number | undefined;
  readonly versions: Readonly<Record<string, number>>;
  readonly marks: PreviewAnswer["marks"];
}

/** What a page says, of which nothing is taken on trust. */
type Said = Readonly<Record<string, unknown>>;

/** At most this many states of the page are remembered: what it says may speak of one that was just replaced. */
const MOST = 8;

/** What a page was drawn from, and so the places, files and fixes that it may name. */
export class PageDrawings {
  readonly #drawings = new Map<number, Drawing>();
  readonly #texts = new TextHistory();
  #files: ReadonlySet<string> = new Set();

  /**
   * Remembers what the page is drawn from.
   * @param html what of it has changed
   */
  add(uri: vscode.Uri, answer: PreviewAnswer, html: string): void {
    const { revision, version, versions = {}, marks } = answer;
    this.#drawings.delete(revision);
    this.#drawings.set(revision, { uri, version, versions, marks });
    if (this.#drawings.size > MOST) this.#drawings.delete(this.#drawings.keys().next().value!);
    const named = [...attributes(html, "data-file"), ...Object.values(answer.files)];
    this.#files = new Set([...(answer.whole ? [] : this.#files), ...named]);
  }

  /** Remembers a change of a text, so that places in it are found where they are by then. */
  noteChange(event: vscode.TextDocumentChangeEvent): void {
    this.#texts.note(event);
  }

  /** Forgets the changes of a text that is closed. */
  forgetChanges(uri: vscode.Uri): void {
    this.#texts.forget(uri);
  }

  /** Whether a file is one that the page names: a message can't make another one be opened. */
  isNamed(file: unknown): file is string {
    return typeof file === "string" && /* defense: open-what-the-page-names */ this.#files.has(file);
  }

  /** Where a place on the page stands in the texts now; nothing if the page is not known to have such a place. */
  placeOf({ offset, file, revision }: Said) {
    const drawing = this.#drawingOf(revision);
    if (!drawing || !isOffset(offset)) return undefined;
    if (file !== undefined && !this.isNamed(file)) return undefined;
    const uri = file === undefined ? drawing.uri : drawing.uri.with({ path: file });
    const version = file === undefined ? drawing.version : drawing.versions[file];
    return { uri, offsetNow: () => this.#texts.offsetNow(uri, version ?? 0, offset) };
  }

  /** A fix that the page was given, and its finding where it is now; a message only says which one it is. */
  fixOf({ block, mark, fix, revision }: Said) {
    const drawing = this.#drawingOf(revision);
    const isGiven = drawing && typeof block === "string" && Object.hasOwn(drawing.marks, block);
    const finding = isGiven && isOffset(mark) ? drawing.marks[block]?.[mark] : undefined;
    const title = isOffset(fix) ? finding?.fixes[fix] : undefined;
    if (!drawing || !finding || title === undefined) return undefined;
    const { uri, version } = drawing;
    const now = (offset: number) => this.#texts.offsetNow(uri, version ?? 0, offset);
    const [start, end] = [now(finding.range.start), now(finding.range.end)];
    if (start === undefined || end === undefined) return undefined;
    return { uri, rule: finding.rule, range: { start, end }, title };
  }

  #drawingOf(revision: unknown): Drawing | undefined {
    return typeof revision === "number" ? this.#drawings.get(revision) : undefined;
  }
}
