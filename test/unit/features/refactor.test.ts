import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refactorings } from "../../../server/src/features/refactor.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { withCursor } from "../../support/cursor.ts";
import { cursorFixture, station } from "../../support/fixture.ts";

/** What a refactoring says it does and what comes of it; undefined where it is not offered. */
function refactored(id: string, drawn: string): { title: string; text: string } | undefined {
  const { text, selection } = withCursor(drawn);
  const found = refactorings(station(text), selection).find((each) => each.id === id);
  return found && { title: found.title, text: applyEdits(text, found.edits) };
}

function expectRefactored(id: string, before: string, title: string, after: string): void {
  const wanted = { title, text: `${after}\n` };
  expect(refactored(id, before)).toEqual(wanted);
  for (const newline of ["\r\n", "\r"]) {
    const written = refactored(id, before.replaceAll("\n", newline));
    expect(written?.text.trimEnd()).toBe(after.replaceAll("\n", newline));
  }
}

function expectNotOffered(id: string, ...texts: readonly string[]): void {
  for (const text of texts) expect(refactored(id, text), text).toBeUndefined();
}

describe("extracting a key term", () => {
  test("moves the sentence below its paragraph, as a callout", () => {
    expectRefactored(
      "extract-key-term",
      "# Water\n\nIt rains. A rain **bar$0rel** is a *big* tank. People\nkeep it.\n\nIt snows.",
      "Extract the key term “rain barrel”",
      "# Water\n\nIt rains. People\nkeep it.\n\n**Key term:** Rain **barrel** — a *big* tank.\n\nIt snows.",
    );
    expectRefactored(
      "extract-key-term",
      "Water\nIt rains on all of us. **Collective security** means a syst$0em of help.\nIt snows on us.",
      "Extract the key term “Collective security”",
      "Water\nIt rains on all of us.\nKey term: Collective security — a system of help.\nIt snows on us.",
    );
  });

  test("replaces a paragraph of one sentence, and keeps notes and quotations", () => {
    expectRefactored(
      "extract-key-term",
      "# Water\n\n> Alliances are *firm* agreements\n> be$0tween states.[^1]\n\n[^1]: Note",
      "Extract the key term “Alliances”",
      "# Water\n\n> **Key term:** Alliances — *firm* agreements between states.[^1]\n\n[^1]: Note",
    );
  });

  test("is offered only where a sentence says what something is", () => {
    expectNotOffered(
      "extract-key-term",
      "# Water\n\nIt i$0s a tank.",
      "# Water\n\nRain i$0s falling.",
      "# Water\n\nA barrel i$0s a tank!",
      "# Water\n\n- A barrel i$0s a tank.",
      "# Water\n\nKey term: A barrel i$0s a tank.",
      "# Water\n\n**A barrel i$0s a** tank.",
      "# A barrel i$0s a tank.\n",
      "# Water\n\n$0A barrel is a tank. It is$0 big.",
    );
  });
});

