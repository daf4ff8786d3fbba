import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileNameFor } from "../../../server/src/station/new-station.ts";
import { type Passage, sentenceWordCount } from "../../../server/src/station/passage.ts";
import type { Station } from "../../../server/src/station/station.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

const seed = readFileSync(
  new URL("../../../samples/global-governance/security-cooperation.station.txt", import.meta.url),
  "utf8",
);

/** A station's passages in order, each with what it is, how many sentences it has, and its first words. */
function outline({ passages }: Station): string {
  const shown = passages.filter(({ kind }) => kind !== "cell");
  return ["", ...shown.map((passage) => `${label(passage).padEnd(10)} ${firstWords(passage)}`), ""].join("\n");
}

function label({ kind, role }: Passage): string {
  if (kind === "title" || kind === "heading") return kind;
  if (kind === "item" || kind === "footnote") return role === "body" ? kind : `${kind} ${role}`;
  return role;
}

function firstWords({ kind, sentences, prose }: Passage): string {
  const words = prose.text.split(" ");
  const first = words.length > 6 ? `${words.slice(0, 6).join(" ")} …` : prose.text;
  return kind === "title" || kind === "heading" ? first : `${sentences.length}: ${first}`;
}

function passages(text: string): string {
  return outline(station(text));
}

describe("the seed", () => {
  const read = station(seed);

  test("is written in the paste form, and nothing in it is a problem", () => {
    expect(read.tree.form).toBe("paste");
    expect(read.tree.problems).toEqual([]);
  });

  test("has every part of a station", () => {
    expect(outline(read)).toMatchInlineSnapshot(`
      "
      title      Security Cooperation
      hook       4: When the North Atlantic Treaty Organization …
      heading    Mechanisms of Regional Cooperation
      body       4: Alliances manage regional threats by establishing …
      key-term   1: Key term: Collective security — a …
      body       4: Effective cooperation requires more than just …
      heading    Structural Approaches to Peacekeeping
      lead-in    2: Nations utilize different strategies to maintain …
      body       4: These structures provide a framework for …
      lead-in    1: To ensure these systems continue to …
      item       1: Standardized training protocols allow soldiers from …
      item       1: Transparent reporting of military budgets builds …
      item       1: Regular diplomatic summits provide a dedicated …
      body       2: By following these practices, nations create …
      takeaway   1: Regional stability relies on shared defense …
      bridge     1: But this model of regional cooperation …
      footer     1: Everything you learn here traces back …
      footer     2: Premium paths for Political Science & …
      footer     1: See what Premium includes →
      "
    `);
  });

  test("has sections that hold what stands below their headings", () => {
    const drawn = read.sections.map(({ heading, depth, blocks }) => {
      return `${"#".repeat(depth)} ${heading.prose.text}: ${blocks.map(({ type }) => type).join(", ")}`;
    });
    expect(drawn).toMatchInlineSnapshot(`
      [
        "## Mechanisms of Regional Cooperation: paragraph, paragraph, paragraph",
        "## Structural Approaches to Peacekeeping: paragraph, table, paragraph, paragraph, list, paragraph, paragraph, paragraph, paragraph, paragraph, paragraph",
      ]
    `);
  });

  test("defines a term", () => {
    expect(read.keyTerms.map(({ term, definition }) => ({ term, definition }))).toMatchInlineSnapshot(`
      [
        {
          "definition": "a system where states agree that a security threat to one member is a threat to all, necessitating a unified response to maintain regional order.",
          "term": "Collective security",
        },
      ]
    `);
  });

  test("has a table with its lead-in", () => {
    const [table] = read.tables;
    const row = (cells: readonly { readonly prose: { readonly text: string } }[]) =>
      cells.map(({ prose }) => prose.text).join(" / ");
    expect(
      ["", table!.leadIn!.sentences[1]!.text, row(table!.header), ...table!.body.map(row), ""].join("\n"),
    ).toMatchInlineSnapshot(`
        "
        The following table outlines how these mechanisms differ in their primary function and their approach to managing instability within a specific geographic region.
        Mechanism / Primary Goal / Enforcement Method / Flexibility Level
        Military Alliance / Mutual Defense / Unified Armed Response / Low Flexibility
        Regional Forum / Conflict Mediation / Diplomatic Pressure / High Flexibility
        Peacekeeping Force / Stability Monitoring / Neutral Buffer Presence / Medium Flexibility
        "
      `);
  });

  test("has a list with its lead-in", () => {
    const [list] = read.lists;
    const items = list!.items.map(({ passage }) => firstWords(passage!));
    expect(["", list!.leadIn!.prose.text, ...items, ""].join("\n")).toMatchInlineSnapshot(`
      "
      To ensure these systems continue to function, alliances often implement the following core practices:
      1: Standardized training protocols allow soldiers from …
      1: Transparent reporting of military budgets builds …
      1: Regular diplomatic summits provide a dedicated …
      "
    `);
  });

  test("points at Station 10", () => {
    const drawn = read.references.map(({ range, kind }) => `${kind} ${seed.slice(range.start, range.end)}`);
    expect(drawn).toEqual(["number Station 10"]);
  });

  test("has a takeaway, a bridge, and the footer of its page", () => {
    const texts = (all: readonly Passage[]) => all.map(({ prose }) => prose.text);
    expect({
      takeaways: texts(read.takeaways),
      bridges: texts(read.bridges),
      footer: texts(read.footer),
    }).toMatchInlineSnapshot(`
        {
          "bridges": [
            "But this model of regional cooperation faces significant challenges when powerful nations disagree on the definition of human rights and the necessity of external intervention.",
          ],
          "footer": [
            "Everything you learn here traces back to a real source.",
            "Premium paths for Political Science & Sociology are generated from verified open-access research — PubMed, arXiv, government databases, and more. Every fact is cited and per-sentence verified.",
            "See what Premium includes →",
          ],
          "takeaways": [
            "Regional stability relies on shared defense agreements that turn individual state vulnerabilities into a unified protective front against external threats.",
          ],
        }
      `);
  });

  test("cites nothing and silences nothing", () => {
    expect(read.citations).toEqual([]);
    expect(read.suppressions).toEqual([]);
  });
});

