import type { Change } from "../../files/change.ts";
import { type FileKind, fileKind } from "../../files/kinds.ts";
import { folderOf, isInside } from "../../files/names.ts";
import { type Needs, needs, type Reading } from "../../files/needs.ts";
import { wholeFolders } from "../../files/whole-folders.ts";
import { inTime, type Limit } from "../../lint/in-time.ts";
import type { LintFinding, LintOptions } from "../../lint/lint.ts";
import { type LearningPath, pathFromFile } from "../../path/learning-path.ts";
import { type PathFile, readPathFile } from "../../path/path-file.ts";
import { newNames } from "../../path/rename-files.ts";
import {
  type FileText,
  filesOf,
  knownKind,
  makeWorkspace,
  type Readers,
  stationOf,
  type Workspace,
  withFile,
  withFiles,
  withoutFiles,
} from "../../path/workspace.ts";
import type { Station } from "../../station/station.ts";
import { count } from "../../text/count.ts";
import { applyEdits } from "../../text/edit.ts";
import type { PositionEncoding } from "../../text/lines.ts";
import { intersects, type Range } from "../../text/range.ts";
import { linesIn, type OpenDocument, type TextLines } from "../documents.ts";
import type { FileOnDisk, Host } from "../host.ts";
import { Previews } from "../previews.ts";
import { type EditorSettings, readEditorSettings } from "../settings.ts";
import type { Snapshot } from "../snapshot.ts";
import { Findings, type Found } from "./findings.ts";
import { KnownOrders } from "./known-orders.ts";
import { OwnRenamings } from "./own-renamings.ts";
import { filesInScope } from "./scope.ts";

/** How long anything may take, in seconds: what cmark and markdown-it give their own tests of hostile texts. */
const LONGEST = 5;

/** Files are read in batches of this many, so that requests in between are answered. */
const BATCH = 100;

/** So many files are taken in at once: until then the texts they had before are held, too. */
const MANY = 1_000;

