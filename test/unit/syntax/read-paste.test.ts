import { describe, expect, test } from "vitest";
import { toMarkdown } from "../../../server/src/station/to-markdown.ts";
import type { Block } from "../../../server/src/syntax/tree.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

/** The blocks of a pasted text, one a line, those of lists and tables in brackets. */
function read(text: string): string {
  const { tree } = station(text);
  expect(tree.form).toBe("paste");
  return tree.blocks.map(draw).join("\n");
}

function draw(block: Block): string {
  switch (block.type) {
    case "heading":
      return `${"#".repeat(block.depth)} ${block.prose.text}`;
    case "paragraph":
      return block.prose.text;
    case "list":
      return `${block.ordered ? "ol" : "ul"}(${block.items.map(({ blocks }) => blocks.map(draw).join(" ")).join("; ")})`;
    case "table":
      return `table(${block.rows.map(({ cells }) => cells.map(({ prose }) => prose.text).join(", ")).join("; ")})`;
    case "quote":
    case "footnoteDefinition":
      return block.blocks.map(draw).join(" ");
    case "code":
    case "math":
    case "html":
    case "break":
      return block.type;
  }
}

/** What was guessed at in a pasted text. */
function guessed(text: string): readonly string[] {
  return (station(text).tree.guesses ?? []).map(({ range, what }) => `${what}: ${slice(text, range)}`);
}

const PROSE = "Rain falls when drops grow heavy, and it goes on for hours.";

test("a label before the title is no part of it", () => {
  expect(read(`Title: The Water Cycle\n\n${PROSE}`)).toBe(`# The Water Cycle\n${PROSE}`);
  expect(read(`Lesson Title: Rain: A Start\n\n${PROSE}`)).toBe(`# Rain: A Start\n${PROSE}`);
  expect(read(`Title: \n\n${PROSE}`)).toBe(`# Title:\n${PROSE}`);
});

