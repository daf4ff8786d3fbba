import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "key-term-count",
  group: "Key terms",
  kind: "form",
  summary: "A station has 1 to 3 key terms.",
  why: `A reader keeps three new terms in mind in one sitting, not six; a station without any leaves nothing for later ones to
build on. The numbers are our judgement.`,
  severity: "information",
  needs: "language",
  options: {
    least: { default: 1, minimum: 0, description: "The minimum number of key terms." },
    most: { default: 3, minimum: 1, description: "The maximum number of key terms." },
  },
  *check({ title, keyTerms }, { options }) {
    const next = keyTerms[options.most];
    if (keyTerms.length < options.least && title) {
      const has = keyTerms.length ? `only ${keyTerms.length}` : "no";
      yield {
        range: title.range,
        message: `This station has ${has} key term${keyTerms.length === 1 ? "" : "s"}. Which word should the reader remember?`,
      };
    } else if (next) {
      yield {
        range: next.label,
        message: `This station has ${keyTerms.length} key terms; readers remember at most ${options.most}.`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "No key term",
    text: `
      # Rain
      ^^^^^^ This station has no key terms. Which word should the reader remember?

      It rains.
    `,
  },
  {
    title: "Too many",
    options: { most: 1 },
    text: `
      # Rain

      Key term: Drizzle — rain of very small drops.

      Key term: Downpour — rain of very large drops.
      ^^^^^^^^^ This station has 2 key terms; readers remember at most 1.
    `,
  },
  {
    title: "One",
    text: `
      # Rain

      Key term: Drizzle — rain of very small drops.
    `,
  },
];
