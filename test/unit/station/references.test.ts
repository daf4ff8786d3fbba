import { describe, expect, test } from "vitest";
import type { Reference } from "../../../server/src/station/references.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import { slice } from "../../../server/src/text/range.ts";
import { drawNotes, parseFixture, station } from "../../support/fixture.ts";

/** Reads the text of a picture below a title in both written forms, and expects the picture's carets in both. */
function check(picture: string): void {
  const expected = dedent(picture);
  const [text] = parseFixture(picture).values();
  expect(`Markdown form:\n${draw("# Rivers\n\n", text!)}`).toBe(`Markdown form:\n${expected}`);
  expect(`paste form:\n${draw("Rivers\n\n", text!)}`).toBe(`paste form:\n${expected}`);
}

function draw(title: string, text: string): string {
  const { references } = station(title + text);
  const notes = references.map((reference) => {
    const { start, end } = reference.range;
    return { range: { start: start - title.length, end: end - title.length }, message: said(reference) };
  });
  return drawNotes(text, notes);
}

/** What a reference says: its numbers or its distance, a form that is not the usual one, where its link leads. */
function said(reference: Reference): string {
  const what =
    reference.kind === "relative"
      ? `${reference.distance > 0 ? "+" : ""}${reference.distance}`
      : `${reference.numbers.join(" ")}${reference.form === "canonical" ? "" : ` (${reference.form})`}`;
  return reference.link ? `${what} → ${reference.link.url}` : what;
}

describe("numbers that go on after a reference in a form that is not proper", () => {
  test.each([
    ["Stations 3/4 and Stations 3/94/5.", "3 4 3 94 5"],
    ["Stations 3 (and 4) tell it.", "3 4"],
    ["Stations 2-4/6.", "2 3 4 6"],
    ["Read Station 3 and 4.", "3 4"],
    ["Station 3 or 4, then Station 5 & 6 again.", "3 4 5 6"],
    ["Soil is in Station 3 and 4 of this path.", "3 4"],
    ["Station 3, as Station 1/2 and 95 are full.", "3 1 2 95"],
    ["Go from Station 3 to 4 at once.", "3 4"],
    ["Station 3 (or 4) will tell.", "3 4"],
  ])("are references in their own places: %s", (text, expected) => {
    expect(station(`# Rivers\n\n${text}\n`).references.map(said).join(" ")).toBe(expected);
  });

  test.each([
    "Station 3 and 4 kids.",
    "Two sat at Station 3 and 4 at Station 5.",
    "Station 3 and 4 were absent.",
    "Station 3 and 4.5 liters.",
    "Station 3 and 4:30 are free.",
    "Station 3 and 4 % more.",
    "Station 3 and 4 of the children.",
    "Station 3 and 4-year-olds.",
    "Station 3 to 4 pupils.",
    "Station 3 - 4 pupils.",
    "Station 3 and 4 for 10 cents.",
  ])("are none where they may count something: %s", (text) => {
    const [first, second] = station(`# Rivers\n\n${text}\n`).references.map(said);
    expect(first).toBe("3");
    expect(second).not.toBe("4");
  });
});

