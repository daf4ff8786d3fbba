import type { GuessLanguage } from "../path/course/proposal.ts";
import type { Readers } from "../path/workspace.ts";
import type { TexReader } from "../render/math.ts";
import type { LookUp } from "../rules/rule.ts";

/** What is left out where folders are looked through; see `hosts/ignoring.ts`. */
export interface Ignoring {
  isIgnored(file: string): boolean;
  /** Whether a folder is, and so all that is in it. */
  isFolderIgnored(folder: string): boolean;
  /** The patterns of a folder, as they were when they were first asked for. */
  patternsIn(folder: string): readonly string[];
  /** Tells which files a folder has that may say what is ignored, so that none is looked for there. */
  enter?(folder: string, names: readonly string[]): void;
}

/** What the server needs of the place it runs in. Files are named as the core names them. */
export interface Host {
  /** How texts are read; `files` tell what kinds of file there are to read. */
  readers(files: readonly string[]): Promise<Readers>;
  /** What draws formulas; it is large, and loaded where a page has one. */
  texReader(): Promise<TexReader>;
  /** What is ignored in some folders, by `.gitignore` and by settings as they are on disk now. */
  ignoring(folders: readonly string[]): Promise<Ignoring>;
  /**
   * The files that matter in some folders, and below unless that is not asked for.
   * @param closed gets each folder that can't be read, where the host knows
   * @param ignoring what is passed over
   */
  list(
    folders: readonly string[],
    deep: boolean,
    closed: (folder: string) => void,
    ignoring?: Ignoring,
  ): Promise<readonly string[]>;
  /** The files that matter in and below whatever of these is a folder and no link to one. */
  listBelow(
    places: readonly string[],
    closed: (folder: string) => void,
    ignoring?: Ignoring,
  ): Promise<readonly string[]>;
  /** All files in and below a folder, whatever they are, in natural order; what is ignored is passed over. */
  allFiles(folder: string): Promise<readonly string[]>;
  /**
   * The texts in and below a folder that have one of some words in them, by their files. Not every host can look through all files.
   * @param isKnown whether a file's text is known anyway, and is not asked for
   */
  textsNaming?(
    folder: string,
    words: readonly string[],
    isKnown: (file: string) => boolean,
  ): ReadonlyMap<string, string>;
  /** What tells the languages of lessons apart; loaded when it is first asked for. */
  guessLanguage(): Promise<GuessLanguage>;
  /** A file on disk; undefined where there is none, and for what does not really lie within some folders. */
  read(file: string, within: readonly string[]): Promise<FileOnDisk | undefined>;
  /** What lies at a place, within some folders. */
  lookUp(folders: readonly string[]): LookUp;
  /** The same text for all names of one file. */
  realPlace(file: string): string;
  /** The pictures in and below a folder, at most some hundreds of them. */
  pictures(folder: string): Promise<readonly string[]>;
  /** Prints a page into a PDF file; says why where it can't. Not every host has something that prints. */
  printPdf?(html: string, file: string): Promise<string | undefined>;
  /** The day in Greenwich, as `2026-11-23`. */
  today(): string;
  /** Runs something for at most this many milliseconds; undefined if that was too short. Not every host can stop what runs. */
  withinTime<Value>(milliseconds: number, run: () => Value): { readonly value: Value } | undefined;
  /** All files of the workspace have been read: from now on they change, and what they were before is thrown away. */
  loaded?(): void;
  /** Runs something after some milliseconds; the answer calls it off. */
  later(milliseconds: number, run: () => void): () => void;
}

/** What is on disk under a name. */
export interface FileOnDisk {
  /** As editors have it, which is without a byte order mark. */
  readonly text: string;
  /** Why it can't be read; its text is empty then. */
  readonly unread?: string | undefined;
}
