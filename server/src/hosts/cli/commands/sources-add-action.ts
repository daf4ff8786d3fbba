import { createHash } from "node:crypto";
import { baseName, folderOf, relativeFile } from "../../../files/names.ts";
import { checkEvidence, type SourceText, sourceText } from "../../../ledger/evidence.ts";
import { isAsStored, readStoredText, writeStoredText } from "../../../ledger/stored-text.ts";
import type { LearningPath } from "../../../path/learning-path.ts";
import { fieldOf } from "../../../path/source.ts";
import { storedTextFolder, storedTextName } from "../../../path/stored-texts.ts";
import { count } from "../../../text/count.ts";
import { unknownName } from "../../../text/nearest-name.ts";
import { writeWhole } from "../../atomic-write.ts";
import { lookWithin, rootsOf } from "../../bounds.ts";
import { decode, entryAt, fileAt, readBytes, readText, today } from "../../disk.ts";
import { NO_TEXT, whyUnread } from "../../unread.ts";
import { readPath } from "../reorder.ts";
import { say, UsageError } from "../terminal.ts";

export interface AddOptions {
  /** The `path.yaml`, or the folder of the path. */
  readonly path: string;
  /** Whether what somebody else wrote may be overwritten. */
  readonly force?: boolean;
}

/**
 * Stores the text of a source beside its path, with where it comes from.
 * @throws UsageError where that can't be done; then nothing is written
 */
export async function addSourceText(
  written: string,
  name: string,
  { path: named, force }: AddOptions,
): Promise<number> {
  expectFileName(name);
  const { path } = await readPath(named);
  const source = path.sources.get(written) ?? path.sources.get(written.replace(/^@/, ""));
  if (!source) throw new UsageError(unknownName(written, [...path.sources.keys()], "source").message);
  const { key } = source;
  const { text, hash } = await readSource(name);
  const folder = path.pathFile ? folderOf(path.pathFile.file) : path.id;
  const file = path.sourceTextFile(key) ?? `${storedTextFolder(folder)}/${storedTextName(key, path.sources)}`;
  const shown = relativeFile(fileAt("."), file);
  const refused = whyNotStored(file, folder, text, force);
  if (refused) throw new UsageError(`${shown}: ${refused}`);
  const license = fieldOf(source, "license");
  const origin = { key, file: baseName(fileAt(name)), fileHash: `sha256:${hash}`, date: today(), license };
  const stored = writeStoredText(text, origin);
  const failed = writeWhole(file, stored);
  if (failed) throw new UsageError(`${shown}: ${failed}`);
  await say(`Stored the text of “${key}” in ${shown}: ${count(wordCount(text), "word")}.`);
  for (const note of notesOn(path, key, sourceText(stored), license)) await say(note);
  return 0;
}

/** The files that a text can be read from, by what their names end with. */
const ENDINGS = /\.(?:html?|xhtml|txt|text|md|markdown)$/i;

/** @throws UsageError for an address, and for a file of another kind */
function expectFileName(name: string): void {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(name))
    throw new UsageError(`“${name}” is an address, and nothing is fetched. Please save the page, and name the file.`);
  if (/\.pdf$/i.test(name))
    throw new UsageError(
      `“${name}” is a PDF, which is not read. Please open it, copy its text, and save that as .txt; “pdftotext” does it, too.`,
    );
  if (!ENDINGS.test(name))
    throw new UsageError(
      `“sources add” expects an .html, .txt or .md file; got “${name}”. Please save its text as .txt.`,
    );
}

/**
 * The text of a file as a reader sees it, and the SHA-256 of the file.
 * @throws UsageError where it can't be read, or has no text
 */
async function readSource(name: string): Promise<{ readonly text: string; readonly hash: string }> {
  const read = readBytes(fileAt(name));
  if ("reason" in read) throw new UsageError(`${name}: ${read.reason}`);
  const written = textIn(read.bytes)?.replace(/^\ufeff/, "");
  if (written === undefined) throw new UsageError(`${name}: ${whyUnread(NO_TEXT)}`);
  const isPage = /\.x?html?$/i.test(name);
  const text = isPage ? (await import("../../../syntax/web-page-text.ts")).htmlText(written) : readStoredText(written);
  if (text === undefined) throw new UsageError(`${name}: This page is nested too deeply to be read.`);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new UsageError(`${name}: There are no words in it.`);
  return {
    text: text.endsWith("\n") ? text : `${text}\n`,
    hash: createHash("sha256").update(read.bytes).digest("hex"),
  };
}

function textIn(bytes: Uint8Array): string | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** Why a text may not be stored in a file. */
function whyNotStored(file: string, folder: string, text: string, isForced = false): string | undefined {
  if (lookWithin(rootsOf([folder], fileAt(".")))(file) === "outside")
    return "It is a link to another place, where nothing is written. Please remove it.";
  if (isForced || entryAt(file) === "none") return undefined;
  const read = readText(file);
  if ("text" in read && (isAsStored(read.text) || read.text === text)) return undefined;
  return "It is there already, and was written or changed by someone else. Please add --force to overwrite it.";
}

function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** What a person should look after, in sentences. */
function* notesOn(path: LearningPath, key: string, text: SourceText, license: string): Generator<string> {
  if (!license) yield "Its entry names no license. Please make sure that you may store its text, and add a “license”.";
  const quotes = path.stops.flatMap(({ ledger }) =>
    (ledger?.ledger.entries ?? []).flatMap(({ entry }) =>
      entry.cites.flatMap((cite) => (cite.key === key && cite.evidence ? [cite.evidence] : [])),
    ),
  );
  const missing = quotes.filter((each) => {
    const { found, changed } = checkEvidence(text, each, path.language);
    return !found || changed;
  });
  const are = missing.length === 1 ? "is" : "are";
  if (missing.length > 0)
    yield `${count(missing.length, "quote")} of it ${are} not in this text; “stationmaster verify” says where.`;
}
