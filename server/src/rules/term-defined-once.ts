import type { Definition } from "../path/terms.ts";
import { defineRule, type Example, type Related } from "./rule.ts";

export default defineRule({
  id: "term-defined-once",
  group: "Key terms",
  kind: "form",
  summary: "A term is defined once on its path.",
  why: "Of two definitions the reader does not know which one holds, least of all where they differ.",
  severity: "warning",
  options: {},
  *checkInPath(_, { path, stop }) {
    for (const { name, definitions } of path.terms) {
      const [first] = definitions;
      for (const definition of definitions) {
        if (definition === first || definition.stop !== stop || !first) continue;
        const { keyTerm } = definition;
        const differs = plain(keyTerm.definition) !== plain(first.keyTerm.definition);
        const where = first.stop === stop ? "this station" : `Station ${first.stop.number} of “${path.title}”`;
        yield {
          range: keyTerm.termRange,
          message: `“${name}” is defined in ${where} already${differs ? ", in other words" : ""}. Please keep one definition.`,
          related: related(first),
          suggestions: [{ title: "Remove this definition", edits: [{ range: keyTerm.range, newText: "" }] }],
        };
      }
    }
  },
});

function related({ stop, keyTerm }: Definition): readonly Related[] {
  return stop.file
    ? [{ file: stop.file, range: keyTerm.range, message: `Station ${stop.number} defines it first.` }]
    : [];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export const examples: readonly Example[] = [
  {
    title: "Two stations define one term, each in its own way",
    text: `
      -- path.yaml --
      title: Bread
      stations: [starter.station.md, shopping.station.md]
      -- starter.station.md --
      # Starter

      Key term: Starter — flour and water in which wild yeast lives.
      -- shopping.station.md --
      # Shopping

      Key term: Starters — a bubbling paste that friends give you.
                ^^^^^^^^ “Starter” is defined in Station 1 of “Bread” already, in other words. Please keep one definition.
    `,
  },
  {
    title: "Two paths may define a term each",
    text: `
      -- bread/1-a.station.md --
      # Bread

      Key term: Starter — flour and water in which wild yeast lives.
      -- cars/1-a.station.md --
      # Cars

      Key term: Starter — the motor that turns the engine on.
    `,
  },
];
