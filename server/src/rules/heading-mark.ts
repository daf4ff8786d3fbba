import type { Language } from "../language/language.ts";
import { isSentenceHeading } from "../station/heading-sentence.ts";
import { sourceRange } from "../syntax/prose.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "heading-mark",
  group: "Structure",
  kind: "form",
  summary: "A heading ends without a period, colon, semicolon or comma.",
  why: `A heading names what follows; a mark at its end makes it read like a sentence that was cut off. A heading that is a whole
sentence may keep its period, so that is a note only, and “Discuss the following:” may keep its colon.`,
  severity: "warning",
  options: {},
  *check(station) {
    for (const passage of station.passages) {
      const { kind, prose, language } = passage;
      if (kind !== "title" && kind !== "heading") continue;
      // Without its mark, a last word of number signs would end the heading, and one of lines would underline what is before it.
      const match = /(?<![.:;,\s])(?<!(?:^|\s)[#=-]+)([:;,]*[.:;,])\s*$/.exec(prose.masked);
      if (!match?.index || EMOJI.test(prose.masked) || isShortened(prose.text, language)) continue;
      const [, mark = ""] = match;
      if (mark === ":" && language.known && language.structure.asksToAct(prose.text)) continue;
      const range = sourceRange(prose, match.index, match.index + mark.length);
      const message = `This heading ends with “${mark}”. Headings need no mark at the end.`;
      const removal = { title: `Remove the “${mark}”`, edits: [{ range, newText: "" }] };
      yield isSentenceHeading(passage)
        ? { range, message, severity: "information", suggestions: [removal] }
        : { range, message, fix: removal };
    }
  },
});

/** An emoji by its name, `:zap:`, as GitHub, Hugo, MkDocs and Docusaurus write them. */
const EMOJI = /(?:^|\s):[a-z0-9_+-]{1,40}:\s*$/;

/** Whether a heading's stop belongs to an abbreviation. A letter alone is a label: "Plan B." */
function isShortened(text: string, { sentences }: Language): boolean {
  return sentences.endsWithAbbreviation(text) && !/(?<![\p{L}.])\p{L}\.$/u.test(text);
}

export const examples: readonly Example[] = [
  {
    title: "A heading with a colon",
    text: `
      # Security Cooperation

      ## Mechanisms:
                   ^ This heading ends with “:”. Headings need no mark at the end.
    `,
    fixed: `
      # Security Cooperation

      ## Mechanisms
    `,
  },
  {
    title: "Questions and abbreviations",
    text: `
      # Who Keeps the Peace?

      ## Cooperation in the U.N.

      ## A Walk down Fifth Ave.
    `,
  },
  {
    title: "A heading that is a whole sentence",
    text: `
      # Tides

      ## The tides are slow, but nothing stops them.
                                                   ^ This heading ends with “.”. Headings need no mark at the end.
    `,
  },
  {
    title: "A task that leads to its questions",
    text: `
      # Tides

      ## Discuss the following with a partner:

      - Who sets the clock of the sea?
    `,
  },
  {
    title: "An emoji at the end",
    text: `
      # Storms

      ## Stay Inside :zap:
    `,
  },
];
