import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { pages } from "../support/course.ts";

/** The stations in the `path.yaml` of a folder. */
function stationsIn(folder: string): readonly string[] {
  const text = readFileSync(join(folder, "path.yaml"), "utf8");
  const list = text.slice(text.indexOf("stations:\n"), text.indexOf("  # A station that has a number"));
  return [...list.matchAll(/^ {2}- (.+)$/gm)].map(([, name]) => name!);
}

test("writes a commented path.yaml with the folder's stations, which checks clean", async () => {
  const folder = folderWith("-- 2-rivers.station.md --\n# Rivers\n-- 1-rain.station.md --\n# Rain\n");
  const { code, out } = await stationmaster(folder, ["init"]);
  expect(out).toMatch(
    /^Wrote path\.yaml with 2 stations, in the order of their names, by number:\n {2}1 {2}1-rain\.station\.md\n {2}2 {2}2-rivers\.station\.md\n/,
  );
  expect(code).toBe(0);
  expect(stationsIn(folder)).toEqual(["1-rain.station.md", "2-rivers.station.md"]);
  const checked = await stationmaster(folder, ["check", "path.yaml", "--rule", "path-schema=off"]);
  expect(checked.code).toBe(0);
  expect((await stationmaster(folder, ["init"])).err).toBe("stationmaster: There is already a path.yaml here.\n");
});

test("writes no path.yaml beside a path.yml", async () => {
  const folder = folderWith("-- path.yml --\nstations: [rain.station.md]\n-- rain.station.md --\n# Rain\n");
  expect((await stationmaster(folder, ["init"])).err).toBe("stationmaster: There is already a path.yml here.\n");
  expect(existsSync(join(folder, "path.yaml"))).toBe(false);
});

test("takes a folder of ordinary lessons, and says what it took, in what order, and what it left", async () => {
  const folder = folderWith(`
    -- README.md --
    # Water for Beginners
    -- 1.10 Dams.md --
    # Dams
    -- 1.2 Wells.md --
    # Wells
    -- more/1 Seas.md --
    # Seas
    -- CONTRIBUTING.md --
    # Help us
  `);
  const { out } = await stationmaster(folder, ["init"]);
  expect(out).toMatchInlineSnapshot(`
    "Wrote path.yaml with 3 stations, in the order of their names, by number:
      1  1.2 Wells.md
      2  1.10 Dams.md
      3  more/1 Seas.md

    Title: Water for Beginners (from README.md)
    Language: en (a guess: there is too little text to tell)
    Written as a station: 0 of 3 lessons (with a hook: 0, a takeaway: 0, a bridge: 0, key terms: 0)
    Preset: adopt, since fewer than half are
    Left out: 2 files
      about the repository: CONTRIBUTING.md
      a README or an index: README.md

    Next: see whether path.yaml lists what you mean. Then “stationmaster check” checks it;
    “stationmaster check --baseline write” records what there is to find now, so that later checks report new findings only.
    "
  `);
  expect(stationsIn(folder)).toEqual(["1.2 Wells.md", "1.10 Dams.md", "more/1 Seas.md"]);
});

test("keeps to the order of a table of contents, with names that YAML would take for something else", async () => {
  const folder = folderWith(`
    -- SUMMARY.md --
    - [B](b.md)
    - [Later: more]()
    - [A](<a & b: c.md>)
    - [Gone](gone.md)
    -- a & b: c.md --
    # A
    -- b.md --
    # B
  `);
  const { out } = await stationmaster(folder, ["init"]);
  expect(out).toContain("Wrote path.yaml with 3 stations, in the order of SUMMARY.md (mdBook or GitBook):\n");
  expect(out).toContain("\nListed but not there: gone.md\n");
  expect(stationsIn(folder)).toEqual(["b.md", 'planned: "Later: more"', '"a & b: c.md"']);
});

