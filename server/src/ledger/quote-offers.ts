import { splitSentences } from "../syntax/sentences.ts";
import type { Range } from "../text/range.ts";
import { isQuotable, quoteAt, type SourceText } from "./evidence.ts";
import type { Evidence } from "./ledger-entry.ts";

/** How a source stands to a sentence: the words of its stored text that may say the same. */
export interface QuoteOffer {
  readonly evidence: Evidence;
  /** From 0 to 1: how much of what was looked for is there. */
  readonly score: number;
}

/** The sentences of a source's text that share most words with a sentence, best first. */
export function quoteOffers(source: SourceText, sentence: string, most = 6): readonly QuoteOffer[] {
  const wanted = wordSet(sentence);
  const offers = [...paragraphs(source.text)].flatMap(({ start, end }) =>
    splitSentences(source.text.slice(start, end)).map((range) => {
      const at = { start: start + range.start, end: start + range.end };
      const words = wordSet(source.text.slice(at.start, at.end));
      let shared = 0;
      for (const word of wanted) if (words.has(word)) shared++;
      return { at, score: wanted.size ? shared / wanted.size : 0 };
    }),
  );
  return offers
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at.start - b.at.start)
    .slice(0, most)
    .map(({ at, score }) => ({ evidence: quoteAt(source, at), score }))
    .filter(({ evidence }) => isQuotable(evidence.exact));
}

function* paragraphs(text: string): Generator<Range> {
  let start = 0;
  for (const gap of text.matchAll(/\n[ \t\r]*\n/g)) {
    yield { start, end: gap.index };
    start = gap.index + gap[0].length;
  }
  yield { start, end: text.length };
}

/** The words that carry the meaning: short ones stand in every sentence. */
function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}|\p{N}+/gu));
}
