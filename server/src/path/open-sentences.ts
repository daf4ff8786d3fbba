import { type QuoteOffer, quoteOffers } from "../ledger/quote-offers.ts";
import { needsCitation } from "../ledger/roles.ts";
import { isFresh, type SentenceStatus } from "../ledger/states.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { keysCitedBy, roleOf, statusOf, stopsOnce } from "./verification.ts";

/** A sentence that waits for someone, with what may help to verify it. */
export interface OpenSentence {
  readonly path: LearningPath;
  readonly stop: Stop;
  readonly status: SentenceStatus;
  /** The keys of the sources that it cites, in the text or in its ledger. */
  readonly keys: readonly string[];
  /** Words of stored texts that may say the same, best first: of the sources that it cites, or else of all. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate extends QuoteOffer {
  /** The key of the source. */
  readonly key: string;
}

/** Whether a sentence waits for someone. */
export function isOpen({ pathFile }: LearningPath, status: SentenceStatus): boolean {
  if (isFresh(status.state)) return false;
  return status.line !== undefined || pathFile?.tier === "premium" || needsCitation(roleOf(status));
}

/** At most this many candidates are listed of a sentence, as many as the editor offers of a source. */
const MOST_CANDIDATES = 6;

/** The sentences of paths that wait for someone, in order; those of a station on several paths once. */
export function openSentences(paths: readonly LearningPath[], today: string): readonly OpenSentence[] {
  return stopsOnce(paths).flatMap(({ path, stop }) =>
    statusOf(path, stop, { today })
      .sentences.filter((status) => isOpen(path, status))
      .map((status) => openSentence(path, stop, status)),
  );
}

function openSentence(path: LearningPath, stop: Stop, status: SentenceStatus): OpenSentence {
  const { line, sentence } = status;
  const cited = keysCitedBy(path, stop, sentence);
  const keys = [...new Set([...cited, ...(line?.entry.cites.map(({ key }) => key) ?? [])])];
  const wanted = !needsCitation(roleOf(status)) ? [] : keys.length ? keys : [...path.sources.keys()];
  const candidates = wanted.flatMap((key) => {
    const text = path.sources.get(key)?.retracted ? undefined : path.sourceText(key);
    return text ? quoteOffers(text, sentence.text, MOST_CANDIDATES).map((offer) => ({ key, ...offer })) : [];
  });
  return {
    path,
    stop,
    status,
    keys,
    candidates: candidates.sort((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES),
  };
}