describe("a takeaway and a bridge", () => {
  test("are known by their labels, wherever they stand", () => {
    expect(
      passages(`
# Rain

Rain falls.

**Takeaway:** Rain is water that falls.

Next: Where does it go?

## Snow

Snow falls. It melts.
`),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       1: Rain falls.
      takeaway   1: Takeaway: Rain is water that falls.
      bridge     1: Next: Where does it go?
      heading    Snow
      body       2: Snow falls. It melts.
      "
    `);
  });

  test("are the last two paragraphs of one sentence, the bridge with a word of contrast", () => {
    expect(
      passages(`
# Rain

Rain falls. It is wet.

Rain is water that falls.

But where does it go?
`),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      takeaway   1: Rain is water that falls.
      bridge     1: But where does it go?
      "
    `);
  });

  test("are told apart where only one of them has a label", () => {
    expect(
      passages("# Rain\n\nRain falls. It is wet.\n\nRain is water.\n\nBridge: Where does it go?\n"),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      takeaway   1: Rain is water.
      bridge     1: Bridge: Where does it go?
      "
    `);
    expect(
      passages("# Rain\n\nRain falls. It is wet.\n\n*Takeaway*: Rain is water.\n\nYet where does it go?\n"),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      takeaway   1: Takeaway: Rain is water.
      bridge     1: Yet where does it go?
      "
    `);
  });

  test("are no paragraphs of several sentences", () => {
    expect(
      passages("# Rain\n\nRain falls.\n\n## Snow\n\nSnow falls. It melts.\n\nBut it is cold. It stays.\n"),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       1: Rain falls.
      heading    Snow
      body       2: Snow falls. It melts.
      body       2: But it is cold. It stays.
      "
    `);
  });

  test("stand before the footer and after no comment or footnote", () => {
    expect(
      passages(`
# Rain

Rain falls. It is wet.[^1]

Rain is water.

However, snow is not.

[^1]: Mostly.

<!-- stationmaster-disable hook: short -->

Every fact is cited.

Home › Weather › Rain

Read on →
`),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      takeaway   1: Rain is water.
      bridge     1: However, snow is not.
      footnote   1: Mostly.
      footer     1: Every fact is cited.
      footer     1: Home › Weather › Rain
      footer     1: Read on →
      "
    `);
  });

  test("are not asked of a list, a table or a heading at the end", () => {
    expect(passages("# Rain\n\nRain falls. It is wet.\n\nThese are wet:\n\n- Rain\n- Snow\n")).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      lead-in    1: These are wet:
      item       1: Rain
      item       1: Snow
      "
    `);
  });
});

describe("a hook", () => {
  test("is everything before the first section that is nothing else", () => {
    expect(
      passages(`
# Rain

Rain falls.

It is wet. It is cold.

> Rain, rain, go away.

Key term: Rain — water that falls.

These are wet:

- Rain
- Snow

## Snow

Snow falls. It melts.
`),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       1: Rain falls.
      hook       2: It is wet. It is cold.
      body       1: Rain, rain, go away.
      key-term   1: Key term: Rain — water that …
      lead-in    1: These are wet:
      item       1: Rain
      item       1: Snow
      heading    Snow
      body       2: Snow falls. It melts.
      "
    `);
  });

  test("follows a title in the front matter, below which every heading is a section", () => {
    const text =
      "---\ntitle: 'Rain'\n---\n\nRain falls. It is wet.\n\n# Snow\n\nSnow falls.\n\n# Hail\n\nIt hits. It melts.\n";
    expect(passages(text)).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      heading    Snow
      body       1: Snow falls.
      heading    Hail
      body       2: It hits. It melts.
      "
    `);
    const { title, titles, sections } = station(text);
    expect([titles.length, slice(text, title!.range)]).toEqual([1, "Rain"]);
    expect(sections.map(({ depth }) => depth)).toEqual([1, 1]);
  });

  test("follows a heading that says the title of the front matter again", () => {
    const text =
      "---\ntitle: Rain - Water\n---\n\n# Rain\n\nRain falls. It is wet.\n\n# Snow\n\nSnow falls. It melts.\n";
    expect(passages(text)).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      heading    Snow
      body       2: Snow falls. It melts.
      "
    `);
  });

  test("follows a heading of any level that all others are below", () => {
    expect(passages("## Rain\n\nIt falls. It is wet.\n\n### Snow\n\nSnow falls. It melts.\n")).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: It falls. It is wet.
      heading    Snow
      body       2: Snow falls. It melts.
      "
    `);
    expect(passages("## Rain\n\nIt falls. It is wet.\n\n## Snow\n\nSnow falls. It melts.\n")).toMatchInlineSnapshot(`
      "
      heading    Rain
      body       2: It falls. It is wet.
      heading    Snow
      body       2: Snow falls. It melts.
      "
    `);
  });

  test("needs no title", () => {
    expect(passages("## Rain\n\nRain falls. It is wet.\n")).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      "
    `);
    expect(
      passages("---\nlanguage: en\n---\n\nRain falls. It is wet.\n\n## Snow\n\nSnow falls. It melts.\n"),
    ).toMatchInlineSnapshot(`
      "
      hook       2: Rain falls. It is wet.
      heading    Snow
      body       2: Snow falls. It melts.
      "
    `);
  });
});

