import type { Stop } from "../path/learning-path.ts";
import type { Passage } from "../station/passage.ts";
import { isProse } from "../station/station.ts";
import { wordsOf, wordText } from "../syntax/words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-used",
  group: "Key terms",
  kind: "form",
  summary: "A defined term is used again, in its station or a later one.",
  why: "A definition costs the reader effort; a term that never comes back, whole or by one of its words, did not need one.",
  severity: "information",
  needs: "language",
  options: {},
  *checkInPath(_, { path, stop }) {
    for (const { name, definitions, uses } of path.terms) {
      const [first] = definitions;
      if (first?.stop !== stop || uses.some((use) => use.passage !== first.keyTerm.passage)) continue;
      if (hasShortForm(name, first.keyTerm.passage, path.stops.slice(path.stops.indexOf(stop)))) continue;
      yield {
        range: first.keyTerm.termRange,
        message: `“${name}” is defined here, and not used on “${path.title}”. Does it need a definition?`,
      };
    }
  },
});

/** Whether a term of several words is taken up by one of them: “the supply” for “supply curve”. */
function hasShortForm(name: string, definition: Passage, stops: readonly Stop[]): boolean {
  const { words } = definition.language;
  const parts = wordsOf(name).map(({ text }) => text);
  if (parts.length < 2) return false;
  const keys = new Set(
    parts
      .filter((part) => part.length > 2 && !words.isFunctionWord(part.toLowerCase()))
      .map((part) => words.keyOf(part)),
  );
  return stops.some(({ station }) =>
    station?.passages.some(
      (passage) =>
        passage !== definition &&
        isProse(passage) &&
        Array.from({ length: passage.words.length }, (_, at) => at).some((at) =>
          keys.has(words.keyOf(wordText(passage.words, at))),
        ),
    ),
  );
}

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
  {
    title: "A plural, a dash, and a term that one of its words stands for",
    text: `
      -- path.yaml --
      title: Light
      stations: [light.station.md]
      -- light.station.md --
      # Light

      Key term: Lens — a piece of glass that bends light.

      Key term: Wave–particle duality — what lets light be two things at once.

      Key term: Focal length — how far behind a lens the picture is sharp.

      Two lenses show wave-particle duality.
      The lengths differ.
    `,
  },
];
