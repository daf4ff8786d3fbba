import type { ExportedPage } from "../features/export.ts";
import type { Pasted } from "../features/paste.ts";
import type { PathLine, StationLine, StationPart } from "../features/path-view.ts";
import type { Preview, PreviewMark, PreviewOptions } from "../features/preview.ts";
import type { Status } from "../features/status.ts";
import type { CellWanted } from "../features/table-cells.ts";
import type { Emphasis } from "../features/toggle-emphasis.ts";
import type { SentenceToDo, ShownSentence, VerifiedPath } from "../features/verification.ts";
import type { Position } from "../text/lines.ts";
import type { Range } from "../text/range.ts";

/** What a client may ask the server beside the protocol's own requests (`requests.ts`) and notifications (`server.ts`). */
export interface ClientRequests {
  /** The learning paths of the workspace, by title. */
  "stationmaster/paths": Message<object, readonly PathLine[]>;
  /** The stations of a path that a file belongs to; null where it belongs to none. */
  "stationmaster/stations": Message<InPath, PathStations | null>;
  /** What there is to begin with where no path has a station. */
  "stationmaster/beginning": Message<object, Beginning>;
  /** Where a part of a station is, in UTF-16 code units; null where it is gone. `index` is its place among the parts. */
  "stationmaster/partAt": Message<InDocument & { readonly part: StationPart; readonly index: number }, number | null>;
  /** How far the sentences of a path are verified, station by station; null where there is no such path. */
  "stationmaster/verification": Message<InPath, VerifiedPath | null>;
  /** The sentences of a path's station that wait for somebody, in order. */
  "stationmaster/sentences": Message<InPath & { readonly station: Uri }, readonly SentenceToDo[]>;
  /** The sentence at a place of a station that is on a path; null where there is none. */
  "stationmaster/sentenceAt": Message<AtPosition, ShownSentence | null>;
  /** What has changed on the page of a preview; null where there is no station. */
  "stationmaster/preview": Message<PreviewParams, PreviewAnswer | null>;
  /** A station, or its whole path, as a page that needs nothing but its pictures; null where there is no station. */
  "stationmaster/export": Message<InDocument & { readonly whole: boolean }, ExportedPage | null>;
  /** Prints a page that the client has put its pictures into as a PDF file. The answer says why it could not, or is null. */
  "stationmaster/printPdf": Message<{ readonly html: string; readonly file: Uri }, string | null>;
  /** Where the table around a place is, in which keys go from cell to cell; null where there is none. */
  "stationmaster/table": Message<AtPosition, PositionRange | null>;
  /** How to get to another cell of that table; null where there is no such cell. */
  "stationmaster/cell": Message<AtPosition & { readonly to: CellWanted }, CellStep | null>;
  /** How what is selected becomes bold or italic, or no longer is; null where a station has no such marks. */
  "stationmaster/emphasis": Message<EmphasisParams, EmphasisStep | null>;
  /** What pasted text becomes; null where it is to be pasted as it is. */
  "stationmaster/paste": Message<PasteParams, Pasted | null>;
}

/** The commands that a client may have the server run by `workspace/executeCommand`, each with its arguments. */
export interface ServerCommands extends StationCommands, BeginningCommands, PathCommands, VerificationCommands {}

export interface StationCommands {
  /** Without a rule, the answer is the choice of a finding in the range; without a reason, the question for it. */
  "stationmaster.suppress": [file: Uri, rule: string | null, range: Range, version: number | null, reason?: string];
  /** Makes a fix of a finding, which is named by its rule and its range, by the title that it was offered with. */
  "stationmaster.applyFix": [file: Uri, rule: string, range: Range, title: string, version: number | null];
  "stationmaster.convertToMarkdown": [file: Uri | undefined];
  /** Gives a station in Markdown, whose name says that it is pasted text, the name of one. */
  "stationmaster.nameAsMarkdown": [file: Uri];
  /** Without a range, or with an empty one, all of it. */
  "stationmaster.formatStation": [file: Uri | undefined, range?: PositionRange];
  /** Without a file, a path is chosen where there are several. */
  "stationmaster.checkPath": [file: Uri | undefined];
}

/**
 * They begin something. The answer asks for what is not given. `near` is a file or the id of the path that it is for; without it, a
 * path is chosen where there are several.
 */
export interface BeginningCommands {
  /** Makes a `path.yaml` and its first station in a folder, or in one below it if it has a path already. */
  "stationmaster.beginPath": [folder: Uri | undefined, title?: string, station?: string];
  /** Makes a `path.yaml` of the lessons that a folder has. */
  "stationmaster.makePathOfFiles": [folder: Uri | undefined, preset?: string];
  "stationmaster.newStation": [near: Uri | undefined, title?: string];
  /** Makes a station of a text that was copied; where no folder is open, the answer is its text. */
  "stationmaster.newStationOfText": [near: Uri | undefined, text: string, title?: string];
  /** Adds a source from what was typed: an identifier, an address or a title; then what is still missing. */
  "stationmaster.newSource": [request: SourceRequest | undefined, typed?: string, rest?: string, authors?: string];
}

