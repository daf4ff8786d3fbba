import type { Change } from "../../files/change.ts";
import { isInside } from "../../files/names.ts";
import { inTime, type Limit } from "../../lint/in-time.ts";
import type { LintOptions } from "../../lint/lint.ts";
import { pathFromFile } from "../../path/learning-path.ts";
import { readPathFile } from "../../path/path-file.ts";
import { newNames } from "../../path/rename-files.ts";
import { knownKind, makeWorkspace, type Readers, stationOf, type Workspace, withFiles } from "../../path/workspace.ts";
import type { Station } from "../../station/station.ts";
import { count } from "../../text/count.ts";
import { applyEdits } from "../../text/edit.ts";
import type { PositionEncoding } from "../../text/lines.ts";
import { linesIn, type OpenDocument, type TextLines } from "../documents.ts";
import type { Host } from "../host.ts";
import { Previews } from "../previews.ts";
import { type EditorSettings, readEditorSettings } from "../settings.ts";
import type { Snapshot } from "../snapshot.ts";
import { Findings, type Found } from "./findings.ts";
import { type EarlierOrder, KnownOrders } from "./known-orders.ts";
import { fileText, Loading } from "./loading.ts";
import { OwnRenamings } from "./own-renamings.ts";
import { filesInScope } from "./scope.ts";
import { sentenceBeingTyped, type Typing, withoutOpinionsOnTyped } from "./typing.ts";

/** How long anything may take, in seconds: what cmark and markdown-it give their own tests of hostile texts. */
const LONGEST = 5;

/** Texts are read in batches of this many, so that requests in between are answered. */
const BATCH = 100;

/** At most this many files are checked before what was asked for in between is answered. */
const FEW = 4;

const NOTHING_FOUND: Found = { findings: [], inputs: [], id: "nothing" };