/** So many files are checked before what was asked for in between is answered. */
const FEW = 4;

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
  readonly #closed = new Set<string>();
  /** Says once of a folder that it can't be looked into: there is no file that could have a finding. */
  readonly #tellOfClosed = (folder: string): void => {
    if (this.#closed.has(folder)) return;
    this.#closed.add(folder);
    this.#log(`${folder}: This folder can't be looked into, so nothing in it is checked.`);
  };
  #loaded = new Set<string>();
  /** The folders that were listed, with all that is in them read. */
  #listed = new Set<string>();
  /** For each folder that was asked for ahead of the others, when it is there. */
  readonly #loading = new Map<string, Promise<void>>();
  #needed: Promise<void> = Promise.resolve();
  #options: LintOptions | undefined;

  constructor(host: Host, log: (message: string) => void) {
    this.host = host;
    this.#log = log;
  }

  async start(): Promise<void> {
    this.workspace = makeWorkspace(await this.host.readers([]), []);
  }

  /** Reads what lies in the folders of the workspace. Open documents keep the text the editor has. */
  async load(): Promise<void> {
    const files = await this.host.list(this.roots, true, this.#tellOfClosed);
    await this.#readInParts(files.filter((file) => !this.#loaded.has(file)));
    for (const file of files) this.#listed.add(folderOf(file));
    await this.#loadNeeded();
  }

  /** Looks at all folders anew: files that are gone are forgotten, new ones are read. */
  async rescan(): Promise<void> {
    const present = new Set(await this.host.list(this.roots, true, this.#tellOfClosed));
    const gone = [...filesOf(this.workspace)].filter((file) => !present.has(file) && !this.documents.has(file));
    this.workspace = withoutFiles(this.workspace, gone);
    this.#loaded = new Set([...this.#loaded].filter((file) => present.has(file)));
    this.#listed.clear();
    this.#loading.clear();
    this.lookAgain();
    await this.load();
  }

  /** Reads the files beside one and the files they name, so that it can be checked before everything is loaded. */
  loadAround(file: string): Promise<void> {
    const folder = folderOf(file);
    let loading = this.#loading.get(folder);
    if (!loading) {
      loading = this.#loadFolder(folder);
      this.#loading.set(folder, loading);
    }
    return this.#canRead(file) ? loading : loading.then(() => this.#readAgain(file));
  }

  /** Reads an open document anew once there is a reader for it. */
  async #readAgain(file: string): Promise<void> {
    await this.#useReadersFor([file]);
    const document = this.documents.get(file);
    if (document) this.#put(file, document.text);
  }

  async #loadFolder(folder: string): Promise<void> {
    const sources = `${folder}/sources`;
    const look = this.host.lookUp(this.#isKnownPlace(folder) ? this.roots : [folder]);
    // defense: sources-that-lead-outside-in-the-server
    const folders = look(sources) === "outside" ? [folder] : [folder, sources];
    const all = await this.host.list(folders, false, this.#tellOfClosed);
    await this.#read(all.filter((each) => folderOf(each) === folder || fileKind(each) === "source-text"));
    for (const each of folders) this.#listed.add(each);
    await this.#loadNeeded();
  }

  open(file: string, document: OpenDocument): void {
    this.lookAgain();
    this.documents = new Map(this.documents).set(file, document);
    this.#put(file, document.text);
  }

  change(file: string, document: OpenDocument, offset: number | undefined): void {
    this.documents = new Map(this.documents).set(file, document);
    this.typing = offset === undefined ? undefined : { file, offset };
    this.#put(file, document.text);
  }

  async close(file: string): Promise<void> {
    this.documents = new Map([...this.documents].filter(([each]) => each !== file));
    if (this.typing?.file === file) this.typing = undefined;
    this.closing.add(file);
    const onDisk = this.#isKnownPlace(file) ? await this.#readFromDisk(file) : undefined;
    this.closing.delete(file);
    if (this.documents.has(file)) return;
    if (onDisk?.unread === undefined) this.#put(file, onDisk?.text);
    else this.workspace = withFiles(this.workspace, [fileText(file, knownKind(this.workspace, file), onDisk)]);
  }

  /**
   * Takes in changes on disk, of files and of folders with all that is in them. What is open stays as the editor has it, and
   * what lies outside the workspace is none of its business.
   */
  async filesChanged(changed: readonly string[]): Promise<void> {
    this.lookAgain();
    const known = new Set(filesOf(this.workspace));
    const files = changed.filter((file) => this.#isKnownPlace(file) || known.has(file));
    for (const file of files) if (!this.documents.has(file)) this.#orders.forget(file);
    const missing = await this.#readInParts(files);
    // A folder that went takes along what was in it, one that came brings what is in it, and a file may have become one.
    const below = missing.length ? await this.host.listBelow(missing, this.#tellOfClosed) : [];
    const places = new Set(missing);
    const gone = [...filesOf(this.workspace)].filter((file) =>
      /* defense: forget-removed-folders */ isBelow(places, file),
    );
    await this.#readInParts([...new Set([...below, ...gone])]);
    await this.#loadNeeded();
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
      this.#limit(() => this.#orders.remember(pathFromFile(pathFile, stationFor, before)));
    };
    const step = (): void => {
      for (const [file, text] of waiting.splice(0, BATCH))
        read.set(file, this.workspace.readers.station(text, before.language));
      if (waiting.length) this.host.later(0, step);
      else finish();
    };
    this.host.later(0, step);
  }

  /** A path in the order that its references speak of, where that is not the order it has now. */
  orderBefore(id: string): LearningPath | undefined {
    return this.inTime([id], (workspace) => this.#orderBefore(workspace, id));
  }

  #orderBefore(workspace: Workspace, id: string): LearningPath | undefined {
    const path = workspace.paths.get(id);
    return path && this.#orders.before(workspace, path);
  }

  /** The first of some files whose text on disk is another by now than the one that is known; open documents are as they are. */
  async staleFile(files: readonly string[]): Promise<string | undefined> {
    const closed = files.filter((file) => !this.documents.has(file));
    const stale = await Promise.all(
      closed.map(
        async (file) =>
          /* defense: no-rename-over-disk-changes */ (await this.#readFromDisk(file))?.text !== this.linesOf(file).text,
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
    return (
      this.#findings.known(this.workspace, file) ??
      this.inTime([file], (workspace) => this.#findings.of(workspace, file, this.lintOptions())) ??
      this.#findings.giveUp(this.workspace, file)
    );
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
    const why = `Checking this took longer than ${count(LONGEST, "second")}, so it is left alone until you change it.`;
    const done = inTime(this.workspace, files, this.lintOptions(), { limit: this.#limit, why }, (workspace) => {
      this.workspace = workspace;
      return run(workspace);
    });
    this.workspace = done.workspace;
    for (const file of done.stopped) this.#log(`${file}: ${why}`);
    return done.value;
  }

  /** The files whose findings are to be shown, by the scope. */
  filesInScope(): readonly string[] {
    return filesInScope(this.workspace, this.settings.scope, this.documents.keys(), this.askedFor);
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
    const findings = (file: string) => this.#findings.of(workspace, file, lintOptions).findings;
    const shown = (file: string) =>
      typing?.file === file ? withoutOpinionsOn(typedSentence(workspace, typing), findings(file)) : findings(file);
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
      lastShown: (file) => this.#findings.last(file)?.findings ?? shown(file),
      orderBefore: (id) => this.#orderBefore(workspace, id),
    };
  }

  #put(file: string, text: string | undefined): void {
    if (
      text === undefined ||
      fileKind(file) !== "other" ||
      this.documents.has(file) ||
      stationOf(this.workspace, file)
    ) {
      this.workspace = withFile(this.workspace, file, text);
    }
  }

  /**
   * Reads files, be they very many.
   * @returns those that can't be read, and what is no file that matters
   */
  async #readInParts(files: readonly string[]): Promise<readonly string[]> {
    const missing: string[] = [];
    for (const part of wholeFolders(files, MANY)) missing.push(...(await this.#read(part)));
    return missing;
  }

  /**
   * Reads files and takes them in all at once: a path must not be seen without its sources.
   * @returns those that can't be read, and what is no file that matters
   */
  async #read(files: readonly string[]): Promise<readonly string[]> {
    await this.#useReadersFor(files);
    const missing: string[] = [];
    const read: FileText[] = [];
    for (const [at, file] of files.entries()) {
      if (at % BATCH === BATCH - 1) await this.pause();
      const kind = knownKind(this.workspace, file);
      const matters = kind !== "other" || stationOf(this.workspace, file);
      const found = this.documents.get(file) ?? (matters ? await this.#readFromDisk(file) : undefined);
      if (!found) missing.push(file);
      else if (!this.#loaded.has(file) || this.linesOf(file).text !== found.text)
        read.push(fileText(file, kind, found));
    }
    for (const each of read) this.#noteLoaded(each);
    for (const file of missing) this.#loaded.delete(file);
    // What was opened or typed meanwhile is newer than what was read.
    const texts = read.map((each) => {
      const open = this.documents.get(each.file);
      return open ? fileText(each.file, each.kind, open) : each;
    });
    const gone = missing.filter((file) => !this.documents.has(file));
    this.workspace = withFiles(withoutFiles(this.workspace, gone), texts);
    return missing;
  }

  /** A file that can't be read is looked at again whenever there is reason to: it may be mended by then. */
  #noteLoaded({ file, unread }: FileText): void {
    if (unread === undefined) this.#loaded.add(file);
    else this.#loaded.delete(file);
  }

  /** Reads what is needed once it is known what was needed before, so that whoever waits for it has all of it. */
  #loadNeeded(): Promise<void> {
    const read = () => this.#readNeeded();
    this.#needed = this.#needed.then(read, read);
    return this.#needed;
  }

  /**
   * Reads what paths name and what belongs to them, wherever it lies and whatever it is called, and forgets what only a path made
   * a file that matters, once none names it any more.
   */
  async #readNeeded(): Promise<void> {
    const tried = new Set<string>();
    const reading: Reading = {
      isRead: (file) => tried.has(file) || this.#loaded.has(file) || !this.#isKnownPlace(file),
      isListed: (folder) => this.#listed.has(folder) || !this.#isKnownPlace(folder),
    };
    const needed = () => needs(this.#pathFiles(), reading);
    for (let more = needed(); more.files.size + more.folders.size > 0; more = needed()) {
      const texts: FileText[] = [];
      for (const [file, kind] of [...more.files, ...(await this.#listNeeded(more))]) {
        tried.add(file);
        this.#loaded.add(file);
        const found = this.documents.get(file) ?? (await this.#readFromDisk(file));
        if (found) texts.push(fileText(file, kind, found));
      }
      for (const each of texts) this.#noteLoaded(each);
      await this.#useReadersFor(texts.map(({ file }) => file));
      if (texts.length) this.workspace = withFiles(this.workspace, texts);
    }
    const named = needs(this.#pathFiles(), { isRead: () => false, isListed: () => true }).files;
    const forgotten = [...filesOf(this.workspace)].filter(
      (file) => fileKind(file) === "other" && !named.has(file) && !this.documents.has(file),
    );
    for (const file of forgotten) this.#loaded.delete(file);
    this.workspace = withoutFiles(this.workspace, forgotten);
  }

  #pathFiles(): readonly PathFile[] {
    return [...this.workspace.folders.values()].flatMap(({ pathFile }) => pathFile ?? []);
  }

  /** The files that have not been read of the folders that are needed. */
  async #listNeeded({ folders }: Needs): Promise<readonly (readonly [file: string, kind: FileKind])[]> {
    for (const folder of folders.keys()) this.#listed.add(folder);
    const look = this.host.lookUp(this.roots);
    const present = [...folders.keys()].filter(
      (folder) => /* defense: sources-of-paths-that-lead-outside */ look(folder) === "found",
    );
    const files = present.length ? await this.host.list(present, false, this.#tellOfClosed) : [];
    return files.flatMap((file) => {
      const kind = folders.get(folderOf(file));
      return kind !== undefined && fileKind(file) === kind && !this.#loaded.has(file) ? [[file, kind] as const] : [];
    });
  }

  async #useReadersFor(files: readonly string[]): Promise<void> {
    if (files.every((file) => this.#canRead(file))) return;
    const readers: Readers = await this.host.readers(files);
    this.workspace = { ...this.workspace, readers };
  }

  #canRead(file: string): boolean {
    return this.workspace.readers.bibtex !== undefined || !/\.bib$/i.test(file);
  }

  /** A file on disk, where it lies in the workspace or, without links, beside what was opened from elsewhere. */
  #readFromDisk(file: string): Promise<FileOnDisk | undefined> {
    const folder = folderOf(file);
    const opened = [folder, folderOf(folder)].find((each) => this.#loading.has(each));
    return this.host.read(file, this.#isKnownPlace(file) || !opened ? this.roots : [opened]);
  }

  #isKnownPlace(file: string): boolean {
    return this.roots.some((root) => isInside(root, file));
  }
}

/** Findings without the opinions on a sentence, if there is one. */
function withoutOpinionsOn(sentence: Range | undefined, findings: readonly LintFinding[]): readonly LintFinding[] {
  if (!sentence) return findings;
  return findings.filter(
    ({ severity, range }) => severity === "error" || severity === "warning" || !intersects(range, sentence),
  );
}

function typedSentence(workspace: Workspace, { file, offset }: Typing): Range | undefined {
  const passage = stationOf(workspace, file)?.passages.find(
    ({ range }) => range.start <= offset && offset <= range.end,
  );
  const sentences = passage?.sentences ?? [];
  return sentences.findLast(({ range }) => range.start <= offset)?.range ?? sentences[0]?.range;
}

/** Whether a file lies in one of some folders, or below. */
function isBelow(folders: ReadonlySet<string>, file: string): boolean {
  for (let at = folderOf(file), below = file; at !== below; below = at, at = folderOf(at))
    if (folders.has(at)) return true;
  return false;
}

interface Typing {
  readonly file: string;
  /** After what was typed last. */
  readonly offset: number;
}

function fileText(file: string, kind: FileKind | undefined, { text, unread }: FileOnDisk): FileText {
  return { file, text, kind, unread };
}
