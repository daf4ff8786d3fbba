import { wordsOf } from "../syntax/words.ts";
import { firstFrom } from "../text/first-from.ts";
import { longestAscending } from "../text/longest-ascending.ts";
import { once } from "../text/once.ts";
import type { EntryLine } from "./ledger-file.ts";
import { type Context, contextOf, type LedgerSentence } from "./ledger-sentences.ts";
import { similarity, type Trigrams, trigramsOf } from "./similarity.ts";

/** Which line of a ledger speaks of which sentence. Each speaks of one, and of each sentence one speaks. */
export interface Anchoring {
  /** By the sentences' places. */
  readonly anchors: readonly (Anchor | undefined)[];
  /** The lines whose sentence is gone. */
  readonly orphans: readonly EntryLine[];
}

export interface Anchor {
  readonly line: EntryLine;
  /** Whether the sentence says the same to the letter. */
  readonly exact: boolean;
  /** Whether it stands elsewhere among its neighbors than its line does. */
  readonly moved: boolean;
}

/**
 * Finds the sentence of each line: by its hash, where several are alike by what stands around them and then by the nearest
 * place; else the sentence that is most like it. Time grows with the text: nothing is compared with everything.
 */
export function anchorEntries(sentences: readonly LedgerSentence[], lines: readonly EntryLine[]): Anchoring {
  const found: (number | undefined)[] = new Array(lines.length).fill(undefined);
  const taken = new Set<number>();
  anchorExactly(sentences, lines, found, taken);
  const exact = new Set(found.flatMap((index, rank) => (index === undefined ? [] : [rank])));
  if (exact.size < lines.length && taken.size < sentences.length) anchorSimilar(sentences, lines, found, taken);
  const staying = longestAscending(found.map((index) => index ?? -1));
  const anchors: (Anchor | undefined)[] = new Array(sentences.length).fill(undefined);
  found.forEach((index, rank) => {
    if (index === undefined) return;
    anchors[index] = { line: lines[rank]!, exact: exact.has(rank), moved: !staying.has(rank) };
  });
  return { anchors, orphans: lines.filter((_, rank) => found[rank] === undefined) };
}

/** For each line, by its place, the place of its sentence. */
type Found = (number | undefined)[];

function anchorExactly(
  sentences: readonly LedgerSentence[],
  lines: readonly EntryLine[],
  found: Found,
  taken: Set<number>,
): void {
  const byHash = new Map<string, { places: number[]; ranks: number[] }>();
  for (const { hash, index } of sentences) {
    const group = byHash.get(hash);
    if (group) group.places.push(index);
    else byHash.set(hash, { places: [index], ranks: [] });
  }
  lines.forEach(({ entry, intact }, rank) => {
    if (intact) byHash.get(entry.h)?.ranks.push(rank);
  });
  const take = (rank: number, place: number) => {
    found[rank] = place;
    taken.add(place);
  };
  for (const { places, ranks } of byHash.values()) {
    if (ranks.length === 0) continue;
    let free = places;
    let waiting = ranks;
    if (places.length > 1) {
      const around = new Map<string, number[]>();
      for (const place of [...places].reverse()) {
        const { prefix, suffix } = contextOf(sentences, place);
        const key = `${prefix}\n${suffix}`;
        around.set(key, [...(around.get(key) ?? []).slice(-MOST_ALIKE), place]);
      }
      for (const rank of ranks) {
        const place = around.get(`${lines[rank]!.entry.prefix}\n${lines[rank]!.entry.suffix}`)?.pop();
        if (place !== undefined) take(rank, place);
      }
      const left = () => {
        free = places.filter((place) => !taken.has(place));
        waiting = ranks.filter((rank) => found[rank] === undefined);
      };
      left();
      if (free.length * waiting.length <= MOST_PAIRS) {
        for (const [rank, place] of byContext(sentences, lines, waiting, free)) take(rank, place);
        left();
      }
    }
    // In order, each to the nearest place that leaves enough for those that follow.
    let next = 0;
    waiting.slice(0, free.length).forEach((rank, at, all) => {
      const last = free.length - (all.length - at);
      while (next < last && Math.abs(free[next + 1]! - rank) <= Math.abs(free[next]! - rank)) next++;
      take(rank, free[next++]!);
    });
  }
}

/** Where more lines meet more sentences that say the same, order has to do. */
const MOST_PAIRS = 400;

/** Lines and sentences that say the same, each line with the sentence whose surroundings are most like its own. */
function byContext(
  sentences: readonly LedgerSentence[],
  lines: readonly EntryLine[],
  ranks: readonly number[],
  places: readonly number[],
): readonly (readonly [rank: number, place: number])[] {
  const around = places.map((place) => ({ place, ...contextTrigrams(contextOf(sentences, place)) }));
  const pairs = ranks.flatMap((rank) => {
    const own = contextTrigrams(lines[rank]!.entry);
    return around.map(({ place, prefix, suffix }) => {
      const alike = similarity(own.prefix, prefix) + similarity(own.suffix, suffix);
      return { rank, place, alike, away: Math.abs(place - rank) };
    });
  });
  pairs.sort((a, b) => b.alike - a.alike || a.away - b.away || a.rank - b.rank || a.place - b.place);
  const used = { ranks: new Set<number>(), places: new Set<number>() };
  return pairs.flatMap(({ rank, place }) => {
    if (used.ranks.has(rank) || used.places.has(place)) return [];
    used.ranks.add(rank);
    used.places.add(place);
    return [[rank, place] as const];
  });
}