/** What lives as long as an editor is connected: the workspace as it is now, the open documents, the settings. */
export class Session {
  readonly host: Host;
  encoding: PositionEncoding = "utf-16";
  settings: EditorSettings = readEditorSettings(undefined);
  workspace!: Workspace;
  /** Whether the client has said goodbye: nothing is answered any more. */
  ended = false;
  /** The folders of the workspace. */
  roots: readonly string[] = [];
  /** The open documents by their files; a change of one makes another map. */
  documents: ReadonlyMap<string, OpenDocument> = new Map();
  /** Files that were closed, until what lies on disk is known again. */
  readonly closing = new Set<string>();
  /** Where the writer is typing: opinions about that sentence wait. */
  typing: Typing | undefined;
  /** Paths that were asked to be checked as a whole, whatever the scope. */
  readonly askedFor = new Set<string>();
  readonly previews = new Previews();
  readonly ownRenamings = new OwnRenamings();
  readonly #log: (message: string) => void;
  readonly #orders = new KnownOrders();
  readonly #limit: Limit = (run) => /* defense: leave-the-slow-station */ this.host.withinTime(LONGEST * 1000, run);
  readonly #findings = new Findings();
  readonly #loading: Loading;
  #endLoaded = (): void => {};
  readonly #loaded = new Promise<void>((resolve) => {
    this.#endLoaded = resolve;
  });
  #options: LintOptions | undefined;

  constructor(host: Host, log: (message: string) => void) {
    this.host = host;
    this.#log = log;
    this.#loading = new Loading(this, log);
  }

  async start(): Promise<void> {
    this.workspace = makeWorkspace(await this.readersFor([]), []);
  }

  /** How texts are read; names that start with a slash count from a repository's top in the editor's folder, or from that. */
  async readersFor(files: readonly string[]): Promise<Readers> {
    const readers = await this.host.readers(files);
    const rootOf = (folder: string) => {
      const top = readers.rootOf?.(folder);
      const own = this.roots.find((root) => isInside(root, folder));
      return top !== undefined && (!own || isInside(own, top)) ? top : own;
    };
    return { ...readers, rootOf };
  }

  load(): Promise<void> {
    return this.#loading.load().finally(this.#endLoaded);
  }

  /** Ends when the folders of the workspace have been read for the first time. */
  loaded(): Promise<void> {
    return this.#loaded;
  }

  /** Looks at all folders again: files that are gone are forgotten, new ones are read. */
  async rescan(): Promise<void> {
    this.lookAgain();
    await this.#loading.rescan();
    this.lookAgain();
  }

  /** Reads the files beside one and the files they name, so that it can be checked before everything is loaded. */
  loadAround(file: string): Promise<void> {
    return this.#loading.loadAround(file);
  }

  open(file: string, document: OpenDocument): void {
    this.lookAgain();
    this.documents = new Map(this.documents).set(file, document);
    this.#loading.put(file, document.text);
  }

  change(file: string, document: OpenDocument, offset: number | undefined): void {
    // What the references of a path are right for is its order right before somebody moves its lines.
    if (knownKind(this.workspace, file) === "path") this.orderBefore(file);
    this.documents = new Map(this.documents).set(file, document);
    this.typing = offset === undefined ? undefined : { file, offset };
    this.#loading.put(file, document.text);
  }

  /** The writer has paused. Answers with the file in which they were typing. */
  restFromTyping(): string | undefined {
    if (!this.typing || this.typing.rests) return undefined;
    this.typing = { ...this.typing, rests: true };
    return this.typing.file;
  }

  async close(file: string): Promise<void> {
    this.documents = new Map([...this.documents].filter(([each]) => each !== file));
    if (this.typing?.file === file) this.typing = undefined;
    this.closing.add(file);
    const onDisk = this.#loading.isKnownPlace(file) ? await this.#loading.readFromDisk(file) : undefined;
    this.closing.delete(file);
    if (this.documents.has(file)) return;
    if (onDisk?.unread === undefined) this.#loading.put(file, onDisk?.text);
    else this.workspace = withFiles(this.workspace, [fileText(file, knownKind(this.workspace, file), onDisk)]);
  }

  /**
   * Takes in changes on disk, of files and of folders with all that is in them. What is open stays as the editor has it, and
   * what lies outside the workspace is none of its business.
   */
  async filesChanged(changed: readonly string[]): Promise<void> {
    this.lookAgain();
    const files = this.#loading.thoseThatMatter(changed);
    for (const file of files) if (!this.documents.has(file)) this.#orders.forget(file);
    await this.#loading.takeIn(files);
    this.lookAgain();
  }

  /**
   * Remembers a path as it is and as it will be after a change, so that both orders are known to be right. The texts to come
   * are read bit by bit, so that nobody waits for it.
   */
  rememberAfter(id: string, { edits, renamed, created }: Change): void {
    const before = this.workspace.paths.get(id);
    if (!before?.pathFile) return;
    this.orderBefore(id);
    const newName = newNames(renamed);
    const given = new Map(renamed.map(({ from, to }) => [to, from]));
    const texts = new Map(created.map(({ file, text }) => [file, text]));
    for (const [file, each] of edits) texts.set(newName(file), applyEdits(this.linesOf(file).text, each));
    const waiting = [...texts].filter(([file]) => file !== id);
    const read = new Map<string, Station>();
    const finish = () => {
      const pathFile = readPathFile(id, texts.get(id) ?? before.pathFile!.text);
      const stationFor = (file: string) => read.get(file) ?? this.stationOf(given.get(file) ?? file);
      this.#limit(() => this.#orders.expect(pathFromFile(pathFile, stationFor, before)));
    };
    const step = (): void => {
      for (const [file, text] of waiting.splice(0, BATCH))
        read.set(file, this.workspace.readers.station(text, before.language));
      if (waiting.length) this.host.later(0, step);
      else finish();
    };
    this.host.later(0, step);
  }

  /** The order that references of a path still speak of, where that is not the order it has now. */
  orderBefore(id: string): EarlierOrder | undefined {
    return this.inTime([id], (workspace) => this.#orderBefore(workspace, id));
  }

  #orderBefore(workspace: Workspace, id: string): EarlierOrder | undefined {
    const path = workspace.paths.get(id);
    return path && this.#orders.before(workspace, path);
  }

  /** The first of some files whose text on disk is another by now than the one that is known; open documents are as they are. */
  async staleFile(files: readonly string[]): Promise<string | undefined> {
    const closed = files.filter((file) => !this.documents.has(file));
    const stale = await Promise.all(
      closed.map(
        async (file) =>
          /* defense: no-rename-over-disk-changes */ (await this.#loading.readFromDisk(file))?.text !==
          this.linesOf(file).text,
      ),
    );
    const changed = closed.filter((_, at) => stale[at]);
    if (changed.length) await this.filesChanged(changed);
    return changed[0];
  }

  configure(value: unknown): void {
    this.settings = readEditorSettings(value);
    this.lookAgain();
  }

  /** Lets requests be answered that came in meanwhile. */
  pause(): Promise<void> {
    return new Promise((resolve) => this.host.later(0, resolve));
  }

  stationOf(file: string): Station | undefined {
    return stationOf(this.workspace, file);
  }

  /** The same object until the settings or the files on disk may have changed. */
  lintOptions(): LintOptions {
    this.#options ??= {
      given: this.settings.given,
      lookUp: this.host.lookUp(this.roots),
      today: this.host.today(),
      onRuleFailed: (rule, file, error) =>
        this.#log(`The rule ${rule} failed on ${file}: ${(error as Error)?.stack ?? error}`),
    };
    return this.#options;
  }

  /** Forgets what was found and what was seen on disk. */
  lookAgain(): void {
    this.#options = undefined;
    this.#findings.forget();
  }

  /** What is found in a file as it is now. Asked again with nothing changed, it is the same object. */
  found(file: string): Found {
    if (this.#isBegun(this.workspace, file)) return NOTHING_FOUND;
    return (
      this.#findings.known(this.workspace, file) ??
      this.inTime([file], (workspace) => this.#findings.of(workspace, file, this.lintOptions())) ??
      this.#findings.giveUp(this.workspace, file)
    );
  }

  /** Whether a writer has a station open that is empty: before its first word, nothing in it is a mistake. */
  #isBegun(workspace: Workspace, file: string): boolean {
    return this.documents.has(file) && /^\s*$/.test(stationOf(workspace, file)?.text ?? "-");
  }

  /** The files whose findings were looked at, and may be others by now. */
  outdated(): readonly string[] {
    return this.#findings.outdated(this.workspace);
  }

  /** Looks at files one by one, a few at a time, so that what is asked for in between is answered. */
  async *inTurn(files: readonly string[]): AsyncGenerator<string> {
    for (const [at, file] of files.entries()) {
      // defense: look-at-messages-in-between
      if (at % FEW === 0) await this.pause();
      yield file;
    }
  }

  /**
   * Does something with the workspace in time. A station that takes too long is left unread until it is edited.
   * @param files what it is about
   * @returns what came of it, or undefined if it took too long
   */
  inTime<Value>(files: readonly string[], run: (workspace: Workspace) => Value): Value | undefined {
    const why = `Checking this took longer than ${count(LONGEST, "second")}, so it is not checked again until you change it.`;
    const done = inTime(this.workspace, files, this.lintOptions(), { limit: this.#limit, why }, (workspace) => {
      this.workspace = workspace;
      return run(workspace);
    });
    this.workspace = done.workspace;
    for (const file of done.stopped) this.#log(`${file}: ${why}`);
    return done.value;
  }

  /** Whether a file is the server's business, which an open document need not be: some clients send all their Markdown. */
  serves(file: string): boolean {
    return knownKind(this.workspace, file) !== "other" || this.stationOf(file) !== undefined;
  }

  /** The files whose findings are to be shown, by the scope. */
  filesInScope(): readonly string[] {
    const open = [...this.documents.keys()].filter((file) => this.serves(file));
    const files = filesInScope(this.workspace, this.settings.scope, open, this.askedFor);
    return files.filter((file) => this.documents.has(file) || !this.#loading.isIgnored(file));
  }

  /** The lines of any file that a finding can stand in or point to. */
  linesOf(file: string): TextLines {
    return linesIn(this.workspace, this.documents, this.encoding, file);
  }

  /**
   * Everything as it is now.
   * @param workspace another one, such as one in which what takes too long is left unread
   */
  snapshot({ uris, client }: Pick<Snapshot, "uris" | "client">, workspace = this.workspace): Snapshot {
    const { documents, roots, settings, encoding, typing } = this;
    const lintOptions = this.lintOptions();
    const findings = (file: string) =>
      this.#isBegun(workspace, file) ? [] : this.#findings.of(workspace, file, lintOptions).findings;
    const shown = (file: string) =>
      typing?.file === file ? withoutOpinionsOnTyped(workspace, typing, findings(file)) : findings(file);
    return {
      workspace,
      documents,
      roots,
      settings,
      lintOptions,
      today: this.host.today(),
      client,
      uris,
      linesOf: (file) => linesIn(workspace, documents, encoding, file),
      findings,
      shown,
      beingTyped: (file) =>
        typing?.file === file && !typing.rests ? sentenceBeingTyped(workspace, typing) : undefined,
      lastShown: (file) => this.#findings.last(workspace, file) ?? shown(file),
      orderBefore: (id) => this.#orderBefore(workspace, id),
    };
  }
}
