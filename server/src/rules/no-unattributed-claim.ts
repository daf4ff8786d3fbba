import { isProse } from "../station/station.ts";
import { wordKindByLanguage } from "../syntax/lexicon.ts";
import { MASK, sourceRange } from "../syntax/prose.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-unattributed-claim",
  group: "Sources and claims",
  kind: "form",
  summary: "Claims that name experts or studies, and figures, have a citation.",
  why: `“Most experts agree” asks the reader to trust people who are not named, and a percentage without a source can't be
checked. The phrases follow Wikipedia's guideline on unsupported attributions (Manual of Style, “Words to watch”). A figure
counts where it is a percentage, or comes with “million” or more; worked examples (“suppose”, “for example”) do not.`,
  severity: "information",
  needs: "language",
  options: {},
  *check(station) {
    const { unattributed, figure, example } = station.language.claims;
    for (const passage of station.passages) {
      if (!isProse(passage) || passage.role === "key-term") continue;
      const { words, sentences } = passage;
      if (!(words.kinds & CLAIMS) && !figure?.signs.some((sign) => passage.prose.masked.includes(sign))) continue;
      for (const sentence of sentences) {
        const masked = passage.prose.masked.slice(sentence.start, sentence.end);
        if (isCited(passage.prose.text.slice(sentence.start, sentence.end), masked)) continue;
        if (station.text.slice(sentence.range.start, sentence.range.end).includes("[^")) continue;
        const said = unattributed?.pattern.exec(masked);
        const match = said ?? (example?.test(masked) ? undefined : figure?.pattern.exec(masked));
        if (!match) continue;
        const start = sentence.start + match.index;
        yield {
          range: sourceRange(passage.prose, start, start + match[0].length),
          message: said
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

/** The words that every such claim has one of, but for figures with a sign. */
const CLAIMS = wordKindByLanguage(
  ({ claims }, word) => claims.unattributed?.isSignal(word) || claims.figure?.isSignal(word) || false,
);

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
