import { sentenceWordCount } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "paragraph-length",
  group: "Structure",
  kind: "form",
  summary: "A paragraph has at most 150 words.",
  why: `On a screen a paragraph of more than 150 words is a wall; plain-language guides (plainlanguage.gov, “Write short
paragraphs”) ask for no more than 150 in three to eight sentences.`,
  severity: "information",
  elsewhere: "hint",
  options: { words: { default: 150, minimum: 10, description: "The maximum number of words in a paragraph." } },
  *check(station, { options }) {
    for (const passage of station.passages) {
      if (!isProse(passage) || passage.wordCount <= options.words) continue;
      let words = 0;
      for (const sentence of passage.sentences) {
        words += sentenceWordCount(sentence);
        if (words <= options.words) continue;
        yield {
          range: sentence.range,
          message: `This paragraph has ${passage.wordCount} words; at most ${options.words} read well. It could end before this sentence.`,
        };
        break;
      }
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A paragraph that goes on",
    options: { words: 5 },
    text: `
      # Rain

      It rains. It pours. It hails and snows.
                          ^^^^^^^^^^^^^^^^^^^ This paragraph has 8 words; at most 5 read well. It could end before this sentence.
    `,
  },
  {
    title: "Two paragraphs",
    options: { words: 5 },
    text: `
      # Rain

      It rains. It pours.

      It hails and snows.
    `,
  },
];
