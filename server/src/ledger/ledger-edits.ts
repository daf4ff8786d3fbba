import { newlineOf } from "../text/newline.ts";
import { slice } from "../text/range.ts";
import { anchorEntries } from "./anchoring.ts";
import { type Leaning, NO_LEANING } from "./leaning.ts";
import { type Cite, type LedgerEntry, type SentenceRole, VERIFIED_TEXT, writeEntry } from "./ledger-entry.ts";
import { type EntryLine, type Ledger, type LedgerLine, writeHeader } from "./ledger-file.ts";
import { contextOf, type LedgerSentence } from "./ledger-sentences.ts";
import { needsCitation } from "./roles.ts";
import type { SentenceStatus } from "./states.ts";

/**
 * What a change of a ledger starts from: the station's sentences and the ledger as it is. All changes give the ledger's next
 * text, in the order of the station; where there is nothing to change, or the ledger can't be changed, undefined. Lines that
 * a change does not speak of stay as they are written.
 */
export interface LedgerAndSentences {
  readonly ledger: Ledger;
  readonly sentences: readonly LedgerSentence[];
  /** What a sentence's meaning hangs on beside its words, which is written down with it. */
  readonly leaningOf?: (sentence: LedgerSentence) => Leaning;
}

/** Who looked at a sentence, how, and when. */
export interface Verification {
  readonly by: string;
  readonly method: string;
  /** As `2026-11-23`. */
  readonly at: string;
  readonly expires?: string | undefined;
}

/** Adds a source to a sentence, or says more of one that is there, found by its key and place. */
export function citeSentence(at: LedgerAndSentences, sentence: LedgerSentence, cite: Cite): string | undefined {
  return change(at, sentence, (entry) => ({ ...entry, cites: withCite(entry.cites, cite) }));
}

/**
 * Says what a sentence is. One that needs no source is done with that, so who says so is written down; to say that of a fact
 * is not to verify it.
 * @param who undefined where nobody is known: the sentence then waits for somebody who confirms its type
 */
export function setRole(
  at: LedgerAndSentences,
  sentence: LedgerSentence,
  role: SentenceRole,
  who?: Verification,
): string | undefined {
  return change(at, sentence, (entry) => {
    const next = withRole(entry, role, who);
    const isAsItIs = entry.text === sentence.text && who !== undefined && !needsCitation(role);
    return isAsItIs ? { ...next, ...leaningAt(at, sentence) } : next;
  });
}

function withRole(entry: LedgerEntry, role: SentenceRole, who?: Verification): LedgerEntry {
  const sorted = { ...entry, role, rest: without(entry, "role") };
  if (!needsCitation(role)) return who ? signed(sorted, who) : sorted;
  // Whoever said that it needs no source has not compared it with one.
  const wasVerified = entry.role === undefined || needsCitation(entry.role);
  if (wasVerified) return sorted;
  const rest = without(sorted, VERIFIED_TEXT);
  return { ...sorted, by: undefined, method: undefined, at: undefined, expires: undefined, rest };
}

function signed(entry: LedgerEntry, { by, method, at, expires }: Verification): LedgerEntry {
  return { ...entry, by, method, at, expires, rest: without(entry, "by", "method", "at", "expires", VERIFIED_TEXT) };
}

/** What somebody found when they looked at a sentence as it is now. */
export interface Looked {
  readonly sentence: LedgerSentence;
  readonly who: Verification;
  /** What the sentence is; undefined where that stays as it is. */
  readonly role?: SentenceRole | undefined;
  readonly cite?: Cite | undefined;
}

/**
 * Writes down that somebody looked at sentences as they are now. If one had changed, what its other sources said was said of
 * another sentence: their verdicts are taken back.
 */
export function verifySentences(at: LedgerAndSentences, looked: readonly Looked[]): string | undefined {
  const changes = looked.map(({ sentence, who, role, cite }) => {
    const make = (entry: LedgerEntry) => {
      const same = entry.text === sentence.text && entry.h === sentence.hash;
      const cites = same ? entry.cites : entry.cites.map((each) => ({ ...each, verdict: undefined }));
      const sorted = role === undefined ? entry : withRole(entry, role);
      const seen = { ...asItIs(sorted, sentence, at), cites: cite ? withCite(cites, cite) : cites };
      return signed(seen, who);
    };
    return [sentence, make] as const;
  });
  return changeAll(at, changes);
}

