import { isIntroduced } from "../station/lead-ins.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "list-lead-in",
  group: "Lists",
  kind: "form",
  summary: "A list follows a sentence that ends with a colon.",
  why: `A list without a lead-in leaves the reader to guess what its items have in common. A question, a blank to fill in, a
task for learners, a sentence that the items finish, and a heading that names the list (“Further Reading”) say it, too.
A list right below another heading is a note only.`,
  severity: "warning",
  needs: "language",
  options: {},
  *check(station) {
    for (const list of station.lists) {
      const first = list.items[0];
      if (list.nested || list.continued || !first || isIntroduced(list)) continue;
      const { leadIn, heading } = list;
      yield {
        range: first.passage?.range ?? first.range,
        message:
          leadIn && leadIn.role !== "key-term"
            ? "The sentence above this list does not end with a colon. Please let it introduce the list."
            : "No sentence introduces this list. Please add one that ends with a colon.",
        ...(heading && !leadIn ? { severity: "information" } : {}),
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A list after a plain sentence",
    text: `
      # Alliances

      Alliances follow these practices.

      - Shared training
        ^^^^^^^^^^^^^^^ The sentence above this list does not end with a colon. Please let it introduce the list.
      - Open budgets
    `,
  },
  {
    title: "A list right below a heading",
    text: `
      ## How Alliances Work

      - Shared training
        ^^^^^^^^^^^^^^^ No sentence introduces this list. Please add one that ends with a colon.
    `,
  },
  {
    title: "A lead-in with a citation and a footnote, in the paste form",
    text: `
      Alliances

      Alliances follow **these practices**: [@nato2020]
      - Shared training
      - Open budgets
      They share costs in two ways:[^1]
      1. By size
      2. By wealth
      [^1]: Both are in the charter.
    `,
  },
  {
    title: "A list with its lead-in, and a list within it",
    text: `
      # Alliances

      Alliances follow these practices:

      - Shared training
        - on land
        - at sea
      - Open budgets
    `,
  },
  {
    title: "Questions, blanks and tasks",
    text: `
      # Rivers

      Which river is the longest?

      1. Rhine
      2. Danube

      The longest river is ________.

      - the Rhine
      - the Danube

      Choose the two that meet.

      - Inn
      - Elbe

      Answer these questions:

      > - Who lives at the river?
      > - What do they fish?
    `,
  },
  {
    title: "Headings that say what a list is",
    text: `
      # Rivers

      ## Further Reading

      - *The River*, a novel

      ## Ways to Cross a River

      - Bridges
      - Boats

      ## What Do You Like to Do?

      - Fish
      - Row

      **Things to pack**

      - A rope
    `,
  },
  {
    title: "Items that finish the sentence",
    text: `
      # Tides

      Notice how

      - the tide falls and
      - the boats tip.

      The harbor

      - has no water at noon,
      - and is full at six.
    `,
  },
  {
    title: "Code, a picture, HTML or a box between a lead-in and its list",
    text: `
      # Rivers

      The map shows two things:

      ![A map of a river](map.png)

      - Bridges
      - Boats

      The program prints them:

      \`\`\`
      bridge, boat
      \`\`\`

      - A bridge
      - A boat

      They differ:

      <aside>Both cost money.</aside>

      - Bridges stay.
      - Boats leave.

      ::: objectives

      - Cross a river

      :::
    `,
  },
  {
    title: "A list that is broken by what belongs to its items",
    text: `
      # Clouds

      Do this:

      1. **Look:**

      - See the sky.

      2. **Wait:**

      - Count to ten.

      The sky has three layers:

      - The lowest is gray.

      ![Gray clouds](gray.png)

      - The next is white.
    `,
  },
];
