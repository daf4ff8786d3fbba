import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-used",
  group: "Key terms",
  kind: "form",
  summary: "A defined term is used again, in its station or a later one.",
  why: "A definition costs the reader effort; a term that never comes back did not need one.",
  severity: "information",
  needs: "language",
  options: {},
  *checkInPath(_, { path, stop }) {
    for (const { name, definitions, uses } of path.terms) {
      const [first] = definitions;
      if (first?.stop !== stop || uses.some((use) => use.passage !== first.keyTerm.passage)) continue;
      yield {
        range: first.keyTerm.termRange,
        message: `“${name}” is defined here, and not used on “${path.title}”. Does it need a definition?`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A term that never comes back",
    text: `
      -- path.yaml --
      title: Bread
      stations: [dough.station.md]
      -- dough.station.md --
      # Dough

      Key term: Banneton — a basket in which a loaf rises before it is baked.
                ^^^^^^^^ “Banneton” is defined here, and not used on “Bread”. Does it need a definition?
    `,
  },
  {
    title: "A term that a later station uses",
    text: `
      -- path.yaml --
      title: Bread
      stations: [dough.station.md, oven.station.md]
      -- dough.station.md --
      # Dough

      Key term: Banneton — a basket in which a loaf rises before it is baked.
      -- oven.station.md --
      # Oven

      Turn the loaf out of its banneton.
    `,
  },
];