/**
 * Makes verifications by a person of what programs have proposed; the lines keep the programs' names as `proposedBy`. What is not
 * proposed, or something else by now, stays as it is.
 */
export function acceptProposals(
  at: LedgerAndSentences,
  proposals: readonly SentenceStatus[],
  { by, method, at: day, expires }: Verification,
): string | undefined {
  const lines = linesOf(at);
  const changes = proposals.flatMap(({ sentence, line: seen, state }) => {
    const line = lines(sentence);
    if (state !== "proposed" || !line || !seen || writeEntry(line.entry) !== writeEntry(seen.entry)) return [];
    const proposedBy = { key: "proposedBy", source: JSON.stringify(seen.entry.by ?? ""), range: seen.range };
    const make = (entry: LedgerEntry) => ({
      ...asItIs(entry, sentence, at),
      by,
      method,
      at: day,
      expires,
      rest: [...without(entry, "by", "method", "at", "expires", "proposedBy", VERIFIED_TEXT), proposedBy],
    });
    return [[sentence, make] as const];
  });
  return changeAll(at, changes);
}

/** Lets a line speak of its sentence as it is now: only where the sentence changed so little that it means the same. */
export function acceptDrift(
  at: LedgerAndSentences,
  { sentence, line: seen, state }: SentenceStatus,
): string | undefined {
  const line = linesOf(at)(sentence);
  if (state !== "drift-minor" || !line || line.entry.text !== seen?.entry.text) return undefined;
  const before = line.entry.h;
  return write(at, (each) => {
    if (each === line) return asItIs(line.entry, sentence, at);
    const { entry } = each;
    // What rests on the sentence still does.
    const restsOn = entry.restsOn.map((hash) => (hash === before ? sentence.hash : hash));
    return entry.restsOn.includes(before) ? { ...entry, restsOn } : entry;
  });
}

/** Writes down why somebody doubts a sentence, or with `undefined` that nobody does any more. */
export function disputeSentence(
  at: LedgerAndSentences,
  sentence: LedgerSentence,
  why: string | undefined,
): string | undefined {
  return change(at, sentence, (entry) => ({ ...entry, disputed: why, rest: without(entry, "disputed") }));
}

/** Removes all lines whose sentences are gone. */
export function removeOrphans(at: LedgerAndSentences): string | undefined {
  const gone = new Set(anchorEntries(at.sentences, at.ledger.entries).orphans);
  return gone.size ? write(at, (each) => (gone.has(each) ? undefined : each.entry)) : undefined;
}

/** The line of a sentence, or a new one, with something changed. */
function change(
  at: LedgerAndSentences,
  sentence: LedgerSentence,
  make: (entry: LedgerEntry) => LedgerEntry,
): string | undefined {
  return changeAll(at, [[sentence, make]]);
}

/** The lines of some sentences, or new ones, each with something changed. */
function changeAll(
  at: LedgerAndSentences,
  changes: readonly (readonly [sentence: LedgerSentence, make: (entry: LedgerEntry) => LedgerEntry])[],
): string | undefined {
  const lines = linesOf(at);
  const changed = new Map<EntryLine, LedgerEntry>();
  const added: Added[] = [];
  for (const [sentence, make] of changes) {
    if (!isOf(at, sentence)) continue;
    const line = lines(sentence);
    if (line) changed.set(line, make(line.entry));
    else added.push({ sentence, entry: make(newEntry(sentence, at)) });
  }
  if (changed.size + added.length === 0) return undefined;
  return write(at, (line) => changed.get(line) ?? line.entry, added);
}

/** Whether a sentence is one of the station as it is, and not as it was. */
function isOf({ sentences }: LedgerAndSentences, { index, hash }: LedgerSentence): boolean {
  return sentences[index]?.hash === hash;
}

/** What gives the line of a sentence. */
function linesOf(at: LedgerAndSentences): (sentence: LedgerSentence) => EntryLine | undefined {
  const { anchors } = anchorEntries(at.sentences, at.ledger.entries);
  return (sentence) => (isOf(at, sentence) ? anchors[sentence.index]?.line : undefined);
}

