import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatEdits } from "../../../server/src/features/format.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { lines, withCursor } from "../../support/cursor.ts";
import { station } from "../../support/fixture.ts";
import { outline } from "../../support/outline.ts";

function formatted(text: string): string {
  return applyEdits(text, formatEdits(station(text), station));
}

/** What comes of a text, in either form and with either line end. */
function expectFormatted(before: string, after: string): void {
  expect(formatted(lines(before))).toBe(lines(after));
  expect(formatted(lines(before).replaceAll("\n", "\r\n"))).toBe(lines(after).replaceAll("\n", "\r\n"));
}

/** What comes of a text when only its selection is formatted. */
function formattedSelection(drawn: string): string {
  const { text, selection } = withCursor(drawn);
  return applyEdits(text, formatEdits(station(text), station, selection));
}

describe("tables", () => {
  test("are lined up by what is seen: wide characters, emoji, escaped pipes and marks that take no room", () => {
    expectFormatted(
      `
      # Words

      | Word|Meaning |
      |---|:-:|
      |平和| peace|
      | 😀 | a \\| b |
      | e\u0301 | z\u200bw |
      || empty |
      `,
      `
      # Words

      | Word | Meaning |
      | ---- | :-----: |
      | 平和 |  peace  |
      | 😀   | a \\| b  |
      | e\u0301    |   z\u200bw    |
      |      |  empty  |
      `,
    );
  });

  test("keep rows of too few or too many cells as they are", () => {
    expectFormatted(
      `
      Words
      | a | b |
      |-|-|
      | one |
      | one | two | three |
      `,
      `
      Words
      | a   | b   |
      | --- | --- |
      | one |
      | one | two | three |
      `,
    );
  });

  test("are lined up within quotations and lists, and where they have no outer pipes", () => {
    expectFormatted(
      `
      # Words

      > a | b
      > -|-:
      > word | 1

      - These are words:

        | a | b |
        |-|-|
        | word | 1 |
      `,
      `
      # Words

      > | a    |   b |
      > | ---- | --: |
      > | word |   1 |

      - These are words:

        | a    | b   |
        | ---- | --- |
        | word | 1   |
      `,
    );
  });

  test("leave prose alone that stands right below them", () => {
    expectFormatted(
      "# Words\n\n| a | b |\n|-|-|\nThen it rains.",
      "# Words\n\n| a   | b   |\n| --- | --- |\nThen it rains.",
    );
  });

  test("that would be wider than 160 columns are left as they are", () => {
    const table = `| a | b |\n|-|-|\n| ${"long ".repeat(40)} | 1 |`;
    expectFormatted(`# Words\n\n${table}`, `# Words\n\n${table}`);
  });

  test("without a row of dashes are left as they are", () => {
    expectFormatted("# Words\n\n| a | b |\n| word | 1 |", "# Words\n\n| a | b |\n| word | 1 |");
  });
});

