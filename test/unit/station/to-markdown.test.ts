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
  sentence.map((text) => `4) ${text}`),
  sentence.map((text) => `(5) ${text}.`),
  fc
    .tuple(fc.constantFrom("•\t", "◦ ", "▪\u00a0", "o\t", "– ", "· ", "a) ", "b. ", "ii. ", "    * ", "\t- "), sentence)
    .map((parts) => parts.join("")),
  fc.tuple(sentence, sentence).map((cells) => cells.join("\t")),
  fc.constantFrom(
    "1. How Rain Falls",
    "2. Where Rain Goes",
    "What moves a grain?",
    "Why Is Rain So Loud?",
    "By Mara Lind",
    "Figure 1: A drop",
    "Delta: land at a river's mouth",
    "These are wet:",
    "Home > Water > Rain",
    "© 2024 A House",
    "rain\u2028snow",
    "Rain.\vSnow.",
    "====",
    "# drops",
    "Chapter 3",
    "The Long Rain",
    "What Falls on the",
    "Learning Objectives",
    "12",
    "Water | 13",
    "It is wet.3",
    "The eve\u00ad",
    "rain\t\t",
    "\tsnow\t",
  ),
  // As a program wraps them.
  fc
    .array(fc.constantFrom("rain", "falls", "on", "hills", "and", "fields", "well-", "known.", "A", "drop"), {
      minLength: 60,
      maxLength: 90,
    })
    .map((all) => wrap(all)),
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

function wrap(all: readonly string[]): string {
  const lines = [""];
  for (const word of all) {
    const last = lines.at(-1)!;
    if (last.length + word.length < 60) lines[lines.length - 1] = `${last} ${word}`.trim();
    else lines.push(word);
  }
  return lines.join("\n");
}

/** The words and numbers of a text, in order, but for the “o” that word processors put before items. */
function wordsOf(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => word !== "o");
}

describe("a station of the paste form in Markdown", () => {
  test("reads as the same station, whatever its lines are", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const before = station(lines.join("\n"));
        fc.pre(before.tree.form === "paste" && before.passages.length > 0);
        const after = toMarkdown(before.tree);
        // Without a title there is no sign of Markdown, and the result is pasted text again.
        if (before.title) expect(outline(station(after))).toBe(outline(before));
        expect(wordsOf(after)).toEqual(wordsOf(before.text));
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