describe("a paragraph as a list", () => {
  test("has an item for each sentence", () => {
    expectRefactored(
      "list-from-paragraph",
      "# Water\n\nIt **rains** [on me](a.md). It\nsnows, too.[^1]$0 Dr. No hails.\n\nMore of it follows. Really.\n\n[^1]: Note",
      "Turn the sentences into a list",
      "# Water\n\n- It **rains** [on me](a.md).\n- It snows, too.[^1]\n- Dr. No hails.\n\nMore of it follows. Really.\n\n[^1]: Note",
    );
    expectRefactored(
      "list-from-paragraph",
      "# Water\n\n> It rains.$0\n> It snows.",
      "Turn the sentences into a list",
      "# Water\n\n> - It rains.\n> - It snows.",
    );
    expectRefactored(
      "list-from-paragraph",
      "Water\nIt rains.$0 It snows.",
      "Turn the sentences into a list",
      "Water\n- It rains.\n- It snows.",
    );
  });

  test("has an item for each part of an enumeration", () => {
    const title = "Turn the parts after the colon into a list";
    expectRefactored(
      "list-from-paragraph",
      "# Water\n\nIt falls as this: rain, **wet** snow (big, white), and [hail](a.md).$0\n\nMore.",
      title,
      "# Water\n\nIt falls as this:\n\n- rain\n- **wet** snow (big, white)\n- [hail](a.md)\n\nMore.",
    );
    expectRefactored(
      "list-from-paragraph",
      "Water\nIt is wet. It falls$0 as this: rain, or so; snow; or hail.",
      title,
      "Water\nIt is wet. It falls as this:\n- rain, or so\n- snow\n- hail",
    );
    expectRefactored(
      "list-from-paragraph",
      "Water\nIt falls$0 as this: rain and snow.",
      title,
      "Water\nIt falls as this:\n- rain\n- snow",
    );
  });

  test("is offered only for text that stays whole", () => {
    expectNotOffered(
      "list-from-paragraph",
      "# Water\n\nIt rains.$0",
      "# Water\n\n**It rains.$0 It snows.**",
      "# Water\n\nIt *rains.$0 It* snows.",
      "# Water\n\nIt rains.$0 It snows:\n\n- Here",
      "# Water\n\n- Here\n\nIt rains.$0 It snows.",
      "# Water\n\nTakeaway: It rains.$0 It snows.\n\n- Here",
      "# Water. More$0. Water.",
      "# Water\n\n- It rains.$0 It snows.",
    );
  });
});

describe("a list as a paragraph", () => {
  test("has a sentence for each item", () => {
    expectRefactored(
      "paragraph-from-list",
      "# Water\n\nWhat falls:\n\n- Rain,\n* * *\n".replace("* * *\n", "- **Snow**$0\n  of it\n- Hail!\n\nMore."),
      "Turn this list into a paragraph",
      "# Water\n\nWhat falls:\n\nRain. **Snow** of it. Hail!\n\nMore.",
    );
    expectRefactored(
      "paragraph-from-list",
      "Water\nWhat falls:\n1. Rain$0\n2. Snow.",
      "Turn this list into a paragraph",
      "Water\nWhat falls:\nRain. Snow.",
    );
  });

  test("is offered only for items of one paragraph", () => {
    expectNotOffered(
      "paragraph-from-list",
      "# W\n\n- Rain$0\n  - Snow",
      "# W\n\n- Rain$0\n\n  Snow",
      "# W\n\n- [ ] Rain$0",
      "# W\n\n-$0\n- Rain",
      "# W\n\nRain$0",
    );
  });
});

describe("a sentence that introduces", () => {
  test("a list ends in a colon", () => {
    const title = "Add a sentence that introduces this list";
    expectRefactored(
      "list-lead-in",
      "# Water\n\nIt falls.\n\n- Rain$0",
      title,
      "# Water\n\nIt falls.\n\nThese are the main points:\n\n- Rain",
    );
    expectRefactored("list-lead-in", "Water\n1. Rain$0", title, "Water\nThese are the steps:\n1. Rain");
    expectNotOffered(
      "list-lead-in",
      "# Water\n\nIt falls: [@key]\n\n- Rain$0",
      "# Water\n\nIt falls:\n\n- Rain\n  - Wet$0",
    );
  });

  test("a table names its columns", () => {
    const title = "Add a sentence that introduces this table";
    const rows = "| Word | **Form** | Use |\n| - | - | - |\n| a | b$0 | c |";
    const made = "The following table compares “Word” and “Form” and “Use”.".replace(
      "“Form” and “Use”",
      "“Form” and “Use”",
    );
    expectRefactored("table-lead-in", `# Words\n\n${rows}`, title, `# Words\n\n${made}\n\n${rows.replace("$0", "")}`);
    expectRefactored(
      "table-lead-in",
      "Words\n| Word |\n|-|\n| a$0 |",
      title,
      "Words\nThe following table gives an overview.\n| Word |\n|-|\n| a |",
    );
    expectNotOffered("table-lead-in", `# Words\n\nThe words:\n\n${rows}`, "# Words\n\nText$0");
  });
});

