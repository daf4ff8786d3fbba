import { trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "list-length",
  group: "Lists",
  kind: "form",
  summary: "A list has two to seven items.",
  why: `One item is a sentence in disguise, and a long list is skimmed rather than learned. Seven is where G. A. Miller put the
span of immediate memory (“The Magical Number Seven, Plus or Minus Two”, 1956); taking it for lists is our judgement.`,
  severity: "information",
  options: {
    min: { default: 2, minimum: 1, description: "The minimum number of items in a list." },
    max: { default: 7, minimum: 1, description: "The maximum number of items in a list." },
  },
  *check(station, { options }) {
    for (const { list, items } of station.lists) {
      const first = items[0];
      if (!first) continue;
      const count = items.length;
      const range = trim(station.text, first.passage?.range ?? first.range);
      if (count < options.min) {
        const message =
          count === 1
            ? "This list has a single item. Please make it a sentence, or add what is missing."
            : `This list has ${count} items. It takes at least ${options.min} to make a list.`;
        yield { range, message };
      }
      if (count > options.max) {
        const advice = list.ordered ? "Can some steps be joined?" : "Can some be joined, or the list be split in two?";
        yield { range, message: `This list has ${count} items, more than ${options.max}. ${advice}` };
      }
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A list of one",
    text: `
      # Alliances

      Alliances follow this practice:

      - Shared training
        ^^^^^^^^^^^^^^^ This list has a single item. Please make it a sentence, or add what is missing.
    `,
  },
  {
    title: "A list of eight, in the paste form",
    text: `
      Notes

      A scale goes up by these steps:
      1. do
         ^^ This list has 8 items, more than 7. Can some steps be joined?
      2. re
      3. mi
      4. fa
      5. sol
      6. la
      7. ti
      8. do
    `,
  },
  {
    title: "Three items, each with two of its own",
    text: `
      # Alliances

      Alliances follow these practices:

      - Shared training
        - on land
        - at sea
      - Open budgets
        - for arms
        - for soldiers
      - Regular summits
        - of ministers
        - of generals
    `,
  },
];
