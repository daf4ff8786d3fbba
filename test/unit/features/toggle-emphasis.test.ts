import { describe, expect, test } from "vitest";
import { type Emphasis, toggleEmphasis } from "../../../server/src/features/toggle-emphasis.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import type { Range } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

/** A text below a title, with each cursor drawn as `|` and each selection in `«»`, after a key was pressed. */
function press(emphasis: Emphasis, drawn: string): string | undefined {
  const head = "# Water\n\n";
  const selections: Range[] = [];
  let text = head;
  let start = 0;
  for (const part of drawn.split(/([|«»])/)) {
    if (part === "«") start = text.length;
    else if (part === "»") selections.push({ start, end: text.length });
    else if (part === "|") selections.push({ start: text.length, end: text.length });
    else text += part;
  }
  const found = toggleEmphasis(station(text), selections, emphasis);
  if (!found) return undefined;
  let result = applyEdits(text, found.edits);
  for (const { start: from, end } of [...found.selections].reverse()) {
    const selected = result.slice(from, end);
    result = `${result.slice(0, from)}${from === end ? "|" : `«${selected}»`}${result.slice(end)}`;
  }
  return result.slice(head.length);
}

const bold = (drawn: string) => press("bold", drawn);
const italic = (drawn: string) => press("italic", drawn);

describe("bold", () => {
  test("is the word at the cursor, which stays where it is", () => {
    expect(bold("Rain fa|lls.")).toBe("Rain **fa|lls**.");
    expect(bold("Rain falls|.")).toBe("Rain **falls|**.");
    expect(bold("Rain |falls.")).toBe("Rain **|falls**.");
    expect(bold("It’s| wet.")).toBe("**It’s|** wet.");
  });

  test("is what is selected, without spaces at its ends", () => {
    expect(bold("«Rain falls »here.")).toBe("**«Rain falls»** here.");
  });

  test("is taken away where it is, also from a part of it", () => {
    expect(bold("Rain **fa|lls**.")).toBe("Rain fa|lls.");
    expect(bold("**Rain «falls» here**.")).toBe("Rain «falls» here.");
    expect(bold("«**Rain falls**» here.")).toBe("«Rain falls» here.");
    expect(bold("Rain __fa|lls__.")).toBe("Rain fa|lls.");
    expect(bold("Rain ***fa|lls***.")).toBe("Rain *fa|lls*.");
  });

  test("is one mark where a part is bold already", () => {
    expect(bold("«Rain **falls** here».")).toBe("**«Rain falls here»**.");
  });

  test("begins and ends in each line and in each cell, after what they begin with", () => {
    expect(bold("«- Rain\n- Snow»")).toBe("- **«Rain**\n- **Snow»**");
    expect(bold("«> 1. Rain»")).toBe("> 1. **«Rain»**");
    expect(bold("«Rain\n\nSnow»")).toBe("**«Rain**\n\n**Snow»**");
  });

  test("is written around the cursor where there is no word, and taken away there", () => {
    expect(bold("Rain |")).toBe("Rain **|**");
    expect(bold("Rain **|**")).toBe("Rain |");
  });

  test("is done at all cursors, once for each word", () => {
    expect(bold("Ra|in fa|lls.")).toBe("**Ra|in** **fa|lls**.");
    expect(bold("R|ai|n.")).toBe("**R|ai|n**.");
  });
});

test("italic has one mark, beside bold", () => {
  expect(italic("Rain fa|lls.")).toBe("Rain *fa|lls*.");
  expect(italic("Rain *fa|lls*.")).toBe("Rain fa|lls.");
  expect(italic("Rain **fa|lls**.")).toBe("Rain ***fa|lls***.");
  expect(italic("Rain ***fa|lls***.")).toBe("Rain **fa|lls**.");
  expect(italic("Rain |")).toBe("Rain *|*");
  expect(italic("Rain **|**")).toBe("Rain ***|***");
});

test("cells of a table are marked one by one, its row of dashes is not", () => {
  const text = "# Water\n\n| a | b |\n| - | - |\n| c | d |\n";
  const found = toggleEmphasis(station(text), [{ start: 9, end: text.length }], "bold")!;
  expect(applyEdits(text, found.edits)).toBe("# Water\n\n| **a** | **b** |\n| - | - |\n| **c** | **d** |\n");
});

test("code stays as it is, and the paste form has no marks", () => {
  expect(bold("```\nra|in\n```")).toBe("```\nra|in\n```");
  expect(toggleEmphasis(station("Water\nRain falls."), [{ start: 8, end: 8 }], "bold")).toBeUndefined();
});
