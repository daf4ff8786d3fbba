import { pairOf } from "../syntax/yaml.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "path-language",
  group: "Path",
  kind: "fault",
  summary: "The language of a path is one that the rules know.",
  why: `Many rules judge words and phrases: what an abbreviation is, what a sentence claims, which forms a term has. In a
language that they do not know they would report what is right, so they do not run. References such as “Station 7”, links, tables,
sources and lengths are checked in every language.`,
  severity: "information",
  options: {},
  *checkPath({ pathFile, language }) {
    const value = pairOf(pathFile?.root, "language")?.value;
    if (!pathFile || !value || language.known) return;
    yield {
      range: value.range,
      message: `No words of “${pathFile.language}” are known, so rules that judge words and phrases do not run on this path.`,
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "A language that nothing is known of",
    text: `
      -- path.yaml --
      title: Wasser
      language: de
                ^^ No words of “de” are known, so rules that judge words and phrases do not run on this path.
      stations: [regen.station.md, { planned: Flüsse }]
      -- regen.station.md --
      # Regen

      Die Wolke trifft z. B. auf einen Berg. Am 3. Mai war es so weit. Der Regen fiel. Er fiel lange. Dr. h. c. Nass sah zu.
      Alle wurden nass. Wie Station 2 zeigt, fließt er ab.

      ## Woher er kommt

      Wir wissen nun, was Regen ist.

      Aber wohin fließt er?
    `,
  },
  {
    title: "English, whatever its country",
    text: `
      -- path.yaml --
      title: Water
      language: en-GB
      stations: [{ planned: Rain }]
    `,
  },
];
