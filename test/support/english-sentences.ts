import retextEnglish from "retext-english";
import { unified } from "unified";
import { type Range, slice } from "../../server/src/text/range.ts";

/** What retext-english gives: text, paragraph and sentence nodes with offsets. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

const english = unified().use(retextEnglish);

/**
 * The sentences of a text as retext-english sees them, with those put together again that it ends after an abbreviation
 * it does not know: a second opinion, which knows nothing of our own splitter.
 * @param masked the text with `MASK` over what is not prose
 * @param text the same text without masks
 */
export function englishSentences(masked: string, text: string = masked): readonly Range[] {
  const readable = masked.replace(/\uFFFC+/g, (run, at: number) => (text[at] === "[" ? " " : "X").repeat(run.length));
  const sentences: Range[] = [];
  for (const { type, position } of (english.parse(readable) as Node).children!.flatMap(
    ({ children }) => children ?? [],
  )) {
    if (type !== "SentenceNode") continue;
    const range = { start: position!.start.offset!, end: position!.end.offset! };
    const previous = sentences.at(-1);
    const merged = previous && goesOn(slice(readable, previous), slice(readable, range));
    if (merged) sentences[sentences.length - 1] = { start: previous.start, end: range.end };
    else sentences.push(range);
  }
  return sentences;
}

function goesOn(before: string, after: string): boolean {
  return ABBREVIATION.test(before) || (BEFORE_NUMBER.test(before) && /^(?:\d|[IVXLC]+\b)/.test(after));
}

/** Abbreviations, beyond those that retext-english knows, that a sentence goes on after. */
const ABBREVIATION =
  /(?:^|[\s("“‘[])(?:Prof|Rev|Sen|Rep|Gen|Col|Lt|Capt|Sgt|Brig|Gov|Hon|Messrs|Msgr|Fr|St|Mt|e\.g|i\.e|vs|v|cf|ca|approx|est|incl|resp|Dept|Univ|al)\.$/;

/** Abbreviations that a sentence goes on after if a number follows. */
const BEFORE_NUMBER =
  /(?:^|[\s("“‘[])(?:figs?|nos?|arts?|pp?|paras?|vols?|chs?|secs?|eqs?|op|rte|apt|rs|c|fri|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$/i;
