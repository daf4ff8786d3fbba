import { describe, expect, test } from "vitest";
import { pasteInto } from "../../../server/src/features/paste.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { withCursor } from "../../support/cursor.ts";
import { station } from "../../support/fixture.ts";

/** A text after something was pasted over its selection; undefined where it is pasted as it is. */
function pasted(drawn: string, text: string, html?: string): string | undefined {
  const { text: before, selection } = withCursor(drawn);
  const made = pasteInto(station(before), selection, text, html);
  return made && applyEdits(before, [{ range: selection, newText: made.text }]);
}

const TABLE = '| Word  | Number |\n| ----- | ------ |\n| a\\|b  | 1      |\n| c "d" |        |';
const TABS = 'Word\tNumber\r\na|b\t1\r\n"c\n""d"""\t\r\n';

describe("cells with tabs between them", () => {
  test("become a table, with pipes escaped and line breaks as spaces", () => {
    expect(pasted("# Words\n\n$0", TABS)).toBe(`# Words\n\n${TABLE}\n`);
    expect(pasted("Words\n$0", TABS)).toBe(`Words\n${TABLE}\n`);
  });

  test("get the blank lines that the Markdown form needs, and the marks of a quotation", () => {
    expect(pasted("# Words\n\nThe table: $0and\nmore", TABS)).toBe(`# Words\n\nThe table: \n\n${TABLE}\n\nand\nmore\n`);
    expect(pasted("# Words\n\nThe table:\n$0\nmore", TABS)).toBe(`# Words\n\nThe table:\n\n${TABLE}\n\nmore\n`);
    expect(pasted("Words\nThe table: $0", TABS)).toBe(`Words\nThe table: \n${TABLE}\n`);
    expect(pasted("# Words\n\n> $0", TABS)).toBe(`# Words\n\n> ${TABLE.replaceAll("\n", "\n> ")}\n`);
  });

  test("keep Windows line ends", () => {
    const text = "# Words\r\n\r\n";
    const { text: made } = pasteInto(station(text), { start: text.length, end: text.length }, TABS)!;
    expect(made).toBe(TABLE.replaceAll("\n", "\r\n"));
  });

  test("may lack a cell here and there, but no more", () => {
    expect(pasted("Words\n$0", "a\tb\tc\n1\t2")).toBe(
      "Words\n| a   | b   | c   |\n| --- | --- | --- |\n| 1   | 2   |     |\n",
    );
    expect(pasted("Words\n$0", "a\tb\tc\td\n1\t2")).toBeUndefined();
  });

  test("are no table where there is one row, one column, or only indentation", () => {
    for (const text of ["a\tb", "a\nb", "\ta\n\tb", "a\tb\ntext", "", "\t"])
      expect(pasted("Words\n$0", text)).toBeUndefined();
  });

  test("are pasted as they are in code, front matter, HTML and tables", () => {
    for (const text of [
      "# W\n\n```\n$0\n```",
      "---\na: $0b\n---\n# W",
      "# W\n\n<div>$0\n</div>",
      "# W\n\n| a$0 | b |\n|-|-|",
    ])
      expect(pasted(text, TABS), text).toBeUndefined();
  });
});

describe("a table of a web page", () => {
  const html = (inner: string) =>
    `<html><head><style>td { a: b }</style></head><body><!--StartFragment--><table>${inner}</table></body></html>`;

  test("becomes a table: cells that span others leave them empty", () => {
    const rows =
      "<caption>Words</caption><tr><th>Word</th><th>Number<br>of it</th></tr><tr><td rowspan=2>a|<b>b</b></td><td>1</td></tr><tr><td>2</td></tr><tr><td colspan=2>&lt;3\n  &lt;b></td></tr>";
    expect(pasted("Words\n$0", "ignored", html(rows))).toBe(
      "Words\nWords\n| Word    | Number of it |\n| ------- | ------------ |\n| a\\|b    | 1            |\n|         | 2            |\n| <3 \\<b> |              |\n",
    );
  });

  test("is pasted as it is where there is other text, another table, or a table in a table", () => {
    const row = "<tr><td>a</td><td>b</td></tr>";
    expect(pasted("Words\n$0", "", html(row + row))).toBeDefined();
    const picture = '<tr><td><img alt="A drop" src="x"></td><td>Rain <img alt=""></td></tr>';
    expect(pasted("Words\n$0", "", html(`<caption># How <b>it</b> rains</caption>${picture}${picture}`))).toBe(
      "Words\n\\# How it rains\n| A drop | Rain |\n| ------ | ---- |\n| A drop | Rain |\n",
    );
    expect(pasted("# Words\n\n$0", "", html(`<caption>How it rains</caption>${picture}${picture}`))).toContain(
      "How it rains\n\n| A drop | Rain |",
    );
    expect(pasted("Words\n$0", "", `<img alt="A drop">${html(row + row)}`)).toBeUndefined();
    expect(pasted("Words\n$0", "", `<p>Then</p>${html(row + row)}`)).toBeUndefined();
    expect(pasted("Words\n$0", "", html(row + row) + html(row))).toBeUndefined();
    expect(pasted("Words\n$0", "", html(`${row}<tr><td><table>${row}</table></td></tr>`))).toBeUndefined();
    expect(pasted("Words\n$0", "", html(`${row}<tr><td><div><table>${row}</table></div></td></tr>`))).toBeUndefined();
  });

  test("may be nested deeply or be huge without harm", () => {
    expect(pasted("Words\n$0", "", html("<div>".repeat(20_000)))).toBeUndefined();
    const rows = "<tr><td>a</td><td>b</td></tr>".repeat(20_000);
    expect(cpuSeconds(() => pasted("Words\n$0", "", html(rows)))).toBeLessThan(5);
  });
});

describe("an address", () => {
  test("pasted onto words makes them a link", () => {
    expect(pasted("Words\nSee $0the **charter**$0.", " https://un.org/a\n")).toBe(
      "Words\nSee [the **charter**](https://un.org/a).\n",
    );
    expect(pasted("# Words\n\nSee $0it]$0.", "https://un.org/(a")).toBe(
      "# Words\n\nSee [it\\]](<https://un.org/(a>).\n",
    );
  });

  test("is pasted as it is without words, onto an address, within a link, over code and over several lines", () => {
    for (const text of [
      "Words\nSee $0it.",
      "Words\nSee $0https://un.org$0.",
      "Words\nSee [the $0charter$0](a.md).",
      "Words\nSee $0the [charter]$0(a.md).",
      "Words\nSee `a $0b$0`.",
      "Words\nSee **the $0char** ter$0.",
      "# Words\n\nSee $0it\nhere$0.",
      "# Words\n\n$0It.\n\nThen$0.",
      "# Words\n\n```\n$0it$0\n```",
    ])
      expect(pasted(text, "https://un.org"), text).toBeUndefined();
    expect(pasted("Words\nSee $0it$0.", "two words")).toBeUndefined();
  });
});
