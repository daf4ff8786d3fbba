import { isProse } from "../station/station.ts";
import { wordKind } from "../syntax/lexicon.ts";
import { MASK, sourceRange } from "../syntax/prose.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-unattributed-claim",
  group: "Sources and claims",
  summary: "Claims in the name of experts or studies, and figures, carry a citation.",
  why: `“Most experts agree” asks the reader to trust people who are not named, and a percentage without a source can't be
checked. The phrases follow Wikipedia's guideline on unsupported attributions (Manual of Style, “Words to watch”). A figure
counts where it is a percentage, or comes with “million” or more; worked examples (“suppose”, “for example”) do not.`,
  severity: "information",
  options: {},
  *check(station) {
    for (const passage of station.passages) {
      if (!isProse(passage) || passage.role === "key-term") continue;
      const { words, sentences } = passage;
      if (!(words.kinds & (CLAIMS | AMOUNTS)) && !passage.prose.masked.includes("%")) continue;
      for (const sentence of sentences) {
        const masked = passage.prose.masked.slice(sentence.start, sentence.end);
        if (isCited(passage.prose.text.slice(sentence.start, sentence.end), masked)) continue;
        if (station.text.slice(sentence.range.start, sentence.range.end).includes("[^")) continue;
        const match = PHRASE.exec(masked) ?? (EXAMPLE.test(masked) ? null : FIGURE.exec(masked));
        if (!match) continue;
        const start = sentence.start + match.index;
        yield {
          range: sourceRange(passage.prose, start, start + match[0].length),
          message: PHRASE.test(match[0])
            ? `Who says so? “${match[0]}” names no source. Please cite one, or say it in your own name.`
            : `Where does “${match[0]}” come from? Please cite a source.`,
        };
      }
    }
  },
});

/** Whether a citation or a link stands in the sentence. */
function isCited(text: string, masked: string): boolean {
  return /\[[^[\]]*@/.test(text) || (masked.includes(MASK) && /@[\p{L}\p{N}_{]/u.test(text));
}

const PHRASE =
  /\b(?:(?:most|many|some|several|leading|numerous|all)\s(?:experts?|scientists?|researchers?|scholars?|critics?|historians?|economists?|doctors?|studies)(?:\s(?:agree|say|believe|claim|argue|think|show|suggest|find|found))?|(?:studies|research|evidence|science|statistics|surveys?)\s(?:show|shows|suggest|suggests|prove|proves|has shown|have shown|indicate|indicates|confirm|confirms)|experts\s(?:agree|say|believe|claim|argue|recommend)|it is (?:widely|commonly|generally) (?:believed|known|accepted|thought|held|agreed)|according to (?:experts|studies|research|scientists|researchers))\b/i;
/** The words that every such phrase, and every such figure but those with a sign, has one of. */
const CLAIMS = wordKind((word) =>
  /(?:^|['’])(?:experts?|scientists?|researchers?|scholars?|critics?|historians?|economists?|doctors?|studies|research|evidence|science|statistics|surveys?|believed|known|accepted|thought|held|agreed)(?:['’]|$)/i.test(
    word,
  ),
);
const AMOUNTS = wordKind((word) => /(?:percent|cent|[mb]illion|trillion)(?:['’]|$)/i.test(word));

const FIGURE = /(?<![\p{L}\p{N}.,])(?:\d[\d,.]*\d|\d)\s?(?:%|percent\b|per cent\b|(?:million|billion|trillion)\b)/iu;
const EXAMPLE =
  /\b(?:suppose|imagine|for example|for instance|e\.g\.|say,|let us|let's|if|would|could|picture|assume)\b/i;

export const examples: readonly Example[] = [
  {
    title: "Nameless experts, and a figure from nowhere",
    text: `
      # Rain

      Most experts agree that rain is wet. Studies show it. About 71 percent of the Earth is under water.
      ^^^^^^^^^^^^^^^^^^ Who says so? “Most experts agree” names no source. Please cite one, or say it in your own name.
                                           ^^^^^^^^^^^^ Who says so? “Studies show” names no source. Please cite one, or say it in your own name.
                                                                  ^^^^^^^^^^ Where does “71 percent” come from? Please cite a source.
    `,
  },
  {
    title: "Claims with a citation, and figures that are examples",
    text: `
      # Rain

      Most experts agree [@noah, p. 4]. About 71 percent is water.[^1] Suppose that 10 percent of it rains. Version 2.0 has 50 pages.

      [^1]: See the atlas.
    `,
  },
];