const GERMAN = `Der Regen fällt auf das Land und sammelt sich in den Bächen, die ihn zu den Flüssen tragen. Wenn die Sonne
scheint, steigt das Wasser wieder auf und wird zu Wolken, aus denen es später an einem anderen Ort herabfällt. So geht es im
Kreis, und nichts davon geht verloren.`;

test("guesses the language from the text, but believes a configuration first", async () => {
  const guessed = folderWith(`-- regen.md --\n# Regen\n\n${GERMAN}\n`);
  expect((await stationmaster(guessed, ["init"])).out).toContain("\nLanguage: de (a guess from the text)\n");
  expect(readFileSync(join(guessed, "path.yaml"), "utf8")).toContain("\nlanguage: de\n");
  const told = folderWith(
    `-- book.toml --\nlanguage = "nl"\n-- SUMMARY.md --\n- [R](r.md)\n-- r.md --\n# R\n\n${GERMAN}\n`,
  );
  expect((await stationmaster(told, ["init"])).out).toContain("\nLanguage: nl (from book.toml)\n");
});

test("proposes a preset where fewer than half of the lessons have our form", async () => {
  const ours = (title: string) => `# ${title}

Rain falls on every roof. Where does it go?

> **Key term: Gutter** — a channel along the edge of a roof that leads rain away.

## Gutters

Gutters lead rain away.

**Takeaway:** Gutters lead rain from roofs to drains.

**Next station:** Drains lead it on.
`;
  const mixed = folderWith(`-- 1.md --\n${ours("One")}-- 2.md --\n# Two\n-- 3.md --\n# Three\n`);
  expect((await stationmaster(mixed, ["init"])).out).toMatch(
    /\nWritten as a station: 1 of 3 lessons \(with a hook: 1, a takeaway: 1, a bridge: [01], key terms: 1\)\nPreset: adopt, /,
  );
  expect(readFileSync(join(mixed, "path.yaml"), "utf8")).toMatch(/\npreset: adopt\n[\s\S]*\n# audience:\n/);
  const whole = folderWith(`-- 1.md --\n${ours("One")}-- 2.md --\n${ours("Two")}`);
  expect((await stationmaster(whole, ["init"])).out).not.toContain("Preset:");
  expect(readFileSync(join(whole, "path.yaml"), "utf8")).not.toContain("\npreset:");
});

test("proposes the word by which the text calls its stations", async () => {
  const folder = folderWith(`
    -- 1.md --
    # Lesson 1: Rain

    Rain falls.
    -- 2.md --
    # Lesson 2: Snow

    Snow is rain, as Lesson 1 says, and Lesson 3 tells of ice.
    -- 3.md --
    # Lesson 3: Ice

    Ice melts.
  `);
  const { out } = await stationmaster(folder, ["init"]);
  expect(out).toContain("Call: Lesson, as the text says “Lesson 2” and the like");
  expect(readFileSync(join(folder, "path.yaml"), "utf8")).toContain("\ncall: Lesson\n");
});

test("writes a path.yaml to fill in where there is nothing that may be a lesson", async () => {
  const folder = folderWith("-- notes.ipynb --\n{}\n");
  const { out, code } = await stationmaster(folder, ["init"]);
  expect(out).toMatchInlineSnapshot(`
    "Wrote path.yaml with 0 stations: there is no file here that may be a lesson, such as rain.md or rain.station.md.
    List the lessons under “stations:”; any Markdown file can be one.
    Left out: 1 file
      a notebook, which can't be read: notes.ipynb
    "
  `);
  expect(code).toBe(0);
  expect(stationsIn(folder)).toEqual(["planned: First Station"]);
});

test("names folders where it left many files", async () => {
  const folder = folderWith(pages("1.md", ...Array.from({ length: 9 }, (_, at) => `translations/de/${at}.md`)));
  expect((await stationmaster(folder, ["init"])).out).toContain("\n  a translation: translations/ (9 files)\n");
});
