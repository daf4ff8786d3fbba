import {
  CallHierarchyPrepareRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  ErrorCodes,
  type RelativePattern,
  ResponseError,
  TextDocumentSyncKind,
  WatchKind,
} from "vscode-languageserver";
import { statusOf } from "../features/status.ts";
import { FILE_KINDS, PICTURE_GLOB, STATION_GLOB } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import type { LintFinding } from "../lint/lint.ts";
import { chooseEncoding, readClient } from "./client-features.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { changeDocument, linesOf, type OpenDocument, openDocument, toPositions } from "./documents.ts";
import { type Connected, snapshotOf } from "./entry.ts";
import type { Host } from "./host.ts";
import type { Uri } from "./messages.ts";
import { offeredCapabilities, requests } from "./requests.ts";
import { Session } from "./session/session.ts";
import { tellClient } from "./to-client.ts";
import { together } from "./together.ts";
import { canBeCompleted, wordTyped } from "./type-ahead.ts";
import { Uris } from "./uris.ts";
import { ChangedPaths, ListedFiles } from "./views.ts";

/** How long after the last key press the sentence being typed counts as finished, in milliseconds. */
const FINISHED_TYPING = 2_000;

/** How long after a change the other stations of its path are looked at, in milliseconds. */
const PAUSE = 200;

/** A client that does not keep to the order of the protocol gets at most this many reports. */
const MOST_ODDITIES = 100;

/** Files that matter when they come or change on disk. */
const WATCHED = [...FILE_KINDS.map(({ glob }) => glob), PICTURE_GLOB, ".gitignore"].map((glob) => `**/${glob}`);

/** What is gone: a folder is reported as a whole, and links lead to files of any kind. */
const GONE = { globPattern: "**/*", kind: WatchKind.Delete };

/** The documents that can be formatted. */
const STATIONS = [{ language: "station" }, { pattern: `**/${STATION_GLOB}` }];

/**
 * Those that can be formatted where Markdown is formatted by others, too: with two formatters for Markdown, VS Code asks in every
 * file of it which is to be used, and uses none on saving.
 */
const NOT_MARKDOWN = [{ language: "station" }];

/** The pattern that one file alone fits, in its folder; what means something in a pattern stands for any character. */
function patternOf(uri: Uri, file: string): RelativePattern {
  return { baseUri: uri.slice(0, uri.lastIndexOf("/")), pattern: baseName(file).replace(/[*?[\]{}]/g, "?") };
}

/** A folder that comes, goes or moves is reported as a whole, not file by file. */
const FOLDERS = { filters: [{ pattern: { glob: "**", matches: "folder" as const } }] };

/** Links lead to files of any kind, and folders move with all that is in them. */
const FILES_AND_FOLDERS = { filters: [{ pattern: { glob: "**" } }] };

/**
 * Addresses of documents that are no files of their own, such as the old side of a comparison. Where more than a path tells them
 * apart, as with the cells of a notebook, several would be taken for one.
 */
