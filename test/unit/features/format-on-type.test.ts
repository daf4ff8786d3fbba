import { describe, expect, test } from "vitest";
import { formatOnType } from "../../../server/src/features/format-on-type.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { withCursor } from "../../support/cursor.ts";
import { station } from "../../support/fixture.ts";

/** A text after a character was typed at its cursor and the server was asked. */
function typed(drawn: string, character: string, newline = "\n"): string {
  const { text: before, selection } = withCursor(drawn.replaceAll("\n", newline));
  const inserted = character === "\n" ? newline : character;
  const text = before.slice(0, selection.start) + inserted + before.slice(selection.start);
  const cursor = selection.start + inserted.length;
  return applyEdits(text, formatOnType(station(text), station, cursor, character)).replaceAll(newline, "\n");
}

/** What Enter makes of a text, with either line end. */
function enter(drawn: string): string {
  const result = typed(drawn, "\n");
  expect(typed(drawn, "\n", "\r\n")).toBe(result);
  return result;
}

describe("Enter in a list", () => {
  test("begins the next item, with the rest of the line", () => {
    expect(enter("# Water\n\n- Rain$0")).toBe("# Water\n\n- Rain\n- \n");
    expect(enter("# Water\n\n* Rain $0and snow\n* Hail")).toBe("# Water\n\n* Rain \n* and snow\n* Hail\n");
    expect(enter("Water\nIt is:\n- Rain$0\n- Snow")).toBe("Water\nIt is:\n- Rain\n- \n- Snow\n");
  });

  test("counts on", () => {
    expect(enter("Steps\nIt goes:\n9) Look$0")).toBe("Steps\nIt goes:\n9) Look\n10) \n");
  });

  test("counts on below a new item in the middle, as far as the numbers did", () => {
    expect(enter("# Steps\n\n1. Look$0\n2. Wait\n3. Drink\n")).toBe("# Steps\n\n1. Look\n2. \n3. Wait\n4. Drink\n");
    expect(enter("Steps\nIt goes:\n1. Look$0\n2. Wait\n")).toBe("Steps\nIt goes:\n1. Look\n2. \n3. Wait\n");
    expect(enter("# Steps\n\n1. Look$0\n1. Wait\n")).toBe("# Steps\n\n1. Look\n2. \n1. Wait\n");
    expect(enter("# Steps\n\n9. Look$0\n   - Up\n10. Wait\n\nThen:\n\n11. Drink\n")).toBe(
      "# Steps\n\n9. Look\n10. \n   - Up\n11. Wait\n\nThen:\n\n11. Drink\n",
    );
  });

  test("keeps depth, quotation marks, spaces and boxes", () => {
    expect(enter("# Water\n\n- Rain\n  - Drizzle$0")).toBe("# Water\n\n- Rain\n  - Drizzle\n  - \n");
    expect(enter("# Water\n\n> 1.  Rain$0")).toBe("# Water\n\n> 1.  Rain\n> 2.  \n");
    expect(enter("# Water\n\n- [x] Rain$0")).toBe("# Water\n\n- [x] Rain\n- [ ] \n");
  });

  test("takes the place of the indentation that the editor put there", () => {
    const text = "# Water\n\n- Rain\n  - Drizzle\n  ";
    expect(applyEdits(text, formatOnType(station(text), station, text.length, "\n"))).toBe(`${text}- `);
  });

  test("leaves alone what the editor has begun itself", () => {
    for (const text of ["# Water\n\n- Rain\n- ", "# Water\n\n> - Rain\n> "]) {
      expect(applyEdits(text, formatOnType(station(text), station, text.length, "\n"))).toBe(
        text.replace(/(> )?(- )?$/, "$1- "),
      );
    }
  });

  test("ends it after an empty item", () => {
    expect(enter("# Water\n\n- Rain\n- $0")).toBe("# Water\n\n- Rain\n\n\n");
    expect(enter("Water\nIt is:\n- Rain\n- $0")).toBe("Water\nIt is:\n- Rain\n\n");
    expect(enter("# Water\n\n> - Rain\n> - $0")).toBe("# Water\n\n> - Rain\n> \n\n");
  });

  test("moves text to an item of its own where it stands before the text", () => {
    expect(enter("# Water\n\n- $0Rain")).toBe("# Water\n\n- \n- Rain\n");
  });

  test("does nothing in an item's other lines, in text and in code", () => {
    for (const text of [
      "# Water\n\n- Rain\n  falls$0",
      "# Water\n\n1986$0",
      "# Water\n\n```\n- Rain$0\n```",
      "---\na:\n- b$0\n---\n# Water",
    ]) {
      expect(enter(text)).toBe(`${text.replace("$0", "\n")}\n`);
    }
  });
});

