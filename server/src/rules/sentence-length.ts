import { sentenceWordCount } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "sentence-length",
  group: "Prose",
  kind: "taste",
  summary: "A sentence has at most 30 words.",
  why: `A reader holds a sentence in mind until its end; past some thirty words most readers lose its beginning. The
threshold is our judgement: plain-language guides ask for an average of 15 to 20 words, which leaves room for a long one. The longest sentence of a station is reported, and the next
longest with it, so that a writer knows where to begin.`,
  severity: "information",
  onePerStation: true,
  options: { words: { default: 30, minimum: 5, description: "The maximum number of words in a sentence." } },
  *check(station, { options }) {
    for (const passage of station.passages) {
      if (!isProse(passage) || passage.role === "key-term" || passage.wordCount <= options.words) continue;
      for (const sentence of passage.sentences) {
        const words = sentenceWordCount(sentence);
        if (words <= options.words) continue;
        yield {
          range: sentence.range,
          measure: words,
          message: `This sentence has ${words} words; at most ${options.words} read well. Could it be two?`,
        };
      }
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A sentence that goes on and on",
    options: { words: 8 },
    text: `
      # Rain

      Rain falls. It falls on the hills and on the fields and on the sea.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence has 13 words; at most 8 read well. Could it be two?
    `,
  },
  {
    title: "Several of them: the longest is reported",
    options: { words: 8 },
    text: `
      # Rain

      Rain falls on the hills and on the sea. It does.

      Rain falls on the hills and on the fields and on the sea.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence has 13 words; at most 8 read well. Could it be two? There is 1 more in this station.
    `,
  },
  {
    title: "Sentences of a good length, and citations and labels, which are not words",
    options: { words: 8 },
    text: `
      # Rain

      Rain falls on the hills [@rain2020, pp. 3-4; see @hills2021]. It does.

      **Takeaway:** Rain falls on hills, fields and the sea.
    `,
  },
];
