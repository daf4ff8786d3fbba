import { wordsOf } from "../syntax/words.ts";
import { wordStem } from "./word-key.ts";

/** English words that say nothing of a topic: articles, pronouns, prepositions, auxiliaries, and the like. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again against all almost along already also although always am among an and any are around
  as at away back be became because become been before behind being below between both bring but by came can come could
  did different do does done down during each either else enough even ever every far few first for from further gave get
  give go had has have he her here hers him his how however i if in instead into is it its itself just keep kind know
  last later least less let like long look made make many may me might mine more most much must my need neither never
  new next no nor not nothing now of off often on once one only onto or other others our ours out over own part per
  perhaps point quite rather really said same saw say see seen several shall she should show shown since small so some
  something station still such take than that the their theirs them then there these they thing this those though three
  through thus to together too took toward towards two under unless until up upon us use used very was way we well were
  what when where whether which while who whole whom whose why will with within without work would yet you your yours
  discussed described explained introduced covered explored learned learn saw met earlier`.split(/\s+/),
);

/** The stems of the words of a text that carry its topic: no function words, no numbers, nothing shorter than three letters. */
export function topicStems(text: string): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const { text: word } of wordsOf(text)) {
    const plain = word.toLowerCase();
    if (plain.length < 3 || FUNCTION_WORDS.has(plain) || /^\p{N}/u.test(plain)) continue;
    stems.add(wordStem(word));
  }
  return stems;
}

/** Whether two sets of stems have one in common. */
export function shareStem(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const stem of few) if (many.has(stem)) return true;
  return false;
}
