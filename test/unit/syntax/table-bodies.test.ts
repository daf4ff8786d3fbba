import { describe, expect, test } from "vitest";
import { station } from "../../support/fixture.ts";

const TABLE = "# Rain\n\nThe table lists drops.\n\n| Name | Size |\n| --- | --- |\n| mist | small |\n";

/** How many rows each table has, with its header. */
function rowsOf(text: string): readonly number[] {
  return station(text).tables.map(({ table }) => table.rows.length);
}

describe("rows after a blank line", () => {
  test.each(["\n", "\r\n", "\r"])("are a further body of the table above (%j)", (newline) => {
    const text = `${TABLE}\n| rain | large |\n|  | larger |\n\n| hail | hard |\n`.replaceAll("\n", newline);
    const [table, ...others] = station(text).tables;
    expect(others).toEqual([]);
    expect(table!.body.map(([name]) => name!.prose.text)).toEqual(["mist", "rain", "", "hail"]);
    expect(table!.range.end).toBe(text.trimEnd().length);
  });

  test.each([
    ["\n| rain |\n", "with another number of cells", [2, 1]],
    ["\n| Drop | Speed |\n| --- | --- |\n| rain | fast |\n", "with a row of dashes", [2, 2]],
    ["\n\n| rain | large |\n", "after two blank lines", [2, 1]],
    ["\nText.\n\n| rain | large |\n", "after text", [2, 1]],
  ])("%j are a table of their own %s", (more, _, rows) => {
    expect(rowsOf(TABLE + more)).toEqual(rows);
  });

  test("belong to a table in a quotation", () => {
    const quoted = "| Name | Size |\n| --- | --- |\n| mist | small |\n\n| rain | large |\n".replaceAll(/^/gm, "> ");
    expect(rowsOf(`# Rain\n\n${quoted}`)).toEqual([3]);
  });
});