describe("lists", () => {
  test("have dashes for bullets, at every depth", () => {
    expectFormatted(
      `
      # Water

      * Rain
        + Drizzle
      * Snow

      > + Hail
      `,
      `
      # Water

      - Rain
        - Drizzle
      - Snow

      > - Hail
      `,
    );
  });

  test("are numbered one after the other, from where they begin", () => {
    expectFormatted(
      `
      Steps
      1) Look
      1) Think
      7) Act
      Then come the others.
      4. Rest
      4. Rise
      `,
      `
      Steps
      1. Look
      2. Think
      3. Act
      Then come the others.
      4. Rest
      5. Rise
      `,
    );
  });

  test("take along what stands in an item when its number gets longer or shorter", () => {
    const items = (number: (index: number) => string) =>
      [...Array(11).keys()].map((index) => {
        const mark = number(index);
        return `${mark} Step\n\n${" ".repeat(mark.length + 1)}- Part\n\n${" ".repeat(mark.length + 7)}code  \n`;
      });
    const wanted = items((index) => `${index + 1}.`).join("\n");
    expect(formatted(`# Steps\n\n${items(() => "1.").join("\n")}`)).toBe(`# Steps\n\n${wanted}`);
    expect(formatted(`# Steps\n\n${items((index) => (index ? "100." : "1.")).join("\n")}`)).toBe(
      `# Steps\n\n${wanted}`,
    );
  });

  test("take the room for a longer number from the spaces after it where there are enough", () => {
    const item = (mark: string) => `${mark}Step\n    more\n`;
    const all = (mark: (index: number) => string) =>
      `# Steps\n\n${[...Array(10).keys()].map((at) => item(mark(at))).join("")}`;
    expect(formatted(all(() => "1.  "))).toBe(all((at) => `${at + 1}.`.padEnd(4)));
  });

  test("in a row stay two lists: their marks are what parts them", () => {
    expectFormatted("# Water\n\n* Rain\n\n+ Snow\n* Hail", "# Water\n\n- Rain\n\n+ Snow\n\n* Hail");
  });

  test("keep a mark whose change would make something else of the line", () => {
    expectFormatted("# Water\n\n+ - -\n\n* Rain", "# Water\n\n+ - -\n\n* Rain");
  });
});

describe("blank lines", () => {
  test("stand between the blocks of the Markdown form, one each, none at the end", () => {
    expectFormatted(
      "# Water\nIt rains.\n## More\n\n\n\nIt snows:\n- Here\n- There\n\n\n",
      "# Water\n\nIt rains.\n\n## More\n\nIt snows:\n\n- Here\n- There",
    );
  });

  test("are not put between a comment and what it stands at, nor between notes", () => {
    const text =
      "# Water\n\n<!-- stationmaster-disable-next hook: why -->\nIt rains.[^a][^b]\n\n[^a]: One\n[^b]: Two\n[c]: d\n[e]: f";
    expectFormatted(text, text);
  });

  test("are not added in the paste form, and several become one", () => {
    expectFormatted(
      "Water\nIt rains.\n\n\n\nIt snows:\n- Here\n\n\n- There",
      "Water\nIt rains.\n\nIt snows:\n- Here\n\n- There",
    );
  });

  test("follow front matter", () => {
    expectFormatted("---\ntitle: a   \n\n\n---\n# Water", "---\ntitle: a   \n\n\n---\n\n# Water");
  });
});

describe("spaces at the ends of lines", () => {
  test("are removed, but for two or more that break a line", () => {
    expectFormatted(
      "# Water \n\nIt rains  \non me \nand you.  \n\t\n- Here\t\n  - There  \n",
      "# Water\n\nIt rains  \non me\nand you.\n\n- Here\n  - There",
    );
  });

  test("stay in code, HTML and front matter", () => {
    const text = "---\na: b  \n---\n\n# Water\n\n```\nrain  \n\n\n\n| a|\n```\n\n<div>  \n* a\n</div>\n\n- `a  \n  b`";
    expectFormatted(text, text);
  });
});

test("spaces in code within a list are left as they are, those beside it are not", () => {
  expectFormatted(
    "# Water\n\n- ```\n  rain  \n  ```\n- Snow \n- Hail",
    "# Water\n\n- ```\n  rain  \n  ```\n- Snow\n- Hail",
  );
});

describe("the end of a text", () => {
  test("is one line end", () => {
    expect(formatted("# Water")).toBe("# Water\n");
    expect(formatted("Water\r\n\r\nIt rains.  \r\n \r\n")).toBe("Water\r\n\r\nIt rains.\r\n");
    expect(formatted("")).toBe("");
    expect(formatted("\n\n")).toBe("\n\n");
  });
});

