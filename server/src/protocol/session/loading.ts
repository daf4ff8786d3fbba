import { saysWhatIsIgnored } from "../../files/ignoring-files.ts";
import { type FileKind, fileKind } from "../../files/kinds.ts";
import { folderOf, isInside, resolveFile } from "../../files/names.ts";
import { type Needs, needs, type Reading } from "../../files/needs.ts";
import { wholeFolders } from "../../files/whole-folders.ts";
import type { PathFile } from "../../path/path-file.ts";
import {
  type FileText,
  filesOf,
  isListed,
  knownKind,
  type Readers,
  stationOf,
  textOf,
  type Workspace,
  withFile,
  withFiles,
  withoutFiles,
} from "../../path/workspace.ts";
import { isStationByLanguage, type OpenDocument } from "../documents.ts";
import type { FileOnDisk, Host, Ignoring } from "../host.ts";

/** Files are read in batches of this many, so that requests in between are answered. */
const BATCH = 100;

/** At most this many files are taken in at once: until then the texts they had before are held, too. */
const MANY = 1_000;

/** What is read into: the workspace as it is now, and the texts that the editor has. */
interface Loaded {
  readonly host: Host;
  readonly roots: readonly string[];
  readonly documents: ReadonlyMap<string, OpenDocument>;
  workspace: Workspace;
  readersFor(files: readonly string[]): Promise<Readers>;
  pause(): Promise<void>;
}

/** Reads the files of a workspace, as far as they matter, and keeps in mind which were read. */
export class Loading {
  readonly #session: Loaded;
  readonly #log: (message: string) => void;
  #ignoring: Ignoring | undefined;
  readonly #closed = new Set<string>();
  /** Says once of a folder that it can't be looked into: there is no file that could have a finding. */
  readonly #tellOfClosed = (folder: string): void => {
    if (this.#closed.has(folder)) return;
    this.#closed.add(folder);
    this.#log(`${folder}: This folder can't be read, so nothing in it is checked.`);
  };
  #loaded = new Set<string>();
  /** The folders that were listed, with all that is in them read. */
  #listed = new Set<string>();
  /** For each folder that was asked for ahead of the others, when it is there. */
  readonly #ahead = new Map<string, Promise<void>>();
  #needed: Promise<void> = Promise.resolve();

  constructor(session: Loaded, log: (message: string) => void) {
    this.#session = session;
    this.#log = log;
  }

  /** Reads what lies in the folders of the workspace. Open documents keep the text the editor has. */
  async load(): Promise<void> {
    const ignoring = await this.#session.host.ignoring(this.#session.roots);
    this.#ignoring = ignoring;
    const files = await this.#session.host.list(this.#session.roots, true, this.#tellOfClosed, ignoring);
    await this.#readInParts(files.filter((file) => !this.#loaded.has(file)));
    for (const file of files) this.#listed.add(folderOf(file));
    await this.#loadNeeded();
  }

  /** Looks at all folders again: files that are gone are forgotten, new ones are read. */
  async rescan(): Promise<void> {
    const { host, roots } = this.#session;
    this.#ignoring = await host.ignoring(roots);
    const present = new Set(await host.list(roots, true, this.#tellOfClosed, this.#ignoring));
    const gone = [...filesOf(this.#session.workspace)].filter(
      (file) => !present.has(file) && !this.#session.documents.has(file),
    );
    this.#session.workspace = withoutFiles(this.#session.workspace, gone);
    this.#loaded = new Set([...this.#loaded].filter((file) => present.has(file)));
    this.#listed.clear();
    this.#ahead.clear();
    await this.load();
  }

  /** Reads the files beside one and the files they name, so that it can be checked before everything is loaded. */
  loadAround(file: string): Promise<void> {
    const folder = folderOf(file);
    let loading = this.#ahead.get(folder);
    if (!loading) {
      loading = this.#loadFolder(folder);
      this.#ahead.set(folder, loading);
    }
    return this.#canRead(file) ? loading : loading.then(() => this.#readAgain(file));
  }

  /** Reads an open document again once there is a reader for it. */
  async #readAgain(file: string): Promise<void> {
    await this.#useReadersFor([file]);
    const document = this.#session.documents.get(file);
    if (document) this.put(file, document.text);
  }

  async #loadFolder(folder: string): Promise<void> {
    const sources = resolveFile(folder, "sources");
    const look = this.#session.host.lookUp(this.isKnownPlace(folder) ? this.#session.roots : [folder]);
    // defense: sources-that-lead-outside-in-the-server
    const folders = look(sources) === "outside" ? [folder] : [folder, sources];
    const all = await this.#session.host.list(folders, false, this.#tellOfClosed);
    // Before all is loaded, what is ignored here is known from what is above alone.
    this.#ignoring ??= await this.#session.host.ignoring(this.#session.roots);
    await this.#read(
      all.filter(
        (each) => (folderOf(each) === folder || fileKind(each) === "source-text") && !this.#isPassedOver(each),
      ),
    );
    for (const each of folders) this.#listed.add(each);
    await this.#loadNeeded();
  }

