import type { Language } from "../language/language.ts";
import { isAuthor, namesSomebody } from "../station/authors.ts";
import { keysCitedFor } from "../station/citations.ts";
import { isPromise } from "../station/footer.ts";
import type { Station } from "../station/station.ts";
import { wordsOf } from "../syntax/words.ts";
import { addTo } from "../text/groups.ts";
import { nearestName } from "../text/nearest-name.ts";
import { once } from "../text/once.ts";
import { type Anchor, anchorEntries } from "./anchoring.ts";
import { checkEvidence, type SourceText } from "./evidence.ts";
import { type LeaningChange, leaningChange, type NamesOf } from "./leaning.ts";
import type { Cite, LedgerEntry } from "./ledger-entry.ts";
import type { EntryLine, Ledger } from "./ledger-file.ts";
import { type LedgerSentence, ledgerSentences, sentencesAndRows } from "./ledger-sentences.ts";
import { isProgram, isProposal, PERSONAL_METHODS } from "./proposals.ts";
import { needsCitation } from "./roles.ts";
import { type ChangedWord, sentenceChange } from "./sentence-change.ts";
import type { Standard } from "./standard.ts";
import { keysCitedForRow } from "./table-rows.ts";

/**
 * How a sentence stands to its line in the ledger.
 * - `fresh`: it says what it said when it was looked at, and nothing is missing.
 * - `moved`: the same, but its line stands elsewhere.
 * - `drift-minor`: it differs a little, or what its meaning hangs on does, and a person should look at it.
 * - `proposed`: a program has recorded it, and no person has accepted that yet.
 * - `stale`: it says something else, or what it rests on does, or its quote is not in its source, or its source is retracted.
 * - `missing`: nobody has looked at it, or its role asks for more.
 * - `disputed`: somebody or one of its sources contradicts it.
 * - `expired`: it was looked at too long ago.
 *
 * A line whose sentence is gone is an orphan.
 */
export type SentenceState =
  | "fresh"
  | "moved"
  | "drift-minor"
  | "proposed"
  | "stale"
  | "missing"
  | "disputed"
  | "expired";

export interface SentenceStatus {
  readonly sentence: LedgerSentence;
  /** The line that speaks of it; undefined where none does. */
  readonly line: EntryLine | undefined;
  readonly state: SentenceState;
  /** Why it is in this state; undefined where it is fresh, moved or a little different. */
  readonly reason: StatusReason | undefined;
}

export type StatusReason =
  /** Words that change what it says. */
  | { readonly kind: "meaning"; readonly words: readonly ChangedWord[] }
  | { readonly kind: "rewritten" }
  /** The line's hash is not that of its text. */
  | { readonly kind: "broken-line" }
  /** Sentences it rests on that are not fresh, by their hashes. */
  | { readonly kind: "grounds"; readonly hashes: readonly string[] }
  /** Its ledger does not say that it has the format that is read here. */
  | { readonly kind: "format" }
  /** What its line, or it, does not have yet. */
  | {
      readonly kind: "lacks";
      readonly what: "line" | "role" | "sorter" | "citation" | "support" | "verifier" | "grounds" | "quote";
    }
  /** The key of a source that is not among the path's, and the one that was probably meant. */
  | { readonly kind: "unknown-source"; readonly key: string; readonly instead: string | undefined }
  /** The key of a source that supports it and is retracted; no other one supports it. */
  | { readonly kind: "retracted"; readonly key: string }
  /** The key of a source that supports it, and that it does not cite. */
  | { readonly kind: "uncited"; readonly key: string }
  /** The key of a source of which no text is stored. */
  | { readonly kind: "no-text"; readonly key: string }
  /** How it was verified, in a way that does not count; undefined where its line does not say. */
  | { readonly kind: "method"; readonly method: string | undefined }
  /** The author who verified it. */
  | { readonly kind: "author"; readonly by: string }
  /** The day to come on which it is said to have been looked at. */
  | { readonly kind: "future"; readonly at: string }
  | { readonly kind: "disputed"; readonly why: string }
  /** The key of a source whose stored text does not hold the quote any more, and what stands there instead. */
  | { readonly kind: "quote"; readonly key: string; readonly words: readonly ChangedWord[] }
  /** The key of a source whose stored text takes the quote back, and how. */
  | { readonly kind: "denied"; readonly key: string; readonly words: string }
  /** The key of a source that refutes it. */
  | { readonly kind: "refuted"; readonly key: string }
  /** Something beside its words that its meaning hangs on. */
  | ({ readonly kind: "leaning" } & LeaningChange)
  /** The program whose record no person has accepted yet. */
  | { readonly kind: "proposal"; readonly by: string }
  /** The day since which it no longer holds. */
  | { readonly kind: "expired"; readonly since: string };