describe("a selection", () => {
  test("has only the blocks formatted that it touches", () => {
    expect(formattedSelection("# Water\n\n* Rain\n\n|a|\n|-|\n$0|b|$0\n\n\n\n* Snow")).toBe(
      "# Water\n\n* Rain\n\n| a   |\n| --- |\n| b   |\n\n\n\n* Snow\n",
    );
  });

  test("has the blank lines tidied that lie in it", () => {
    expect(formattedSelection("# Water\n\n\n\nIt $0rains.\n\n\n\nIt$0 snows.")).toBe(
      "# Water\n\n\n\nIt rains.\n\nIt snows.\n",
    );
  });
});

test("edits are small: what is in order is not touched", () => {
  const text = "# Water\n\n| a | b |\n|---|---|\n| one | 2 |\n\nIt rains. \n";
  const touched = formatEdits(station(text), station).map(({ range, newText }) => [
    text.slice(range.start, range.end),
    newText,
  ]);
  expect(touched).toEqual([
    ["", "  "],
    ["", "  "],
    ["", " "],
    ["", " "],
    ["", " "],
    ["", " "],
    ["", "  "],
    [" ", ""],
  ]);
});

const words = fc.constantFrom(
  ..."rain Rain. *wet* `co  de` [a](b.md) é 🌧 平和 x\\|y [@key] Station\u00a03 <b> &amp; a_b".split(" "),
);
const sentence = fc.array(words, { minLength: 1, maxLength: 5 }).map((all) => all.join(" "));
const row = fc
  .array(fc.oneof(words, fc.constant("")), { minLength: 1, maxLength: 3 })
  .map((all) => `|${all.join(" |")} |`);
const indent = fc.constantFrom("", "", "", "  ", "   ", "    ", "> ", "\t", ">> ");
const mark = fc.constantFrom(
  "* ",
  "- ",
  "+ ",
  "1. ",
  "3) ",
  "9. ",
  "10.  ",
  "# ",
  "## ",
  "> ",
  "[^a]: ",
  "",
  "",
  "Key term: X — ",
);
const end = fc.constantFrom("", "", " ", "  ", "\t", "   ", "\\");
const newline = fc.constantFrom("\n", "\n", "\n\n", "\n\n\n\n", "\r\n", "\r\n\r\n", "\n \n", "\r");
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(indent, mark, sentence, end).map((all) => all.join("")) },
  { weight: 3, arbitrary: fc.tuple(indent, row, end).map((all) => all.join("")) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(indent, fc.constantFrom("|a|b|\n|-|-|", "a|b\n-|:-:\nc|d", "|:-|-:|"))
      .map((all) => all.join("")),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        indent,
        fc.constantFrom(
          "```",
          "---",
          "***",
          "===",
          "*",
          "-",
          "1.",
          "- - a",
          "+ * b",
          "<div>",
          "</div>",
          "<!-- a -->",
          "~~~",
          "    code",
          "[a]: b",
          "- [ ] c",
          "",
        ),
      )
      .map((all) => all.join("")),
  },
);
const anyStation = fc.array(fc.tuple(line, newline), { maxLength: 14 }).map((all) => all.flat().join(""));

describe("any station", () => {
  test("says the same after formatting, and formatting twice is formatting once", () => {
    fc.assert(
      fc.property(anyStation, (text) => {
        const before = station(text);
        const once = formatted(text);
        expect(outline(station(once))).toBe(outline(before));
        expect(formatted(once)).toBe(once);
      }),
      // Its rule and its blank lines can only be tidied one after the other.
      { examples: [["***\r  \n# rain\n"]] },
    );
  });
});

test("a huge table is formatted in a time that grows with its length alone", () => {
  const table = (rows: number) => `# Words\n\n|a|b|\n|-|-|\n${"|平和|peace  |\n".repeat(rows)}`;
  const seconds = (rows: number) => {
    const read = station(table(rows));
    return cpuSeconds(() => formatEdits(read, station));
  };
  seconds(200);
  expect(seconds(8_000)).toBeLessThan(Math.max(0.2, seconds(2_000)) * 12);
});