const NOT_FILES =
  /^(?:git|gitfs|output|debug|vscode-scm|review|walkThrough|comment|search-editor|vscode-bulkeditpreview[\w-]*|vscode-notebook-cell[\w-]*):|^(?!file:)[^?#]*[?#]/;

/** Serves one client over a connection until it closes; `uris` are given by a host that uses addresses itself. */
export function serve(connection: Connection, host: Host, version: string, uris = new Uris()): Session {
  const session = new Session(host, (message) => connection.console.error(message));
  let connected: Connected | undefined;
  let cancelFinishing = (): void => {};

  connection.onInitialize(async (params) => {
    if (connected) throw new ResponseError(ErrorCodes.InvalidRequest, "This server has been initialized already.");
    const client = readClient(params);
    connected = { session, uris, connection, client, takenIn: takeIn.finish };
    session.encoding = chooseEncoding(params);
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    if (folders[0]) uris.setBase(folders[0]);
    session.roots = folders.map(rootOf);
    await session.start();
    for (const request of requests) request.register(connected);
    return {
      serverInfo: { name: "stationmaster", version },
      capabilities: {
        ...offeredCapabilities(),
        ...(client.choosesFormatters && { documentFormattingProvider: false, documentRangeFormattingProvider: false }),
        ...(client.choosesHierarchies && { callHierarchyProvider: false }),
        positionEncoding: session.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { didCreate: FOLDERS, didRename: FOLDERS, didDelete: FOLDERS, willRename: FILES_AND_FOLDERS },
        },
      },
    };
  });

  connection.onRequest((method) => {
    // defense: no-answer-before-the-start
    if (!connected)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "This server has not been initialized yet.");
    throw new ResponseError(ErrorCodes.MethodNotFound, `Unknown request: ${method}.`);
  });

  connection.onInitialized(async () => {
    if (!connected) return;
    const { client } = connected;
    if (client.tellsConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "stationmaster" });
    }
    if (client.watchesFiles) {
      const kind = WatchKind.Create | WatchKind.Change;
      const watchers = [...WATCHED.map((globPattern) => ({ globPattern, kind })), GONE];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    // Lists of sources are served, too, and their own formatters are to stay the only ones.
    if (client.choosesFormatters) {
      const documentSelector = client.besideMarkdown ? NOT_MARKDOWN : STATIONS;
      await connection.client.register(DocumentFormattingRequest.type, { documentSelector });
      await connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
    }
    await offerHierarchies();
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => rootOf(uri)));
        const kept = session.roots.filter((root) => !gone.has(root));
        session.roots = [...new Set([...kept, ...added.map(({ uri }) => rootOf(uri))])];
        await session.rescan();
        publish();
      });
    }
    await configure();
    await session.load();
    host.loaded?.();
    publish();
  });

  connection.onDidOpenTextDocument(async ({ textDocument: { uri, text, version, languageId } }) => {
    if (!connected || NOT_FILES.test(uri)) return;
    const file = uris.fileOf(uri);
    if (session.documents.has(file)) noteOddity(file, "was opened twice: the second text is used.");
    session.open(file, openDocument(linesOf(text, session.encoding), version, languageId));
    await session.loadAround(file);
    if (!session.documents.has(file)) return; // closed meanwhile
    if (!session.serves(file)) return;
    session.orderBefore(file);
    publish(file);
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const file = uris.fileOf(uri);
    const before = session.documents.get(file);
    if (!before) {
      if (connected && !NOT_FILES.test(uri))
        noteOddity(file, "was changed while it was not open: the change was ignored.");
      return;
    }
    if (version <= before.version) {
      noteOddity(file, "got a version that is not later than the previous one: changes are applied as they arrive.");
    }
    const { document, offset } = changeDocument(before, version, contentChanges);
    session.change(file, document, offset);
    if (!session.serves(file)) return;
    if (connected?.client.opensSuggestions)
      typeAhead(file, document, wordTyped(document, contentChanges, offset), offset);
    cancelFinishing();
    cancelFinishing = host.later(FINISHED_TYPING, finishTyping);
    publish(file);
  });

  connection.onDidSaveTextDocument(async () => {
    session.lookAgain();
    finishTyping();
    // Who can't tell which files came and went is most likely to have moved some when something is saved.
    if (!connected || connected.client.watchesFiles) return;
    await session.rescan();
    publish();
  });

  connection.onDidCloseTextDocument(async ({ textDocument: { uri } }) => {
    const file = uris.fileOf(uri);
    if (!session.documents.has(file)) {
      if (connected && !NOT_FILES.test(uri)) noteOddity(file, "was closed while it was not open.");
      return;
    }
    await session.close(file);
    publish();
  });

  const takeIn = together(host, async (files: readonly string[]) => {
    await session.filesChanged(files);
    publish();
  });

  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    // Git makes and removes files of its own all the time.
    const files = changes.map(({ uri }) => uris.fileOf(uri)).filter((file) => !file.includes("/.git/"));
    if (files.length) await takeIn.add(files);
  });

  for (const operation of ["didCreateFiles", "didRenameFiles", "didDeleteFiles"]) {
    connection.onNotification(`workspace/${operation}`, async () => {
      await session.rescan();
      publish();
    });
  }

  connection.onDidChangeConfiguration(async ({ settings }) => {
    await configure((settings as { stationmaster?: unknown } | null)?.stationmaster ?? settings);
    publish();
  });

  connection.onShutdown(() => {
    session.ended = true;
    cancelFinishing();
    cancelRest();
    cancelSurroundings();
  });

  /** Offers call hierarchies for stations alone: editors have them in the menus of all documents that they are offered for. */
  async function offerHierarchies(): Promise<void> {
    if (!connected?.client.choosesHierarchies) return;
    const before = hierarchies;
    const documentSelector = [
      ...STATIONS,
      ...listedFiles.told.map((uri) => ({ pattern: patternOf(uri, uris.fileOf(uri)) })),
    ];
    hierarchies = connection.client.register(CallHierarchyPrepareRequest.type, { documentSelector });
    await hierarchies;
    (await before)?.dispose();
  }

  let hierarchies: Promise<Disposable> | undefined;

  /** Has the client open the list of completions for a word that can be completed, once per word. */
  function typeAhead(
    file: string,
    document: OpenDocument,
    start: number | undefined,
    offset: number | undefined,
  ): void {
    if (start === undefined || start !== offeredAt) offeredAt = undefined;
    if (start === undefined || offset === undefined || offeredAt === start) return;
    if (document.languageId !== "markdown") return;
    host.later(0, () => {
      // More was typed meanwhile, and is looked at then.
      if (session.documents.get(file) !== document) return;
      if (!session.inTime([file], (workspace) => canBeCompleted(workspace, file, document, offset))) return;
      offeredAt = start;
      const position = toPositions(document, { start, end: start }).start;
      tellClient(connection, "stationmaster/offers", { uri: uris.uriOf(file), position });
    });
  }

  /** Where the word begins that completions were offered for last, while it is typed. */
  let offeredAt: number | undefined;

  /** Says once per file that the client reports it in another order than the protocol has. */
  function noteOddity(file: string, what: string): void {
    if (oddities.size >= MOST_ODDITIES || oddities.has(file + what)) return;
    oddities.add(file + what);
    connection.console.warn(`${file} ${what}`);
  }

  const oddities = new Set<string>();
  const changedPaths = new ChangedPaths();
  const listedFiles = new ListedFiles();

  /** The folder of an address, which some editors end with a slash. */
  function rootOf(uri: string): string {
    return uris.fileOf(uri.replace(/(?<=[^/:])\/+$/, ""));
  }

  function finishTyping(): void {
    cancelFinishing();
    const file = session.restFromTyping();
    if (file === undefined) return;
    publish(file);
    if (connected?.client.refreshesDiagnostics) refresh();
    refreshShown();
  }

  /** Lenses, hints and colors speak of other files too, whose changes the client does not see as theirs. */
  function refreshShown(): void {
    for (const method of connected?.client.refreshes ?? []) void connection.sendRequest(method).catch(() => {});
  }

  async function configure(sent?: unknown): Promise<void> {
    if (!connected) return;
    const { sendsConfiguration } = connected.client;
    session.configure(
      sendsConfiguration ? await connection.workspace.getConfiguration("stationmaster").catch(() => sent) : sent,
    );
  }

  /** Tells the client what is new: of one document and all that it bears on, or of everything. */
  function publish(changed?: string): void {
    if (!connected) return;
    if (changed === undefined) refreshShown();
    changedPaths.add(changed);
    const file = changed ?? [...session.documents.keys()].at(-1);
    cancelSurroundings();
    cancelStatuses();
    // What is asked for in the meantime comes first: nobody waits for a word in the status bar.
    cancelSurroundings = host.later(changed === undefined ? 0 : PAUSE, () => {
      cancelStatuses = sendStatuses(file);
      const listed = connected && listedFiles.take(connected);
      if (listed) tellClient(connection, "stationmaster/listed", listed);
      if (listed) void offerHierarchies();
      const paths = connected && changedPaths.take(connected);
      if (paths) tellClient(connection, "stationmaster/pathsChanged", paths);
    });
    if (!connected.client.pullsDiagnostics) push(connected, changed);
    else if (changed === undefined) refresh();
  }

  let cancelRest = (): void => {};
  let cancelSurroundings = (): void => {};
  let cancelStatuses = (): void => {};

  /** For each file whose findings were sent, what they were computed from. */
  const sent = new Map<string, string>();

  /**
   * Sends findings to a client that does not ask for them: only what differs from what it has. The document that
   * changed comes first, once all changes that have arrived are made; what shares a path with it waits for a pause.
   */
  function push(to: Connected, changed: string | undefined): void {
    cancelRest();
    if (changed !== undefined) {
      cancelRest = host.later(0, () => {
        cancelRest = host.later(PAUSE, () => push(to, undefined));
        send(to, changed);
      });
      return;
    }
    const inScope = new Set(session.filesInScope());
    for (const file of [...sent.keys()].filter((each) => !inScope.has(each))) {
      sent.delete(file);
      void connection.sendDiagnostics({ uri: uris.uriOf(file), diagnostics: [] });
    }
    let over = false;
    cancelRest = () => {
      over = true;
    };
    void (async () => {
      for await (const file of session.inTurn([...inScope])) {
        if (over) return;
        send(to, file);
      }
    })();
  }

  function send(to: Connected, file: string): void {
    // defense: nothing-on-closed-files
    if (session.closing.has(file)) return; // what is known of it is not what lies on disk
    const document = session.documents.get(file);
    const { typing } = session;
    const state = `${session.found(file).id} ${document?.version ?? ""} ${typing?.file === file && !typing.rests}`;
    if (sent.get(file) === state) return;
    sent.set(file, state);
    const version = document && { version: document.version };
    void connection.sendDiagnostics({
      uri: uris.uriOf(file),
      ...version,
      diagnostics: diagnosticsOf(snapshotOf(to), file),
    });
  }

  function refresh(): void {
    if (connected?.client.refreshesDiagnostics) connection.languages.diagnostics.refresh();
  }

  /** The status of each document as it was sent. */
  const sentStatuses = new Map<string, string>();

  /**
   * Sends how open documents stand, where that is new: a change of one may bear on all others.
   * @param first whose status comes first
   * @returns what cancels it
   */
  function sendStatuses(first: string | undefined): () => void {
    let over = false;
    const isOpen = (file: string) => session.documents.has(file) && session.serves(file);
    void (async () => {
      const files = [...new Set([...(first === undefined ? [] : [first]), ...session.documents.keys()])];
      for (const file of files) {
        const findings: LintFinding[] = [];
        for await (const each of session.inTurn([file, ...stationsListedIn(file)])) {
          if (over) return;
          if (isOpen(file)) findings.push(...session.found(each).findings);
        }
        sendStatus(file, isOpen(file) ? findings : undefined);
      }
    })();
    return () => {
      over = true;
    };
  }

  /** The stations of a `path.yaml` that findings are shown for. */
  function stationsListedIn(file: string): readonly string[] {
    const path = session.workspace.paths.get(file);
    if (!path) return [];
    const inScope = new Set(session.filesInScope());
    const stations = path.stops.flatMap((stop) => (stop.station && stop.file !== undefined ? [stop.file] : []));
    return [...new Set(stations)].filter((each) => inScope.has(each));
  }

  /** Without findings, a file has no status. */
  function sendStatus(file: string, findings: readonly LintFinding[] | undefined): void {
    const status =
      findings && session.inTime([file], (workspace) => statusOf(workspace, file, findings, session.host.today()));
    const words = status && JSON.stringify(status);
    if (sentStatuses.get(file) === words) return;
    if (words === undefined) sentStatuses.delete(file);
    else sentStatuses.set(file, words);
    tellClient(connection, "stationmaster/status", { uri: uris.uriOf(file), status: status ?? null });
  }

  connection.listen();
  return session;
}