describe("a reference by number", () => {
  test("is the word and the number", () =>
    check(`
      Nations share resources, as Station 10 explains.
                                  ^^^^^^^^^^ 10
    `));

  test("stands in brackets, before a possessive, and at the end of a sentence", () =>
    check(`
      Rain falls (Station 12). It is Station 1's topic, and that of Station 2’s table and of Station 3.
                  ^^^^^^^^^^ 12
                                     ^^^^^^^^^ 1
                                                                    ^^^^^^^^^ 2
                                                                                             ^^^^^^^^^ 3
    `));

  test("begins a sentence or follows a word that begins one", () =>
    check(`
      Station 4 is about rain. In Station 5 it snows. As Station 6 shows, it hails. See Station 7.
      ^^^^^^^^^ 4
                                  ^^^^^^^^^ 5
                                                         ^^^^^^^^^ 6
                                                                                        ^^^^^^^^^ 7
    `));

  test("follows a word that has its capital for beginning a sentence", () =>
    check(`
      Echoing Station 7, rain falls. Applying Station 6, it falls again. (Earlier Station 5 was dry.)
              ^^^^^^^^^ 7
                                              ^^^^^^^^^ 6
                                                                                  ^^^^^^^^^ 5

      Perhaps Station 4 helps. “Previously Station 3 helped,” she said.
              ^^^^^^^^^ 4
                                           ^^^^^^^^^ 3

      Maybe Station 2 helps. Furthermore, Station 3 does. Otherwise Station 4 would.
            ^^^^^^^^^ 2
                                          ^^^^^^^^^ 3
                                                                    ^^^^^^^^^ 4
    `));

  test("two of them are two", () =>
    check(`
      Station 2 and Station 7 belong together.
      ^^^^^^^^^ 2
                    ^^^^^^^^^ 7
    `));

  test("is read in emphasis, and around it", () =>
    check(`
      Read *Station 4* and **Station** 5 and Station **6**, then ~~Station 7~~.
            ^^^^^^^^^ 4
                             ^^^^^^^^^^^ 5
                                             ^^^^^^^^^^^ 6
                                                                   ^^^^^^^^^ 7
    `));

  test("is read in a list", () =>
    check(`
      These stations help:

      - Station 1 on rain
        ^^^^^^^^^ 1
      - Station 2 on snow
        ^^^^^^^^^ 2
    `));

  test("is read in a table, each cell for itself", () =>
    check(`
      | Water | Where |
      |---|---|
      | Rain | Station 1 |
               ^^^^^^^^^ 1
      | Station | 2 |
    `));

  test("is read in a callout, a takeaway and a bridge", () =>
    check(`
      Key term: Watershed — the land that a river of Station 3 drains.
                                                     ^^^^^^^^^ 3

      Takeaway: Rain fills the rivers of Station 4.
                                         ^^^^^^^^^ 4

      Bridge: But Station 5 is about droughts.
                  ^^^^^^^^^ 5
    `));

  test("may break over a line in the Markdown form", () => {
    const text = "# Rivers\n\nNations share, as Station\n10 explains.\n";
    expect(station(text).references.map(({ range }) => slice(text, range))).toEqual(["Station\n10"]);
  });
});

describe("an enumeration", () => {
  test("has a reference for every number", () =>
    check(`
      See Stations 4 and 5, Stations 6 or 7, and Stations 8 & 9.
                   ^ 4
                         ^ 5
                                     ^ 6
                                          ^ 7
                                                          ^ 8
                                                              ^ 9
    `));

  test("has commas, with or without one before its last number", () =>
    check(`
      Stations 3, 5, and 9 were about rain, and Stations 1, 2 and 4 about snow.
               ^ 3
                  ^ 5
                         ^ 9
                                                         ^ 1
                                                            ^ 2
                                                                  ^ 4
    `));

  test("ends before a number that belongs to what follows", () =>
    check(`
      After Stations 1 and 2, 40 nations agreed. In Station 3, 50 did.
                     ^ 1
                           ^ 2
                                                    ^^^^^^^^^ 3
    `));

  test("knows its phrase", () => {
    const { references } = station("# Rivers\n\nSee Stations 3, 5-7, and 9 again.\n");
    const phrases = references.map((each) => each.kind === "number" && slice(each.passage.prose.text, each.at));
    expect(phrases).toEqual(["3", "5-7", "9"]);
    const [first] = references;
    expect(first?.kind === "number" && slice("# Rivers\n\nSee Stations 3, 5-7, and 9 again.\n", first.phrase)).toBe(
      "Stations 3, 5-7, and 9",
    );
  });
});

describe("a stretch of stations", () => {
  test("covers the numbers between, however it is written", () =>
    check(`
      Stations 3-6, Stations 3–6, Stations 3 – 6, Stations 3 to 6, Stations 3 through 6.
               ^^^ 3 4 5 6
                             ^^^ 3 4 5 6
                                           ^^^^^ 3 4 5 6
                                                           ^^^^^^ 3 4 5 6
                                                                            ^^^^^^^^^^^ 3 4 5 6
    `));

  test("stands in an enumeration", () =>
    check(`
      Stations 1, 3-5, and 7 to 8 are about water.
               ^ 1
                  ^^^ 3 4 5
                           ^^^^^^ 7 8
    `));

  test("gives only its ends where it is turned round or very wide", () =>
    check(`
      Stations 6-3 and Stations 1-999999999.
               ^^^ 6 3
                                ^^^^^^^^^^^ 1 999999999
    `));

  test("knows where its two numbers stand", () => {
    const text = "# Rivers\n\nStations 13 to 15 are about water.\n";
    const [reference] = station(text).references;
    expect(reference?.kind === "number" && reference.ends.map((range) => slice(text, range))).toEqual(["13", "15"]);
  });
});