function newEntry(sentence: LedgerSentence, { sentences }: LedgerAndSentences): LedgerEntry {
  return {
    h: sentence.hash,
    text: sentence.text,
    ...contextOf(sentences, sentence.index),
    role: undefined,
    cites: [],
    by: undefined,
    method: undefined,
    at: undefined,
    expires: undefined,
    disputed: undefined,
    restsOn: [],
    under: [],
    leadsTo: [],
    rest: [],
  };
}

function asItIs(entry: LedgerEntry, sentence: LedgerSentence, at: LedgerAndSentences): LedgerEntry {
  const { hash, text, index } = sentence;
  return { ...entry, h: hash, text, ...contextOf(at.sentences, index), ...leaningAt(at, sentence) };
}

function leaningAt({ leaningOf }: LedgerAndSentences, sentence: LedgerSentence): Leaning {
  return leaningOf?.(sentence) ?? NO_LEANING;
}

function withCite(cites: readonly Cite[], cite: Cite): readonly Cite[] {
  const index = cites.findIndex(({ key, loc }) => key === cite.key && (loc === cite.loc || loc === undefined));
  if (index < 0) return [...cites, cite];
  const { rest } = cites[index]!;
  const said = Object.entries(cite).filter(([, value]) => value !== undefined);
  return cites.with(index, { ...cites[index]!, ...(Object.fromEntries(said) as unknown as Cite), rest });
}

function without({ rest }: LedgerEntry, ...keys: readonly string[]): LedgerEntry["rest"] {
  return rest.filter(({ key }) => !keys.includes(key!));
}

/** Some lines with their line ends that stay together: one of a sentence with what stands below it and speaks of none. */
interface Group {
  /** The place of its sentence. */
  readonly place: number;
  readonly lines: string[];
}

/** A line that there was none of. */
interface Added {
  readonly sentence: LedgerSentence;
  readonly entry: LedgerEntry;
}

/** The ledger's text with each line as `next` makes it, in the order of the sentences; undefined where nothing changes. */
function write(
  { ledger, sentences }: LedgerAndSentences,
  next: (line: EntryLine) => LedgerEntry | undefined,
  added: readonly Added[] = [],
): string | undefined {
  if (!ledger.changeable) return undefined;
  const { text } = ledger;
  const newline = newlineOf(text);
  const places = new Map<LedgerLine, number>();
  anchorEntries(sentences, ledger.entries).anchors.forEach((anchor, place) => {
    if (anchor) places.set(anchor.line, place);
  });
  const head: Group = { place: -1, lines: [] };
  const groups: Group[] = [head];
  ledger.lines.forEach((line, index) => {
    const place = places.get(line);
    if (place !== undefined) groups.push({ place, lines: [] });
    const end = ledger.lines[index + 1]?.range.start ?? text.length;
    const written = line.kind === "entry" ? rewritten(text, line, next(line)) : slice(text, line.range);
    const group = line.kind === "header" ? head : groups[groups.length - 1]!;
    if (written !== undefined) group.lines.push(written + text.slice(line.range.end, end));
  });
  for (const { sentence, entry } of added) groups.push({ place: sentence.index, lines: [writeEntry(entry) + newline] });
  if (!ledger.lines.some(({ kind }) => kind === "header")) head.lines.unshift(writeHeader([]) + newline);
  const lines = groups.toSorted((a, b) => a.place - b.place).flatMap((group) => group.lines);
  const ended = lines.map((line, index) =>
    index === lines.length - 1 || /[\n\r]$/.test(line) ? line : line + newline,
  );
  const after = (text.startsWith("\ufeff") ? "\ufeff" : "") + ended.join("");
  return after === text || ledger.lines.length + added.length === 0 ? undefined : after;
}

/** A line as it was where the change says nothing new of it. */
function rewritten(text: string, { range, entry }: EntryLine, next: LedgerEntry | undefined): string | undefined {
  if (!next) return undefined;
  const written = next === entry ? undefined : writeEntry(next);
  return written === undefined || written === writeEntry(entry) ? slice(text, range) : written;
}
