import { describe, expect, test } from "vitest";
import { type CellWanted, goToCell } from "../../../server/src/features/table-cells.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { withCursor } from "../../support/cursor.ts";
import { station } from "../../support/fixture.ts";

/** A text with what is selected in it drawn as `$0`, after a cell was gone to; undefined where nothing happens. */
function go(to: CellWanted, drawn: string, newline = "\n"): string | undefined {
  const { text, selection } = withCursor(drawn.replaceAll("\n", newline));
  const found = goToCell(station(text), station, selection.start, to);
  if (!found) return undefined;
  const after = applyEdits(text, found.edits);
  const { start, end } = found.selection;
  const selected = start === end ? "$0" : `$0${after.slice(start, end)}$0`;
  return (after.slice(0, start) + selected + after.slice(end)).replaceAll(newline, "\n").trimEnd();
}

/** With either line end. */
function next(drawn: string): string | undefined {
  const found = go("next", drawn);
  expect(go("next", drawn, "\r\n")).toBe(found);
  return found;
}

const previous = (drawn: string) => go("previous", drawn);

const HEAD = "# Water\n\n| Case | What |\n| ---- | ---- |";

describe("the next cell of a table", () => {
  test("is in the same row, then in the next one, and what is in it is selected", () => {
    expect(next(`${HEAD}\n| ra$0in | wet  |\n| snow | cold |`)).toBe(`${HEAD}\n| rain | $0wet$0  |\n| snow | cold |`);
    expect(next(`${HEAD}\n| rain | wet$0  |\n| snow | cold |`)).toBe(`${HEAD}\n| rain | wet  |\n| $0snow$0 | cold |`);
    expect(next(`${HEAD}\n| rain | wet  |$0\n| snow | cold |`)).toBe(`${HEAD}\n| rain | wet  |\n| $0snow$0 | cold |`);
    expect(next(`${HEAD}\n$0| rain | wet  |`)).toBe(`${HEAD}\n| $0rain$0 | wet  |`);
  });

  test("comes after the row of dashes for a header", () => {
    expect(next("# Water\n\n| Case | Wh$0at |\n| ---- | ---- |\n| rain | wet  |")).toBe(`${HEAD}\n| $0rain$0 | wet  |`);
    expect(next("# Water\n\n| Case | What |\n| -$0--- | ---- |\n| rain | wet  |")).toBe(`${HEAD}\n| $0rain$0 | wet  |`);
  });

  test("is in a new row after the last one, also in a quotation", () => {
    expect(next(`${HEAD}\n| rain | wet$0  |`)).toBe(`${HEAD}\n| rain | wet  |\n| $0     |      |`);
    expect(next(`${HEAD}\n| rain | wet$0  |\n\nMore.`)).toBe(`${HEAD}\n| rain | wet  |\n| $0     |      |\n\nMore.`);
    expect(next("# Water\n\n> | a   | b   |\n> | --- | --- |\n> | 1   | 2$0   |")).toBe(
      "# Water\n\n> | a   | b   |\n> | --- | --- |\n> | 1   | 2   |\n> | $0    |     |",
    );
    expect(next("Water\n| a   | b   |\n| --- | --- |\n| 1   | 2$0   |")).toBe(
      "Water\n| a   | b   |\n| --- | --- |\n| 1   | 2   |\n| $0    |     |",
    );
  });

  test("is added to a row that is too short, and to a header that is being written", () => {
    expect(next(`${HEAD}\n| rain$0\n| snow | cold |`)).toBe(`${HEAD}\n| rain | $0     |\n| snow | cold |`);
    expect(next(`${HEAD}\n| rain |$0`)).toBe(`${HEAD}\n| rain | $0     |`);
    expect(next("# Water\n\n| Case | What |$0")).toBe("# Water\n\n| Case | What | $0 |");
  });

  test("is the first one of an empty row that the cursor is after", () => {
    expect(next(`${HEAD}\n|  |  |$0`)).toBe(`${HEAD}\n| $0     |      |`);
  });

  test("is found in a table that is lined up on the way", () => {
    expect(next("# Water\n\n| a | b |\n|-|-|\n| Amazon$0 | 2 |")).toBe(
      "# Water\n\n| a      | b   |\n| ------ | --- |\n| Amazon | $02$0   |",
    );
  });

  test("is not where a pipe is escaped", () => {
    expect(next("# Water\n\n| a      | b   |\n| ------ | --- |\n| 1$0 \\| 2 | 3   |")).toBe(
      "# Water\n\n| a      | b   |\n| ------ | --- |\n| 1 \\| 2 | $03$0   |",
    );
  });
});

describe("the cell before", () => {
  test("is in the same row, then in the row before, and the first is the last to go to", () => {
    expect(previous(`${HEAD}\n| rain | w$0et  |`)).toBe(`${HEAD}\n| $0rain$0 | wet  |`);
    expect(previous(`${HEAD}\n| r$0ain | wet  |`)).toBe(
      "# Water\n\n| Case | $0What$0 |\n| ---- | ---- |\n| rain | wet  |",
    );
    expect(previous("# Water\n\n| C$0ase | What |\n| ---- | ---- |")).toBe(
      "# Water\n\n| $0Case$0 | What |\n| ---- | ---- |",
    );
  });
});

describe("the cell to write in after Enter", () => {
  test("is the first one of an empty row", () => {
    expect(go("into", `${HEAD}\n|  |  |$0`)).toBe(`${HEAD}\n| $0     |      |`);
  });

  test("is none anywhere else", () => {
    for (const text of [`${HEAD}\n|  |  |x$0`, `${HEAD}\n| a |  |$0`, `${HEAD}\n|  $0|  |`, "# Water\n\n- $0"]) {
      expect(go("into", text), text).toBeUndefined();
    }
  });
});

test("there is no cell in text, in code, in a table without pipes at its edges, and where prose was taken into a table", () => {
  for (const text of [
    "# Water\n\nRain | falls$0",
    "# Water\n\n```\n| a | b |$0\n| - | - |\n```",
    "# Water\n\na | b$0\n- | -\n1 | 2",
    `${HEAD}\n| rain | wet |\nMore.$0`,
    `$0${HEAD}`,
  ]) {
    expect(go("next", text), text).toBeUndefined();
  }
});
