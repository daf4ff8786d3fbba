import { wholeLists } from "../station/broken-lists.ts";
import { isLookedUp } from "../station/lead-ins.ts";
import type { Station, StationItem, StationList } from "../station/station.ts";
import { trim } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "list-length",
  group: "Lists",
  kind: "form",
  summary: "A list has two to seven items.",
  why: `One item is a sentence in disguise, and a long list is skimmed rather than learned. Seven is where G. A. Miller put the
span of immediate memory (“The Magical Number Seven, Plus or Minus Two”, 1956); taking it for lists is our judgement.
Questions, choices, links, sources and other things that are looked up may be as many as they are, as may steps that have code or
pictures of their own. A list that is broken by what belongs to its items is one list.`,
  severity: "information",
  elsewhere: "off",
  options: {
    min: { default: 2, minimum: 1, description: "The minimum number of items in a list." },
    max: { default: 7, minimum: 1, description: "The maximum number of items in a list." },
  },
  *check(station, { options }) {
    for (const parts of wholeLists(station.lists)) {
      const { list, under, boxed, nested } = parts[0]!;
      const items = parts.flatMap((part) => part.items);
      const first = items[0];
      if (!first || boxed || isLookedUp({ items, under }) || mostAsk(items)) continue;
      const count = items.length;
      const range = trim(station.text, first.passage?.range ?? first.range);
      if (count < options.min && !(nested && isAlike(station, parts[0]!)) && !holdsList(parts[0]!)) {
        const message =
          count === 1
            ? "This list has a single item. Please make it a sentence, or add what is missing."
            : `This list has ${count} items. It takes at least ${options.min} to make a list.`;
        yield { range, message };
      }
      if (count > options.max && !isProcedure(parts)) {
        const advice = list.ordered ? "Can some steps be joined?" : "Can some be joined, or the list be split in two?";
        yield { range, message: `This list has ${count} items, more than ${options.max}. ${advice}` };
      }
    }
  },
});

/** Whether other items beside it have lists of their own, or it only lacks the indent: then its one item is no sentence in disguise. */
function isAlike({ lists }: Station, inner: StationList): boolean {
  const outer = lists.findLast(({ range }) => range.start < inner.range.start && inner.range.end <= range.end);
  if (!outer) return true;
  return lists.some(
    ({ nested, range }) =>
      nested && range !== inner.range && outer.range.start < range.start && range.end <= outer.range.end,
  );
}

/** Whether an item has a list of its own, which it is the heading of: no sentence could hold that. */
function holdsList({ list }: StationList): boolean {
  return list.items.some(({ blocks }) => blocks.some((block) => block.type === "list" && block.items.length > 1));
}

function mostAsk(items: readonly StationItem[]): boolean {
  const questions = items.filter(({ passage }) => /[?？؟]["”’)]*$/.test(passage?.prose.text.trim() ?? ""));
  return questions.length * 2 > items.length;
}

/** Steps with code, pictures or paragraphs of their own are followed one by one. */
function isProcedure(parts: readonly StationList[]): boolean {
  const items = parts.flatMap(({ list }) => list.items);
  return parts[0]!.list.ordered && (parts.length > 1 || items.filter(({ blocks }) => blocks.length > 1).length > 1);
}

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
  {
    title: "One item with a list of its own",
    text: `
      # Clouds

      Here is one of them:

      - Cirrus
        - It is high.
        - It is thin.
    `,
  },
  {
    title: "Items with one item each, and a list that is broken",
    text: `
      # Clouds

      There are two kinds:

      - High
        - Cirrus
      - Low
        - Stratus

      Do this:

      1. **Look:**

      - See the sky.

      2. **Wait:**

      - Count to ten.
    `,
  },
  {
    title: "Choices, exercises, and steps with code of their own",
    text: `
      # Clouds

      The highest of them are

      - [ ] Cumulus
      - [x] Cirrus

      ## Practice

      - Draw a cloud.

      ## A Cloud in Numbers

      Draw it line by line:

      1. Take a pen.
      2. Draw a line.

         \`\`\`
         draw
         \`\`\`

      3. Turn left.

         \`\`\`
         left
         \`\`\`

      4. Draw a line.
      5. Turn left.
      6. Draw a line.
      7. Turn left.
      8. Draw a line.
    `,
  },
  {
    title: "Links and questions, which are not to be learned",
    text: `
      # Clouds

      ## Further Reading

      - [One](https://example.org/1)
      - [Two](https://example.org/2)
      - [Three](https://example.org/3)
      - [Four](https://example.org/4)
      - [Five](https://example.org/5)
      - [Six](https://example.org/6)
      - [Seven](https://example.org/7)
      - [Eight](https://example.org/8)

      Now ask yourself:

      1. What is it?
      2. Who saw it?
      3. When was it?
      4. Where was it?
      5. How high was it?
      6. How white was it?
      7. Did it rain?
      8. Did it snow?
    `,
  },
];