describe("items of lists", () => {
  test.each([
    ["•\thill\n•\tfield", "ul(hill; field)"],
    ["▪ hill\n▪ field", "ul(hill; field)"],
    ["· hill\n· field", "ul(hill; field)"],
    ["•\u00a0hill\n•\u00a0field", "ul(hill; field)"],
    ["– hill\n– field", "ul(hill; field)"],
    ["• hill.\n• field.", "ul(hill.; field.)"],
    ["•\thill\no\twood\no\tmeadow\n•\tfield", "ul(hill ul(wood; meadow); field)"],
    ["● hill\n○ wood\n■ oak\n● field", "ul(hill ul(wood ul(oak)); field)"],
    ["- hill\n    * wood\n- field", "ul(hill ul(wood); field)"],
    ["1) Look\n2) Listen\na. slowly\nb. closely\n3) Wait", "ol(Look; Listen ul(a. slowly; b. closely); Wait)"],
    ["1. Look\n- up\n2. Wait", "ol(Look ul(up); Wait)"],
    ["- hill\n1. one", "ul(hill)\nol(one)"],
    ["a) hill\nb) field", "ul(a) hill; b) field)"],
    ["i. hill\nii. field", "ul(i. hill; ii. field)"],
  ])("%j", (items, drawn) => {
    expect(read(`Rain\nThese are wet:\n${items}\n${PROSE}`)).toBe(`# Rain\nThese are wet:\n${drawn}\n${PROSE}`);
  });

  test("may have lost their marks below what leads to them", () => {
    expect(read(`Rain\nThese are wet:\nthe hills\nthe fields\nthe sea\n${PROSE}`)).toBe(
      `# Rain\nThese are wet:\nul(the hills; the fields; the sea)\n${PROSE}`,
    );
    expect(read(`Rain\n${PROSE}\n\nIn this part you find\n\na word\n\ntwo reasons\n\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\nIn this part you find\nul(a word; two reasons)\n${PROSE}`,
    );
    expect(read(`Rain\n${PROSE}\nThese are wet:\nthe hills\nthe fields\nWhere Rain Goes\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\nThese are wet:\nul(the hills; the fields)\n## Where Rain Goes\n${PROSE}`,
    );
  });

  test("are none where a dash leads in a speaker, or a letter is an initial", () => {
    expect(read(`Rain\n${PROSE}\n– A. Roe\nA. Roe said so.\no wet land.`)).toBe(
      `# Rain\n${PROSE}\n– A. Roe\nA. Roe said so.\no wet land.`,
    );
  });
});

describe("headings", () => {
  test("may have numbers, which they keep", () => {
    expect(read(`Rain\n${PROSE}\n1. How Rain Falls\n${PROSE}\n2. Where Rain Goes\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\n## 1. How Rain Falls\n${PROSE}\n## 2. Where Rain Goes\n${PROSE}`,
    );
    expect(read(`1.1 Rain\n${PROSE}\n1.1.1\tOf Drops\n${PROSE}`)).toBe(
      `# 1.1 Rain\n${PROSE}\n## 1.1.1\tOf Drops\n${PROSE}`,
    );
  });

  test("may be questions", () => {
    expect(read(`Rain\n${PROSE}\nWhat moves a drop?\n${PROSE}\nWhy Is Rain So Loud?\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\n## What moves a drop?\n${PROSE}\n## Why Is Rain So Loud?\n${PROSE}`,
    );
  });

  test("are no questions of a quiz, of the text itself, or one below the other", () => {
    const quiz = "Which is wet?\n1. rain\n2. sand\nWhat is dry?";
    expect(read(`Rain\n${PROSE}\n${quiz}\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\nWhich is wet?\nol(rain; sand)\nWhat is dry?\n${PROSE}`,
    );
    expect(read(`Rain\nIs it wet?\n${PROSE}\nBut what if it stops?`)).toBe(
      `# Rain\nIs it wet?\n${PROSE}\nBut what if it stops?`,
    );
    expect(read(`Rain\n${PROSE}\nWhat is wet?\nWhat is dry?\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\nWhat is wet?\nWhat is dry?\n${PROSE}`,
    );
  });

  test("are no captions, credits, buttons, lines of a glossary, or notes", () => {
    const lines = [
      "By Mara Lind",
      "Updated 3 March 2023 · 8 min read",
      "Share  Tweet  Pin it",
      "Figure 1: A drop before it falls",
      "Table 2. Drops and Clouds",
      "Delta: land at a river's mouth",
      "*wet: not dry",
      "© 2024 A House",
    ];
    for (const line of lines)
      expect(read(`Rain\n${PROSE}\n${line}\n${PROSE}`)).toBe(`# Rain\n${PROSE}\n${line}\n${PROSE}`);
  });

  test("begin with a capital, where others do", () => {
    expect(read(`Rain\n${PROSE}\nfallen trees\nSteps\n1. Soak\n2. Dry`)).toBe(
      `# Rain\n${PROSE}\nfallen trees\n## Steps\nol(Soak; Dry)`,
    );
    expect(read(`rain\n${PROSE}\nfallen trees\n${PROSE}`)).toContain("## fallen trees");
  });

  test("are no more than two in a row: of more most are a list", () => {
    expect(read(`Rain\n${PROSE}\nGoals\nKnow the drop\nKnow the cloud\nKnow the sea\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\n## Goals\nul(Know the drop; Know the cloud; Know the sea)\n${PROSE}`,
    );
  });
});

describe("headings of two lines", () => {
  test.each([
    ["Chapter 3\nThe Long Rain", "Chapter 3 The Long Rain"],
    ["CHAPTER IV.\n\nTHE SNOW", "CHAPTER IV. THE SNOW"],
    ["Part Two\nWhere does the water go?", "Part Two Where does the water go?"],
    [
      "What Happens to the Snow That Lies on the\nHills Until Spring",
      "What Happens to the Snow That Lies on the Hills Until Spring",
    ],
  ])("are one: %j", (lines, heading) => {
    expect(read(`${lines}\n${PROSE}`)).toBe(`# ${heading}\n${PROSE}`);
    expect(read(`Rain\n${PROSE}\n\n${lines}\n${PROSE}`)).toBe(`# Rain\n${PROSE}\n## ${heading}\n${PROSE}`);
  });

  test("are two where the first says something by itself", () => {
    expect(read(`Rain\n${PROSE}\n\nThe Snow\nChapter 3\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\n## The Snow\n## Chapter 3\n${PROSE}`,
    );
    expect(read(`Rain\n${PROSE}\n\nPart Two\n${PROSE}`)).toBe(`# Rain\n${PROSE}\n## Part Two\n${PROSE}`);
  });
});

test("a heading may be right above a list", () => {
  expect(
    read("Rain\nLearning Objectives\n•\tDraw it\nHow to Wash Wool\n1. Soak\nMaterials\n- net\nwet hills\n- one"),
  ).toBe(
    "# Rain\n## Learning Objectives\nul(Draw it)\n## How to Wash Wool\nol(Soak)\n## Materials\nul(net)\nwet hills\nul(one)",
  );
});

describe("of printed pages", () => {
  const page = (head: string, text: string) => `${text}\n\n${head}\n\n`;

  test("the heads and numbers are no headings", () => {
    const text = `Rain\n\n${page("Water\n1", PROSE)}${page("2   Water", PROSE)}${page("Water\n3", PROSE)}Ice\n${PROSE}`;
    expect(read(text)).toBe(`# Rain\n${PROSE}\nWater\n1\n${PROSE}\n2   Water\n${PROSE}\nWater\n3\n## Ice\n${PROSE}`);
    expect(guessed(text)).toEqual(["page: Water", "page: 1", "page: 2   Water", "page: Water", "page: 3"]);
  });

  test("numbers may be in words", () => {
    const text = `Rain\n\n${page("Page 1 of 2", PROSE)}\f${page("Page 2 of 2", PROSE)}`;
    expect(read(text)).toBe(`# Rain\n${PROSE}\nPage 1 of 2\n${PROSE}\nPage 2 of 2`);
    expect(guessed(text)).toEqual(["page: Page 1 of 2", "page: Page 2 of 2"]);
    expect(read(`Rain\n${PROSE}\n\nPage 3\n${PROSE}`)).toContain("## Page 3");
  });

  test("the dates, titles and addresses that a browser prints on each page are no headings", () => {
    const ends = (number: number) => `file:///rain.html\n\n${number}/2\n\n`;
    const head = "11/30/26, 10:14 PM\n\nRain\n\n";
    const text = `${head}Rain\n${PROSE}\n\n${ends(1)}\f${head}${PROSE}\nRivers\n${PROSE}\n\n${ends(2)}\f`;
    const printed = "11/30/26, 10:14 PM\nRain";
    expect(read(text)).toBe(
      `${printed}\n# Rain\n${PROSE}\nfile:///rain.html\n1/2\n${printed}\n${PROSE}\n## Rivers\n${PROSE}\nfile:///rain.html\n2/2`,
    );
    expect(guessed(text).length).toBe(8);
    const wide = `11/30/26, 10:14 PM      Rain\n\nRain\n${PROSE}\n\n\f11/30/26, 10:14 PM     Rain\n\n${PROSE}`;
    expect(read(wide)).toContain(`\n# Rain\n${PROSE}\n`);
  });

  test("a title that is printed on each page is still the title, and chapters at the top of pages are headings", () => {
    expect(read(`Rain\n${PROSE}\n\fRain\n${PROSE}\n\fRain\n${PROSE}`)).toBe(
      `# Rain\n${PROSE}\nRain\n${PROSE}\nRain\n${PROSE}`,
    );
    expect(read(`Rain\n${PROSE}\n\fChapter 1\n${PROSE}\n\fChapter 2\n${PROSE}`)).toContain("## Chapter 2");
  });

  test("a heading that comes twice is one, and so is a line beside a year", () => {
    const text = `Rain\n${PROSE}\n\nTry it\n${PROSE}\n\nTry it\n${PROSE}\n\n1920\nThe Flood\n${PROSE}`;
    expect(read(text)).toContain("## Try it");
    expect(read(text)).toContain("## The Flood");
    expect(guessed(text)).toEqual([]);
  });

  test("words are whole that end in a soft hyphen, and numbers of notes are pointed out", () => {
    const text = `Rain\nThe eve\u00ad\nning is wet.3 It rains on hills,4 and 3.5 mm fell by 1920.`;
    expect(read(text)).toBe("# Rain\nThe eve\u00adning is wet.3 It rains on hills,4 and 3.5 mm fell by 1920.");
    expect(toMarkdown(station(text).tree)).toContain("The eve\u00adning is");
    expect(guessed(text)).toEqual(["note: wet.3", "note: hills,4"]);
  });
});

test("what was said beside a document is no heading, and neither is a sentence with its mark", () => {
  expect(read(`Rain\nIt rains.3\n${PROSE}`)).toBe(`# Rain\nIt rains.3\n${PROSE}`);
  expect(read(`Rain\n${PROSE}[a]\n\n[a]Is it so, Mara\n${PROSE}`)).toBe(
    `# Rain\n${PROSE}[a]\n[a]Is it so, Mara\n${PROSE}`,
  );
});

test("cells stand between tabs", () => {
  const text = `Rain\nThe table shows drops.\nDrop\tSize\nLarge\t5 mm | more\n${PROSE}`;
  expect(read(text)).toBe(`# Rain\nThe table shows drops.\ntable(Drop, Size; Large, 5 mm | more)\n${PROSE}`);
  expect(toMarkdown(station(text).tree)).toContain("| Drop | Size |\n| --- | --- |\n| Large | 5 mm \\| more |\n");
});

test("cells at the ends of rows may be empty", () => {
  const text = `Rain\nThe table shows drops.\n\tMay\tJune\nLarge\t5 mm\t\nSmall\t\t\n\t3 mm\t1 mm\n${PROSE}`;
  expect(read(text)).toBe(
    `# Rain\nThe table shows drops.\ntable(, May, June; Large, 5 mm, ; Small, , ; , 3 mm, 1 mm)\n${PROSE}`,
  );
  expect(toMarkdown(station(text).tree)).toContain("|  | May | June |\n| --- | --- | --- |\n| Large | 5 mm |  |\n");
  expect(read(`Rain\n\t${PROSE}\n\t${PROSE}`)).toBe(`# Rain\n${PROSE}\n${PROSE}`);
});

describe("lines that a program has wrapped", () => {
  const WRAPPED = `The rain falls on hills and fields, and the water runs into
rivers which carry it to the sea, where the sun warms it, and
it rises again as vapor that nobody sees. Then *it cools and
turns* into drops, and the drops gather in clouds, and a well-
known wind takes them over the land once more.`;
  const JOINED = WRAPPED.replace(/-\n/g, "-").replace(/\n/g, " ").replaceAll("*", "");

  test("are joined to paragraphs", () => {
    for (const newline of ["\n", "\r\n"]) {
      const text = `Rain\n\n${WRAPPED}\n\nWhere Rain Goes\n\n${WRAPPED}\n21\nA BOOK OF RAIN\nand so ${WRAPPED}\n`;
      const drawn = read(text.replaceAll("\n", newline)).replaceAll("*", "");
      const plain = `# Rain\n${JOINED}\n## Where Rain Goes\n${JOINED}\n21\nA BOOK OF RAIN\nand so ${JOINED}`;
      expect(drawn.split("\n").map((line) => line.slice(0, 40))).toEqual(
        plain.split("\n").map((line) => line.slice(0, 40)),
      );
    }
  });

  test("are joined where nothing parts paragraphs, headings and items, as in text from a PDF", () => {
    const short = "Rain is water.\nHail is ice.\nSnow is light.\nMist is low.\nDew is cold.";
    const text = `Rain\n\n${WRAPPED}\nWhere Rain Goes\n${short}\n${short}\n${WRAPPED}\n**Takeaway:** Rain rises again.\n`;
    const drawn = read(text).replaceAll("*", "");
    expect(drawn).toBe(
      `# Rain\n${JOINED}\n## Where Rain Goes\n${short}\n${short}\n${JOINED}\nTakeaway: Rain rises again.`,
    );
  });

  test("are not joined where they are rows of a table", () => {
    const rows = "      River            Length          Mud\nThames           346 km     a few thousand tons";
    const rest = "Yellow River     5,464 km      1,000 million tons";
    const text = `Rain\n\n${WRAPPED}\n\n${rows}\n${rest}\n\n${WRAPPED}\n`;
    const table =
      "table(River, Length, Mud; Thames, 346 km, a few thousand tons; Yellow River, 5,464 km, 1,000 million tons)";
    expect(read(text).replaceAll("*", "")).toBe(`# Rain\n${JOINED}\n${table}\n${JOINED}`);
    const two =
      "It rains on this page      and it snows on that one,\nwhere nobody was ever      seen in rain or snow.";
    expect(read(`Rain\n${two}`)).not.toContain("table");
  });

  test("are left as they are where small letters begin short lines, too", () => {
    const notes = "the rain\nthe hail\nthe snow".repeat(2);
    const text = `Rain\n${notes}\n${WRAPPED}\nA.\nB.\nC.\nD.\nE.`;
    expect(read(text)).toContain("runs into\nrivers which");
  });

  test("keep where each word is in the source", () => {
    const text = `Rain\n\n${WRAPPED}\n\n${WRAPPED}\n`;
    const { passages } = station(text);
    const { prose } = passages[1]!;
    const piece = prose.pieces.find(({ text: at }) => prose.text.startsWith("rivers", at))!;
    expect(text.slice(piece.source, piece.source + 6)).toBe("rivers");
  });

  test("are left as they are in verse, and in a text of long lines", () => {
    const verse = "The rain\nfalls on hills\nand fields.\nIt runs\nto the sea\nand rises.\nIt is wet.";
    expect(read(`Rain\n${verse}`).split("\n").length).toBeGreaterThan(5);
  });
});

test("a break within a paragraph parts two lines", () => {
  expect(read("Rain\nRain falls.\vIt is wet.\u2028It is cold.")).toBe("# Rain\nRain falls.\nIt is wet.\nIt is cold.");
});

test("a line of underscores is a line across the page", () => {
  const text = `Rain\n${PROSE}\n\n________________\n\nIce\n${PROSE}`;
  expect(station(text).tree.blocks.map(({ type }) => type)).toEqual([
    "heading",
    "paragraph",
    "break",
    "heading",
    "paragraph",
  ]);
  expect(toMarkdown(station(text).tree)).toContain(`\n\n________________\n\n## Ice\n`);
});

test("one line of dashes, of equal signs or with a number sign makes no Markdown", () => {
  for (const line of ["---", "=====", "# of drops: 3"])
    expect(station(`Rain\n${PROSE}\n${PROSE}\n${line}\n${PROSE}`).tree.form, line).toBe("paste");
  for (const text of ["# Rain", "Rain\n====\n\nIt rains.", "It rains.\n\n## Why\n\nIt is wet.", "A draft.\n\n# Rain"])
    expect(station(text).tree.form, text).toBe("markdown");
});
