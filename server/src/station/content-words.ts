import type { Language } from "../language/language.ts";
import { wordsOf } from "../syntax/words.ts";

/** The stems of the words of a text that carry its topic: no function words, no numbers, nothing shorter than three letters. */
export function topicStems(text: string, { words }: Language): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const { text: word } of wordsOf(text)) {
    const plain = word.toLowerCase();
    if (plain.length < 3 || words.isFunctionWord(plain) || /^\p{N}/u.test(plain)) continue;
    stems.add(words.stemOf(word));
  }
  return stems;
}

/** Whether two sets of stems have one in common. */
export function shareStem(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const stem of few) if (many.has(stem)) return true;
  return false;
}
