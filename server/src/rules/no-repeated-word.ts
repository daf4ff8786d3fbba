import { isProse } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { wordBounds } from "../syntax/words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-repeated-word",
  group: "Prose",
  summary: "No word stands twice in a row by mistake.",
  why: `Eyes skip a doubled “the the”, mostly over a line end. Words that can stand twice on purpose (“had had”, “that that”,
“is is”), names such as “Walla Walla”, and words that are said twice (“very very”) are left alone; that list is our judgement.`,
  severity: "warning",
  options: {},
  *check(station) {
    for (const passage of station.passages) {
      if (!isProse(passage) && passage.kind === "cell") continue;
      const { prose } = passage;
      const bounds = wordBounds(prose.masked);
      const wordAt = (at: number) => ({
        start: bounds[at]!,
        end: bounds[at + 1]!,
        text: prose.masked.slice(bounds[at], bounds[at + 1]),
      });
      for (let at = 2; at < bounds.length; at += 2) {
        if (bounds[at - 1]! - bounds[at - 2]! !== bounds[at + 1]! - bounds[at]!) continue;
        const [first, second] = [wordAt(at - 2), wordAt(at)];
        if (first.text.toLowerCase() !== second.text.toLowerCase()) continue;
        if (ON_PURPOSE.has(second.text.toLowerCase())) continue;
        if (!/^\s+$/.test(prose.masked.slice(first.end, second.start)) || /^\p{N}/u.test(second.text)) continue;
        if (/^\p{Lu}/u.test(second.text) && first.text === second.text) continue; // a name
        if (at + 2 < bounds.length && wordAt(at + 2).text.toLowerCase() === second.text.toLowerCase()) continue; // no, no, no
        const range = sourceRange(prose, first.end, second.end);
        const plain = !/[*_`[\]<]/.test(station.text.slice(range.start, range.end));
        const message = `“${second.text}” stands twice in a row.`;
        const place = sourceRange(prose, second.start, second.end);
        yield plain
          ? {
              range: place,
              message,
              fix: { title: `Remove the second “${second.text}”`, edits: [{ range, newText: "" }] },
            }
          : { range: place, message };
      }
    }
  },
});

const ON_PURPOSE = new Set(
  "had that is was do did her his you who in on so no very really ever never again bye ha ho hear there now many much long far blah yada pom bora ping couscous".split(
    " ",
  ),
);

export const examples: readonly Example[] = [
  {
    title: "A doubled word, also over the end of a line",
    text: `
      # Rain

      The rain fills the the river, and and the river
                         ^^^ “the” stands twice in a row.
                                        ^^^ “and” stands twice in a row.
      fills the
      the sea.
      ^^^ “the” stands twice in a row.
    `,
    fixed: `
      # Rain

      The rain fills the river, and the river
      fills the sea.
    `,
  },
  {
    title: "Words that stand twice on purpose",
    text: `
      # Rain

      What it is is water. The rain that that cloud had had was very very cold. In Walla Walla, 10 10 and \`the the\`.
    `,
  },
];
