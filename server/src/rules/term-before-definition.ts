import { earlyUses } from "../path/early-uses.ts";
import { newlineOf } from "../text/newline.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-before-definition",
  group: "Key terms",
  kind: "form",
  summary: "A term is not used in prose before its definition, in the order of the path.",
  why: `A reader who meets a term before its definition has to guess. The bridge may name what the next station defines, and
titles, headings, objectives and overviews may name anything: they tell what is to come. A sentence that explains the term or sets
it in bold is a definition, too, and a glossary explains what was used before. Names, titles of works and everyday
words such as “group” are no uses of a term; the list of these is our judgement.`,
  severity: "warning",
  elsewhere: "hint",
  needs: "language",
  options: {
    allowInHook: { default: true, description: "Whether the hook of the station that defines a term may name it." },
  },
  *checkInPath(station, { path, stop, options }) {
    for (const term of path.terms) {
      const { name, definitions } = term;
      const [first] = definitions;
      if (!first || first.stop.number < stop.number) continue;
      const here = first.stop === stop;
      // A list of terms at the end says again what the text has explained.
      if (here && first.keyTerm.form === "item") continue;
      const early = earlyUses(term).find(
        ({ stop: at, passage }) => at === stop && !(here && options.allowInHook && passage.role === "hook"),
      );
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

      ## What It Is

      Key term: Starter — flour and water in which wild yeast lives.
    `,
  },
  {
    title: "A term that the section of its definition shows before it names it",
    text: `
      -- 1-starter.station.md --
      # The Starter

      It is alive.

      ## What It Eats

      A starter eats flour, and a hungry starter falls.

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
  {
    title: "Terms that a sentence explains, or gives a name",
    text: `
      -- path.yaml --
      title: Ponds
      stations: [a.station.md, b.station.md]
      -- a.station.md --
      # Ponds

      The rotifers — tiny animals with a wheel of hairs — swim there.
      Dead leaves sink and turn into what is called detritus.
      Some of it feeds **diatoms**.
      A biofilm is a thin layer of living things.
      Frogs lay spawn, a jelly full of eggs.
      Only the surface has plankton. These small swimmers drift.

      Detritus, diatoms, spawn, plankton, rotifers and the biofilm are all eaten.
      -- b.station.md --
      # Their Food

      Key term: Rotifer — a tiny animal with a wheel of hairs around its mouth.

      Key term: Detritus — what is left of living things when they fall apart.

      Key term: Diatom — an alga of one cell with a shell of glass.

      Key term: Biofilm — a thin layer of living things on a stone.

      Key term: Spawn — the eggs that frogs and fish lay in water.

      Key term: Plankton — small living things that drift in water.
    `,
  },
  {
    title: "Objectives, works, names, and everyday words",
    text: `
      -- path.yaml --
      title: Trade
      stations: [a.station.md, b.station.md]
      -- a.station.md --
      # Trade

      ## Objectives

      - Explain what a core nation is

      ## The Start

      In this lesson, you will learn what a core nation does.
      The Core Nation Trade Act and the song “Core Nation Blues” are old.
      Read [what a core nation does](https://example.org/core) first.
      Every group of traders had a song.
      -- b.station.md --
      # Nations

      Key term: Core nation — a rich country that others deliver to.

      Key term: Group — people who know that they belong together.
    `,
  },
  {
    title: "A glossary at the end",
    text: `
      -- path.yaml --
      title: Trade
      stations: [a.station.md]
      -- a.station.md --
      # Trade

      Trade flows.

      ## The Start

      The entrepot stored it, and the factor sold it for a bill of lading.

      ## Words to Know

      Key term: Entrepot — a harbor where goods wait for the next ship.

      Key term: Factor — a man who sells for others far away.

      Key term: Bill of lading — a paper that says what a ship carries.
    `,
  },
];
