import { describe, expect, test } from "vitest";
import { rename, renameTarget } from "../../../server/src/features/rename.ts";
import { ledgerFileOf } from "../../../server/src/files/belongings.ts";
import type { Change } from "../../../server/src/files/change.ts";
import { isStationFile } from "../../../server/src/files/kinds.ts";
import { isRefusal } from "../../../server/src/path/refusal.ts";
import { statusOf } from "../../../server/src/path/verification.ts";
import { withFiles } from "../../../server/src/path/workspace.ts";
import { slice } from "../../../server/src/text/range.ts";
import {
  afterChange,
  beforeChange,
  cursorFixture,
  fixtureWorkspace,
  parseFixture,
  ROOT,
  showFiles,
  station,
} from "../../support/fixture.ts";
import { fullLedger, TODAY } from "../../support/ledger.ts";

/** The files that differ once what the cursor is on has another name. */
function renamed(fixture: string, newName: string): string {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  const change = rename(workspace, file, offset, newName);
  if (isRefusal(change)) return `refused: ${change.refused}`;
  expect(beforeChange(files, change)).toEqual(files);
  const after = afterChange(files, change);
  return showFiles(new Map([...after].filter(([name, text]) => files.get(name) !== text)));
}

/** What would be renamed at the cursor, and the name to start from. */
function target(fixture: string): string {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  const text = files.get(file)!;
  const found = renameTarget(workspace, file, offset, text);
  return isRefusal(found) ? `refused: ${found.refused}` : `${slice(text, found.range)} as ${found.name}`;
}

/** One sentence of a later station after a term of the first has another name. */
function sentence(text: string, term: string, newName: string): string {
  const fixture = `
    -- 1-first.station.md --
    # First

    Key term: $0${term} — something.
    -- 2-second.station.md --
    # Second

    ${text}
  `;
  return /# Second\n\n(.*)\n$/s.exec(renamed(fixture, newName))?.[1] ?? "as it was";
}

