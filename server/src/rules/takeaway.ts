import { hasSummaryInHtml } from "../station/html-summary.ts";
import { isLesson } from "../station/lesson.ts";
import { countWords } from "../syntax/words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "takeaway",
  group: "Structure",
  kind: "form",
  summary: "A station has one takeaway: one sentence of at most 30 words, before the bridge.",
  why: `The takeaway is the sentence a reader should still know next week. It has the label “Takeaway:”, or is a last
paragraph of one sentence, before the bridge, that shares a word with the title, a heading or a key term. A section called
“Summary”, “Key points”, “Conclusion” or the like counts as well. The length is our judgement: what is longer is not remembered.`,
  severity: "warning",
  needs: "language",
  part: "takeaway",
  options: { words: { default: 30, minimum: 5, description: "The maximum number of words in a takeaway." } },
  *check(station, { options }) {
    const { title, takeaways, bridges } = station;
    const [takeaway, ...others] = takeaways;
    if (!takeaway) {
      if (
        title &&
        station.sections.length &&
        station.summary.length === 0 &&
        !hasSummaryInHtml(station) &&
        isLesson(station)
      ) {
        yield {
          range: title.range,
          message: "This station has no takeaway. Please add one sentence near the end that says what to remember.",
          missing: "takeaway",
        };
      }
      return;
    }
    for (const other of others) {
      yield { range: other.range, message: "This is a second takeaway. Please keep the one that matters most." };
    }
    const [, second] = takeaway.sentences;
    const words = countWords(takeaway.content);
    if (second)
      yield {
        range: second.range,
        message: "The takeaway goes on after its first sentence. One is easier to remember.",
      };
    else if (words > options.words) {
      yield {
        range: takeaway.range,
        message: `The takeaway has ${words} words; at most ${options.words} are easy to remember.`,
        // Without a label it may be the last sentence of a text that is not meant to be remembered.
        ...(takeaway.label ? {} : { severity: "hint" as const }),
      };
    }
    const bridge = bridges.find(({ range }) => range.start < takeaway.range.start);
    if (bridge)
      yield { range: takeaway.range, message: "The takeaway comes after the bridge. Please put it before the bridge." };
  },
});

export const examples: readonly Example[] = [
  {
    title: "A summary in a block of HTML",
    text: `
      # Snow

      It snows. You hear nothing.

      ## Flakes

      Flakes fall from clouds. They are light.

      <div class="box key-takeaway">Snow falls when it is cold.</div>
    `,
  },
  {
    title: "No takeaway",
    text: `
      # Rain
      ^^^^^^ This station has no takeaway. Please add one sentence near the end that says what to remember.

      It rains. It pours.

      ## Clouds

      Rain comes from clouds. Clouds come from the sea.
    `,
  },
  {
    title: "Two takeaways, the first of two sentences",
    text: `
      # Rain

      Takeaway: Rain feeds rivers. Rivers feed the sea.
                                   ^^^^^^^^^^^^^^^^^^^^ The takeaway goes on after its first sentence. One is easier to remember.

      Takeaway: Everything flows.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is a second takeaway. Please keep the one that matters most.
    `,
  },
  {
    title: "A takeaway that is too long",
    options: { words: 6 },
    text: `
      # Rain

      **Takeaway:** Rain feeds the rivers that feed the sea.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The takeaway has 8 words; at most 6 are easy to remember.
    `,
  },
  {
    title: "A last sentence that is long, without a label",
    options: { words: 6 },
    text: `
      # Rain

      It rains. It pours.

      ## Clouds

      Rain comes from clouds. Clouds come from the sea.

      Rain feeds the rivers that feed the sea.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The takeaway has 8 words; at most 6 are easy to remember.
    `,
  },
  {
    title: "A takeaway after the bridge",
    text: `
      # Rain

      Next: Where do the rivers go?

      Takeaway: Rain feeds rivers.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The takeaway comes after the bridge. Please put it before the bridge.
    `,
  },
  {
    title: "A credit at the end, which is no takeaway",
    text: `
      # Rain
      ^^^^^^ This station has no takeaway. Please add one sentence near the end that says what to remember.

      It rains. It pours.

      ## Clouds

      Rain comes from clouds. Clouds come from the sea.

      This lesson was written by a gardener in the rain.
    `,
  },
  {
    title: "A section that sums up",
    text: `
      # Rain

      It rains. It pours.

      ## Clouds

      Rain comes from clouds. Clouds come from the sea.

      ## Key Points

      - The sea feeds the clouds.
      - The clouds feed the rivers.
    `,
  },
  {
    title: "A takeaway below its heading, one in a quote, and one with another label",
    text: `
      -- rain.station.md --
      # Rain

      It rains. It pours.

      ## Clouds

      Rain comes from clouds. Clouds come from the sea.

      ## Key Takeaway

      The sea feeds the rivers.
      -- snow.station.md --
      # Snow

      It snows. It melts.

      ## Clouds

      Snow comes from clouds. Clouds come from the sea.

      > **Takeaway:** The sea feeds the glaciers.
      -- hail.station.md --
      # Hail

      It hails. It hurts.

      ## Clouds

      Hail comes from clouds. Clouds come from the sea.

      **In short:** The sea breaks windows.
    `,
  },
  {
    title: "A takeaway without a label, right before the bridge",
    text: `
      # Rain

      It rains. It pours.

      ## Clouds

      Rain comes from clouds. Clouds come from the sea.

      Rain feeds the rivers.

      But where do the rivers go?
    `,
  },
];