export interface LedgerStatus {
  /** All sentences of the station in order. */
  readonly sentences: readonly SentenceStatus[];
  readonly orphans: readonly EntryLine[];
  /** Whether the station is missing or can't be read: nothing is known of the sentences that it has. */
  readonly unread: boolean;
}

/** What is asked of a ledger; what is left out is asked of none. */
export interface StatusOptions extends Partial<Standard> {
  /** The day on which this is asked, as `2026-11-23`; empty where nothing grows old. */
  readonly today: string;
  /** The path's sources by their keys. */
  readonly sources?: ReadonlyMap<string, { readonly retracted: boolean }> | undefined;
  /** The keys of sources that are retracted, whatever they say of themselves. */
  readonly retracted?: ReadonlySet<string> | undefined;
  /** The stored text of a source, in which quotes have to stand; a source without one is not looked into. */
  readonly textOf?: ((key: string) => SourceText | undefined) | undefined;
  /** The titles and headings of the stations that a reference leads to; undefined where that is not asked. */
  readonly namesOf?: NamesOf | undefined;
}

/** How each sentence of a station stands to the station's ledger. */
export function ledgerStatus(station: Station, ledger: Ledger, options: StatusOptions): LedgerStatus {
  // All lines of a station that can't be read would seem to be orphans.
  if (station.tree.problems.some(({ fatal }) => fatal)) return UNREAD;
  const sentences = options.tables ? sentencesAndRows(station) : ledgerSentences(station);
  const { anchors, orphans: lost } = anchorEntries(sentences, ledger.entries);
  // A promise in the middle of a text may have been sorted by earlier versions.
  const gone = lost.filter(({ entry }) => !isPromise(entry.text, station.language));
  const orphans = options.tables ? gone : withoutRows(station, gone);
  const ordinary = once(() => ordinaryWords(sentences, ledger));
  const statuses = sentences.map((sentence, index): SentenceStatus => {
    const anchor = anchors[index];
    if (!anchor) return { sentence, line: undefined, state: "missing", reason: { kind: "lacks", what: "line" } };
    const { line } = anchor;
    if (!ledger.known) return { sentence, line, state: "stale", reason: { kind: "format" } };
    return { sentence, line, ...statusOf(station, sentence, anchor, ordinary, options) };
  });
  return { sentences: withGrounds(statuses), orphans, unread: false };
}

/** The lines whose sentence is gone, without those of rows, which nobody asks about. */
function withoutRows(station: Station, orphans: readonly EntryLine[]): readonly EntryLine[] {
  if (orphans.length === 0 || station.tables.length === 0) return orphans;
  const rows = new Set(sentencesAndRows(station).flatMap(({ row, hash }) => (row ? [hash] : [])));
  return orphans.filter(({ entry }) => !rows.has(entry.h));
}

/** Of a station that is missing or can't be read. */
export const UNREAD: LedgerStatus = { sentences: [], orphans: [], unread: true };

/** How much of a station is checked. */
export interface Coverage {
  /** Facts and definitions that are fresh and have a citation that supports them. */
  readonly covered: number;
  /** All facts and definitions. */
  readonly due: number;
  /** Sentences without a role: any of them may be a fact. */
  readonly unclassified: number;
  /** Other sentences that are not as they were when they were looked at, and lines whose sentence is gone. */
  readonly outdated: number;
  /** Stations that are missing or can't be read: each may hold any number of facts. */
  readonly unread: number;
}

export const NO_COVERAGE: Coverage = { covered: 0, due: 0, unclassified: 0, outdated: 0, unread: 0 };

export function coverageOf({ sentences, orphans, unread }: LedgerStatus): Coverage {
  let [covered, due, unclassified, outdated] = [0, 0, 0, orphans.length];
  for (const { line, state, reason } of sentences) {
    const role = line?.entry.role;
    const isUnsorted = reason?.kind === "lacks" && reason.what === "sorter";
    if (role === undefined || isUnsorted || (state === "proposed" && !needsCitation(role))) unclassified++;
    else if (needsCitation(role)) {
      due++;
      if (isFresh(state)) covered++;
    } else if (!isFresh(state)) outdated++;
  }
  return { covered, due, unclassified, outdated, unread: unread ? 1 : 0 };
}

/** The coverage of several stations together. */
export function sumOfCoverages(coverages: readonly Coverage[]): Coverage {
  return coverages.reduce(
    (sum, each) => ({
      covered: sum.covered + each.covered,
      due: sum.due + each.due,
      unclassified: sum.unclassified + each.unclassified,
      outdated: sum.outdated + each.outdated,
      unread: sum.unread + each.unread,
    }),
    NO_COVERAGE,
  );
}

