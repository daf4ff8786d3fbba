import { describe, expect, test } from "vitest";
import { hover } from "../../../server/src/features/hover.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cursorFixture } from "../../support/fixture.ts";

/** The words that are hovered over, and what is said of them. */
function tell(fixture: string): string {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  const answer = hover(workspace, file, offset);
  if (!answer) return "nothing";
  const lines = answer.lines.map(({ style, label, text }) => {
    const words = label ? `${label}: ${text}` : text;
    return style === "heading" ? `# ${words}` : style === "note" ? `(${words})` : words;
  });
  return [`“${slice(files.get(file)!, answer.range)}”`, ...lines].join("\n");
}

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - planned: Seas
    - rivers.station.md
    - gone.station.md
  sources: sources.json
  -- sources.json --
  [{ "id": "smith2020", "title": "On Rain", "author": [{ "family": "Smith" }], "issued": { "date-parts": [[2020]] } },
   { "id": "bare" }]
  -- rain.station.md --
  # Rain

  **Key term:** Watershed — the land that one river drains.

  ## Where It Falls

  It falls on hills.

  ### At Night

  It falls in the dark.

  **Takeaway:** All water comes *down*.
`;

function water(rivers: string): string {
  return tell(`${WATER}  -- rivers.station.md --\n  # Rivers\n\n  ${rivers}\n`);
}

describe("a reference tells", () => {
  test("of the station: takeaway, key terms, place", () => {
    expect(water("It is explained in Stat$0ion 1, and so on.")).toMatchInlineSnapshot(`
      "“Station 1”
      # Station 1: Rain
      Takeaway: All water comes down.
      Key term: Watershed
      (Station 1 of 4 on “Water”, 2 stations earlier than this one.)"
    `);
  });

  test("that a station is planned", () => {
    expect(water("Seas are discussed in Station$0 2.")).toMatchInlineSnapshot(`
      "“Station 2”
      # Station 2: Seas
      (Station 2 of 4 on “Water”, 1 station earlier than this one. Planned: it has no text yet.)"
    `);
  });

  test("that a station's file is missing", () => {
    expect(water("It is in Station 4$0.")).toContain("Its file is missing");
  });

  test("of one that does not exist nothing", () => expect(water("It is in Station 9$0.")).toBe("nothing"));

  test("of a stretch of stations their titles", () => {
    expect(water("See Stations 1-$04.")).toMatchInlineSnapshot(`
      "“1-4”
      # Station 1: Rain
      # Station 2: Seas
      # Station 3: Rivers
      # Station 4: gone"
    `);
  });

  test("of a link's station, wherever the link is touched", () => {
    expect(water("See [how it f$0alls](rain.station.md).")).toContain("“how it falls”\n# Station 1: Rain");
    expect(water("See [how it falls](rain.sta$0tion.md).")).toContain("“rain.station.md”\n# Station 1: Rain");
  });

  test("in a line of path.yaml", () => {
    expect(tell(WATER.replace("- rain.sta", "- rain.$0sta"))).toContain("“rain.station.md”\n# Station 1: Rain");
    expect(tell(WATER.replace("planned: Seas", "planned: S$0eas"))).toContain("Planned");
  });
});

describe("other words tell", () => {
  test("of a term its definition, its station and its uses", () => {
    expect(water("Two water$0sheds meet.")).toMatchInlineSnapshot(`
      "“watersheds”
      # Watershed
      the land that one river drains.
      (Defined in Station 1, “Rain”. Used in 1 station.)"
    `);
    expect(tell(WATER.replace("Watershed", "Water$0shed"))).toContain("(Defined in this station. Used nowhere yet.)");
  });

  test("of a citation its source", () => {
    expect(water("It rains [@smi$0th2020, p. 4].")).toBe("“smith2020”\nSmith (2020). On Rain.\n(Source “smith2020”.)");
    expect(
      tell(WATER.replace("title: Water", "title: Water\n  citationStyle: note").replace("Watershed", "[@smi$0th2020]")),
    ).toContain("\nSmith, On Rain (2020).\n");
    expect(water("It rains [@ba$0re].")).toContain("\nbare\n");
    expect(water("It rains [@mi$0ller].")).toBe("“miller”\nThe list of sources has no “miller”.");
    expect(tell("# Rain\n\nIt rains [@mi$0ller].\n")).toContain("There is no list of sources here");
  });

  test("of a footnote's mark the note", () => {
    expect(water("It rains.[^1$0]\n\n  [^1]: Most of *the* year.")).toBe("“1”\nMost of the year.");
  });

  test("of a heading how long its section is", () => {
    expect(tell(WATER.replace("## Where", "## Wh$0ere"))).toBe("“Where It Falls”\n# Where It Falls\n(14 words.)");
    expect(water("See [it](rain.station.md#at-ni$0ght).")).toContain("# At Night\n(10 words. Part of “Rain”.)");
  });

  test("of a rule what it asks for and why", () => {
    const comment = "<!-- stationmaster-disable-next bri$0dge: it is the last -->\n";
    expect(water(comment)).toMatch(/^“bridge”\n# bridge\nA station ends with a bridge.+\n.{20}/);
    expect(tell(WATER.replace("title: Water", "title: Water\n  rules: { brid$0ge: off }"))).toContain("# bridge\n");
    expect(tell("-- stationmaster.yaml --\nrules:\n  brid$0ge: off\n")).toContain("# bridge\n");
    expect(water(comment.replace("bridge", "no-such-rule").replace("bri$0dge", "no-such$0-rule"))).toBe("nothing");
  });

  test("of plain text nothing", () => expect(water("It ra$0ins.")).toBe("nothing"));
});

describe("a title tells how the station reads", () => {
  test("and where it stands", () => {
    expect(tell(WATER.replace("# Rain", "# Ra$0in"))).toMatchInlineSnapshot(`
      "“# Rain”
      Station 1 of 4 on “Water”.
      (4 sentences, 23 words, about 1 minute to read.)"
    `);
  });

  test("with its grade, where there is enough text, in English", () => {
    const long = "The heavy rain fell on all of the small rivers. ".repeat(5);
    const title = (language: string) =>
      tell(`
        -- path.yaml --
        title: Water
        language: ${language}
        stations: [rain.station.md]
        -- rain.station.md --
        # Ra$0in

        ${long}
      `);
    expect(title("en")).toContain("reading grade 2");
    expect(title("en-GB")).toContain("reading grade 2");
    expect(title("de")).not.toContain("grade");
  });

  test("in the paste form, and on no path", () => {
    const fixture = "-- a.station.txt --\nRa$0in\n\nIt rains. It pours.\n";
    expect(tell(fixture)).toBe("“Rain”\n(2 sentences, 4 words, about 1 minute to read.)");
  });
});

test("what is told on a long line is about a few of its words", () => {
  const words = "It rains on and on. ".repeat(50);
  expect(water(`${words}See Stat$0ion 1. ${words}`)).toMatch(/^“Station 1”/);
});
