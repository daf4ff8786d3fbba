import type { Language } from "../language/language.ts";
import { hasCapitalsOfSentence, isSentenceHeading } from "../station/heading-sentence.ts";
import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { contains } from "../text/range.ts";
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
      if (mark === ":" && (isLeadIn(passage) || isCutOff(passage)) && isAboveList(station, passage)) continue;
      // “No map. No water.” is said in steps; a period inside shows that the last one is no slip.
      if (mark === "." && passage.sentences.length > 1) continue;
      const range = sourceRange(prose, match.index, match.index + mark.length);
      const message = `This heading ends with “${mark}”. Headings need no mark at the end.`;
      const removal = { title: `Remove the “${mark}”`, edits: [{ range, newText: "" }] };
      yield isSentenceHeading(passage)
        ? { range, message, severity: "information", suggestions: [removal] }
        : { range, message, fix: removal };
    }
  },
});

/** A heading of this many words or more may be the beginning of a sentence. Our judgement. */
const FEWEST_WORDS = 5;

/** Whether a heading is no name but begins a sentence: “Call a doctor if the child has:” */
function isLeadIn(passage: Passage): boolean {
  return passage.wordCount >= FEWEST_WORDS && hasCapitalsOfSentence(passage);
}

/** Whether the items below finish what a heading says: “Stress can:” */
function isCutOff({ prose, language: { known, structure } }: Passage): boolean {
  return known && structure.breaksOff(prose.text.replace(/:\s*$/, ""));
}

function isAboveList({ tree: { blocks } }: Station, { range }: Passage): boolean {
  const at = blocks.findIndex((block) => contains(block.range, range));
  return blocks[at + 1]?.type === "list";
}

/** An emoji by its name, `:zap:`, as GitHub, Hugo, MkDocs and Docusaurus write them. */
const EMOJI = /(?:^|\s):[a-z0-9_+-]{1,40}:\s*$/;

/** Whether a heading's stop belongs to an abbreviation. A letter alone is a label: "Plan B." */
function isShortened(text: string, { sentences }: Language): boolean {
  return sentences.endsWithAbbreviation(text) && !/(?<![\p{L}.])\p{L}\.$/u.test(text);
}

export const examples: readonly Example[] = [
  {
    title: "A heading that the items below it finish",
    text: `
      # Storms

      ## High winds can:

      - Break trees
      - Lift roofs
    `,
  },
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
    title: "Headings that begin a sentence for a list, and that are said in steps",
    text: `
      # Storms

      ## Go inside at once if you see:

      - a green sky

      ## No roof. No car. No time.

      ## The Three Main Kinds of Storm:
                                      ^ This heading ends with “:”. Headings need no mark at the end.

      - thunderstorms
    `,
    fixed: `
      # Storms

      ## Go inside at once if you see:

      - a green sky

      ## No roof. No car. No time.

      ## The Three Main Kinds of Storm

      - thunderstorms
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