describe("Enter in a table", () => {
  test("begins a row of empty cells", () => {
    expect(enter("# Water\n\n| a | b |\n| - | - |\n| 1 | 2 |$0")).toBe(
      "# Water\n\n| a | b |\n| - | - |\n| 1 | 2 |\n|  |  |\n",
    );
    expect(enter("Water\n| a | b |\n| - | - |$0\n| 1 | 2 |")).toBe("Water\n| a | b |\n| - | - |\n|  |  |\n| 1 | 2 |\n");
    expect(enter("# Water\n\n> | a | b |\n> | - | - |\n> | 1 |$0")).toBe(
      "# Water\n\n> | a | b |\n> | - | - |\n> | 1 |\n> |  |  |\n",
    );
  });

  test("adds the row of dashes below its first row", () => {
    expect(enter("# Water\n\n| a | b |$0")).toBe("# Water\n\n| a | b |\n| --- | --- |\n|  |  |\n");
  });

  test("keeps text right below it out of the table", () => {
    expect(enter("# Water\n\n| a | b |$0\nRain falls.\n")).toBe(
      "# Water\n\n| a | b |\n| --- | --- |\n|  |  |\n\nRain falls.\n",
    );
    expect(enter("# Water\n\n> | a | b |$0\n> Rain falls.\n")).toBe(
      "# Water\n\n> | a | b |\n> | --- | --- |\n> |  |  |\n>\n> Rain falls.\n",
    );
    const rows = "# Water\n\n| a | b |\n| --- | --- |\n| 1 | 2 |$0\n";
    expect(enter(`${rows}Rain falls.\n`)).toContain("| 1 | 2 |\n|  |  |\n\nRain falls.");
    expect(enter(`${rows}| 3 | 4 |\n`)).toContain("| 1 | 2 |\n|  |  |\n| 3 | 4 |\n");
  });

  test("ends it after an empty row", () => {
    expect(enter("# Water\n\n| a | b |\n| - | - |\n|  |  |$0")).toBe("# Water\n\n| a | b |\n| - | - |\n\n");
  });

  test("does nothing within a row", () => {
    expect(enter("Water\n| a | b |\n| - | - |\n| 1 $0| 2 |")).toBe("Water\n| a | b |\n| - | - |\n| 1 \n| 2 |\n");
  });
});

describe("Enter in a quotation", () => {
  test("goes on with it, and ends it after an empty line", () => {
    expect(enter("# Water\n\n> Rain$0")).toBe("# Water\n\n> Rain\n> \n");
    expect(enter("# Water\n\n> > Rain $0and snow\n\nHail.")).toBe("# Water\n\n> > Rain \n> > and snow\n\nHail.\n");
    expect(enter("# Water\n\n> Rain\n> $0")).toBe("# Water\n\n> Rain\n> \n\n");
  });

  test("leaves alone what the editor has begun itself, and what is no quotation", () => {
    const text = "# Water\n\n> Rain\n> ";
    expect(formatOnType(station(text), station, text.length, "\n")).toEqual([]);
    expect(enter("# Water\n\n```\n> Rain$0\n```")).toBe("# Water\n\n```\n> Rain\n\n```\n");
  });
});

describe("a pipe", () => {
  test("lines up the table it is typed in", () => {
    expect(typed("# Water\n\n| a | b |\n|-|-|\n| long | 2 $0\n\n* Rain", "|")).toBe(
      "# Water\n\n| a    | b   |\n| ---- | --- |\n| long | 2   |\n\n* Rain\n",
    );
  });

  test("at the end of a file whose last line has no end is a pipe", () => {
    const text = "# Water\n\n| Case |";
    expect(formatOnType(station(text), station, text.length, "|")).toEqual([]);
  });

  test("in text, and in a table without dashes, is a pipe", () => {
    expect(typed("# Water\n\n* It rains $0", "|")).toBe("# Water\n\n* It rains |\n");
    expect(typed("# Water\n\n|a $0", "|")).toBe("# Water\n\n|a |\n");
  });
});