describe("other forms", () => {
  test("a number in words, an abbreviation, and small letters are read and marked", () =>
    check(`
      Rain is in Station Ten, in Station twelve, in Stn. 3, in Stn 4, in Sta. 5, and in station 6 of this path.
                 ^^^^^^^^^^^ 10 (word)
                                 ^^^^^^^^^^^^^^ 12 (word)
                                                    ^^^^^^ 3 (abbreviation)
                                                               ^^^^^ 4 (abbreviation)
                                                                         ^^^^^^ 5 (abbreviation)
                                                                                        ^^^^^^^^^ 6 (lower-case)
    `));

  test("a name of its own is none: a novel, a film", () =>
    check(`
      The novel *Station Eleven*, the film “Station Six”, and *the hope of Station Eleven* differ.
                                                                           ^^^^^^^^^^^^^^ 11 (word)
    `));
});

describe("a relative reference", () => {
  test("counts from its station", () =>
    check(`
      The previous station was about rain, the preceding station too. The next station and the following station are not.
      ^^^^^^^^^^^^^^^^^^^^ -1
                                           ^^^^^^^^^^^^^^^^^^^^^ -1
                                                                      ^^^^^^^^^^^^^^^^ +1
                                                                                           ^^^^^^^^^^^^^^^^^^^^^ +1
    `));

  test("counts several", () =>
    check(`
      The last two stations and the next 3 stations are about water.
      ^^^^^^^^^^^^^^^^^^^^^ -2
                                ^^^^^^^^^^^^^^^^^^^ +3
    `));

  test("is none where it may be a station of trains, or the end of the path", () =>
    check(`
      The last station, the next stations, the next 0 stations, and the next station along the line are far.
      The last two stations of the journey, the next stationmaster, and the weather station are near.
    `));
});

describe("in a link", () => {
  test("a reference knows where the link leads", () =>
    check(`
      See [Station 10](resource-management.station.md), [what Station 2 says of rain](rain.station.md), and Station 3.
           ^^^^^^^^^^ 10 → resource-management.station.md
                                                              ^^^^^^^^^ 2 → rain.station.md
                                                                                                            ^^^^^^^^^ 3
    `));

  test("emphasis around or within changes nothing", () =>
    check(`
      See **[Station 10](resources.station.md)** and [*the next station*](rain.station.md).
             ^^^^^^^^^^ 10 → resources.station.md
                                                       ^^^^^^^^^^^^^^^^ +1 → rain.station.md
    `));

  test("two references share their link", () => {
    const { references } = station("# Rivers\n\nSee [Stations 4 and 5](overview.md), [Station 4](overview.md).\n");
    const [four, five, other] = references;
    expect(four!.link).toBe(five!.link);
    expect(four!.link).not.toBe(other!.link);
  });

  test("by reference it is the first definition that counts", () => {
    const text = "# Rivers\n\nSee [Station 2][Rain].\n\n[rain]: rain.station.md\n[rain]: snow.station.md\n";
    expect(station(text).references.map(said)).toEqual(["2 → rain.station.md"]);
  });
});

describe("no reference", () => {
  test("small letters with a number", () =>
    check(`
      It is police station 4 miles away, bus station 12, and stations 3 and 4 of the line.
    `));

  test("a capitalised word right before: it is a name", () =>
    check(`
      The International Space Station 3 crew, *Space* Station 3, Penn Station 4, and King's Cross Stations 9 and 10.
    `));

  test("a name that begins a sentence", () =>
    check(`
      Penn Station 3 is old. Union Station 4 is not, and “Grand Central Station 5” is a set of tracks.
    `));

  test("numbers with a fraction, letters or a sign on them", () =>
    check(`
      Station 3.5, Station 3,000, Station 4a, Station 4th, Station 1234567890, Sub-Station 5, Station_6, and Station.
    `));

  test("code, addresses and HTML", () =>
    check(`
      Write \`Station 4\`, open https://example.org/Station-5, <b title="Station 6">bold</b>, [rain](<Station 7.md>).
    `));

  test("the numbers of headings themselves", () => {
    expect(station("# Station 4: Rain\n\nIt rains.\n\n## Station 5\n\nIt rains on.\n").references).toEqual([]);
    expect(station("Station 4: Rain\n\nIt rains.\nStation 5\nIt rains on.\n").references).toEqual([]);
  });

  test("blocks of code and comments", () => {
    const text = "# Rain\n\nIt rains.\n\n```\nStation 4\n```\n\n<!-- Station 5 -->\n\n    Station 6\n";
    expect(station(text).references).toEqual([]);
  });
});

test("references come in the order of the text, whatever their kind", () =>
  check(`
    The next station, Station Two, Stations 3 and 4, Stn. 5, the previous station, Station 6.
    ^^^^^^^^^^^^^^^^ +1
                      ^^^^^^^^^^^ 2 (word)
                                            ^ 3
                                                  ^ 4
                                                     ^^^^^^ 5 (abbreviation)
                                                             ^^^^^^^^^^^^^^^^^^^^ -1
                                                                                   ^^^^^^^^^ 6
  `));