describe("a term", () => {
  test.each([
    ["Two watersheds meet.", "Two drainage basins meet."],
    ["Watersheds meet.", "Drainage basins meet."],
    ["A watershed's rain and the watersheds’ rain.", "A drainage basin's rain and the drainage basins’ rain."],
    ["WATERSHEDS meet.", "DRAINAGE BASINS meet."],
    [
      "**Watershed** is [a watershed](https://example.org).",
      "**Drainage basin** is [a drainage basin](https://example.org).",
    ],
    [
      "## The Watershed of a River\n\n    ## The watershed of a river",
      "## The Drainage Basin of a River\n\n    ## The drainage basin of a river",
    ],
  ])("keeps its plural, possessive and capitals: %s", (before, after) => {
    expect(sentence(before, "Watershed", "drainage basin")).toBe(after.replaceAll("\n    ", "\n"));
  });

  test.each([
    ["Sanctions", "the sanction, or sanctions", "Penalties", "the penalty, or penalties"],
    ["NGO", "Two NGOs and an NGO's work", "CSO", "Two CSOs and an CSO's work"],
    ["Peace treaty", "peace treaties", "Geneva Convention", "Geneva Conventions"],
    ["Decision making", "decision-making", "Judgment", "judgment"],
    [
      "Gross domestic product (GDP)",
      "the gross domestic product and its GDP",
      "Gross national product (GNP)",
      "the gross national product and its GNP",
    ],
    ["Gross domestic product (GDP)", "the gross domestic product and its GDP", "Output", "the output and its GDP"],
  ])("%s: %s -> %s: %s", (term, before, newName, after) => expect(sentence(before, term, newName)).toBe(after));

  test("is renamed from any of its uses, in its callout too", () => {
    const fixture = `
      -- 1.station.txt --
      Rain

      Key term: Watershed — the land that one river drains.
      -- 2.station.txt --
      Rivers

      Two water$0sheds meet.
    `;
    expect(target(fixture)).toBe("watersheds as Watershed");
    expect(renamed(fixture, "catchment")).toMatchInlineSnapshot(`
      "-- 1.station.txt --
      Rain

      Key term: Catchment — the land that one river drains.
      -- 2.station.txt --
      Rivers

      Two catchments meet.
      "
    `);
  });

  test("can't take the name of another", () => {
    const fixture = `
      -- 1.station.md --
      # Rain

      Key term: $0Drop — a bit of water.

      Key term: Cloud — many drops.
    `;
    expect(renamed(fixture, "cloud")).toBe("refused: “Cloud” is already another term, defined in Station 1.");
  });
});

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - planned: "Seas & Shores"
    - rivers.station.md
  sources: sources.json
  -- sources.json --
  [{ "id": "smith2020", "title": "On Rain" }, { "id": "jones", "title": "On Snow" }]
  -- rain.station.md --
  # Rain

  ## Where It Falls

  See [below](#when-it-falls), [Rivers](rivers.station.md#rivers), Station 3 [@smith2020].

  ## When It Falls

  It does.[^1] And how.[^1]

  [^1]: Most of the year.
  -- rivers.station.md --
  # Rivers

  See Station 1, [Station 1](rain.station.md), and [when](rain.station.md#when-it-falls) [see @smith2020, p. 3].
`;

describe("a reference", () => {
  const fixture = WATER.replace("See Station 1,", "See Stat$0ion 1,");

  test("takes a number, and the station moves there", () => {
    expect(target(fixture)).toBe("1 as 1");
    expect(renamed(fixture, "2")).toMatchInlineSnapshot(`
      "-- path.yaml --
      title: Water
      stations:
        - planned: "Seas & Shores"
        - rain.station.md
        - rivers.station.md
      sources: sources.json
      -- rivers.station.md --
      # Rivers

      See Station 2, [Station 2](rain.station.md), and [when](rain.station.md#when-it-falls) [see @smith2020, p. 3].
      "
    `);
  });

  test("takes nothing but a number", () => {
    expect(renamed(fixture, "Showers")).toBe(
      "refused: Expected a number: Station 1 moves there. To change its title, rename the title itself.",
    );
    expect(renamed(fixture, "9")).toBe("refused: “Water” has no place 9. Its stations are 1 to 3.");
  });
});

describe("a title", () => {
  test("is shown by the links that showed it", () => {
    const fixture = WATER.replace("# Rivers", "# Riv$0ers");
    expect(target(fixture)).toBe("Rivers as Rivers");
    expect(renamed(fixture, "Big Rivers")).toMatchInlineSnapshot(`
      "-- rain.station.md --
      # Rain

      ## Where It Falls

      See [below](#when-it-falls), [Big Rivers](rivers.station.md#big-rivers), Station 3 [@smith2020].

      ## When It Falls

      It does.[^1] And how.[^1]

      [^1]: Most of the year.
      -- rivers.station.md --
      # Big Rivers

      See Station 1, [Station 1](rain.station.md), and [when](rain.station.md#when-it-falls) [see @smith2020, p. 3].
      "
    `);
  });

  test.each([
    ["title: Ra$0in\nweight: 2", "Rain", "title: Snow and Ice\nweight: 2"],
    ["title: 'Ra$0in'", "Rain", "title: Snow and Ice"],
    ["title: >-\n  Ra$0in", "Rain", "title: Snow and Ice"],
    ["title: Rain\n  on$0 hills\nweight: 2", "Rain on hills", "title: Snow and Ice\nweight: 2"],
  ])("is renamed in its front matter: %s", (front, before, after) => {
    const fixture = `-- 1-rain.station.md --\n---\n${front}\n---\n\n# Drops\n\nSee [${before}](1-rain.station.md).\n`;
    expect(target(fixture)).toMatch(new RegExp(` as ${before}$`));
    expect(renamed(fixture, "Snow and Ice")).toBe(
      `-- 1-rain.station.md --\n---\n${after}\n---\n\n# Drops\n\nSee [Snow and Ice](1-rain.station.md).\n`,
    );
  });

  test("is quoted in its front matter where it must be", () => {
    const fixture = "-- 1-rain.station.md --\n---\ntitle: Ra$0in\n---\n";
    expect(renamed(fixture, "Rain: The #1 Story")).toContain('title: "Rain: The #1 Story"');
  });

  test("is quoted in front matter of TOML", () => {
    const fixture = "-- 1-rain.station.md --\n+++\ntitle = 'Ra$0in' # wet\n+++\n";
    expect(renamed(fixture, "Snow")).toBe('-- 1-rain.station.md --\n+++\ntitle = "Snow" # wet\n+++\n');
  });

  test.each([
    ["JSON", '{\n  "title": "Ra$0in"\n}\n', '{\n  "title": "Snow"\n}\n'],
    ["MultiMarkdown", "Title:\tRa$0in\n\n# A\n\n# B\n", "Title:\tSnow\n\n# A\n\n# B\n"],
    ["Pandoc", "% Ra$0in\n% Ann\n\n# A\n\n# B\n", "% Snow\n% Ann\n\n# A\n\n# B\n"],
  ])("is renamed in front matter of %s", (_, before, after) => {
    expect(renamed(`-- 1-rain.station.md --\n${before}`, "Snow")).toBe(`-- 1-rain.station.md --\n${after}`);
  });

  test("is renamed in its heading and its front matter, where both say it", () => {
    const fixture = "-- 1-rain.station.md --\n---\ntitle: Rain | Water\n---\n\n# Ra$0in\n";
    expect(renamed(fixture, "Snow")).toBe('-- 1-rain.station.md --\n---\ntitle: "Snow | Water"\n---\n\n# Snow\n');
  });
});

test("a heading takes the links to it along", () => {
  const fixture = WATER.replace("## When", "## Wh$0en");
  expect(target(fixture)).toBe("When It Falls as When It Falls");
  expect(renamed(fixture, "How Often")).toMatchInlineSnapshot(`
    "-- rain.station.md --
    # Rain

    ## Where It Falls

    See [below](#how-often), [Rivers](rivers.station.md#rivers), Station 3 [@smith2020].

    ## How Often

    It does.[^1] And how.[^1]

    [^1]: Most of the year.
    -- rivers.station.md --
    # Rivers

    See Station 1, [Station 1](rain.station.md), and [when](rain.station.md#how-often) [see @smith2020, p. 3].
    "
  `);
});

test("a heading takes along links in HTML, but not those in code", () => {
  const fixture = `-- 1-rain.station.md --\n# Rain\n\n## Dr$0op\n\n<a href="#drop">One</a>, \`<a href="#drop">\`.\n`;
  expect(renamed(fixture, "Flake")).toBe(fixture.replace("Dr$0op", "Flake").replace("#drop", "#flake"));
});

test("a heading keeps the name that its attributes give it", () => {
  const fixture = "-- 1-rain.station.md --\n# Rain\n\n## Dr$0op {#deep}\n\nSee [above](#deep).\n";
  expect(renamed(fixture, "Flake")).toBe(fixture.replace("Dr$0op", "Flake"));
});

test("a heading takes along a link that spells it otherwise", () => {
  const fixture = "-- 1-rain.station.md --\n# Rain\n\n## Dr$0op\n\nSee [above](1&#45;rain.station.md#&#100;rop).\n";
  expect(renamed(fixture, "Drizzle")).toContain("See [above](1&#45;rain.station.md#drizzle).");
});

test("a source keeps its key where its list can't be read", () => {
  const { workspace, file, offset } = cursorFixture(`
    -- path.yaml --
    stations: [rain.station.md]
    sources: sources.yaml
    -- rain.station.md --
    # Rain

    It rains [@sm$0ith].
  `);
  const unread = { file: `${ROOT}/sources.yaml`, text: "", kind: "sources", unread: "This is not UTF-8." } as const;
  expect(rename(withFiles(workspace, [unread]), file, offset, "jones")).toEqual({
    refused: "“sources.yaml” can't be read, so the key can't be changed there.",
  });
});

test("a source has its new key wherever another entry of its list names it", () => {
  const fixture = `
    -- path.yaml --
    title: Water
    stations: [rain.station.md]
    sources: s.bib
    -- s.bib --
    @inproceedings{p1, author={A B}, title={conf}, crossref={conf}}
    @inbook{p2, title={T}, xdata = {house, Conf}, related = "conf,p1", xref = conf, note={see conf}}
    @proceedings{conf, title={Big}, year={2001}, publisher={Pub}}
    -- rain.station.md --
    # Rain

    Hello [@p1] and [@co$0nf] there.
  `;
  expect(renamed(fixture, "meeting")).toMatchInlineSnapshot(`
    "-- rain.station.md --
    # Rain

    Hello [@p1] and [@meeting] there.
    -- s.bib --
    @inproceedings{p1, author={A B}, title={conf}, crossref={meeting}}
    @inbook{p2, title={T}, xdata = {house, meeting}, related = "meeting,p1", xref = meeting, note={see conf}}
    @proceedings{meeting, title={Big}, year={2001}, publisher={Pub}}
    "
  `);
});

test("a source has its new key in the list and wherever it is cited", () => {
  const fixture = WATER.replace("@smith2020, p.", "@smi$0th2020, p.");
  expect(renamed(fixture, "smith2021")).toMatchInlineSnapshot(`
    "-- rain.station.md --
    # Rain

    ## Where It Falls

    See [below](#when-it-falls), [Rivers](rivers.station.md#rivers), Station 3 [@smith2021].

    ## When It Falls

    It does.[^1] And how.[^1]

    [^1]: Most of the year.
    -- rivers.station.md --
    # Rivers

    See Station 1, [Station 1](rain.station.md), and [when](rain.station.md#when-it-falls) [see @smith2021, p. 3].
    -- sources.json --
    [{ "id": "smith2021", "title": "On Rain" }, { "id": "jones", "title": "On Snow" }]
    "
  `);
  expect(renamed(fixture, "jones")).toBe("refused: There is already a source “jones”.");
  expect(renamed(fixture, "a b")).toContain("refused: “a b” can't be cited");
});

test("a footnote has its new name at its note and every mark", () => {
  const fixture = WATER.replace("how.[^1]", "how.[^$01]");
  expect(renamed(fixture, "year")).toContain("It does.[^year] And how.[^year]\n\n[^year]: Most of the year.\n");
});

describe("a line of path.yaml", () => {
  test("with a file renames the file", () => {
    const fixture = WATER.replace("- rain.station.md", "- ra$0in.station.md");
    expect(target(fixture)).toBe("rain.station.md as rain.station.md");
    const after = renamed(fixture, "showers");
    expect(after).toContain("  - showers.station.md\n");
    expect(after).toContain("-- showers.station.md --\n# Rain");
    expect(after).toContain("[Station 1](showers.station.md)");
    expect(renamed(fixture, "rivers")).toBe("refused: There is already a file “rivers.station.md”.");
  });

  test.each([
    "../../x",
    "/etc/x",
    "CON",
    "con.md",
    "a:b",
    "x".repeat(300),
    "雨".repeat(100),
    "a/./b",
    "dots...",
    "C:\\x",
    "..\\x",
    "a/",
    "a/../../x",
  ])("takes no name that is none: %j", (name) => {
    const fixture = WATER.replace("- rain.station.md", "- ra$0in.station.md");
    expect(renamed(fixture, name)).toContain("can't be the name of a file");
  });

  test("that is planned gets another title", () => {
    const fixture = WATER.replace('planned: "Seas', 'planned: "S$0eas');
    expect(target(fixture)).toBe('planned: "Seas & Shores" as Seas & Shores');
    expect(renamed(fixture, "Coasts")).toContain("  - planned: Coasts\n");
  });
});

describe("a name that can't be seen as a whole", () => {
  test.each([
    ["term", "# Rain\n\n**Key term:** D$0rop — a bit of water.\n"],
    ["title", "# R$0ain\n"],
    ["heading", "# Rain\n\n## F$0alls\n"],
    ["footnote", "# Rain\n\nIt falls.[^o$0ne]\n\n[^one]: Down.\n"],
    ["line of path.yaml", "-- path.yaml --\nstations:\n  - ra$0in.station.md\n-- rain.station.md --\n# Rain\n"],
  ])("is refused for a %s", (_, fixture) => {
    expect(target(fixture)).not.toContain("refused");
    for (const name of ["", " ", "a\nb", "a\r\nb", "a\u2028b", "a\u0085b"])
      expect(renamed(fixture, name), JSON.stringify(name)).toContain("Please give a name of one line.");
    for (const name of ["a\0b", "\x1b[31mred", "a\tb", "a\x7fb"])
      expect(renamed(fixture, name), JSON.stringify(name)).toContain("contains an invisible character");
  });
});

test("plain text has no name", () => {
  expect(target("# Rain\n\nIt fa$0lls.\n")).toContain("refused: Nothing here can be renamed");
});

describe("what was verified stays verified", () => {
  const GAUGE = `
    -- 1-gauges.station.md --
    # Tide Gauges

    **Key term:** Tide gauge — a pole that shows how high the sea stands.

    The tide gauge rose by 40 units that year. See [Seas](2-seas.station.md).
    -- 2-seas.station.md --
    # Seas

    Tide gauges show it, as [Tide Gauges](1-gauges.station.md) says. Two tide gauges' marks agree.
  `;

  /** The sentences that a ledger no longer knows to the letter after what a place names has another name, and the first that it knows. */
  function lost(place: string, newName: string): readonly string[] {
    const files = new Map(parseFixture(GAUGE));
    for (const [file, text] of [...files]) files.set(ledgerFileOf(file), fullLedger(station(text)));
    const [file, text] = [...files].find(([name, each]) => isStationFile(name) && each.includes(place))!;
    const change = rename(fixtureWorkspace(files), file, text.indexOf(place) + 1, newName);
    if (isRefusal(change)) return [change.refused];
    const after = fixtureWorkspace(afterChange(files, change));
    const [path] = [...after.paths.values()];
    return path!.stops.flatMap((stop) => {
      const { sentences } = statusOf(path!, stop, { today: TODAY });
      return sentences.flatMap(({ sentence, line }) => (line?.entry.text === sentence.text ? [] : [sentence.text]));
    });
  }

  test.each([
    ["a term", "Tide gauge", "Sea gauge"],
    ["a term, by a use", "tide gauge rose", "water mark"],
    ["a title that a link shows", "Tide Gauges\n", "Poles by the Sea"],
  ])("where %s has another name", (_, place, newName) => expect(lost(place, newName)).toEqual([]));

  test("not where the name says another thing", () => {
    expect(lost("Tide gauge", "Tide gauge without marks")).toHaveLength(4);
    expect(lost("Tide Gauges\n", "Two Tide Gauges")).toHaveLength(1);
  });
});

test("a source takes along the ledgers that name it and its stored text, which go nowhere where something stands", () => {
  const fixture = `
    -- path.yaml --
    stations: [rain.station.md]
    sources: sources.yaml
    -- sources.yaml --
    - id: usgs-baseflow
      title: On Rain
    -- rain.station.md --
    # Rain

    Some 40 liters fall here each day [@$0usgs-baseflow].
    -- sources/usgs-baseflow.txt --
    Some 40 liters.
  `;
  const { files, file, offset } = cursorFixture(fixture);
  const ledger = ledgerFileOf(file);
  const before = new Map(files).set(ledger, fullLedger(station(files.get(file)!)));
  const renamedIn = (each: ReadonlyMap<string, string>) => rename(fixtureWorkspace(each), file, offset, "noah");
  const change = renamedIn(before) as Change;
  expect(beforeChange(before, change)).toEqual(before);
  const after = afterChange(before, change);
  expect(after.get(`${ROOT}/sources/noah.txt`)).toBe("Some 40 liters.\n");
  expect([...after.values()].join("\n")).not.toContain("usgs");
  expect(after.get(ledger)).toContain('"cites":[{"key":"noah"');
  expect(renamedIn(new Map(before).set(`${ROOT}/sources/noah.txt`, ""))).toEqual({
    refused: "There is already a file “noah.txt”. Please rename or remove it first.",
  });
});

describe("a source's stored text is taken along", () => {
  const taken = (stored: string, newKey: string, more = "") => {
    const { workspace, file, offset } = cursorFixture(`
      -- path.yaml --
      stations: [rain.station.md]
      sources: sources.yaml
      -- sources.yaml --
      - id: a:b
      - id: Smith
      -- rain.station.md --
      # Rain

      Rain is wet [@$0a:b].
      -- sources/${stored}.txt --
      Rain is wet.
      ${more}
    `);
    const change = rename(workspace, file, offset, newKey);
    return "refused" in change! ? change : change!.renamed.map(({ to }) => to.slice(ROOT.length + 1));
  };

  test.each(["a:b", "a%3Ab", "A:B"])("from the name %s", (stored) => {
    expect(taken(stored, "noah")).toEqual(["sources/noah.txt"]);
  });

  test("to a name that every disk has room for", () => {
    expect(taken("a:b", "c/d")).toEqual(["sources/c%2Fd.txt"]);
    expect(taken("a:b", "smith")).toEqual(["sources/%73mith.txt"]);
    expect(taken("a:b", "SMITH")).toEqual(["sources/%53%4D%49%54%48.txt"]);
  });

  test("unless another text would be found for the new key", () => {
    const refused = "There is already a file “c:d.txt”. Please rename or remove it first.";
    expect(taken("a:b", "c:d", "-- sources/c:d.txt --\n      Other words.")).toEqual({ refused });
  });
});