describe("a list as a table", () => {
  const title = "Turn this list into a table";

  test("has two columns where every item says what something is", () => {
    expectRefactored(
      "table-from-list",
      "# Water\n\nWhat falls:\n\n- Rain$0: drops | [wet](a.md)\n- **Snow:** flakes:\n  white\n\nMore.",
      title,
      "# Water\n\nWhat falls:\n\n| Name     | Meaning             |\n| -------- | ------------------- |\n| Rain     | drops \\| [wet](a.md) |\n| **Snow** | flakes: white       |\n\nMore."
        .replace("| Meaning             |", "| Meaning              |")
        .replace("| ------------------- |", "| -------------------- |")
        .replace("| flakes: white       |", "| flakes: white        |"),
    );
  });

  test("has one column elsewhere", () => {
    expectRefactored(
      "table-from-list",
      "Water\n- Rain: drops$0\n- Snow",
      title,
      "Water\n| Item        |\n| ----------- |\n| Rain: drops |\n| Snow        |",
    );
    expectNotOffered("table-from-list", "# W\n\n- Rain$0\n  - Snow");
  });
});

describe("a table as a list", () => {
  const title = "Turn this table into a list";

  test("has an item for each row", () => {
    expectRefactored(
      "list-from-table",
      "# Water\n\n> | a | b |\n> |-|-|\n> | Rain$0 | a \\| b |\n> | Snow |",
      title,
      "# Water\n\n> - a Rain: b a | b\n> - a Snow",
    );
    expectRefactored(
      "list-from-table",
      "Water\n| Name | Form | Use |\n|-|-|-|\n| Rain$0 | drops | tea |\n| Snow | | men |",
      title,
      "Water\n- Name Rain: Form drops; Use tea\n- Name Snow: Use men",
    );
    expectRefactored(
      "list-from-table",
      "Water\n| Name | Meaning |\n|-|-|\n| Rain$0 | drops |",
      title,
      "Water\n- Rain: drops",
    );
  });

  test("is offered only where nothing gets lost", () => {
    expectNotOffered(
      "list-from-table",
      "# W\n\n| a$0 |\n|-|",
      "# W\n\n| a$0 |\n| b |",
      "# W\n\n| a$0 |\n|-|\n| |",
      "# W\n\n- x\n\n| a$0 |\n|-|\n| b |",
      "# W\n\n| a$0 |\n|-|\n| b |\ntext",
    );
  });
});

describe("the columns of a table", () => {
  const table = "# W\n\n- In a list:\n\n  | a | b$0b |\n  |:-:|-|\n  | 1 | 2 | 3 |\n  | 平 |";

  test("get one to the right of the cursor", () => {
    expectRefactored(
      "add-column",
      table,
      "Add a column to the right",
      "# W\n\n- In a list:\n\n  |  a  | bb  | New column |\n  | :-: | --- | ---------- |\n  |  1  | 2   |            | 3   |\n  | 平  |     |            |",
    );
    expect(refactored("add-column", "W\n| a$0 | b |\n|-|-|\n| 1 | 2 |")?.text).toBe(
      "W\n| a   | New column | b   |\n| --- | ---------- | --- |\n| 1   |            | 2   |\n",
    );
    expect(refactored("add-column", "W\n| a | b |\n|-|-$0|\n| 1 | 2 |")?.text).toBe(
      "W\n| a   | b   | New column |\n| --- | --- | ---------- |\n| 1   | 2   |            |\n",
    );
  });

  test("lose the one at the cursor", () => {
    expectRefactored(
      "remove-column",
      table,
      "Remove the column “bb”",
      "# W\n\n- In a list:\n\n  |  a  |\n  | :-: |\n  |  1  | 3   |\n  | 平  |",
    );
    expectRefactored(
      "remove-column",
      table.replace("b$0b", "bb").replace("| a", "| $0a"),
      "Remove the column “a”",
      "# W\n\n- In a list:\n\n  | bb  |\n  | --- |\n  | 2   | 3   |\n  |     |",
    );
    expectNotOffered(
      "remove-column",
      "W\n| a$0 |\n|-|\n| 1 |",
      "W\n| a$0 | b |\n| 1 | 2 |",
      "# W\n\n| a$0 | b |\n|-|-|\ntext",
    );
  });

  test("keep a row of dashes in the body a row of the body", () => {
    expect(refactored("remove-column", "W\n| a$0 | b |\n|-|-|\n| 1 | - |")?.text).toBe(
      "W\n| b   |\n| --- |\n| \\-  |\n",
    );
  });
});