/** Whether a sentence says what it said when it was looked at, wherever it stands. */
export function isFresh(state: SentenceState): boolean {
  return state === "fresh" || state === "moved";
}

type Status = Pick<SentenceStatus, "state" | "reason">;

/** The first that holds: what weighs more stands above. */
function statusOf(
  station: Station,
  known: LedgerSentence,
  { line, exact, moved }: Anchor,
  ordinary: () => ReadonlySet<string>,
  options: StatusOptions,
): Status {
  const { text, sentence } = known;
  const { entry } = line;
  if (!line.intact) return { state: "stale", reason: { kind: "broken-line" } };
  const change = exact ? undefined : sentenceChange(entry.text, text, ordinary(), sentence.passage.language);
  if (change?.kind === "meaning") return { state: "stale", reason: { kind: "meaning", words: change.words } };
  if (change?.kind === "rewritten") return { state: "stale", reason: { kind: "rewritten" } };
  if (entry.disputed !== undefined) return { state: "disputed", reason: { kind: "disputed", why: entry.disputed } };
  const refuting = entry.cites.find(({ verdict }) => verdict === "refutes");
  if (refuting) return { state: "disputed", reason: { kind: "refuted", key: refuting.key } };
  const lack = lackOf(entry, sentence.passage.language, options);
  if (lack) return { state: "missing", reason: lack };
  const lost = lostQuote(entry, sentence.passage.language, options);
  if (lost) return { state: "stale", reason: lost };
  const proposed = isProposal(entry);
  // Whoever accepts a proposal signs for it, and has the text cite its source; what else it lacks would be lacking afterwards.
  const asked = proposed ? { ...options, cited: false, methods: [], independent: false } : options;
  const short = needsCitation(entry.role!) ? shortfallOf(station, known, entry, asked) : undefined;
  if (short) return { state: short.kind === "retracted" ? "stale" : "missing", reason: short };
  if (!proposed && !needsCitation(entry.role!) && !counts(entry, options))
    return { state: "missing", reason: { kind: "lacks", what: "sorter" } };
  if (proposed) return { state: "proposed", reason: { kind: "proposal", by: entry.by ?? "" } };
  const since = expiredSince(entry, options);
  if (since) return { state: "expired", reason: { kind: "expired", since } };
  if (change) return { state: "drift-minor", reason: undefined };
  const leaning = options.namesOf && leaningChange(station, known, entry, options.namesOf);
  if (leaning) return { state: "drift-minor", reason: { kind: "leaning", ...leaning } };
  return { state: moved ? "moved" : "fresh", reason: undefined };
}

function lackOf(entry: LedgerEntry, language: Language, { today }: StatusOptions): StatusReason | undefined {
  const { role, cites, by, at, restsOn } = entry;
  const lacks = (what: (StatusReason & { kind: "lacks" })["what"]) => ({ kind: "lacks", what }) as const;
  if (role === undefined) return lacks("role");
  const isSigned = by !== undefined && namesSomebody(by, language) && at !== undefined;
  if (needsCitation(role)) {
    if (cites.length === 0) return lacks("citation");
    if (!cites.some(({ verdict }) => verdict === "supports")) return lacks("support");
    if (!isSigned) return lacks("verifier");
  } else if (!isSigned) return lacks("sorter");
  if (isFuture(at, today)) return { kind: "future", at };
  return role === "synthesis" && restsOn.length === 0 ? lacks("grounds") : undefined;
}

/** Whether a day has not begun anywhere yet: east of here it may be tomorrow. */
function isFuture(at: string, today: string): boolean {
  return today !== "" && Date.parse(`${at.slice(0, 10)}T00:00:00Z`) > Date.parse(`${today}T00:00:00Z`) + DAY;
}

const DAY = 86_400_000;

/**
 * What a verification is short of to count: one of the sources that support the sentence must have everything, and the first
 * one's shortfall is said.
 */
function shortfallOf(
  station: Station,
  { sentence, row }: LedgerSentence,
  { cites, by, method }: LedgerEntry,
  options: StatusOptions,
): StatusReason | undefined {
  const cited = once(() => (row ? keysCitedForRow(station, row) : keysCitedFor(station, sentence)));
  const shortfalls = cites
    .filter(({ verdict }) => verdict === "supports")
    .map((cite) => citeShortfall(cite, cited, station.language, options));
  if (!shortfalls.includes(undefined)) return shortfalls[0];
  if (!counts({ method, by }, options)) return { kind: "method", method: isProgram(by!) ? by : method };
  return options.independent && isAuthor(station, by!) ? { kind: "author", by: by! } : undefined;
}

