import { isProse } from "../station/station.ts";
import { newlineOf } from "../text/newline.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-before-definition",
  group: "Key terms",
  kind: "form",
  summary: "A term is not used in prose before its definition, in the order of the path.",
  why: `A reader who meets a term before its definition has to guess. The bridge may name what the next station defines, and
titles and headings may name anything: they tell what is to come.`,
  severity: "warning",
  options: {
    allowInHook: { default: true, description: "Whether the hook of the station that defines a term may name it." },
  },
  *checkInPath(station, { path, stop, options }) {
    for (const { name, definitions, uses } of path.terms) {
      const [first] = definitions;
      if (!first || first.stop.number < stop.number) continue;
      const here = first.stop === stop;
      const early = uses.find(({ stop: at, passage, range }) => {
        if (at !== stop || !isProse(passage) || passage.role === "bridge") return false;
        if (!here) return true;
        return range.start < first.keyTerm.range.start && !(options.allowInHook && passage.role === "hook");
      });
      if (!early) continue;
      const where = here ? "further down" : `in Station ${first.stop.number} of “${path.title}”`;
      const definition = station.text.slice(first.keyTerm.range.start, first.keyTerm.range.end);
      yield {
        range: early.range,
        message: `“${early.text}” is used here, and “${name}” is defined only ${where}. Please define it first, or say it in other words.`,
        related: first.stop.file
          ? [{ file: first.stop.file, range: first.keyTerm.range, message: "It is defined here." }]
          : [],
        suggestions: here
          ? [
              {
                title: "Move the definition above this paragraph",
                edits: [
                  {
                    range: { start: early.passage.range.start, end: early.passage.range.start },
                    newText: `${definition}${gap(station.text)}`,
                  },
                  { range: withGap(station.text, first.keyTerm.range), newText: "" },
                ],
              },
            ]
          : [],
      };
    }
  },
});

function gap(text: string): string {
  return newlineOf(text).repeat(2);
}

/** A paragraph with the blank line after it. */
function withGap(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start, end: end + /^(?:\r\n|\n|\r){0,2}/.exec(text.slice(end))![0].length };
}

export const examples: readonly Example[] = [
  {
    title: "A term that a later station defines",
    text: `
      -- path.yaml --
      title: Bread
      stations: [flour.station.md, starter.station.md]
      -- flour.station.md --
      # Flour

      Good flour feeds the starters in your kitchen, and a starter is hungry.
                           ^^^^^^^^ “starters” is used here, and “Starter” is defined only in Station 2 of “Bread”. Please define it first, or say it in other words.

      But what is a starter?
      -- starter.station.md --
      # The Starter

      A starter is alive.

      ## What It Is

      Key term: Starter — flour and water in which wild yeast lives.
    `,
  },
  {
    title: "A term that is defined further down",
    text: `
      -- 1-starter.station.md --
      # The Starter

      It is alive.

      ## What It Eats

      The starter eats flour.
          ^^^^^^^ “starter” is used here, and “Starter” is defined only further down. Please define it first, or say it in other words.

      Key term: Starter — flour and water in which wild yeast lives.
    `,
  },
  {
    title: "Titles, headings, the hook, code, and longer words",
    text: `
      -- 1-starter.station.md --
      # The Starter

      A starter is alive.

      ## Starters

      The \`starter\` and the starter-kit are other things.

      Key term: Starter — flour and water in which wild yeast lives.

      Feed your starter's yeast.
    `,
  },
];