/** Where a source is to be added. */
export interface SourceRequest {
  /** A file of the path, or its id. */
  readonly near?: Uri | undefined;
  /** The command that wanted the source, which is run again then. */
  readonly next?: CommandAnswer["next"] | undefined;
}

/** They change the order of a path. */
export interface PathCommands {
  /** Without `number`, the answer is the choice of a place. */
  "stationmaster.moveStation": [station: StationName, number?: number | string];
  /** Before the station, or after it; last where only a path is named. */
  "stationmaster.insertStation": [station: StationName, title: string, planned?: boolean, after?: boolean];
  /** Without `deleteFile`, the answer is the choice. */
  "stationmaster.removeStation": [station: StationName, deleteFile?: boolean];
  /** Without `second`, the next station becomes a part of the first. */
  "stationmaster.mergeStations": [first: StationName, second?: StationName];
  /** Without a position, or with one above the second section of several, the answer is the choice of a section. */
  "stationmaster.splitStation": [station: StationName, position?: Position, version?: number];
  /** Of a `path.yaml` whose lines were moved. */
  "stationmaster.updateReferences": [file: Uri];
}

/**
 * They keep a station's ledger, each one the line of one sentence. The answer asks for what is not given. Something is recorded
 * only of a sentence that a person was shown.
 */
export interface VerificationCommands {
  "stationmaster.citeSentence": [file: Uri, sentence: ShownSentence, key?: string];
  "stationmaster.setRole": [file: Uri, sentence: ShownSentence, role?: string, by?: string];
  "stationmaster.verifySentence": [file: Uri, sentence: ShownSentence, known?: object, typed?: string];
  /** Accepts what changed a little, or what a program has proposed. */
  "stationmaster.acceptDrift": [file: Uri, sentence: ShownSentence, by?: string];
  "stationmaster.disputeSentence": [file: Uri, sentence: ShownSentence, why?: string];
  /** Removes the lines of a station's ledger whose sentences are gone. */
  "stationmaster.removeOrphans": [file: Uri, version?: string];
}

/** The commands of a client that answers of the server may name, if the client says that it has them. */
export interface ClientCommands {
  "stationmaster.ask": [question: Question];
  /** Shows all that refers to a place. */
  "stationmaster.showReferences": [file: Uri, position: Position];
}

/** What the server tells a client. */
export interface ServerNotifications {
  /** What was checked of a document, and what came of it; null for one that was checked and no longer is, as it left its path. */
  "stationmaster/status": { readonly uri: Uri; readonly status: Status | null };
  "stationmaster/pathsChanged": PathsChanged;
  /** The word that is being typed can be completed; `position` is where it begins. */
  "stationmaster/offers": { readonly uri: Uri; readonly position: Position };
  "stationmaster/listed": ListedUris;
}

/** What a file is that its name does not say. */
export interface ListedUris {
  /** All files that are stations only because a `path.yaml` lists them. */
  readonly uris: readonly Uri[];
  /** The lists of sources that paths name, and the folders whose lists count: other programs have files of such names, too. */
  readonly sources: readonly Uri[];
}

/** What a server that can't look at the disk itself asks its client. */
export interface ServerRequests {
  /** All files of the workspace. */
  "stationmaster/listFiles": Message<undefined, readonly Uri[]>;
  /** Null where there is no file. */
  "stationmaster/readFile": Message<{ readonly uri: Uri }, FileRead | null>;
}

/** What a client says of itself as `initializationOptions`. */
export interface ClientOptions {
  /** Whether it has the command `stationmaster.ask`. */
  readonly asks?: boolean;
  /** Whether it has the command `stationmaster.showReferences`. */
  readonly showsReferences?: boolean;
  /** Whether it opens its list of completions on `stationmaster/offers`, in Markdown that brings no list by itself. */
  readonly opensSuggestions?: boolean;
  /** Whether it has a server for Markdown of its own, which answers for stations that are Markdown, too. */
  readonly besideMarkdown?: boolean;
  /** Where it has the pages of the rules: what their addresses begin with. */
  readonly rulePages?: string;
}

/** A request's parameters and its answer. */
interface Message<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

/** An address as the protocol has it, such as `file:///water/rain.station.md`. */
export type Uri = string;

/**
 * What there is where no path has a station: nothing; lessons that can become a path; or a path that has none yet, by its
 * `path.yaml`.
 */
export type Beginning =
  | { readonly kind: "nothing" | "lessons" }
  | { readonly kind: "path without stations"; readonly path: Uri };

export interface InDocument {
  readonly textDocument: { readonly uri: Uri };
}

export interface AtPosition extends InDocument {
  readonly position: Position;
}

/** What changes a table on the way to a cell, and what is selected in the text then. */
export interface CellStep {
  readonly edits: readonly { readonly range: PositionRange; readonly newText: string }[];
  readonly selection: PositionRange;
}

