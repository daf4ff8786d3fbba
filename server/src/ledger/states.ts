import type { Language } from "../language/language.ts";
import type { Station } from "../station/station.ts";
import { wordsOf } from "../syntax/words.ts";
import { addTo } from "../text/groups.ts";
import { once } from "../text/once.ts";
import { type Anchor, anchorEntries } from "./anchoring.ts";
import { checkEvidence, type SourceText } from "./evidence.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import type { EntryLine, Ledger } from "./ledger-file.ts";
import { type LedgerSentence, ledgerSentences } from "./ledger-sentences.ts";
import { isProposal } from "./proposals.ts";
import { needsCitation } from "./roles.ts";
import { type ChangedWord, sentenceChange } from "./sentence-change.ts";

/**
 * How a sentence stands to its line in the ledger.
 * - `fresh`: it says what it said when it was looked at, and nothing is missing.
 * - `moved`: the same, but its line stands elsewhere.
 * - `drift-minor`: it differs a little, and a person should look at it.
 * - `proposed`: a program has recorded it, and no person has accepted that yet.
 * - `stale`: it says something else, or what it rests on does, or its quote is not in its source.
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
  /** What its line, or it, does not have yet. */
  | { readonly kind: "lacks"; readonly what: "line" | "role" | "citation" | "support" | "verifier" | "grounds" }
  | { readonly kind: "disputed"; readonly why: string }
  /** The key of a source whose stored text does not hold the quote any more, and what stands there instead. */
  | { readonly kind: "quote"; readonly key: string; readonly words: readonly ChangedWord[] }
  /** The key of a source that refutes it. */
  | { readonly kind: "refuted"; readonly key: string }
  /** The program whose record no person has accepted yet. */
  | { readonly kind: "proposal"; readonly by: string }
  /** The day since which it no longer holds. */
  | { readonly kind: "expired"; readonly since: string };

export interface LedgerStatus {
  /** All sentences of the station in order. */
  readonly sentences: readonly SentenceStatus[];
  readonly orphans: readonly EntryLine[];
}

export interface StatusOptions {
  /** The day on which this is asked, as `2026-11-23`. */
  readonly today: string;
  /** For how many days a check holds that says nothing of it; undefined for ever. */
  readonly days?: number | undefined;
  /** The stored text of a source, in which quotes have to stand; a source without one is not looked into. */
  readonly textOf?: ((key: string) => SourceText | undefined) | undefined;
}

/** How each sentence of a station stands to the station's ledger. */
export function ledgerStatus(station: Station, ledger: Ledger, options: StatusOptions): LedgerStatus {
  const sentences = ledgerSentences(station);
  const { anchors, orphans } = anchorEntries(sentences, ledger.entries);
  const ordinary = once(() => ordinaryWords(sentences, ledger));
  const statuses = sentences.map((sentence, index): SentenceStatus => {
    const anchor = anchors[index];
    if (!anchor) return { sentence, line: undefined, state: "missing", reason: { kind: "lacks", what: "line" } };
    return { sentence, line: anchor.line, ...statusOf(sentence, anchor, ordinary, options) };
  });
  return { sentences: withGrounds(statuses), orphans };
}

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
}

export function coverageOf({ sentences, orphans }: LedgerStatus): Coverage {
  let [covered, due, unclassified, outdated] = [0, 0, 0, orphans.length];
  for (const { line, state } of sentences) {
    const role = line?.entry.role;
    if (role === undefined || (state === "proposed" && !needsCitation(role))) unclassified++;
    else if (needsCitation(role)) {
      due++;
      if (isFresh(state)) covered++;
    } else if (!isFresh(state)) outdated++;
  }
  return { covered, due, unclassified, outdated };
}

/** Whether a sentence says what it said when it was looked at, wherever it stands. */
export function isFresh(state: SentenceState): boolean {
  return state === "fresh" || state === "moved";
}

type Status = Pick<SentenceStatus, "state" | "reason">;

/** The first that holds: what weighs more stands above. */
function statusOf(
  { text, sentence }: LedgerSentence,
  { line, exact, moved }: Anchor,
  ordinary: () => ReadonlySet<string>,
  options: StatusOptions,
): Status {
  const { entry } = line;
  if (!line.intact) return { state: "stale", reason: { kind: "broken-line" } };
  const change = exact ? undefined : sentenceChange(entry.text, text, ordinary(), sentence.passage.language);
  if (change?.kind === "meaning") return { state: "stale", reason: { kind: "meaning", words: change.words } };
  if (change?.kind === "rewritten") return { state: "stale", reason: { kind: "rewritten" } };
  if (entry.disputed !== undefined) return { state: "disputed", reason: { kind: "disputed", why: entry.disputed } };
  const refuting = entry.cites.find(({ verdict }) => verdict === "refutes");
  if (refuting) return { state: "disputed", reason: { kind: "refuted", key: refuting.key } };
  const what = lackOf(entry);
  if (what) return { state: "missing", reason: { kind: "lacks", what } };
  const lost = lostQuote(entry, sentence.passage.language, options);
  if (lost) return { state: "stale", reason: lost };
  if (isProposal(entry)) return { state: "proposed", reason: { kind: "proposal", by: entry.by ?? "" } };
  const since = expiredSince(entry, options);
  if (since) return { state: "expired", reason: { kind: "expired", since } };
  if (change) return { state: "drift-minor", reason: undefined };
  return { state: moved ? "moved" : "fresh", reason: undefined };
}

function lackOf({ role, cites, by, at, restsOn }: LedgerEntry): (StatusReason & { kind: "lacks" })["what"] | undefined {
  if (role === undefined) return "role";
  if (role === "synthesis" && restsOn.length === 0) return "grounds";
  if (!needsCitation(role)) return undefined;
  if (cites.length === 0) return "citation";
  if (!cites.some(({ verdict }) => verdict === "supports")) return "support";
  return by === undefined || at === undefined ? "verifier" : undefined;
}

/** A quote that supports a sentence, and that its source's stored text does not hold. */
function lostQuote({ cites }: LedgerEntry, language: Language, { textOf }: StatusOptions): StatusReason | undefined {
  if (!textOf) return undefined;
  for (const { key, verdict, evidence } of cites) {
    const source = verdict === "supports" && evidence ? textOf(key) : undefined;
    if (!source) continue;
    const { found, changed } = checkEvidence(source, evidence!, language);
    if (!found || changed) return { kind: "quote", key, words: changed ?? [] };
  }
  return undefined;
}

function expiredSince({ role, at, expires }: LedgerEntry, { today, days }: StatusOptions): string | undefined {
  if (expires !== undefined && expires.slice(0, 10) < today) return expires.slice(0, 10);
  if (days === undefined || at === undefined || role === undefined || !needsCitation(role)) return undefined;
  const last = Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + Math.max(0, days) * 86_400_000;
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
    if (grounds.length === 0) fresh.push(sentence.hash);
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