function contextTrigrams({ prefix, suffix }: Context): { readonly prefix: Trigrams; readonly suffix: Trigrams } {
  return { prefix: trigramsOf(prefix), suffix: trigramsOf(suffix) };
}

/** Sentences that even have the same neighbors are told apart by their order. */
const MOST_ALIKE = 50;

/** How much the parts of a likeness weigh: those that Hypothes.is gives quote, prefix, suffix and position. */
const WEIGHTS = { text: 50, prefix: 20, suffix: 20, position: 2 };
const ALL_WEIGHTS = WEIGHTS.text + WEIGHTS.prefix + WEIGHTS.suffix + WEIGHTS.position;

/** What is less alike is another sentence (our judgement: half of a sentence that was split in two is found). */
const LEAST_ALIKE = { text: 0.4, all: 0.45 };

/** How many sentences a line is compared with: those with most rare words in common, and those where it was. */
const MOST_CANDIDATES = { words: 4, places: 4 };

/** A word that more sentences than this have leads to none of them. */
const COMMON = 30;

/** How many of a line's words are looked for, the rarest. */
const MOST_WORDS = 12;

function anchorSimilar(
  sentences: readonly LedgerSentence[],
  lines: readonly EntryLine[],
  found: Found,
  taken: Set<number>,
): void {
  const free = sentences.filter(({ index }) => !taken.has(index));
  const byWord = new Map<string, number[]>();
  free.forEach(({ text }, at) => {
    for (const word of distinctWords(text)) {
      const list = byWord.get(word);
      if (!list) byWord.set(word, [at]);
      else if (list.length <= COMMON) list.push(at);
    }
  });
  const trigrams = free.map(({ text }) => once(() => trigramsOf(text)));
  const around = free.map(({ index }) => once(() => contextTrigrams(contextOf(sentences, index))));
  const pairs: { readonly rank: number; readonly at: number; readonly score: number }[] = [];
  const shares = sentences.length / Math.max(1, lines.length);
  let before = { rank: -1, place: -1 };
  lines.forEach(({ entry }, rank) => {
    const exact = found[rank];
    if (exact !== undefined) {
      before = { rank, place: exact };
      return;
    }
    const own: Trigrams = trigramsOf(entry.text);
    const { prefix, suffix } = contextTrigrams(entry);
    const expected = before.place + (rank - before.rank);
    const next = firstFrom(free.length, (at) => free[at]!.index >= expected);
    const candidates = new Set(byWords(entry.text, byWord));
    for (let at = next - MOST_CANDIDATES.places / 2; at < next + MOST_CANDIDATES.places / 2; at++)
      if (at >= 0 && at < free.length) candidates.add(at);
    for (const at of candidates) {
      const text = similarity(own, trigrams[at]!());
      if (text < LEAST_ALIKE.text) continue;
      const context = around[at]!();
      const away = Math.abs(free[at]!.index - rank * shares) / Math.max(1, sentences.length);
      const score =
        (WEIGHTS.text * text +
          WEIGHTS.prefix * similarity(prefix, context.prefix) +
          WEIGHTS.suffix * similarity(suffix, context.suffix) +
          WEIGHTS.position * (1 - Math.min(1, away))) /
        ALL_WEIGHTS;
      if (score >= LEAST_ALIKE.all) pairs.push({ rank, at, score });
    }
  });
  pairs.sort((a, b) => b.score - a.score || a.rank - b.rank || a.at - b.at);
  for (const { rank, at } of pairs) {
    const { index } = free[at]!;
    if (found[rank] !== undefined || taken.has(index)) continue;
    found[rank] = index;
    taken.add(index);
  }
}

/** The sentences that have most of a text's rare words, each word weighing the more the rarer it is. */
function byWords(text: string, byWord: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const lists = distinctWords(text).flatMap((word) => {
    const list = byWord.get(word);
    return list && list.length <= COMMON ? [list] : [];
  });
  const weights = new Map<number, number>();
  for (const list of lists.sort((a, b) => a.length - b.length).slice(0, MOST_WORDS))
    for (const at of list) weights.set(at, (weights.get(at) ?? 0) + 1 / list.length);
  const ranked = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked.slice(0, MOST_CANDIDATES.words).map(([at]) => at);
}

function distinctWords(text: string): readonly string[] {
  return [...new Set(wordsOf(text).map((word) => word.text.toLowerCase()))];
}
