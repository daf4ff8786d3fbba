import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sparkline } from "../../server/src/text/sparkline.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));
const stats = async (sample: string, args: readonly string[] = [], columns = "80") =>
  (await stationmaster(join(samples, sample), ["stats", ...args], "", { COLUMNS: columns })).out;
const statsOf = async (sample: string) => JSON.parse(await stats(sample, ["--format", "json"])).paths[0];

describe("stationmaster stats", () => {
  test("gives a path a table and two lines of bars, within the width of the terminal", async () => {
    expect(await stats("water-cycle")).toMatchInlineSnapshot(`
      "The Water Cycle  path.yaml
      4 stations · 13 min

           Station                      Words  Grade  Terms  References
        1  Water on the Move              644      7      2           2
        2  From Vapor to Rain             599      6      2           2
        3  Rivers and Their Watersheds    548      5      2           3
        4  Water Underground              559      5      3           3
           Together (median grade)      2,350    5.5      9          10

        Words  █▇▇▇  548 (Station 3) to 644 (Station 1), median 579
        Grade  █▇▆▆  5 (Station 3) to 7 (Station 1), median 5.5; written for 11
      "
    `);
  });

  test("reports planned stations, and adds up nothing where there is one", async () => {
    expect(await stats("global-governance")).toMatchInlineSnapshot(`
      "Global Governance and Organizations  path.yaml
      12 stations, 11 planned · 4 min

            Station               Words  Grade  Terms  References
         1  Foundations of Global Governance (planned)
         2  Sovereign States and Shared Problems (planned)
         3  The United Nations System (planned)
         4  International Law and Treaties (planned)
         5  Trade and Economic Institutions (planned)
         6  Development and Aid (planned)
         7  Global Public Health (planned)
         8  Environmental Agreements (planned)
         9  Nongovernmental Organizations (planned)
        10  Resource Management (planned)
        11  Security Cooperation    703   ↑ 18      1           1
        12  Human Rights and Intervention (planned)

        ↑ reads clearly above grade 11, for which the path is written.
      "
    `);
  });

  test("tells how much is verified where sentences are, and of stations on no path", async () => {
    expect(await stats("constitution-drift")).toContain("559      8      1           0     16/20        1\n");
    expect(await stats("broken")).toContain("\nOn no learning path\n1 station · 1 min\n");
  });

  test.each(["40", "60", "80", "100"])("keeps lines within %s columns where titles can give way", async (columns) => {
    const long = "Rain and Everything That Anybody Has Ever Wanted to Know About It, Part One";
    const [text, other] = ["Rain falls. ".repeat(20), "Water that fell has to run somewhere. ".repeat(9)];
    const folder = folderWith(`
      -- 1-a.station.md --
      # ${long}

      ${text}
      -- 2-b.station.md --
      # 雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨

      ${other}
    `);
    const { out } = await stationmaster(folder, ["stats"], "", { COLUMNS: columns });
    const wide = out
      .split("\n")
      .filter((line) => [...line.replace(/雨/g, "雨雨")].length > Math.max(50, Number(columns)));
    expect(wide).toEqual([]);
    expect(out).toMatch(/…/);
  });

  test("says the same as the rules and as “verify”", async () => {
    const folder = join(samples, "constitution-drift");
    const { stations, total } = await statsOf("constitution-drift");
    const verified = await stationmaster(folder, ["verify", "--format", "json"]);
    expect(stations[0].coverage).toEqual(JSON.parse(verified.out).paths[0].stations[0].coverage);
    expect(total.coverage).toEqual(JSON.parse(verified.out).paths[0].coverage);
    const strict = folderWith(`
      -- path.yaml --
      title: Rain
      rules: { station-length: { severity: warning, least: 500 }, key-term-count: { severity: warning, most: 1 }, reference-count: { severity: warning, most: 1 } }
      stations: [rain.station.md, { planned: Snow }]
      -- rain.station.md --
      # Rain

      Rain falls in Station 2, and again in Station 2.

      Key term: Drop — a bit of water.

      Key term: Cloud — many drops.
    `);
    const { out } = await stationmaster(strict, ["check"], "", { COLUMNS: "100" });
    const [rain] = JSON.parse((await stationmaster(strict, ["stats", "--format", "json"])).out).paths[0].stations;
    expect(out).toContain(`This station has ${rain.words} words;`);
    expect(out).toContain(`This station has ${rain.keyTerms} key terms;`);
    expect(out).toContain(`This station has ${rain.references} references to others;`);
  });

  test("as JSON: one object, with what is planned and what is missing", async () => {
    const { path, title, readingGrade, stations, total } = await statsOf("broken");
    expect([path, title, readingGrade]).toEqual(["path.yaml", "Sourdough From Scratch", 6]);
    expect(stations[2]).toEqual({
      number: 3,
      title: "Words Bakers Use",
      file: "terms.station.md",
      state: "written",
      words: expect.any(Number),
      minutes: 2,
      grade: expect.any(Number),
      aboveGrade: false,
      keyTerms: 6,
      references: 0,
    });
    expect(stations.slice(-2)).toEqual([
      { number: 11, title: "baking-day", file: "baking-day.station.md", state: "missing" },
      { number: 12, title: "Selling Bread", state: "planned" },
    ]);
    expect(total.written).toBe(10);
  });

  test("gives no grade to a path in another language, as editors and pages do", async () => {
    const folder = folderWith(`
      -- path.yaml --
      title: Regen
      language: de
      stations: [regen.station.md]
      -- regen.station.md --
      # Regen

      ${"Der Regen fällt auf das Land und auf die See. ".repeat(6)}
    `);
    const { out } = await stationmaster(folder, ["stats"]);
    expect(out).toContain("Words  Terms  References");
    expect(out).not.toContain("Grade");
    const page = await stationmaster(folder, ["export", "html", "regen.station.md"]);
    expect(page.out).toContain("1 min");
    expect(page.out).not.toContain("Grade");
  });

  test("obeys nothing that stands in a title", async () => {
    const folder = folderWith("");
    writeFileSync(
      join(folder, "path.yaml"),
      "title: '@team <b>|x|'\nstations: [a.station.md, { planned: '::error::x' }]\n",
    );
    writeFileSync(join(folder, "a.station.md"), '# =HYPERLINK("evil", 1)\u001b[31m\u202e ##[add-mask]x\n\nRain.\n');
    const run = async (format: string) => (await stationmaster(folder, ["stats", "--format", format])).out;
    const text = await run("text");
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##\[|(?:^|\s)::error/);
    expect(text).toContain("<U+001B>");
    const markdown = await run("markdown");
    expect(markdown).toContain("### @<!-- -->team \\<b\\>\\|x\\|");
    expect(await run("csv")).toContain(`1,"'=HYPERLINK(""evil"", 1)`);
  });

  test("ends with 2 where something can't be read, and reports the rest", async () => {
    const folder = folderWith("-- 1-rain.station.md --\n# Rain\n\nRain falls.\n");
    writeFileSync(join(folder, "2-bad.station.md"), Buffer.from([0x23, 0x20, 0xff, 0xfe]));
    const { out, err, code } = await stationmaster(folder, ["stats"]);
    expect(out).toContain("1  Rain ");
    expect([err, code]).toEqual([
      "stationmaster: 2-bad.station.md: This is not UTF-8 text. Please save it as UTF-8.\n",
      2,
    ]);
  });

  test("says what is wrong with a format, and that there is nothing", async () => {
    const folder = folderWith("");
    expect(await stationmaster(folder, ["stats", "--format", "jsn"])).toMatchObject({
      err: "stationmaster: There is no format “jsn”. Did you mean “json”?\n",
      code: 2,
    });
    expect((await stationmaster(folder, ["stats"])).out).toBe("There is no learning path here, and no station.\n");
  });
});

test.each([
  [[1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"],
  [[0, undefined, 8], "▁·█"],
  [[0, 0], "▁▁"],
  [[], ""],
])("bars of %j stand on zero", (numbers, bars) => {
  expect(sparkline(numbers)).toBe(bars);
});
