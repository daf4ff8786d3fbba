import { sourceRange } from "../syntax/prose.ts";
import { wordsOf } from "../syntax/words.ts";
import { slice } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "heading-case",
  group: "Structure",
  kind: "taste",
  summary: "Headings are written in one case style.",
  why: `Headings of one look read as parts of one whole. In title case all words but short function words begin with a
capital (the list is that of the Chicago Manual's headline style: articles, short prepositions, conjunctions); in sentence
case only the first word does, and names, which no tool can know: there nothing is made smaller.`,
  severity: "off",
  needs: "language",
  options: { style: { default: "title", choices: ["title", "sentence"], description: "The case style of headings." } },
  *check(station, { options }) {
    const { isSmallInTitles } = station.language.words;
    for (const { kind, prose } of station.passages) {
      if (kind !== "title" && kind !== "heading") continue;
      const words = wordsOf(prose.masked);
      for (const [index, { text, start }] of words.entries()) {
        const first = index === 0 || /[:–—?!]\s*["“‘']?$/.test(prose.text.slice(0, start));
        const capital =
          first || (options.style === "title" && (index === words.length - 1 || !isSmallInTitles(text.toLowerCase())));
        const letter = text[0]!;
        // “ß” has a capital of two letters, and that of “µ” is of another letter.
        if (letter.toUpperCase().toLowerCase() !== letter.toLowerCase()) continue;
        if (isOfAddress(prose.masked, start, start + text.length)) continue;
        if (!capital || !/^\p{Ll}/u.test(letter) || /\p{Lu}/u.test(text) || prose.text[start - 1] === "-") continue;
        const range = sourceRange(prose, start, start + 1);
        if (slice(station.text, range) !== letter) continue; // “&ouml;”
        if (station.text.endsWith("-->", range.start)) continue; // the rest of a word with a comment in it
        const word = letter.toUpperCase() + text.slice(1);
        yield {
          range: sourceRange(prose, start, start + text.length),
          message: `“${text}” starts with a lowercase letter. Headings are in ${options.style} case here.`,
          fix: { title: `Write “${word}”`, edits: [{ range, newText: letter.toUpperCase() }] },
        };
      }
    }
  },
});

/** “example.org”, “user@example.org”, “notes.txt”: dots and signs without a space join words to a name. */
function isOfAddress(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}][.@/\\_]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^[.@/\\_][\p{L}\p{N}]/u.test(text.slice(end))
  );
}

export const examples: readonly Example[] = [
  {
    title: "A heading that mixes the styles",
    text: `
      # Rain and Snow

      ## Where it comes From
               ^^ “it” starts with a lowercase letter. Headings are in title case here.
                  ^^^^^ “comes” starts with a lowercase letter. Headings are in title case here.
    `,
    fixed: `
      # Rain and Snow

      ## Where It Comes From
    `,
  },
  {
    title: "Sentence case, where names keep their capitals",
    options: { style: "sentence" },
    text: `
      # Rain over London

      ## how it falls
         ^^^ “how” starts with a lowercase letter. Headings are in sentence case here.
    `,
    fixed: `
      # Rain over London

      ## How it falls
    `,
  },
  {
    title: "Names with a small letter, code, and compounds",
    text: `
      # The Use of iPads

      ## What \`rain\` Means for Long-term Plans

      ## A Visit to example.org
    `,
  },
];
