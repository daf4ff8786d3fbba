import { ENDS_SENTENCE } from "../station/lead-ins.ts";
import { isLesson } from "../station/lesson.ts";
import { type Sentence, sentenceWordCount } from "../station/passage.ts";
import { readingOf } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import { count } from "../text/count.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "hook",
  group: "Structure",
  kind: "form",
  summary: "A hook of 2 to 5 sentences comes first.",
  why: `The hook gives the reader a picture and a reason to go on, before the first heading. One sentence seldom does both,
and six are a section of their own; the bounds are our judgement. It may also follow objectives, or be below a heading that opens
the lesson, such as “Introduction”, or that tells a story; there it may be longer. A list, code or a box ends it, and a hook that is
less than a tenth of a long text is not too long.`,
  severity: "warning",
  elsewhere: "hint",
  needs: "language",
  part: "hook",
  options: {
    least: { default: 2, minimum: 1, description: "The minimum number of sentences in a hook." },
    most: { default: 5, minimum: 1, description: "The maximum number of sentences in a hook." },
  },
  *check(station, { options }) {
    const { title, hook, sections } = station;
    const [section] = sections;
    if (!title || !section || !isLesson(station)) return; // without sections it is these that are missing, not a hook
    const sentences = hook.flatMap((passage) => passage.sentences);
    const [first] = sentences;
    const last = openingOf(station)[options.most];
    if (!first) {
      yield {
        range: section.heading.range,
        message: "There is no hook before this section. Please open with something the reader can picture.",
      };
    } else if (sentences.length < options.least) {
      yield {
        range: first.range,
        message: `The hook is one sentence short of ${options.least}. Please give the reader a little more to go on.`,
      };
    } else if (last && last.range.start < section.heading.range.start && isMuch(station)) {
      yield {
        range: last.range,
        message: `The hook is longer than ${count(options.most, "sentence")}. Please shorten it, or start a section here.`,
      };
    }
  },
});

/** The sentences that a reader meets before the first list, code, table or box, without credits, captions and lines of a page. */
function openingOf({ hook, tree }: Station): readonly Sentence[] {
  const said = hook.filter(
    ({ prose, language }) => ENDS_SENTENCE.test(prose.text.trim()) && !language.structure.isAside(prose.text),
  );
  const start = said[0]?.range.start ?? 0;
  const end = tree.blocks.find(
    ({ type, range }) => range.start > start && type !== "paragraph" && type !== "break" && type !== "html",
  )?.range.start;
  return said.filter(({ range }) => end === undefined || range.start < end).flatMap(({ sentences }) => sentences);
}

/** Of more words than this many times its own, a hook is a small part (our judgement). */
const SMALL_PART = 10;

function isMuch(station: Station): boolean {
  const words = openingOf(station).reduce((sum, sentence) => sum + sentenceWordCount(sentence), 0);
  return words * SMALL_PART > readingOf(station).words;
}

export const examples: readonly Example[] = [
  {
    title: "A station that starts with a section",
    text: `
      # Rain

      ## Where It Comes From
      ^^^^^^^^^^^^^^^^^^^^^^ There is no hook before this section. Please open with something the reader can picture.

      Rain comes from clouds.
    `,
  },
  {
    title: "A hook of one sentence",
    text: `
      # Rain

      It rains.
      ^^^^^^^^^ The hook is one sentence short of 2. Please give the reader a little more to go on.

      ## Where It Comes From

      Rain comes from clouds.
    `,
  },
  {
    title: "A hook that does not end",
    text: `
      # Rain

      One. Two. Three. Four. Five. Six. Seven.
                                   ^^^^ The hook is longer than 5 sentences. Please shorten it, or start a section here.

      ## Where It Comes From

      Rain comes from clouds.
    `,
  },
  {
    title: "Hooks below headings that open a lesson, and after objectives",
    text: `
      -- rain.station.md --
      # Rain

      ![Drops on a window](drops.png)

      ## Introduction

      The first drop hits the roof at dawn. By noon the street is a river.

      ## Where It Comes From

      Rain comes from clouds.
      -- snow.station.md --
      # Snow

      ## Learning Objectives

      By the end you can do two things:

      - tell sleet from snow
      - name three kinds of flakes

      The town wakes up, and all of its noises are gone. The snow ate them.

      ## Where It Comes From

      Snow comes from clouds.
      -- hail.station.md --
      # Hail

      ## The Day the Windows Broke

      It took nine minutes. Nobody in the village had a roof left.

      ## Where It Comes From

      Hail comes from clouds.
      -- drops.png --

    `,
  },
  {
    title: "A hook before a box, and instructions after it",
    text: `
      # Rain

      The first drop hits the roof at dawn. By noon the street is a river.

      > **Note:** Bring a coat. It is cold. It is wet. The bus is late. Nobody waits for long. Everyone is in a hurry.

      Open the window. Hold out a hand. Count to ten. Close it. Dry the hand. Write down what you saw.

      ## Where It Comes From

      Rain comes from clouds.
    `,
  },
  {
    title: "A scene below the first heading of a lesson",
    text: `
      # Rain

      ## Nobody Brought a Coat

      Imagine a school trip in May. The sky is blue until the bus stops.

      ## Where It Comes From

      Rain comes from clouds.
    `,
  },
  {
    title: "A hook in the paste form",
    text: `
      -- rain.station.txt --
      Rain
      The first drop hits the roof at dawn. By noon the street is a river.
      Where It Comes From
      Rain comes from clouds.
    `,
  },
];