  /** Those of some files that have changed on disk that lie in the workspace, or are known. */
  thoseThatMatter(changed: readonly string[]): readonly string[] {
    const known = new Set(filesOf(this.#session.workspace));
    return changed.filter((file) => this.isKnownPlace(file) || known.has(file));
  }

  /** Whether a file is ignored. */
  isIgnored(file: string): boolean {
    return this.#ignoring?.isIgnored(file) ?? false;
  }

  /** Whether a station or a path is ignored; what belongs to others is there for these. */
  #isPassedOver(file: string): boolean {
    const kind = fileKind(file);
    return (kind === "station" || kind === "path") && !this.#session.documents.has(file) && this.isIgnored(file);
  }

  /** Whether changes on disk change what is ignored. */
  async #ignoresOtherwise(changed: readonly string[]): Promise<boolean> {
    const folders = new Set(changed.filter(saysWhatIsIgnored).map(folderOf));
    if (folders.size === 0) return false;
    const now = await this.#session.host.ignoring(this.#session.roots);
    return [...folders].some(
      (folder) => now.patternsIn(folder).join("\n") !== (this.#ignoring?.patternsIn(folder) ?? []).join("\n"),
    );
  }

  /** Takes in changes on disk, of files and of folders with all that is in them. */
  async takeIn(changed: readonly string[]): Promise<void> {
    if (await this.#ignoresOtherwise(changed)) return this.rescan();
    const isKnown = (file: string) => textOf(this.#session.workspace, file) !== undefined;
    const files = changed.filter((file) => isKnown(file) || !this.#isPassedOver(file));
    const missing = await this.#readInParts(files);
    // A folder that went takes along what was in it, one that came brings what is in it, and a file may have become one.
    const below = missing.length ? await this.#session.host.listBelow(missing, this.#tellOfClosed, this.#ignoring) : [];
    const places = new Set(missing);
    const gone = [...filesOf(this.#session.workspace)].filter((file) =>
      /* defense: forget-removed-folders */ isBelow(places, file),
    );
    await this.#readInParts([...new Set([...below, ...gone])]);
    await this.#loadNeeded();
  }

  /** Takes in the text of a file; undefined where it is gone. */
  put(file: string, text: string | undefined): void {
    if (text !== undefined && !this.#matters(file)) return;
    this.#session.workspace = withFile(this.#session.workspace, file, text);
    if (fileKind(file) === "path") this.#followLists();
  }

  /** Takes open documents for stations as soon as a path lists them, and no longer than that. */
  #followLists(): void {
    for (const [file, { text }] of this.#session.documents) {
      if (knownKind(this.#session.workspace, file) !== "other") continue;
      const [was, is] = [stationOf(this.#session.workspace, file) !== undefined, this.#isOpenStation(file)];
      if (is && !was) this.#session.workspace = withFile(this.#session.workspace, file, text);
      if (was && !is) this.#session.workspace = withoutFiles(this.#session.workspace, [file]);
    }
  }

  /** Whether a file is more than any other text that an editor may have open. */
  #matters(file: string): boolean {
    const { workspace } = this.#session;
    return (
      knownKind(workspace, file) !== "other" || stationOf(workspace, file) !== undefined || this.#isOpenStation(file)
    );
  }

  /** Whether a file is open whose language or whose place on a path makes it a station. */
  #isOpenStation(file: string): boolean {
    const document = this.#session.documents.get(file);
    return document !== undefined && (isStationByLanguage(document) || isListed(this.#session.workspace, file));
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
      if (at % BATCH === BATCH - 1) await this.#session.pause();
      const kind = knownKind(this.#session.workspace, file);
      const found = this.#matters(file)
        ? (this.#session.documents.get(file) ?? (await this.readFromDisk(file)))
        : undefined;
      if (!found) missing.push(file);
      else if (!this.#loaded.has(file) || this.#textOf(file) !== found.text) read.push(fileText(file, kind, found));
    }
    for (const each of read) this.#noteLoaded(each);
    for (const file of missing) this.#loaded.delete(file);
    // What was opened or typed meanwhile is newer than what was read.
    const texts = read.map((each) => {
      const open = this.#session.documents.get(each.file);
      return open ? fileText(each.file, each.kind, open) : each;
    });
    const gone = missing.filter((file) => !this.#session.documents.has(file));
    this.#session.workspace = withFiles(withoutFiles(this.#session.workspace, gone), texts);
    return missing;
  }

  /** A file that can't be read is looked at again whenever there is reason to: it may be fixed by then. */
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
      isRead: (file) => tried.has(file) || this.#loaded.has(file) || !this.isKnownPlace(file),
      isListed: (folder) => this.#listed.has(folder) || !this.isKnownPlace(folder),
    };
    const needed = () => needs(this.#pathFiles(), reading);
    for (let more = needed(); more.files.size + more.folders.size > 0; more = needed()) {
      const texts: FileText[] = [];
      for (const [file, kind] of [...more.files, ...(await this.#listNeeded(more))]) {
        tried.add(file);
        this.#loaded.add(file);
        const found = this.#session.documents.get(file) ?? (await this.readFromDisk(file));
        if (found) texts.push(fileText(file, kind, found));
      }
      for (const each of texts) this.#noteLoaded(each);
      await this.#useReadersFor(texts.map(({ file }) => file));
      if (texts.length) this.#session.workspace = withFiles(this.#session.workspace, texts);
    }
    const named = needs(this.#pathFiles(), { isRead: () => false, isListed: () => true }).files;
    const forgotten = [...filesOf(this.#session.workspace)].filter(
      (file) => fileKind(file) === "other" && !named.has(file) && !this.#isOpenStation(file),
    );
    for (const file of forgotten) this.#loaded.delete(file);
    this.#session.workspace = withoutFiles(this.#session.workspace, forgotten);
  }

  #pathFiles(): readonly PathFile[] {
    return [...this.#session.workspace.folders.values()].flatMap(({ pathFile }) => pathFile ?? []);
  }

  /** The files that have not been read of the folders that are needed. */
  async #listNeeded({ folders }: Needs): Promise<readonly (readonly [file: string, kind: FileKind])[]> {
    for (const folder of folders.keys()) this.#listed.add(folder);
    const look = this.#session.host.lookUp(this.#session.roots);
    const present = [...folders.keys()].filter(
      (folder) => /* defense: sources-of-paths-that-lead-outside */ look(folder) === "found",
    );
    const files = present.length ? await this.#session.host.list(present, false, this.#tellOfClosed) : [];
    return files.flatMap((file) => {
      const kind = folders.get(folderOf(file));
      return kind !== undefined && fileKind(file) === kind && !this.#loaded.has(file) ? [[file, kind] as const] : [];
    });
  }

  async #useReadersFor(files: readonly string[]): Promise<void> {
    if (files.every((file) => this.#canRead(file))) return;
    const readers: Readers = await this.#session.readersFor(files);
    this.#session.workspace = { ...this.#session.workspace, readers };
  }

  #canRead(file: string): boolean {
    return this.#session.workspace.readers.bibtex !== undefined || !/\.bib$/i.test(file);
  }

  /** A file on disk, where it lies in the workspace or, without links, beside what was opened from elsewhere. */
  readFromDisk(file: string): Promise<FileOnDisk | undefined> {
    const folder = folderOf(file);
    const opened = [folder, folderOf(folder)].find((each) => this.#ahead.has(each));
    return this.#session.host.read(file, this.isKnownPlace(file) || !opened ? this.#session.roots : [opened]);
  }

  isKnownPlace(file: string): boolean {
    return this.#session.roots.some((root) => isInside(root, file));
  }

  /** The text that is known of a file. */
  #textOf(file: string): string {
    const { documents, workspace } = this.#session;
    return documents.get(file)?.text ?? textOf(workspace, file) ?? "";
  }
}

/** Whether a file lies in one of some folders, or below. */
function isBelow(folders: ReadonlySet<string>, file: string): boolean {
  for (let at = folderOf(file), below = file; at !== below; below = at, at = folderOf(at))
    if (folders.has(at)) return true;
  return false;
}

/** What was read of a file. */
export function fileText(file: string, kind: FileKind | undefined, { text, unread }: FileOnDisk): FileText {
  return { file, text, kind, unread };
}
