import { describe, expect, test } from "vitest";
import { station } from "../../support/fixture.ts";

const termsOf = (text: string) =>
  station(`# Water\n\nIt rains. It pours.\n\n## Rivers\n\n${text}\n`).keyTerms.map(
    ({ form, term, definition }) => `${form}: ${term} = ${definition}`,
  );

describe("a key term is read", () => {
  test.each([
    "Key term: Tide — the rise of the sea.",
    "**Key term:** Tide — the rise of the sea.",
    "**Key Term — Tide:** the rise of the sea.",
    "**Key Term: Tide**: the rise of the sea.",
    "**Key Term: Tide** — the rise of the sea.",
    "**Key Term 3: Tide** — the rise of the sea.",
    "- **Key term:** Tide — the rise of the sea.",
    "1. **Key term:** **Tide** – the rise of the sea.",
    "> **Key Term:** *Tide* - the rise of the sea.",
  ])("in a callout: %s", (text) => expect(termsOf(text)).toEqual(["callout: Tide = the rise of the sea."]));

  test("below a heading", () => {
    expect(termsOf("### Key Term: Tide\n\nThe rise of the sea.\n\nThe moon does it.")).toEqual([
      "heading: Tide = The rise of the sea.",
    ]);
    expect(termsOf("### Key Terms\n\nThe rise of the sea.")).toEqual([]);
    expect(termsOf("### Key Term: Tide\n\n- The rise of the sea.")).toEqual([]);
  });

  test("in a list below “Key terms:”", () => {
    const text = "**Key terms:**\n\n- **Tide**: the rise of the sea\n- Ebb — its fall\n- See also the moon.";
    expect(termsOf(text)).toEqual(["item: Tide = the rise of the sea", "item: Ebb = its fall"]);
    const [first] = station(`# Water\n\n${text}\n`).lists;
    expect(first?.leadIn?.role).toBe("lead-in");
  });
});

test("a term in a heading is no use of itself", () => {
  const read = station("# Water\n\n## Key Term: Tide\n\nThe rise of the sea.\n");
  expect(read.callouts).toEqual([]);
  expect(read.keyTerms[0]?.range).toEqual({ start: 9, end: read.text.length - 1 });
});
