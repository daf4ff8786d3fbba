import { describe, expect, test } from "vitest";
import { safeFixes } from "../../../server/src/lint/fix.ts";
import type { LintFinding } from "../../../server/src/lint/lint.ts";
import { keepsWords } from "../../../server/src/lint/words-kept.ts";
import { fixtureWorkspace, LONE_FILE, station } from "../../support/fixture.ts";

const kept = (before: string, after: string) => keepsWords(station(before), station(after));

describe("words are kept", () => {
  test.each([
    ["where spaces, marks and levels change", "# Rain:\n\n### It  rains\n", "# Rain\n\n## It rains.\n"],
    ["where a first letter changes its case", "# Rain\n\n- it rains\n", "# Rain\n\n- It rains\n"],
    ["where the second of two equal articles goes", "# Rain\n\nThe the rain.\n", "# Rain\n\nThe rain.\n"],
    ["where a soft hyphen goes", "# Rain\n\nRain\u00adfall.\n", "# Rain\n\nRainfall.\n"],
    ["where a comment goes", "# Rain\n\n<!-- old -->\n\nIt rains.\n", "# Rain\n\nIt rains.\n"],
    [
      "where lines become a table",
      "Rain\nIt rains here.\n| a | b |\n",
      "Rain\nIt rains here.\n| a | b |\n| --- | --- |\n",
    ],
  ])("%s", (_, before, after) => expect(kept(before, after)).toBe(true));
});

describe("words are lost", () => {
  test.each([
    ["where one goes", "# Rain\n\nIt never rains.\n", "# Rain\n\nIt rains.\n"],
    ["where one comes", "# Rain\n\nIt rains.\n", "# Rain\n\nIt never rains.\n"],
    ["where two change places", "# Rain\n\nRain is it.\n", "# Rain\n\nRain it is.\n"],
    ["where a capital within one goes", "# Rain\n\nThe GINI index.\n", "# Rain\n\nThe Gini index.\n"],
    ["where a hyphen was lost in one", "# Rain\n\nA well-known rain.\n", "# Rain\n\nA wellknown rain.\n"],
    ["where a second word that may be meant goes", "# Rain\n\nTen billion billion.\n", "# Rain\n\nTen billion.\n"],
    ["where code changes", "# Rain\n\nThe `a b`.\n", "# Rain\n\nThe `A b`.\n"],
    ["where a formula changes", "# Rain\n\nThe $r R$.\n", "# Rain\n\nThe $R R$.\n"],
    ["where an address changes", "# Rain\n\n[Map](a.md)\n", "# Rain\n\n[Map](b.md)\n"],
    ["where a block of code begins", "# Rain\n\nIt rains.\n", "# Rain\n\n    It rains.\n"],
    ["where a script needs its joiners", "# Rain\n\nنمی\u200cدانم\n", "# Rain\n\nنمیدانم\n"],
  ])("%s", (_, before, after) => expect(kept(before, after)).toBe(false));
});

test("a fix that loses words is refused, whatever its rule says, and the others are made", () => {
  const text = "# Rain:\n\nIt never rains  here.\n";
  const fix = (words: string, newText: string): LintFinding => {
    const range = { start: text.indexOf(words), end: text.indexOf(words) + words.length };
    const change = { title: "Change it", edits: [{ range, newText }] };
    return { rule: words, file: LONE_FILE, severity: "warning", range, message: "This is wrong.", fix: change };
  };
  const workspace = fixtureWorkspace(new Map([[LONE_FILE, text]]));
  const { made, refused } = safeFixes(workspace, LONE_FILE, [fix(":", ""), fix("never ", ""), fix("  ", " ")]);
  expect(made.map(({ rule }) => rule)).toEqual([":", "  "]);
  expect(refused.map(({ rule }) => rule)).toEqual(["never "]);
});
