import { PROVENANCE_CLAIM } from "../station/footer.ts";
import { sourceRange } from "../syntax/prose.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "provenance-claim",
  group: "Sources and claims",
  summary: "A station promises only what is proven: no ledger, no claim.",
  why: `“Every fact is cited and verified” is a promise that a reader relies on. It may stand only where a ledger of verified
sentences covers the whole station; as long as there is none, nothing proves it.`,
  severity: "error",
  options: {},
  *check(station) {
    for (const passage of station.passages) {
      if (passage.kind === "cell") continue;
      for (const sentence of passage.sentences) {
        const match = PROVENANCE_CLAIM.exec(passage.prose.masked.slice(sentence.start, sentence.end));
        if (!match) continue;
        const start = sentence.start + match.index;
        const range = sourceRange(passage.prose, start, start + match[0].trimEnd().length);
        yield {
          range,
          message: `“${shorten(match[0])}” promises what nothing here proves. Please take it out.`,
          suggestions: [{ title: "Remove this sentence", edits: [{ range: sentence.range, newText: "" }] }],
        };
      }
    }
  },
});

function shorten(text: string): string {
  return text.length <= 60 ? text.trim() : `${text.slice(0, 57).trimEnd()}…`;
}

export const examples: readonly Example[] = [
  {
    title: "Promises at the end of a page",
    text: `
      -- rain.station.txt --
      Rain
      It rains on hills and fields alike, all through the year.
      Everything you learn here traces back to a real source.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Everything you learn here traces back to a real source” promises what nothing here proves. Please take it out.
      Every fact is cited and per-sentence verified.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Every fact is cited and per-sentence verified” promises what nothing here proves. Please take it out.
    `,
  },
  {
    title: "Sentences about facts and sources",
    text: `
      # Rain

      Every fact in a budget can be checked. A good report cites a real source for every statement that it makes.
    `,
  },
];
