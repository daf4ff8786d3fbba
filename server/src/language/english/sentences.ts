import type { SentenceWords } from "../language.ts";
import { endsWithAbbreviation, isAbbreviation, isNoAbbreviation, startsSentence } from "./abbreviations.ts";

/** What tells where an English sentence ends. */
export const SENTENCES: SentenceWords = {
  isAbbreviation,
  isNoAbbreviation,
  endsWithAbbreviation,
  startsSentence,
  isExclaimed: (word) => EXCLAIMED.has(word),
  saysWhoSpoke: (text) => SPEAKER.test(text),
};

/** Names that end with an exclamation mark. */
const EXCLAIMED = new Set(["Yahoo", "Kahoot", "Jeopardy", "Joomla", "Wham"]);

/** Behind a quotation that asks or exclaims: "France asked". */
const SPEAKER =
  /^(?:(?:\p{Lu}[\p{L}\p{M}.’'-]*)\s+){1,3}(?:said|says|asked|asks|answered|added|begged|wondered|wonders|cried|cries|called|calls|shouted|shouts|exclaimed|exclaims|demanded|demands|insisted|replied|replies|thought|warned|wrote|writes)\b/u;
