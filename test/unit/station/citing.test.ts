import { describe, expect, test } from "vitest";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { keysCitedFor } from "../../../server/src/station/citations.ts";
import { citingEdit, type WantedCitation } from "../../../server/src/station/citing.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { station } from "../../support/fixture.ts";

const NOAH = { key: "noah", loc: "p. 4" };

/** A station's text once its sentence with some words cites a source. What its ledger knows of it has to stay as it is. */
function cited(text: string, words: string, wanted: WantedCitation = NOAH): string | undefined {
  const before = station(text);
  const sentences = ledgerSentences(before);
  const index = sentences.findIndex(({ sentence }) => sentence.text.includes(words));
  const edit = citingEdit(before, sentences[index]!.sentence, wanted);
  if (!edit) return undefined;
  const after = applyEdits(text, [edit]);
  const read = station(after);
  const next = ledgerSentences(read);
  expect(next.map((each) => each.hash)).toEqual(sentences.map((each) => each.hash));
  expect([...keysCitedFor(read, next[index]!.sentence)]).toContain(wanted.key);
  return after;
}

const CASES: readonly (readonly [before: string, after: string])[] = [
  ["Some 40 liters fell.", "Some 40 liters fell [@noah, p. 4]."],
  ["Some 40 liters fell. It was cold.", "Some 40 liters fell [@noah, p. 4]. It was cold."],
  ["Was it 40 liters?!", "Was it 40 liters [@noah, p. 4]?!"],
  ["Some 40 liters fell …", "Some 40 liters fell [@noah, p. 4] …"],
  ["Noah said, “Some 40 liters fell.”", "Noah said, “Some 40 liters fell [@noah, p. 4].”"],
  ["(Some 40 liters fell.)", "(Some 40 liters fell [@noah, p. 4].)"],
  ["Some 40 liters fell on the U.S.", "Some 40 liters fell on the U.S. [@noah, p. 4]"],
  ["Some 40 liters fell [@crumb].", "Some 40 liters fell [@crumb; @noah, p. 4]."],
  ["Some 40 liters fell [see @crumb, p. 2; @lee].", "Some 40 liters fell [see @crumb, p. 2; @lee; @noah, p. 4]."],
  ["Some 40 liters fell. [@crumb]", "Some 40 liters fell. [@crumb; @noah, p. 4]"],
  ["As @crumb says, 40 liters fell.", "As @crumb says, 40 liters fell [@noah, p. 4]."],
  ["Some 40 liters fell says @crumb.", "Some 40 liters fell says @crumb [@noah, p. 4]."],
];

describe("a citation goes before the mark that ends its sentence", () => {
  test.each(CASES)("in Markdown: %s", (before, after) => {
    expect(cited(`# Rain\n\n${before}\n`, "40")).toBe(`# Rain\n\n${after}\n`);
  });

  test.each(CASES)("in pasted text: %s", (before, after) => {
    expect(cited(`Rain\n${before}\n`, "40")).toBe(`Rain\n${after}\n`);
  });

  test.each([
    ["**Some 40 liters fell.**", "**Some 40 liters fell [@noah, p. 4].**"],
    ["Some *40 liters*.", "Some *40 liters* [@noah, p. 4]."],
    ["Some 40 `liters`.", "Some 40 `liters` [@noah, p. 4]."],
    ["Some 40 `liters.`", "Some 40 `liters.` [@noah, p. 4]"],
    ["Some 40 [liters](https://example.org/a).", "Some 40 [liters](https://example.org/a) [@noah, p. 4]."],
    ["[Some 40 liters fell.](https://example.org/a)", "[Some 40 liters fell.](https://example.org/a) [@noah, p. 4]"],
    ["Some 40 liters fell[^1].\n\n[^1]: A note.", "Some 40 liters fell[^1] [@noah, p. 4].\n\n[^1]: A note."],
    ["Some 40 liters fell.[^1]\n\n[^1]: A note.", "Some 40 liters fell [@noah, p. 4].[^1]\n\n[^1]: A note."],
    ["Some 40 m<sup>3</sup>.", "Some 40 m<sup>3</sup> [@noah, p. 4]."],
    ["Some 40 &amp; more.", "Some 40 &amp; more [@noah, p. 4]."],
    ["- Some 40 liters\n- Snow", "- Some 40 liters [@noah, p. 4]\n- Snow"],
    ["> Some 40 liters\n> fell.", "> Some 40 liters\n> fell [@noah, p. 4]."],
    ["Some 40 liters fell.  \nIt was cold.", "Some 40 liters fell [@noah, p. 4].  \nIt was cold."],
    ["Key term: Rain — 40 liters of water.", "Key term: Rain — 40 liters of water [@noah, p. 4]."],
    ["Three things made 40 liters:\n\n- a cloud", "Three things made 40 liters [@noah, p. 4]:\n\n- a cloud"],
  ])("around markup: %s", (before, after) => {
    expect(cited(`# Rain\n\n${before}\n`, "40")).toBe(`# Rain\n\n${after}\n`);
  });
});

test("a place that would be read as words of the sentence is left out", () => {
  const SAID = "# Rain\n\nSome 40 liters fell.\n";
  const places = ["p. 4", "Art. I, Section 7", "§ 4", "pp. 33–35", "the part that is false", "p. 4; @crumb", "", "*4*"];
  expect(places.map((loc) => cited(SAID, "40", { key: "noah", loc })?.split("\n")[2])).toEqual([
    "Some 40 liters fell [@noah, p. 4].",
    "Some 40 liters fell [@noah, Art. I, Section 7].",
    "Some 40 liters fell [@noah, § 4].",
    "Some 40 liters fell [@noah, pp. 33–35].",
    "Some 40 liters fell [@noah].",
    "Some 40 liters fell [@noah].",
    "Some 40 liters fell [@noah].",
    "Some 40 liters fell [@noah].",
  ]);
});

test("keys are written as citations have them, or not at all", () => {
  const SAID = "# Rain\n\nSome 40 liters fell.\n";
  const keys = ["müller2020", "a:b", "10.1000/182", "smith_jones", "an odd key", "x&y", "a]b", "a}b", "_x_", "x.", ""];
  expect(keys.map((key) => cited(SAID, "40", { key })?.slice(27, -2))).toEqual([
    " [@müller2020]",
    " [@a:b]",
    " [@10.1000/182]",
    " [@smith_jones]",
    " [@{an odd key}]",
    undefined,
    undefined,
    undefined,
    undefined,
    " [@{x.}]",
    undefined,
  ]);
});