describe("the rows of a table", () => {
  test("are sorted by the words of a column, with numbers in them by size, empty cells last", () => {
    const table = "# W\n\n> | a | b |\n> |-|-|\n> | Part 10$0 | x |\n> | | y |\n> | **Part 9** | z |\n> | éa | w |";
    expectRefactored(
      "sort-rows",
      table,
      "Sort the rows by “a”, A to Z",
      "# W\n\n> | a | b |\n> |-|-|\n> | éa | w |\n> | **Part 9** | z |\n> | Part 10 | x |\n> | | y |",
    );
  });

  test("are turned round where they are in order", () => {
    expectRefactored(
      "sort-rows",
      "W\n| a |\n|-|\n| b$0 |\n| c |\n| |",
      "Sort the rows by “a”, Z to A",
      "W\n| a |\n|-|\n| c |\n| b |\n| |",
    );
  });

  test("are sorted by size where all are numbers", () => {
    expectRefactored(
      "sort-rows",
      "W\n| n | |\n|-|-|\n| 1,500$0 | |\n| −2.5 % | |\n| $30 | |",
      "Sort the rows by “n”, smallest first",
      "W\n| n | |\n|-|-|\n| −2.5 % | |\n| $30 | |\n| 1,500 | |",
    );
    expect(refactored("sort-rows", "W\n| a | |\n|-|-|\n| b | 1$0 |\n| a | 2 |")?.title).toBe(
      "Sort the rows by this column, largest first",
    );
  });

  test("are left alone where there is nothing to sort", () => {
    expectNotOffered(
      "sort-rows",
      "W\n| a |\n|-|\n| b$0 |",
      "W\n| a |\n|-|\n| b$0 |\n| b |",
      "# W\n\n| a | b |\n|-|-|\n| d$0 | e |\n| c | f |\ntext",
    );
  });
});

test("blank lines are put around what needs them", () => {
  expect(refactored("paragraph-from-list", "# W\n\nText\n- Rain$0\n2. Snow")?.text).toBe(
    "# W\n\nText\n\nRain.\n\n2. Snow\n",
  );
  expect(refactored("list-lead-in", "# W\n\n> Text\n> - Rain$0")?.text).toBe(
    "# W\n\n> Text\n> \n> These are the main points:\n>\n> - Rain\n",
  );
});

test("pasted text becomes Markdown as a whole", () => {
  expectRefactored(
    "convert-form",
    "Water\nIt rains.$0\n* Here",
    "Convert to Markdown",
    "# Water\n\nIt rains.\n\n- Here",
  );
  expectNotOffered("convert-form", "# Water$0", "$0");
});

test("what is offered is found in a time that grows with the length of the text alone", () => {
  const seconds = (rows: number) => {
    const text = `# W\n\n| a | b |\n|-|-|\n${"| 平和 | 2 |\n".repeat(rows)}`;
    const read = station(text);
    return cpuSeconds(() => refactorings(read, { start: text.length - 5, end: text.length - 5 }));
  };
  seconds(200);
  expect(seconds(8_000)).toBeLessThan(Math.max(0.2, seconds(2_000)) * 12);
});

const piece = fc.constantFrom(
  ..."Rain. Snow: hail, wet, and cold. | |a|b| |-|-| a|b -|- - * 1. # ## > ``` <b> **a** *b* [c](d) [^1] \\\\| A.barrel.is.a.tank. Key.term: 平和 😀 : ; ( )"
    .split(" ")
    .map((each) => each.replaceAll(".", ". ").replaceAll(". is. a. ", " is a ")),
  ...[" ", "\n", "\n\n", "\r\n", "\t", "  ", "- a: b\n", "| 1 | 2 |\n", "|-|-|\n", "It rains. ", "# W\n\n"],
);

