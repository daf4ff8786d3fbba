import type { Readable, Writable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import type { Connection } from "vscode-languageserver";
import {
  createConnection,
  ErrorCodes,
  ProposedFeatures,
  ResponseError,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import packageJson from "../../../package.json" with { type: "json" };
import { MOST_FILES } from "../path/course/course-files.ts";
import { ignorePatterns } from "../path/ignore-patterns.ts";
import type { Host } from "../protocol/host.ts";
import { serve } from "../protocol/server.ts";
import type { Session } from "../protocol/session/session.ts";
import type { LookUp } from "../rules/rule.ts";
import { naturalOrder } from "../text/natural-order.ts";
import { writeWhole } from "./atomic-write.ts";
import { lookUpWithin, lookWithin } from "./bounds.ts";
import { allFilesIn, isOwnFolder, picturesIn, readText, realPlace, scan, today } from "./disk.ts";
import { checkedFrames } from "./frames.ts";
import { ignoringOnDisk } from "./ignoring-on-disk.ts";
import { textsNaming } from "./naming-texts.ts";
import { withOwnIds } from "./own-ids.ts";
import { readersFor } from "./readers.ts";
import { withinTime } from "./time-limit.ts";

/**
 * By how many percent what is long-lived may grow before it is cleared of what is no longer needed. V8 would let it double and
 * more; a server that waits most of the time has time to clear.
 */
const HEAP_GROWTH = 25;

/**
 * Once it has grown by this percentage, V8 looks for what is no longer needed, where much has been read: another branch changes
 * ten thousand files within half a second. While all is read for the first time, nothing of it can be thrown away; and where
 * little is long-lived, one hostile text would make V8 look without end.
 */
const CLEARING_BEGINS = 5;
const MUCH_BYTES = 150_000_000;

/** What a session is given by the computer that it runs on. */
function nodeHost(): Host {
  /** Looks within folders, and remembers which real ones they are. */
  let looking: { readonly within: readonly string[]; readonly look: LookUp } | undefined;

  function lookInto(within: readonly string[]): LookUp {
    if (looking?.within !== within) looking = { within, look: lookWithin(within) };
    return looking.look;
  }

  return {
    readers: readersFor,
    texReader: async () => (await import("./tex.ts")).readTex,
    ignoring: async (folders) => ignoringOnDisk(folders, ignorePatterns),
    list: async (folders, deep, closed, ignoring) => {
      looking = undefined; // links may be others by now
      return [...new Set(folders.flatMap((folder) => scan(folder, deep, closed, ignoring)))];
    },
    listBelow: async (places, closed, ignoring) => {
      looking = undefined;
      const folders = places.filter((place) => !ignoring?.isFolderIgnored(place) && isOwnFolder(place));
      return folders.flatMap((folder) => scan(folder, true, closed, ignoring));
    },
    allFiles: async (folder) => {
      const all = allFilesIn(folder, MOST_FILES, ignoringOnDisk([folder], ignorePatterns));
      return [...all].sort(naturalOrder);
    },
    textsNaming,
    guessLanguage: async () => (await import("./guess-language.ts")).guessLanguage,
    read: async (file, within) => {
      const read = readText(file, lookInto(within));
      if ("text" in read) return { text: read.text.replace(/^\uFEFF/, "") };
      return read.isNone ? undefined : { text: "", unread: read.reason };
    },
    lookUp: lookUpWithin,
    realPlace,
    pictures: async (folder) => picturesIn(folder),
    printPdf: async (html, file) => {
      const pdf = await (await import("./pdf.ts")).printPdf(html);
      return typeof pdf === "string" ? pdf : writeWhole(file, pdf);
    },
    today,
    withinTime,
    loaded: () => {
      if (process.memoryUsage().heapUsed < MUCH_BYTES) return;
      setFlagsFromString(`--incremental-marking-hard-trigger=${CLEARING_BEGINS}`);
    },
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

/** Serves one client over standard input and output until it is gone. */
export function serveStdio(): Promise<number> {
  // Whatever is printed would be taken for a message.
  console.log = console.error;
  process.stdout.once("error", () => process.exit()); // nobody listens on
  prepareProcess();
  const { session, exited, input } = serveStreams(process.stdin, process.stdout, (reason) => {
    process.stderr.write(`stationmaster: A message can't be read: ${reason}. The server ends here.\n`);
    process.exit(1);
  });
  input.once("close", () => process.exit(session.ended ? 0 : 1));
  return exited;
}

/** Serves the client that started this process, over the channel it asked for. */
export function serveParent(): Promise<number> {
  prepareProcess();
  return serveConnection(createConnection(ProposedFeatures.all)).exited;
}

interface Served {
  readonly session: Session;
  /** Resolves to the exit code once the client has asked for the end. */
  readonly exited: Promise<number>;
}

/**
 * Serves one client over two streams of bytes.
 * @param onUnreadable is told why no further message can be read
 */
export function serveStreams(
  from: Readable,
  to: Writable,
  onUnreadable: (reason: string) => void,
): Served & { readonly input: Readable } {
  // defense: end-of-readable-messages
  const input = from.pipe(checkedFrames(onUnreadable));
  const { reader, writer } = withOwnIds(new StreamMessageReader(input), new StreamMessageWriter(to));
  reader.onError(() => {
    const error = new ResponseError(ErrorCodes.ParseError, "This message is not JSON.").toJson();
    const answer: ResponseMessage = { jsonrpc: "2.0", id: null, error };
    void writer.write(answer);
  });
  return { ...serveConnection(createConnection(ProposedFeatures.all, reader, writer)), input };
}

function serveConnection(connection: Connection): Served {
  const session = serve(connection, nodeHost(), packageJson.version);
  return { session, exited: new Promise((resolve) => connection.onExit(() => resolve(0))) };
}

/** Makes a process one that serves: it goes on after a mistake, and clears its memory more often. */
function prepareProcess(): void {
  // A mistake in what nobody waits for costs just that: what is known of the workspace is made of values that never change,
  // so that none of them is left half made.
  // defense: survive-the-unawaited
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error: Error) => {
      process.stderr.write(`stationmaster: Something went wrong: ${oneLine(error?.stack ?? error)}\n`);
    });
  }
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
}

function oneLine(text: unknown): string {
  return String(text).replace(/\s+/g, " ");
}
