import { isReference } from "../station/lead-ins.ts";
import { type Passage, type Sentence, sentenceWordCount } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "sentence-length",
  group: "Prose",
  kind: "taste",
  summary: "A sentence has at most 30 words.",
  why: `A reader holds a sentence in mind until its end; past some thirty words most readers lose its beginning. The
threshold is our judgement: plain-language guides ask for an average of 15 to 20 words, which leaves room for a long one. Of a list between semicolons the longest part counts; a long quotation, and author and
year in brackets, do not count. The longest sentence of a station is reported, and the next
longest with it, so that a writer knows where to begin.`,
  severity: "information",
  elsewhere: "hint",
  onePerStation: true,
  options: { words: { default: 30, minimum: 5, description: "The maximum number of words in a sentence." } },
  *check(station, { options }) {
    for (const passage of station.passages) {
      if (!isProse(passage) || passage.role === "key-term" || passage.wordCount <= options.words) continue;
      if (isReference(passage) || isOfLabels(passage)) continue;
      for (const sentence of passage.sentences) {
        if (sentenceWordCount(sentence) <= options.words) continue;
        const words = wordsToHold(sentence);
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

/** “**Topic:** Burns”, “**Time:** One hour”: lines of data in one paragraph are no sentence. */
function isOfLabels({ prose: { text, marks } }: Passage): boolean {
  const labels = marks.filter(
    ({ kind, text: { start, end } }) =>
      kind === "strong" && (text[end] === ":" || text.slice(start, end).trimEnd().endsWith(":")),
  );
  return labels.length > 1 && labels[0]!.text.start === 0;
}

/** A quotation of fewer words than this is a part of the sentence like any other (our judgement). */
const LONG_QUOTATION = 12;

const QUOTATION = /[“"«„][^“”"«»„]{1,2000}[”"»“]/g;
const AUTHOR_AND_YEAR = /\([^()]{0,200}\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]{0,80}\)/g;

/** The words that a reader holds in mind until the end: of a list between semicolons, those of its longest part. */
function wordsToHold({ passage, start, end }: Sentence): number {
  const text = passage.prose.masked.slice(start, end);
  const count = (from: number, to: number) => sentenceWordCount({ passage, start: start + from, end: start + to });
  const found = (pattern: RegExp, least: number) =>
    [...text.matchAll(pattern)]
      .map(({ 0: part, index }) => ({ from: index, words: count(index, index + part.length) }))
      .filter(({ words }) => words >= least);
  const leftOut = [...found(QUOTATION, LONG_QUOTATION), ...found(AUTHOR_AND_YEAR, 1)];
  const breaks = [...text.matchAll(/;/g)].map(({ index }) => index);
  const ends = breaks.length > 1 ? [...breaks, text.length] : [text.length];
  return ends.reduce((most, to, at) => {
    const from = ends[at - 1] ?? 0;
    const within = leftOut.filter((each) => from <= each.from && each.from < to);
    return Math.max(
      most,
      within.reduce((words, each) => words - each.words, count(from, to)),
    );
  }, 0);
}

export const examples: readonly Example[] = [
  {
    title: "Lines of data, and an entry of a bibliography",
    options: { words: 8 },
    text: `
      # Rain

      **Topic:** Burns and other wounds
      **Time:** One hour and a half
      **Place:** The room upstairs

      Okafor, Ada, and Mara Lind. The Rain That Fell on the Hills and the Fields. Lagos: Water Press of the Delta, 2019.
    `,
  },
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
    title: "Lists between semicolons, long quotations, and authors with years, which do not count",
    options: { words: 8 },
    text: `
      # Rain

      Three kinds fall here: rain from the west; snow from the north; and hail from wherever it likes. Rain falls on hills (Lind, 2019;
      Okafor and Sol, 2021) and on the sea. She wrote: “The rain fell on the hills and on the fields and on the wide gray sea.”

      Rain falls on the hills; it falls on the fields and on the sea.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence has 14 words; at most 8 read well. Could it be two?
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
