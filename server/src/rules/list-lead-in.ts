import { announcesList, isIntroduced } from "../station/lead-ins.ts";
import { type Prose, sourceRange } from "../syntax/prose.ts";
import { slice } from "../text/range.ts";
import { defineRule, type Example, type Fix } from "./rule.ts";

export default defineRule({
  id: "list-lead-in",
  group: "Lists",
  kind: "form",
  summary: "A list follows a sentence that ends with a colon.",
  why: `A list without a lead-in leaves the reader to guess what its items have in common. A question, a blank to fill in, a
task for learners, a label, a sentence that the items finish, and a heading that names the list (“Further Reading”) say it, too;
choices and links need no lead-in. After a sentence that does not announce a list (“There are three ways”), and right below another
heading, a list is a note only.`,
  severity: "warning",
  elsewhere: "off",
  needs: "language",
  options: {},
  *check(station) {
    for (const list of station.lists) {
      const first = list.items[0];
      if (list.nested || list.continued || !first || isIntroduced(list)) continue;
      const { leadIn, heading } = list;
      const introduces = leadIn && leadIn.role !== "key-term";
      yield {
        range: first.passage?.range ?? first.range,
        message: introduces
          ? "The sentence above this list does not end with a colon. Please let it introduce the list."
          : "No sentence introduces this list. Please add one that ends with a colon.",
        ...((leadIn ? announcesList(leadIn) : !heading) ? {} : { severity: "information" }),
        ...(introduces && { suggestions: withColon(station.text, leadIn.prose) }),
      };
    }
  },
});

/** What ends with a period, or with a word, gets a colon there instead; other ends are left to the writer. */
function withColon(written: string, prose: Prose): readonly Fix[] {
  const { text } = prose;
  const [end] = /(?<=[\p{L}\p{N}])\.?$/u.exec(text) ?? [];
  if (end === undefined) return [];
  const range = sourceRange(prose, text.length - end.length, text.length);
  if (slice(written, range) !== end) return [];
  return [{ title: "End the sentence above with a colon", edits: [{ range, newText: ":" }] }];
}

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
    title: "Key terms, each of which says what it is",
    text: `
      # Rain

      Water falls in several forms.

      - **Key term:** Drizzle — rain of small drops.
      - **Key term:** Sleet — rain that is half ice.
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
    title: "Choices, links, labels, and the first half of a sentence",
    text: `
      # Rivers

      These rivers meet in a town.

      - ( ) The Rhine and the Elbe
      - (x) The Inn and the Danube

      There is more on each of them.

      - [The Inn](https://example.org/inn), with a map
      - [The Rhine](https://example.org/rhine)

      **In your bag**

      - A rope
      - A knife

      To cross a river

      - look for stones
      - wait for summer

      What happens when you ...

      - Step on a wet stone?
      - Fall in?
    `,
  },
  {
    title: "A sentence between a heading that names its lists and the list",
    text: `
      # Rivers

      ## Learning Objectives

      This chapter is about the ways of water.

      - Name three rivers
      - Cross one

      ## Further Reading

      Both books are in the library.

      - A novel on the Rhine
      - An atlas
    `,
  },
  {
    title: "Steps that all have the number 1, with a picture and a paragraph between them",
    text: `
      # Boats

      Build one like this:

      1. Fold the paper.

      ![Folded paper](fold.png)

      1. Open the corners.

      The corners are what keeps it dry. They need some care.

      1. Pull.
      1. Put it in the river.
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
