import { withoutCitations } from "../station/lead-ins.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "list-lead-in",
  group: "Lists",
  kind: "form",
  summary: "A list follows a sentence that ends with a colon.",
  why: "A list without a lead-in leaves the reader to guess what its items have in common.",
  severity: "warning",
  options: {},
  *check(station) {
    for (const { leadIn, items, nested } of station.lists) {
      if (nested || (leadIn && /[:：]$/.test(withoutCitations(leadIn.prose)))) continue;
      const first = items[0];
      if (!first) continue;
      yield {
        range: first.passage?.range ?? first.range,
        message:
          leadIn && leadIn.role !== "key-term"
            ? "The sentence above this list does not end with a colon. Please let it introduce the list."
            : "No sentence introduces this list. Please add one that ends with a colon.",
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A list after a plain sentence",
    text: `
      # Alliances

      Alliances follow these practices.

      - Shared training
        ^^^^^^^^^^^^^^^ The sentence above this list does not end with a colon. Please let it introduce the list.
      - Open budgets
    `,
  },
  {
    title: "A list right below a heading",
    text: `
      ## Practices

      - Shared training
        ^^^^^^^^^^^^^^^ No sentence introduces this list. Please add one that ends with a colon.
    `,
  },
  {
    title: "A lead-in with a citation and a footnote, in the paste form",
    text: `
      Alliances

      Alliances follow **these practices**: [@nato2020]
      - Shared training
      - Open budgets
      They share costs in two ways:[^1]
      1. By size
      2. By wealth
      [^1]: Both are in the charter.
    `,
  },
  {
    title: "A list with its lead-in, and a list within it",
    text: `
      # Alliances

      Alliances follow these practices:

      - Shared training
        - on land
        - at sea
      - Open budgets
    `,
  },
];