export interface EmphasisParams extends InDocument {
  readonly ranges: readonly PositionRange[];
  readonly emphasis: Emphasis;
}

/** What changes marks, and what is selected in the text then. */
export interface EmphasisStep {
  readonly edits: CellStep["edits"];
  readonly selections: readonly PositionRange[];
}

export interface InPath {
  /** The `path.yaml` or folder of the path, or any other of its files. */
  readonly path: Uri;
}

/** What is to be asked for again, if it is shown. */
export interface PathsChanged {
  /** Whether the list of the paths has changed. */
  readonly list: boolean;
  /** The paths whose stations may have changed, by their `path.yaml` or folder; undefined for all. */
  readonly paths?: readonly Uri[] | undefined;
  /** Whether there is a path whose sentences are verified. */
  readonly verified: boolean;
}

export interface PathStations {
  /** The `path.yaml` or folder of the path. */
  readonly path: Uri;
  readonly stations: readonly StationLine[];
}

/** A station as clients name it: by its own address, or by its number and title on a path. */
export interface StationName {
  /** Of the station, or of its `path.yaml` or folder. */
  readonly uri: Uri | undefined;
  readonly number?: number;
  /** What the client knows it as: if it is called something else by now, nothing is done. */
  readonly title?: string;
}

/** What a command gives back for the client to show: a message, a file to open, a question. */
export interface CommandAnswer {
  /** Why nothing was done; the answer holds nothing else then. */
  readonly refused?: string;
  readonly message?: string;
  /** A button below the message, and what it does. */
  readonly offer?: { readonly title: string } & CommandCall;
  readonly open?: Uri;
  /** The text of the file that is opened, as a snippet, so that what is to be filled in can be gone through. */
  readonly snippet?: string;
  /** The text of a station to show that is in no file. */
  readonly untitled?: string;
  /** Files that were changed and are to be saved. */
  readonly save?: readonly Uri[];
  readonly ask?: Question;
  readonly choose?: Choice;
  /** A command to run after all of that. */
  readonly next?: CommandCall;
}

export interface CommandCall {
  readonly command: keyof ServerCommands;
  readonly arguments: readonly unknown[];
}

/** A question that is answered with a line of text, which becomes the next argument of a command. */
export interface Question {
  /** What it is a part of, above it. */
  readonly title?: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly command: keyof ServerCommands;
  readonly arguments: readonly unknown[];
  /** The arguments after the answer. */
  readonly more?: readonly unknown[];
  /** Whether the answer may be empty. */
  readonly optional?: boolean;
  /** The user setting that keeps the answer. */
  readonly remember?: string;
}

/** A question whose answer is another command. */
export interface Choice {
  readonly question: string;
  readonly detail: string;
  /** Whether the choices are shown as a list even if they are few. */
  readonly list?: boolean;
  readonly choices: readonly {
    readonly title: string;
    /** What is said of it below its title, in a list. */
    readonly about?: string;
    readonly command: keyof ServerCommands | keyof ClientCommands;
    readonly arguments: readonly unknown[];
  }[];
}

/** A file's text, or what VS Code calls what went wrong; without either, the file is not text. */
export interface FileRead {
  readonly text?: string;
  readonly code?: string | undefined;
}

export interface PasteParams extends InDocument {
  /** Where it is pasted; several places are given as `ranges`. */
  readonly range?: PositionRange;
  readonly ranges?: readonly PositionRange[];
  readonly text: string;
  readonly html?: string;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

export interface PreviewParams extends InDocument, Omit<PreviewOptions, "today"> {
  /** Names the preview among all of the client's. */
  readonly id: string;
  /** The revision of the page that the preview has; 0 for none. */
  readonly revision: number;
  /** Whether the user allows pictures from the web. */
  readonly webPictures?: boolean;
}

/** What a preview is sent: only the blocks that differ from those it has. */
export interface PreviewAnswer extends PageChange {
  /** Names this state of the page; the next request gives it, so that what is sent fits what is there. */
  readonly revision: number;
  /** The version of the open document that was drawn. */
  readonly version?: number;
  /** The versions of other open documents that were drawn, by their files. */
  readonly versions?: Readonly<Record<string, number>>;
}

/** What has changed on a page, as the page itself is told. Blocks are named by their keys. */
export interface PageChange extends Pick<Preview, "title" | "number" | "stations"> {
  /** Whether `changed` holds every block. */
  readonly whole: boolean;
  /** The blocks of the page in order. */
  readonly order: readonly string[];
  /** The HTML of blocks. */
  readonly changed: Readonly<Record<string, string>>;
  /** Where the sentences of blocks begin and end in the text, one after the other. */
  readonly ranges: Readonly<Record<string, readonly number[]>>;
  readonly marks: Readonly<Record<string, readonly PreviewMark[]>>;
  /** The files of blocks whose sentences stand in another station. */
  readonly files: Readonly<Record<string, string>>;
  /** Where sentences are verified: the state of each; empty for what need not be. */
  readonly states: Readonly<Record<string, readonly string[]>>;
}