describe("a key term", () => {
  /** The source of label, term, separator and definition between bars. */
  const parts = (paragraph: string) => {
    const text = `# Rain\n\n${paragraph}\n`;
    return station(text).keyTerms.map(({ label: at, termRange, separator, definitionRange }) =>
      [at, termRange, separator, definitionRange].map((range) => (range ? slice(text, range) : "")).join("|"),
    );
  };

  test.each([
    ["Key term: Rain — water that falls.", "Key term:|Rain| — |water that falls."],
    ["**Key term:** Rain — water that falls.", "Key term:|Rain| — |water that falls."],
    ["**Key term: Rain** — water that falls.", "Key term:|Rain| — |water that falls."],
    ["Key term: **Rain** — water that falls.", "Key term:|Rain| — |water that falls."],
    ["> Key term: Rain — water that falls.", "Key term:|Rain| — |water that falls."],
    ["KEY TERM: “Rain” — water that falls.", "KEY TERM:|“Rain”| — |water that falls."],
    ["key-term: *Rain*—water that *falls*.", "key-term:|Rain|—|water that *falls*."],
    ["Key term: `rain` &mdash; water.", "Key term:|rain| &mdash; |water."],
    ["Key term: Well-being — being well - or not.", "Key term:|Well-being| — |being well - or not."],
  ])("has a label, a term, a separator and a definition: %s", (paragraph, drawn) => {
    expect(parts(paragraph)).toEqual([drawn]);
  });

  test.each([
    ["Key terms: Rain - water that falls.", "Key terms:|Rain| - |water that falls."],
    ["Key term: Rain – water that falls.", "Key term:|Rain| – |water that falls."],
    ["Key term: Rain: water that falls.", "Key term:|Rain|: |water that falls."],
    ["Key term — Rain: water that falls.", "Key term —|Rain|: |water that falls."],
    ["Key term: Rain and snow", "Key term:|Rain and snow||"],
    ["Key term:", "Key term:|||"],
  ])("is known even where it is not in order: %s", (paragraph, drawn) => {
    expect(parts(paragraph)).toEqual([drawn]);
  });

  test.each(["Key terms matter.", "The key term: rain.", "Key term rain is new."])("is not: %s", (paragraph) => {
    expect(parts(paragraph)).toEqual([]);
  });

  test("is known by its words, without quotation marks and markup", () => {
    const { keyTerms } = station("# Rain\n\nKey term: “*Rain*” — water that **falls**.\n");
    expect(keyTerms.map(({ term, definition }) => `${term} = ${definition}`)).toEqual(["Rain = water that falls."]);
  });
});