/** Whether the way in which somebody looked counts. */
function counts({ method, by }: Pick<LedgerEntry, "method" | "by">, { methods = [] }: StatusOptions): boolean {
  const isPersonal = PERSONAL_METHODS.some((each) => each === method);
  return methods.length === 0 || (methods.includes(method ?? "") && !(isPersonal && isProgram(by ?? "")));
}

function citeShortfall(
  { key, loc, evidence }: Cite,
  citedKeys: () => ReadonlySet<string>,
  language: Language,
  { sources, retracted, textOf, quote, stored, cited }: StatusOptions,
): StatusReason | undefined {
  const source = sources?.get(key);
  if (sources && !source) return { kind: "unknown-source", key, instead: nearestName(key, [...sources.keys()]) };
  if (source?.retracted || retracted?.has(key)) return { kind: "retracted", key };
  if (cited && !citedKeys().has(key)) return { kind: "uncited", key };
  if (quote && !(evidence && loc && namesSomething(loc, language))) return { kind: "lacks", what: "quote" };
  // Quotes in texts that are stored have been looked up by now.
  return stored && !(evidence && textOf?.(key)) ? { kind: "no-text", key } : undefined;
}

/** Whether the place of a quote has a letter or a number: a dash names none, and neither does “p. ?”. */
function namesSomething(loc: string, { structure }: Language): boolean {
  return /[\p{L}\p{N}]/u.test(loc) && !/\?\s*$/.test(loc) && !structure.isNobody(loc);
}

/** A quote that supports a sentence, and that its source's stored text does not hold. */
function lostQuote({ cites }: LedgerEntry, language: Language, { textOf }: StatusOptions): StatusReason | undefined {
  if (!textOf) return undefined;
  for (const { key, verdict, evidence } of cites) {
    const source = verdict === "supports" && evidence ? textOf(key) : undefined;
    if (!source) continue;
    const { found, changed, denial } = checkEvidence(source, evidence!, language);
    if (denial) return { kind: "denied", key, words: denial };
    if (!found || changed) return { kind: "quote", key, words: changed ?? [] };
  }
  return undefined;
}

function expiredSince({ role, at, expires }: LedgerEntry, { today, days }: StatusOptions): string | undefined {
  if (expires !== undefined && expires.slice(0, 10) < today) return expires.slice(0, 10);
  if (!days || at === undefined || role === undefined || !needsCitation(role)) return undefined;
  const last = Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + days * DAY;
  return last < Date.parse(`${today}T00:00:00Z`) ? new Date(last).toISOString().slice(0, 10) : undefined;
}

/** A synthesis is as good as the sentences it rests on, those that rest on others included; in a circle none is good. */
function withGrounds(statuses: readonly SentenceStatus[]): readonly SentenceStatus[] {
  const good = new Set<string>();
  const resting = new Map<string, { readonly hash: string; waiting: number }[]>();
  const fresh: string[] = [];
  for (const { sentence, line, state } of statuses) {
    if (!line || !isFresh(state)) continue;
    const grounds = groundsOf(line.entry);
    // A synthesis that rests on nothing lacks grounds, and an opinion or an example proves nothing.
    if (needsCitation(line.entry.role!)) fresh.push(sentence.hash);
    const node = { hash: sentence.hash, waiting: grounds.length };
    for (const ground of grounds) addTo(resting, ground, node);
  }
  for (let hash = fresh.pop(); hash !== undefined; hash = fresh.pop()) {
    if (good.has(hash)) continue;
    good.add(hash);
    for (const node of resting.get(hash) ?? []) if (--node.waiting === 0) fresh.push(node.hash);
  }
  if (resting.size === 0) return statuses;
  return statuses.map((status) => {
    if (!status.line || !(isFresh(status.state) || status.state === "drift-minor")) return status;
    const hashes = groundsOf(status.line.entry).filter((hash) => !good.has(hash));
    return hashes.length ? { ...status, state: "stale", reason: { kind: "grounds", hashes } } : status;
  });
}

function groundsOf({ role, restsOn }: LedgerEntry): readonly string[] {
  return role === "synthesis" ? [...new Set(restsOn)] : [];
}

/** The words in lower case of a station and its ledger: a word with a capital that is among them is hardly a name. */
function ordinaryWords(sentences: readonly LedgerSentence[], ledger: Ledger): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string) => {
    for (const { text: word } of wordsOf(text)) if (!/\p{Lu}/u.test(word)) words.add(word);
  };
  for (const { text } of sentences) add(text);
  for (const { entry } of ledger.entries) add(entry.text);
  return words;
}
