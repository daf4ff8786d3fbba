import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toMarkdown } from "../../../server/src/station/to-markdown.ts";
import { station } from "../../support/fixture.ts";
import { outline } from "../../support/outline.ts";

/** Lines of the paste form, with what Markdown could take for something else. */
const words = fc.constantFrom(
  "rain",
  "Rain.",
  "*wet*",
  "**Key term:**",
  "`code`",
  "3",
  "Station 3",
  "[a](b.md)",
  "&amp;",
  "é",
  "🌧",
  "a_b",
  "x | y",
  "\\*",
  "—",
  "[@key]",
);
const sentence = fc.array(words, { minLength: 1, maxLength: 8 }).map((all) => all.join(" "));
const line = fc.oneof(
  sentence,
  sentence.map((text) => `${text}.`),
  sentence.map((text) => `- ${text}`),
  sentence.map((text) => `* ${text}.`),
  sentence.map((text) => `3. ${text}`),
  sentence.map((text) => `> ${text}.`),
  sentence.map((text) => `Key term: ${text} — ${text}.`),
  sentence.map((text) => `<!-- ${text} -->`),
  fc
    .array(
      words.filter((word) => !word.includes("|")),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => `| ${all.join(" | ")} |`),
  fc.constantFrom(
    "---",
    "***",
    "```",
    "~~~",
    "#hash",
    "- [ ] task",
    "[a]: b",
    "[^1]: note",
    "1986. A year",
    "+",
    "-",
    "1.",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- - nested",
    "- |a|b|",
    "> |a|",
    "[^1]: |a|",
    "[^1]: # a",
    ">> deep",
  ),
  fc.constant(""),
);

describe("a station of the paste form in Markdown", () => {
  test("reads as the same station, whatever its lines are", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const before = station(lines.join("\n"));
        fc.pre(before.tree.form === "paste" && before.passages.length > 0);
        expect(outline(station(toMarkdown(before.tree)))).toBe(outline(before));
      }),
    );
  });

  test("is left as it is where it is Markdown already", () => {
    const text = "# Rain\n\nIt *rains*.\n";
    expect(toMarkdown(station(text).tree)).toBe(text);
  });

  test("keeps Windows line ends", () => {
    expect(toMarkdown(station("Rain\r\nIt rains on all of us.\r\n").tree)).toBe(
      "# Rain\r\n\r\nIt rains on all of us.\r\n",
    );
  });
});