describe("tables and lists", () => {
  test("are led in by the paragraph right above, past a comment", () => {
    const { tables, lists } = station(`# Rain

It rains here.

| a | b |
|---|---|
| 1 | 2 |

It rains there:

<!-- stationmaster-disable-next list-length: only one -->

- There

## Snow

- No lead-in
  - but this one has
`);
    expect(tables.map(({ leadIn }) => leadIn?.prose.text)).toEqual(["It rains here."]);
    expect(
      lists.map(({ leadIn, nested, items }) => [leadIn?.prose.text, nested, items[0]?.passage?.prose.text]),
    ).toEqual([
      ["It rains there:", false, "There"],
      [undefined, false, "No lead-in"],
      ["No lead-in", true, "but this one has"],
    ]);
  });

  test("in the paste form end where the kind of line changes", () => {
    expect(
      passages("Rain\nThese are wet:\n- rain\n- snow\n1. first\n2. second\nMore. And more.\n"),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      lead-in    1: These are wet:
      item       1: rain
      item       1: snow
      item       1: first
      item       1: second
      hook       2: More. And more.
      "
    `);
  });
});

describe("the paste form", () => {
  test("takes a short bare line for a heading if text follows it", () => {
    expect(
      passages(`Rain
Rain falls. It is wet.
What Falls
Snow falls. It melts.
Next Steps Are Here
A line of more than twelve words without any mark at its very end
Last One
`),
    ).toMatchInlineSnapshot(`
      "
      title      Rain
      hook       2: Rain falls. It is wet.
      heading    What Falls
      body       2: Snow falls. It melts.
      heading    Next Steps Are Here
      body       1: A line of more than twelve …
      body       1: Last One
      "
    `);
  });

  test("keeps a byte order mark, blank lines and trailing space out of its blocks", () => {
    const read = station("\ufeff  Rain  \r\n\r\n\r\n  Rain falls.  \r\n");
    expect(read.passages.map(({ range, kind }) => [kind, read.text.slice(range.start, range.end)])).toEqual([
      ["title", "Rain"],
      ["paragraph", "Rain falls."],
    ]);
  });
});

describe("the Markdown form", () => {
  test("counts a byte order mark as a character of the text, and of no block", () => {
    const drawn = (text: string) => station(text).passages.map(({ prose }) => slice(text, prose.range));
    expect(drawn("\ufeff# Rain\n\nRain *falls*.\n")).toEqual(["Rain", "Rain *falls*."]);
    expect(drawn("\ufeff---\na: b\n---\n\n# Rain\n")).toEqual(["Rain"]);
  });

  test("takes lines of pipes for a table even without a row of dashes", () => {
    const { tables } = station("# Rain\n\nIt rains.\n\n| a | *b* |\n| c | d |\n");
    expect(tables.map(({ header, leadIn }) => [leadIn?.prose.text, ...header.map(({ prose }) => prose.text)])).toEqual([
      ["It rains.", "a", "b"],
    ]);
  });
});

describe("what can't be read", () => {
  test.each([
    ["a text of more than 100,000 characters", "a ".repeat(50_001), "longer than 100,000 characters"],
    ["nesting without end", `# T\n\n${"> ".repeat(5_000)}a`, "nested too deeply"],
    ["nested lists without end", `# T\n\n${"- ".repeat(5_000)}a`, "nested too deeply"],
    ["character references without end", `# T\n\n${"&amp; ".repeat(15_000)}`, "too many character references"],
    ["the same in a line of the paste form", `T\n\n${"&amp; ".repeat(15_000)}`, "too many character references"],
    ["emphasis without end", `# T\n\n${"*a ".repeat(20_000)}`, "too many “*”"],
  ])("says so and is empty: %s", (_, text, why) => {
    const { tree, passages: none } = station(text);
    expect(tree.problems).toEqual([
      { fatal: true, range: { start: 0, end: 1 }, message: expect.stringContaining(why) },
    ]);
    expect(none).toEqual([]);
  });

  test.each([
    ["a paste form nested deeply", `T\n\n${"> ".repeat(5_000)}a`],
    ["emphasis in emphasis", `# T\n\n${"*a **b ".repeat(2_000)}`],
    [
      "a deeply nested list",
      `# T\n\n${Array.from({ length: 150 }, (_, depth) => `${"  ".repeat(depth)}- a\n`).join("")}`,
    ],
    ["many character references in many paragraphs", `# T\n\n${"Tom &amp; Jerry.\n\n".repeat(4_000)}`],
  ])("is not: %s", (_, text) => {
    expect(station(text).tree.problems).toEqual([]);
  });
});

test.each([
  ["On Rain & Snow", "on-rain-snow"],
  ["Über Ćevapi: Ά", "uber-cevapi-α"],
  ["पानी का सफ़र", "पानी-का-सफ़र".normalize("NFC")],
  ["がぎぐ 물", "がぎぐ-물"],
  ["CON", "station-con"],
  ["rain".repeat(30), "rain".repeat(20)],
  ["雨".repeat(100), "雨".repeat(26)],
  [`a${"𠀀".repeat(50)}`, `a${"𠀀".repeat(19)}`],
])("a title makes a file name that every file system takes, of whole characters: %s", (title, name) => {
  expect(fileNameFor(title)).toBe(`${name}.station.md`);
});

test("the label of a callout is none of a sentence's words", () => {
  const [takeaway] = station("# Rain\n\n**Takeaway:** Rain falls on the hills. It does.\n").takeaways;
  expect(takeaway!.sentences.map(sentenceWordCount)).toEqual([5, 2]);
});