/** How many tables and lists there are more after a refactoring. */
const CHANGES: Readonly<Record<string, readonly [tables: number, lists: number]>> = {
  "list-from-paragraph": [0, 1],
  "paragraph-from-list": [0, -1],
  "table-from-list": [1, -1],
  "list-from-table": [-1, 1],
};

test("whatever is written, a refactoring's edits fit the text, and its tables and lists have all of the words", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), fc.nat(), fc.nat(10), (pieces, from, length) => {
      const text = pieces.join("");
      const start = from % (text.length + 1);
      const read = station(text);
      for (const { id, edits } of refactorings(read, { start, end: Math.min(text.length, start + length) })) {
        const after = applyEdits(text, edits);
        const made = station(after);
        // A line of dashes below a list can be what makes a text Markdown.
        if (id !== "convert-form" && made.tree.form !== read.tree.form) continue;
        const [tables, lists] = CHANGES[id] ?? [0, 0];
        expect(made.tables.length - read.tables.length, id).toBe(tables);
        expect(made.lists.length - read.lists.length, id).toBe(lists);
        const letters = (of: string) => (of.match(/\p{L}/gu) ?? []).map((letter) => letter.toLowerCase());
        const left = new Map<string, number>();
        for (const letter of letters(after)) left.set(letter, (left.get(letter) ?? 0) + 1);
        const lost = letters(text).filter((letter) => {
          left.set(letter, (left.get(letter) ?? 0) - 1);
          return left.get(letter)! < 0;
        });
        // A column that is removed, a header that a list has no room for, an "and" and an "is a" are meant to go.
        if (!["remove-column", "list-from-table", "list-from-paragraph", "extract-key-term"].includes(id))
          expect(lost, id).toEqual([]);
      }
    }),
    {
      examples: [[["|-|-|", "|-|-|\n", "|-|-|", "\n\n", "|a|b|", "| 1 | 2 |\n", "|-|-|\n"], 0, 0]],
    },
  );
});

describe("on a path", () => {
  /** The first station of a path of two, after a refactoring at the cursor. */
  function onPath(id: string, line: string): string | undefined {
    const { workspace, files, file, selection } = cursorFixture(`
      -- path.yaml --
      stations: [rain.station.md, "big seas.station.md", { planned: Rivers }]
      -- big seas.station.md --
      # Seas

      Key term: Tide — the rise and fall of the sea.
      -- rain.station.md --
      # Rain

      ${line}
    `);
    const text = files.get(file)!;
    const found = refactorings(station(text), selection, { workspace, file }).find((each) => each.id === id);
    return found && `${found.title}:${applyEdits(text, found.edits).slice("# Rain\n".length)}`;
  }

  test("a reference becomes a link to its station, where that is written", () => {
    expect(onPath("link-reference", "See Stat$0ion 2.")).toBe(
      "Link “Station 2” to its station:\nSee [Station 2](big%20seas.station.md).\n",
    );
    expect(onPath("link-reference", "Read on in the next$0 station.")).toContain(
      "[the next station](big%20seas.station.md)",
    );
    for (const line of [
      "See Station 3$0.",
      "See Station 9$0.",
      "See [Station 2$0](x.md).",
      "See Stations 1-2$0.",
      "Se$0e.",
    ]) {
      expect(onPath("link-reference", line), line).toBeUndefined();
    }
  });

  test("words that no station defines get a callout", () => {
    expect(onPath("define-term", "Rain feeds the $0water table$0 below.")).toBe(
      "Define “water table” as a key term:\nRain feeds the water table below.\n\n**Key term:** Water table — say here in one sentence what it is.\n",
    );
    expect(onPath("define-term", "It is *fresh wa$0ter* here.")).toContain("Define “fresh water” as a key term");
    expect(onPath("define-term", "The WM$0O counts rain.")).toContain("**Key term:** WMO — ");
    for (const line of ["The $0tide$0 rises.", "It ra$0ins.", "Key term: $0Drop$0 — a bit of water."]) {
      expect(onPath("define-term", line), line).toBeUndefined();
    }
  });
});
