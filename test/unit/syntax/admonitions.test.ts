import { describe, expect, test } from "vitest";
import type { Block } from "../../../server/src/syntax/tree.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

/** Blocks as words: a box by its kind and title, with what is in it. */
function shape(text: string): readonly unknown[] {
  const write = (blocks: readonly Block[]): readonly unknown[] =>
    blocks.map((block) => {
      switch (block.type) {
        case "quote":
          return [block.box ? `${block.box.kind}: ${block.box.title ?? ""}` : "quote", ...write(block.blocks)];
        case "list":
          return ["list", ...block.items.map(({ blocks: inner }) => write(inner))];
        case "paragraph":
        case "heading":
          return block.prose.text;
        case "code":
        case "html":
          return `${block.type} ${slice(text, block.range)}`;
        default:
          return block.type;
      }
    });
  return write(station(text).tree.blocks);
}

const NOTE = '# Rain\n\n!!! note "Heavy rain"\n\n    It falls\n    in *drops*.\n\n    - one\n    - two\n\nAfter.\n';

describe("text that is indented below the line of an admonition", () => {
  test.each(["\n", "\r\n", "\r"])("is in a box, and no code (%j)", (newline) => {
    expect(shape(NOTE.replaceAll("\n", newline)).slice(1)).toEqual([
      ["note: Heavy rain", "It falls in drops.", ["list", ["one"], ["two"]]],
      "After.",
    ]);
  });

  test("is read where it is", () => {
    const { text, passages } = station(NOTE);
    expect(passages.map(({ range }) => slice(text, range))).toContain("It falls\n    in *drops*.");
  });

  test.each([
    ["right below, with a tab", "!!! warning\n\tStay in.\n", [["warning: ", "Stay in."]]],
    ["that can be opened", '??? tip "More"\n    It is wet.\n', [["tip: More", "It is wet."]]],
    ["of another kind", '!!! weather inline end "Fog"\n    Wet.\n', [["note: Fog", "Wet."]]],
    [
      "in another one",
      "!!! note\n\n    !!! tip\n\n        In.\n\n        - a\n\n    Out.\n",
      [["note: ", ["tip: ", "In.", ["list", ["a"]]], "Out."]],
    ],
    ["in a list", "1. Step\n\n    !!! note\n\n        In.\n", [["list", ["Step", ["note: ", "In."]]]]],
    ["of a tab", '=== "Tab"\n\n    In.\n', ['html === "Tab"', "In."]],
  ])("%s", (_, text, blocks) => {
    expect(shape(`# Rain\n\n${text}`).slice(1)).toEqual(blocks);
  });

  test.each([
    ["nothing indented below it", "!!! note\nText.\n", ["!!! note Text."]],
    ["code", "```md\n!!! note\n    Text.\n```\n", ["code ```md\n!!! note\n    Text.\n```"]],
    ["marks in a sentence", "Look !!! note\n    this.\n", ["Look !!! note this."]],
  ])("is as it was where there is %s", (_, text, blocks) => {
    expect(shape(`# Rain\n\n${text}`).slice(1)).toEqual(blocks);
  });
});
