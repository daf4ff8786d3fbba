import { baseName } from "../../files/names.ts";
import { isInertReport } from "../../text/inert.ts";
import { decode, readBytes } from "../disk.ts";
import type { Sight } from "../sights.ts";
import { writeCacheFile } from "./cache-files.ts";
import type { Seal } from "./cache-secret.ts";
import { numbering, type Run, readNames, readSights, verifier, writeNames, writeSights } from "./kept-sights.ts";

/** What a check wrote, and how it ended. */
export interface Written {
  /** On standard output. */
  readonly printed: string;
  /** Lines on standard error. */
  readonly told: readonly string[];
  /** In the file of each `--output`. */
  readonly outputs: readonly string[];
  readonly code: number;
}

/**
 * The formats of reports that are kept. Whether such a report is harmless to whoever reads it, as all are that this program makes, can
 * be seen from the report itself: the secret of its seal may be shared with other machines.
 */
export const KEPT_FORMATS: readonly string[] = ["text", "json", "ndjson", "gitlab", "sarif"];

/**
 * What the last check wrote, if this one would write the same: it was asked the same, and all that it saw on disk would be seen
 * again. What it found need not be read for that, nor is a report made.
 * @param file where it is kept, beside the cache
 * @param asked a short name of everything that a report depends on and that does not stand on disk
 * @param outputs how many outputs were asked for
 * @returns undefined where another report may be due, or the file is not whole or not as this program writes it
 */
export function lastReport(file: string, { asked, outputs }: Asked, run: Run): Written | undefined {
  try {
    const kept = readKept(file, asked, run.seal);
    if (kept?.texts.length !== outputs + 1) return undefined;
    const { started, names, sights: columns, lengths: _, asked: __, colored, ...rest } = kept.head;
    const files = readNames(names, run.workFolder);
    const sights = readSights(columns, (at) => files[at]!);
    const verify = verifier({ started, sights }, run);
    for (let at = 0; at < sights.count; at++) if (!verify.holds(at)) return undefined;
    // defense: harmless-reports
    if (!kept.texts.every((text) => isInertReport(text, colored))) return undefined;
    if (verify.isRenewed()) {
      const again = Array.from({ length: sights.count }, (_, at) => verify.sightAt(at));
      keepReport(
        file,
        { asked, colored, sights: again, texts: kept.texts.map((text) => [Buffer.from(text)]), ...rest },
        run,
      );
    }
    const [printed, ...written] = kept.texts;
    return { printed: printed!, outputs: written, told: rest.told.map(String), code: rest.code === 0 ? 0 : 1 };
  } catch {
    return undefined; // whole, and yet not as this version writes it
  }
}

interface Asked {
  readonly asked: string;
  readonly outputs: number;
}

/** What is written down of a check while it writes. */
export interface Recording {
  print(piece: string): void;
  tell(text: string): void;
  output(pieces: readonly string[]): void;
  /** Keeps what was recorded. Never fails: who can't write can't keep. */
  keep(file: string, result: Result, run: Run): void;
}

interface Result {
  readonly asked: string;
  /** Whether what was printed has colors in it. */
  readonly colored: boolean;
  readonly code: number;
  /** All that the check saw on disk. */
  readonly sights: readonly Sight[];
}

/** More than this, in bytes, is not kept. */
const LARGEST = 40_000_000;

export function startRecording(): Recording {
  const texts: Buffer[][] = [[]];
  const told: string[] = [];
  let bytes = 0;
  const add = (to: Buffer[], piece: string) => {
    if (bytes > LARGEST) return;
    const part = Buffer.from(piece);
    bytes += part.length;
    to.push(part);
  };
  return {
    print: (piece) => add(texts[0]!, piece),
    tell: (text) => void told.push(text),
    output(pieces) {
      const output: Buffer[] = [];
      texts.push(output);
      for (const piece of pieces) add(output, piece);
    },
    keep(file, result, run) {
      if (bytes > LARGEST) return;
      keepReport(file, { ...result, told, texts }, run);
    },
  };
}

/** What the first line of a kept report begins with; the seal of its name and the rest follows. */
const HEAD = "stationmaster-report 2 ";

/** The second line, as JSON; the texts follow one after the other. */
interface WrittenHead {
  readonly asked: string;
  readonly colored: boolean;
  /** When the check began, in milliseconds since 1970. */
  readonly started: number;
  readonly names: readonly string[];
  readonly sights: ReturnType<typeof writeSights>;
  readonly told: readonly string[];
  readonly code: number;
  /** How long each text is, in bytes: what was printed, then each output. */
  readonly lengths: readonly number[];
}

function keepReport(
  file: string,
  {
    sights,
    texts,
    ...rest
  }: Result & { readonly told: readonly string[]; readonly texts: readonly (readonly Buffer[])[] },
  { started, workFolder, seal }: Run,
): void {
  writeCacheFile(file, () => {
    const files = numbering<string>();
    const columns = writeSights(sights, files.of);
    const head: WrittenHead = {
      ...rest,
      started,
      names: writeNames(files.all, workFolder),
      sights: columns,
      lengths: texts.map((parts) => parts.reduce((sum, { length }) => sum + length, 0)),
    };
    const body = [`${JSON.stringify(head)}\n`, ...texts.flat()];
    return [`${HEAD}${seal(`${baseName(file)}\n`, ...body)}\n`, ...body];
  });
}

function readKept(
  file: string,
  asked: string,
  seal: Seal,
): { readonly head: WrittenHead; readonly texts: readonly string[] } | undefined {
  const read = readBytes(file);
  if (!("bytes" in read)) return undefined;
  const bytes = Buffer.from(read.bytes.buffer, read.bytes.byteOffset, read.bytes.byteLength);
  const end = bytes.indexOf("\n");
  const first = bytes.toString("latin1", 0, Math.max(0, end));
  if (!first.startsWith(HEAD)) return undefined;
  const body = bytes.subarray(end + 1);
  // defense: whole-reports
  if (first.slice(HEAD.length) !== seal(`${baseName(file)}\n`, body)) return undefined;
  const endOfHead = body.indexOf("\n");
  const head = JSON.parse(body.toString("utf8", 0, endOfHead)) as WrittenHead;
  if (head.asked !== asked) return undefined;
  const texts: string[] = [];
  let from = endOfHead + 1;
  for (const length of head.lengths) {
    texts.push(decode(body.subarray(from, from + length)));
    from += length;
  }
  return from === body.length ? { head, texts } : undefined;
}
