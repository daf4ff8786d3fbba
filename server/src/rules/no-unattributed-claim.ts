import { endsInName, namesSource } from "../station/attribution.ts";
import type { Passage } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { wordKindByLanguage } from "../syntax/lexicon.ts";
import { MASK, sourceRange } from "../syntax/prose.ts";
import { once } from "../text/once.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-unattributed-claim",
  group: "Sources and claims",
  kind: "form",
  summary: "Claims that name experts or studies, and figures, have a citation.",
  why: `“Most experts agree” asks the reader to trust people who are not named, and a percentage without a source can't be
checked. The phrases follow Wikipedia's guideline on unsupported attributions (Manual of Style, “Words to watch”). A figure
counts where it is a percentage, or comes with “million” or more, the first time only; worked examples (“suppose”, “for
example”), rates and settings (“at 5% interest”, “zoom to 200%”) do not. Author and year, a name (“according to the World Health
Organization”), a link in the sentence or the one before, and a line “Source: …” below are sources, too.`,
  severity: "information",
  elsewhere: "hint",
  needs: "language",
  options: {},
  *check(station) {
    const { unattributed, figure, example, supposes, isNoClaim, asksForProof } = station.language.claims;
    const { asksToAct } = station.language.structure;
    const seen = new Set<string>();
    let above: Passage | undefined;
    for (const passage of station.passages) {
      if (!isProse(passage) || passage.role === "key-term") continue;
      const { words, sentences, prose, kind } = passage;
      // What a list's lead-in supposes holds for its items.
      const leadIn = kind === "item" || above?.role === "lead-in" ? above : undefined;
      if (kind !== "item") above = passage;
      if (!(words.kinds & CLAIMS) && !figure?.signs.some((sign) => prose.masked.includes(sign))) continue;
      // The first sentence from which on figures are made up.
      const firstExample = once(() => {
        if (leadIn?.sentences.some(({ text }) => supposes(text))) return 0;
        const at = sentences.findIndex(({ text }) => supposes(text));
        return at < 0 ? sentences.length : at;
      });
      for (const [at, sentence] of sentences.entries()) {
        const masked = prose.masked.slice(sentence.start, sentence.end);
        if (isCited(sentence.text, masked) || isQuestion(sentence.text) || asksToAct(sentence.text)) continue;
        if (station.text.slice(sentence.range.start, sentence.range.end).includes("[^")) continue;
        const said = unattributed?.find(masked);
        const match = said ?? figure?.find(masked);
        if (!match || seen.has(match[0].toLowerCase())) continue;
        if (!said && (at >= firstExample() || example?.test(masked))) continue;
        const end = match.index + match[0].length;
        const before = masked.slice(0, match.index);
        if (said ? asksForProof(before) : isNoClaim(before, match[0], masked.slice(end))) continue;
        if (namesSource(station, sentence) || (!said && endsInName(sentence))) continue;
        seen.add(match[0].toLowerCase());
        yield {
          range: sourceRange(prose, sentence.start + match.index, sentence.start + end),
          message: said
            ? `Who says so? “${match[0]}” names no source. Please cite one, or say it in your own name.`
            : `Where does “${match[0]}” come from? Please cite a source.`,
        };
      }
    }
  },
});

function isQuestion(text: string): boolean {
  return /[?？؟]["”’)]*$/.test(text);
}

/** Whether a citation stands in the sentence. */
function isCited(text: string, masked: string): boolean {
  return /\[[^[\]]*@/.test(text) || (masked.includes(MASK) && /@[\p{L}\p{N}_{]/u.test(text));
}

/** The words that every such claim has one of, but for figures with a sign. */
const CLAIMS = wordKindByLanguage(
  ({ claims }, word) => claims.unattributed?.isSignal(word) || claims.figure?.isSignal(word) || false,
);

export const examples: readonly Example[] = [
  {
    title: "A name in parentheses, and figures of the text itself",
    text: `
      # Rain

      Some 41% of it runs off (World Meteorological Organization). A part of 42% stays (WMO).

      - Rivers: 18 concepts, 7.7%
      - Seas: 12 lessons (5.1%)
    `,
  },
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
  {
    title: "Sources in other forms",
    text: `
      # Rain

      Some 41% of it runs off (Okafor, 2019). Miller (2019) reports that 42% does. According to the World Health Organization, 43% does.
      The share is 44% ([survey](https://example.org)). There is [a newer survey](https://example.org/new). It says 45%.

      - 46% runs into the sea.
      - 47% stays.

      Source: Atlas of Rain
    `,
  },
  {
    title: "Settings, shares of a whole, what proof would show, and credits below",
    text: `
      # Rain

      Alter the heights of both gauges and the width of the funnel to 50%. It sets grid-rows: 25% 25%.

      - weekly readings (30%): short ones;
      - a report (20%).

      It lasts no longer than the evidence shows. Mara Lind and colleagues reported that 19% is snow. A survey published in *Rain*
      counted 61%.

      About 71 percent of it is salt.

      Figure 1 The sea (credit: modification of work by a museum)
    `,
  },
  {
    title: "Marks in a scale, and a case that may be any",
    text: `
      # Rain

      The test is graded like this:

      - 1-2 errors: 90%
      - Pass (above 70%)
      - **Good (80-89%):**
      - homework & exercises (25%)

      Case studies show how rain is made.

      A forecast with 85% accuracy may miss every storm.
    `,
  },
  {
    title: "Arithmetic, rates, settings, and what is said again",
    text: `
      # Rain

      Suppose that 30 of 1,000 grains are red. The first share is 3%. Then 5% are blue.

      At 5% interest, the well is paid in a year. A 95% confidence interval is wide. The water is 100% normal.
      Zoom to 200%. Take 15% of the flour. The leading researcher on the team laughed. What evidence suggests that?

      It covers 71% of the Earth.
                ^^^ Where does “71%” come from? Please cite a source.
      Those 71% are salt.
    `,
  },
];
