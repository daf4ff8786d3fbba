import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { station } from "../support/fixture.ts";
import { commit, git } from "../support/git.ts";
import { LanguageClient } from "../support/language-client.ts";
import { fullLedger } from "../support/ledger.ts";
import { outline } from "../support/outline.ts";

const WATER = `
  -- path.yaml --
  title: Water
  rules: { station-length: off, sections: off, hook: off, takeaway: off, key-term-count: off, bridge: off }
  stations:
    - rain.station.md
    - rivers.station.md
  -- rain.station.md --
  # Rain

  Rivers are discussed in Station 2, and seas in Station 12.

  ## Practices:

  People keep rain in these ways:

  - In barrels
  - In ponds
  -- rivers.station.md --
  # Rivers

  Rivers run.
`;

describe("check", () => {
  test("shows each finding with its words underlined, and sums up", async () => {
    const { code, out } = await stationmaster(folderWith(WATER), ["check"]);
    expect(out).toMatchInlineSnapshot(`
      "rain.station.md

        ✖ error  station-exists  3:48
          Station 12 does not exist on the path “Water”, which ends at Station 2.
          │ …are discussed in Station 2, and seas in Station 12.
          │                                          ~~~~~~~~~~

        ▲ warning  heading-mark  5:13
          This heading ends with “:”. Headings need no mark at the end.
          │ ## Practices:
          │             ~
          --fix Remove the “:”

      3 files checked: 1 error, 1 warning. --fix can fix 1 of them.
      "
    `);
    expect(code).toBe(1);
  });

  test("ends with 0 where nothing reaches the gate, and says so", async () => {
    const folder = folderWith(WATER);
    const { code, out } = await stationmaster(folder, ["check", "rivers.station.md"]);
    expect(out).toMatchInlineSnapshot(`
      "✔ 1 file checked: no problems found.
      "
    `);
    expect(code).toBe(0);
  });

  test("fails on warnings only beyond the number that was asked for", async () => {
    const folder = folderWith(WATER);
    const off = ["--rule", "station-exists=off"];
    expect((await stationmaster(folder, ["check", ...off])).code).toBe(0);
    expect((await stationmaster(folder, ["check", ...off, "--max-warnings", "0"])).code).toBe(1);
    expect((await stationmaster(folder, ["check", ...off, "--max-warnings", "5"])).code).toBe(0);
  });

  test("prints JSON with positions from 1 and files relative to the folder", async () => {
    const { out, code } = await stationmaster(folderWith(WATER), [
      "check",
      "rain.station.md",
      "--format",
      "json",
      "--quiet",
    ]);
    expect(code).toBe(1);
    const { files, ...rest } = JSON.parse(out);
    expect(rest).toEqual({ version: 1, summary: { files: 1, errors: 1, warnings: 0, information: 0, fixable: 0 } });
    expect(files).toEqual([
      {
        file: "rain.station.md",
        findings: [
          {
            rule: "station-exists",
            severity: "error",
            message: "Station 12 does not exist on the path “Water”, which ends at Station 2.",
            range: { start: { line: 3, column: 48, offset: 55 }, end: { line: 3, column: 58, offset: 65 } },
            related: [],
            suggestions: expect.any(Array),
          },
        ],
      },
    ]);
  });

  test("--fix makes the safe changes, reports them, and keeps the rest of the file", async () => {
    const folder = folderWith(WATER);
    const file = join(folder, "rain.station.md");
    const before = readFileSync(file, "utf8");
    const mode = statSync(file).mode;
    const { out } = await stationmaster(folder, ["check", "--fix"]);
    expect(readFileSync(file, "utf8")).toBe(before.replace("## Practices:", "## Practices"));
    expect(statSync(file).mode).toBe(mode);
    expect(out).toContain("1 fix made");
    const again = await stationmaster(folder, ["check", "--fix"]);
    expect(again.out).not.toContain("fix made");
  });

  test("--fix changes what is reported, and what is a hint only with --hints", async () => {
    const folder = folderWith(WATER.replace("title: Water", "title: Water\n  preset: adopt"));
    const file = join(folder, "rain.station.md");
    const before = readFileSync(file, "utf8");
    await stationmaster(folder, ["check", "--fix"]);
    expect(readFileSync(file, "utf8")).toBe(before);
    await stationmaster(folder, ["check", "--fix", "--hints"]);
    expect(readFileSync(file, "utf8")).toBe(before.replace("## Practices:", "## Practices"));
  });

  test("--fix takes the ledger along, so that what was verified stays verified", async () => {
    const text = "# Rain\n\nSome 40 liters fall on the the hills each day.\n";
    const folder = folderWith(`
      -- path.yaml --
      stations: [rain.station.md]
    `);
    const ledger = join(folder, "rain.ledger.jsonl");
    writeFileSync(join(folder, "rain.station.md"), text);
    writeFileSync(ledger, fullLedger(station(text)));
    const { out } = await stationmaster(folder, ["check", "--fix"]);
    expect(out).toContain("1 fix made");
    expect(JSON.parse(readFileSync(ledger, "utf8").split("\n")[1]!)).toMatchObject({
      text: "Some 40 liters fall on the hills each day.",
      verifiedText: "Some 40 liters fall on the the hills each day.",
      by: "orcid:0000-0002-1825-0097",
    });
  });

  test("names a file that can't be read, with the reason, and goes on with the others", async () => {
    const folder = folderWith(WATER);
    writeFileSync(join(folder, "bad.station.md"), Buffer.from([0x23, 0x20, 0xff, 0xfe]));
    symlinkSync("loop.station.md", join(folder, "loop.station.md"));
    const { code, out } = await stationmaster(folder, ["check", "."]);
    expect(out).toContain("loop.station.md\n  ✖ not checked  This link leads back to itself.");
    expect(out).toContain("bad.station.md\n  ✖ not checked  This is not UTF-8 text. Please save it as UTF-8.");
    expect(out).toContain("Station 12 does not exist");
    expect(code).toBe(2);
  });

  test("reads standard input under the name it is given, on its path", async () => {
    const folder = folderWith(WATER);
    const args = ["check", "--stdin", "--stdin-filename", "rivers.station.md", "--format", "json"];
    const { out, code } = await stationmaster(folder, args, "# Rivers\n\nSee Station 9.\n");
    expect(JSON.parse(out).files[0].findings.map(({ rule }: { rule: string }) => rule)).toContain("station-exists");
    expect(code).toBe(1);
  });

  test("--fix keeps the mark at the start of a file, its line ends, and whether its last line has one", async () => {
    const texts = ["\ufeff# Rain:\r\n\r\nRain falls.", "# Rain:\r\rRain falls.", "# Rain:\n\nRain falls.\n"];
    const folder = folderWith("");
    const files = texts.map((_, index) => join(folder, `${index}.station.md`));
    for (const [index, file] of files.entries()) writeFileSync(file, texts[index]!);
    await stationmaster(folder, ["check", "--fix", "--rule", "final-newline=off"]);
    expect(files.map((file) => readFileSync(file, "utf8"))).toEqual(texts.map((text) => text.replace(":", "")));
  });

  test("--stdin --fix prints the fixed text", async () => {
    const args = ["check", "--stdin", "--fix"];
    const { out, err } = await stationmaster(folderWith(""), args, "# Rain\n\n## Practices:\n\nRain falls.\n");
    expect(out).toBe("# Rain\n\n## Practices\n\nRain falls.\n");
    expect(err).toContain("1 fix made");
  });

  test("takes patterns, and any file that is named", async () => {
    const folder = folderWith(WATER);
    writeFileSync(join(folder, "notes.txt"), "# Notes:\n");
    const found = async (...names: string[]) => {
      const { out } = await stationmaster(folder, ["check", "--format", "json", ...names]);
      return JSON.parse(out).files.map(({ file }: { file: string }) => file);
    };
    expect(await found("*.station.md")).toEqual(["rain.station.md", "rivers.station.md"]);
    expect(await found("notes.txt")).toEqual(["notes.txt"]);
  });

  test("takes what a path.yaml lists from a folder, whatever it is called, and nothing from elsewhere", async () => {
    const folder = folderWith(`
      -- path/path.yaml --
      title: Water
      stations: [rain.md, ../snow.md, gone.md, below]
      -- path/rain.md --
      # Rain

      See Station 9.
      -- path/below/ice.md --
      # Ice
      -- path/unlisted.md --
      # No station
      -- snow.md --
      # Snow

      See Station 9.
    `);
    const found = async (name: string) => {
      const { out } = await stationmaster(folder, ["check", name, "--format", "json", "--quiet"]);
      return (JSON.parse(out) as { files: { file: string }[] }).files.map(({ file }) => file);
    };
    expect(await found("path")).toEqual(["path/path.yaml", "path/rain.md"]);
    expect(await found(".")).toEqual(["path/path.yaml", "path/rain.md", "snow.md"]);
  });

  test("leaves links to files elsewhere alone when it fixes", async () => {
    const folder = folderWith(WATER);
    const elsewhere = folderWith("-- real.station.md --\n# Real:\n");
    symlinkSync(join(elsewhere, "real.station.md"), join(folder, "linked.station.md"));
    const { code } = await stationmaster(folder, ["check", "--fix"]);
    expect(readFileSync(join(elsewhere, "real.station.md"), "utf8")).toBe("# Real:\n");
    expect(code).toBe(2);
  });

  test("leaves links to files in other folders of the workspace alone when it fixes", async () => {
    const folder = folderWith("-- water/rain.station.md --\n# Rain\n-- air/real.station.md --\n# Real:\n");
    symlinkSync("../air/real.station.md", join(folder, "water/linked.station.md"));
    const { code, out } = await stationmaster(folder, ["check", "water", "--fix"]);
    expect(readFileSync(join(folder, "air/real.station.md"), "utf8")).toBe("# Real:\n");
    expect(out).toContain("It is a link to a file in another folder, so it was left alone.");
    expect(code).toBe(2);
  });

  test.each([
    [["check", "nowhere.md"], "There is no file or folder “nowhere.md” here."],
    [["check", "--rule", "list-leadin=off"], "There is no rule “list-leadin”. Did you mean “list-lead-in”?"],
    [
      ["check", "--rule", "list-lead-in=loud"],
      "There is no severity “loud”. Known: error, warning, information, hint, off.",
    ],
    [["check", "--preset", "strikt"], "There is no preset “strikt”. Did you mean “strict”?"],
    [["check", "--format", "xml"], "There is no format “xml”. Did you mean “html”?"],
    [["check", "--max-warnings", "few"], "--max-warnings expects a whole number; got “few”."],
    [["explain", "list-lead"], "There is no rule “list-lead”. Did you mean “list-lead-in”?"],
  ])("says what is wrong with %j, and ends with 2", async (args, message) => {
    const { code, err } = await stationmaster(folderWith(WATER), args);
    expect(err).toBe(`stationmaster: ${message}\n`);
    expect(code).toBe(2);
  });

  test("prints no control character that a file smuggles in", async () => {
    const folder = folderWith("");
    writeFileSync(join(folder, "a.station.md"), "# A\u001b[31m\u202e##[add-mask]x:\n\nText.\n");
    const { out } = await stationmaster(folder, ["check"]);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##\[/);
    expect(out).toContain("<U+001B>");
  });
});

describe("new", () => {
  test("writes a station and adds it to the path", async () => {
    const folder = folderWith(WATER);
    const { out } = await stationmaster(folder, ["new", "Oceans & Ålands hav"]);
    expect(out).toBe("Wrote oceans-alands-hav.station.md.\nAdded it to path.yaml as Station 3.\n");
    expect(readFileSync(join(folder, "path.yaml"), "utf8")).toMatch(
      / {2}- rivers.station.md\n {2}- oceans-alands-hav.station.md\n$/,
    );
    const { code } = await stationmaster(folder, ["check", "path.yaml", "oceans-alands-hav.station.md"]);
    expect(code).toBe(0);
  });

  test("adds the station to a path.yml", async () => {
    const folder = folderWith("-- path.yml --\nstations: [rain.station.md]\n-- rain.station.md --\n# Rain\n");
    const { out } = await stationmaster(folder, ["new", "Rivers"]);
    expect(out).toBe("Wrote rivers.station.md.\nAdded it to path.yml as Station 2.\n");
    expect(readFileSync(join(folder, "path.yml"), "utf8")).toBe("stations: [rain.station.md, rivers.station.md]\n");
  });

  test("writes nothing where the path.yaml can't be added to, and says where", async () => {
    const folder = folderWith(
      "-- path.yaml --\ntitle: Water\nstations: rain.station.md\n-- rain.station.md --\n# Rain\n",
    );
    const { code, err } = await stationmaster(folder, ["new", "Rivers"]);
    expect(code).toBe(2);
    expect(err).toContain("path.yaml:2: The stations of this path can't be changed as they are written here.");
    expect(existsSync(join(folder, "rivers.station.md"))).toBe(false);
  });

  test("adds the station to the path of a folder above, under its name there", async () => {
    const folder = folderWith(`
      -- path.yaml --
      stations: [lessons/rain.station.md]
      -- lessons/rain.station.md --
      # Rain
    `);
    const { out } = await stationmaster(join(folder, "lessons"), ["new", "Rivers"]);
    expect(out).toBe("Wrote rivers.station.md.\nAdded it to ../path.yaml as Station 2.\n");
    expect(readFileSync(join(folder, "path.yaml"), "utf8")).toBe(
      "stations: [lessons/rain.station.md, lessons/rivers.station.md]\n",
    );
  });

  test("leaves a path.yaml of another program above alone", async () => {
    const folder = folderWith("-- path.yaml --\nkind: Service\n-- lessons/notes.md --\n# Notes\n");
    const { out } = await stationmaster(join(folder, "lessons"), ["new", "Rivers"]);
    expect(out).toBe("Wrote rivers.station.md.\n");
    expect(readFileSync(join(folder, "path.yaml"), "utf8")).toBe("kind: Service\n");
  });

  test("gives the next number where file names carry numbers", async () => {
    const folder = folderWith("-- 07-rain.station.md --\n# Rain\n");
    await stationmaster(folder, ["new", "Rivers"]);
    expect(existsSync(join(folder, "08-rivers.station.md"))).toBe(true);
  });
});

describe("convert", () => {
  test("turns the paste form into Markdown, which reads as the same station", async () => {
    const seed = new URL("../../samples/global-governance/security-cooperation.station.txt", import.meta.url);
    const folder = folderWith("");
    mkdirSync(join(folder, "in"));
    const text = readFileSync(seed, "utf8");
    writeFileSync(join(folder, "in/seed.station.txt"), text);
    const { out, code } = await stationmaster(folder, ["convert", "in/seed.station.txt"]);
    expect(code).toBe(0);
    expect(out.startsWith("# Security Cooperation\n\nWhen the North")).toBe(true);
    expect(station(out).tree.form).toBe("markdown");
    expect(outline(station(out))).toBe(outline(station(text)));
    await stationmaster(folder, ["convert", "in/seed.station.txt", "--write"]);
    expect(readFileSync(join(folder, "in/seed.station.txt"), "utf8")).toBe(out);
  });

  test("keeps numbers and levels, and lists what it is not sure of", async () => {
    const folder = folderWith("");
    const text = "Rain\nThese are wet:\nhills\nfields\n3) Look\na. slowly\n4) Wait\nDrop\tSize\nLarge\t5 mm\n";
    writeFileSync(join(folder, "rain.station.txt"), text);
    const { out, err } = await stationmaster(folder, ["convert", "rain.station.txt"]);
    expect(out).toBe(
      "# Rain\n\nThese are wet:\n\n- hills\n- fields\n\n3. Look\n   - a. slowly\n4. Wait\n\n| Drop | Size |\n| --- | --- |\n| Large | 5 mm |\n",
    );
    expect(err).toBe(
      "Please check these places:\n  line 3: “hills” begins a list without its marks\n  line 8: “Drop Size” begins a table whose cells are between tabs\n",
    );
  });
});

test("rules lists every rule, explain shows one's page", async () => {
  const folder = folderWith("");
  expect((await stationmaster(folder, ["rules"])).out).toMatch(/^ {2}list-lead-in +form +warning +A list follows/m);
  expect((await stationmaster(folder, ["explain", "heading-mark"])).out).toMatchInlineSnapshot(`
    "heading-mark

    A heading ends without a period, colon, semicolon or comma.

    Group: Structure. Kind: form. Severity: warning. Can be fixed automatically.

    Why

    A heading names what follows; a mark at its end makes it read like a sentence that was cut off. A
    heading that is a whole sentence may keep its period, so that is a note only, and “Discuss the
    following:” may keep its colon.

    Examples

    A heading that the items below it finish

        # Storms

        ## High winds can:

        - Break trees
        - Lift roofs

    A heading with a colon

    Before:

        # Security Cooperation

        ## Mechanisms:

    - Line 3: This heading ends with “:”. Headings need no mark at the end.

    After:

        # Security Cooperation

        ## Mechanisms

    Questions and abbreviations

        # Who Keeps the Peace?

        ## Cooperation in the U.N.

        ## A Walk down Fifth Ave.

    A heading that is a whole sentence

        # Tides

        ## The tides are slow, but nothing stops them.

    - Line 3: This heading ends with “.”. Headings need no mark at the end.

    A task that leads to its questions

        # Tides

        ## Discuss the following with a partner:

        - Who sets the clock of the sea?

    Headings that begin a sentence for a list, and that are said in steps

    Before:

        # Storms

        ## Go inside at once if you see:

        - a green sky

        ## No roof. No car. No time.

        ## The Three Main Kinds of Storm:

        - thunderstorms

    - Line 9: This heading ends with “:”. Headings need no mark at the end.

    After:

        # Storms

        ## Go inside at once if you see:

        - a green sky

        ## No roof. No car. No time.

        ## The Three Main Kinds of Storm

        - thunderstorms

    An emoji at the end

        # Storms

        ## Stay Inside :zap:
    "
  `);
});

test("check --fix raises the headings that a template has too low in each station, which is one warning", async () => {
  const names = [..."ihgfedcba"];
  const stations = names.map((name) => `-- ${name}.station.md --\n# Rain ${name}\n\n### Quiz\n\nWhat is wet?\n`);
  const folder = folderWith(
    `-- path.yaml --\ntitle: Water\npreset: adopt\nstations: [${names.map((name) => `${name}.station.md`).join(", ")}]\n${stations.join("")}`,
  );
  const { out } = await stationmaster(folder, ["check", "--rule", "unique-title=off"]);
  expect(out).toContain("### follows #. 8 more stations of this path do the same.");
  expect(out).toContain("10 files checked: 1 warning.");
  await stationmaster(folder, ["check", "--fix"]);
  for (const name of names) expect(readFileSync(join(folder, `${name}.station.md`), "utf8")).toContain("\n## Quiz\n");
});

/** A station with a ledger, by a name. */
const RAIN_VERIFIED = (name: string) => `-- ${name}.station.md --
# Rain

Rain falls.
-- ${name}.ledger.jsonl --
{"format":1,"splitter":1}
{"h":"1111111111111111","text":"Rain falls.","prefix":"","suffix":"","role":"fact","cites":[],"by":null}
`;

describe("stationmaster move, insert, remove, merge and split", () => {
  const PATH = `
    -- path.yaml --
    title: Water
    stations: [rain.station.md, rivers.station.md, seas.station.md]
    -- rain.station.md --
    # Rain

    Rivers are in Station 2, seas in Station 3.
    -- rivers.station.md --
    # Rivers

    ## Deltas

    Mud lies there.
    -- seas.station.md --
    # Seas

    See Stations 1 and 2.
  `;
  const read = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

  test("never delete a file that another path of the repository lists", async () => {
    const folder = folderWith(`
      -- a/path.yaml --
      stations: [s.station.md, b.station.md]
      -- a/s.station.md --
      # S

      Shared words.
      -- a/b.station.md --
      # B
      -- other/path.yaml --
      title: Other
      stations: [../a/s.station.md]
    `);
    for (const args of [
      ["remove", "1", "--delete-file"],
      ["merge", "2", "1"],
    ]) {
      const { err, code } = await stationmaster(folder, [...args, "--path", "a"]);
      expect(err).toBe("stationmaster: “s.station.md” is Station 1 of “Other”, too, so the file can't be deleted.\n");
      expect(code).toBe(2);
    }
    expect(read(folder, "a/s.station.md")).toContain("Shared words.");
  });

  test("never delete a file that has another name on the path", async () => {
    const folder = folderWith("-- path.yaml --\nstations: [a.station.md, sub/a.station.md]\n-- a.station.md --\n# A\n");
    symlinkSync(".", join(folder, "sub"));
    const merged = await stationmaster(folder, ["merge", "1", "2"]);
    expect(merged.err).toContain("is the same file as “../a.station.md”");
    expect((await stationmaster(folder, ["remove", "1", "--delete-file"])).code).toBe(2);
    expect(read(folder, "a.station.md")).toBe("# A\n");
  });

  test("follow links from elsewhere in the repository, and name other paths of a station", async () => {
    const folder = folderWith(`
      -- lessons/01-a.station.md --
      # A

      As Station 2 says.
      -- lessons/02-b.station.md --
      # B
      -- other/x.station.md --
      # X

      See [B](../lessons/02-b.station.md).
      -- top.station.md --
      # Top

      See [A](lessons/01-a.station.md).
      -- queue/path.yaml --
      title: Queue
      stations: [../lessons/01-a.station.md]
    `);
    const { out } = await stationmaster(folder, ["move", "1", "--to", "2", "--path", "lessons"]);
    expect(out).toContain("“A” is also on “Queue”. Please check its numbers there.");
    expect(read(folder, "other/x.station.md")).toContain("(../lessons/01-b.station.md)");
    expect(read(folder, "top.station.md")).toContain("(lessons/02-a.station.md)");
    expect(read(folder, "queue/path.yaml")).toContain("../lessons/02-a.station.md");
  });

  test("finds the path of a station's file, that of the current folder first", async () => {
    const files = `
-- path.yaml --
title: All
stations: [water/seas.station.md, water/rain.station.md]
-- water/path.yaml --
title: Water
stations: [rain.station.md, seas.station.md, snow.station.md]
-- water/rain.station.md --
# Rain
-- water/seas.station.md --
# Seas
-- water/snow.station.md --
# Snow
`;
    const below = folderWith(files);
    await stationmaster(below, ["move", "water/snow.station.md", "--to", "1"]);
    await stationmaster(below, ["move", "water/rain.station.md", "--to", "1"]);
    expect(read(below, "water/path.yaml")).toContain("[snow.station.md, rain.station.md, seas.station.md]");
    expect(read(below, "path.yaml")).toContain("[water/rain.station.md, water/seas.station.md]");
  });

  test("name what can't be read, and neither give it another name nor delete it", async () => {
    const folder = folderWith("-- path.yaml --\nstations: [a.station.md, b.station.md]\n-- a.station.md --\n# A\n");
    const bytes = Buffer.from("# B\n\nSee Station 1, caf\xe9.\n", "latin1");
    writeFileSync(join(folder, "b.station.md"), bytes);
    const { out, code } = await stationmaster(folder, ["move", "1", "--to", "2"]);
    expect([out.split("\n")[1], code]).toEqual([
      "“b.station.md” can't be read, so its references may be wrong now.",
      0,
    ]);
    for (const args of [
      ["remove", "1", "--delete-file"],
      ["merge", "2", "1"],
    ]) {
      const { err, code } = await stationmaster(folder, args);
      expect(err).toContain("b.station.md");
      expect(code).toBe(2);
    }
    expect(readFileSync(join(folder, "b.station.md"))).toEqual(bytes);
    const numbered = folderWith("-- 01-a.station.md --\n# A\n");
    writeFileSync(join(numbered, "02-b.station.md"), bytes);
    const renaming = await stationmaster(numbered, ["move", "1", "--to", "2"]);
    expect(renaming.err).toContain("Nothing was changed. 02-b.station.md: ");
    expect(renaming.code).toBe(2);
  });

  test("name tables of contents that list a station without its ending", async () => {
    const folder = folderWith(`
      -- _toc.yml --
      chapters:
      - file: 01-a
      -- path.yaml --
      stations: [01-a.md, 02-b.md]
      -- 01-a.md --
      # A
      -- 02-b.md --
      # B
    `);
    const { out } = await stationmaster(folder, ["move", "1", "--to", "2"]);
    expect(out).toContain("“01-a.md” is “02-a.md” now, and these still name it: “_toc.yml”.");
  });

  test("write the new order and every reference, and tell how many", async () => {
    const folder = folderWith(PATH);
    const { out, code } = await stationmaster(folder, ["move", "3", "--to", "1"]);
    expect(out).toBe("Station 3 “Seas” is Station 1 now. 4 references in 2 stations follow.\n");
    expect(code).toBe(0);
    expect(read(folder, "path.yaml")).toContain("[seas.station.md, rain.station.md, rivers.station.md]");
    expect(read(folder, "rain.station.md")).toContain("Rivers are in Station 3, seas in Station 1.");
    expect(read(folder, "seas.station.md")).toContain("See Stations 2 and 3.");
  });

  test("only show what would change with --dry-run", async () => {
    const folder = folderWith(PATH);
    const { out } = await stationmaster(folder, ["move", "seas.station.md", "--to", "1", "--dry-run"]);
    expect(out).toContain(
      "-Rivers are in Station 2, seas in Station 3.\n+Rivers are in Station 3, seas in Station 1.\n",
    );
    expect(out).toContain("(dry run: nothing was written)");
    expect(read(folder, "rain.station.md")).toContain("Rivers are in Station 2");
  });

  test("make and delete files, and undo each other", async () => {
    const folder = folderWith(PATH);
    await stationmaster(folder, ["insert", "2", "Snow"]);
    expect(read(folder, "rain.station.md")).toContain("Rivers are in Station 3, seas in Station 4.");
    expect(read(folder, "snow.station.md")).toMatch(/^# Snow\n/);
    await stationmaster(folder, ["remove", "2", "--delete-file"]);
    expect(read(folder, "rain.station.md")).toContain("Rivers are in Station 2, seas in Station 3.");
    expect(existsSync(join(folder, "snow.station.md"))).toBe(false);
    await stationmaster(folder, ["split", "2", "--at", "Deltas"]);
    expect(read(folder, "deltas.station.md")).toBe("# Deltas\n\nMud lies there.\n");
    await stationmaster(folder, ["merge", "2", "3"]);
    expect(read(folder, "rivers.station.md")).toBe("# Rivers\n\n## Deltas\n\nMud lies there.\n");
  });

  test("give a merged station its ledger by a name that another one gives up", async () => {
    const folder = folderWith(`-- path.yaml --
title: Water
stations: [rain.station.md, s2.station.md, s3.station.md]
${RAIN_VERIFIED("rain")}-- s2.station.md --
# Rivers

Rivers flow.
-- s2.ledger.jsonl --
{"format":1,"splitter":1}
{"h":"2222222222222222","text":"Rivers flow.","prefix":"","suffix":"","role":"fact","cites":[],"by":null}
-- s3.station.md --
# Seas

Seas rise.
`);
    const { err } = await stationmaster(folder, ["merge", "3", "1"]);
    expect(err).toBe("");
    expect(read(folder, "s1.station.md")).toContain("Rivers flow.");
    expect(read(folder, "s1.ledger.jsonl")).toContain("Rivers flow.");
    expect(read(folder, "s2.station.md")).toContain("Rain falls.");
    expect(read(folder, "s2.ledger.jsonl")).toContain("Rain falls.");
    expect(existsSync(join(folder, "s3.ledger.jsonl"))).toBe(false);
  });

  test("keep the numbers in names where one would be the name of the station that leaves", async () => {
    const numbered = `${RAIN_VERIFIED("s1")}-- s2.station.md --
# Rivers

Rivers rise with Station 3 and Station 1.
-- s3.station.md --
# Seas

Seas feed [rain](s1.station.md), not [rivers](s2.station.md) in Station 2.
`;
    const inNames = folderWith(numbered);
    expect((await stationmaster(inNames, ["remove", "1", "--delete-file"])).out).toContain(
      "“s1.station.md” is gone, and these still link to it: “s3.station.md”.",
    );
    expect(readdirSync(inNames)).toEqual(["s2.station.md", "s3.station.md"]);
    expect(read(inNames, "s2.station.md")).toContain("Rivers rise with Station 3 and “Rain”.");
    expect(read(inNames, "s3.station.md")).toContain("[rivers](s2.station.md) in Station 2.");

    const listed = folderWith(
      `-- path.yaml --\ntitle: Water\nstations:\n  - s1.station.md\n  - s2.station.md\n  - s3.station.md\n${numbered}`,
    );
    expect((await stationmaster(listed, ["merge", "3", "1"])).out).toContain(
      "The files keep their names: “s2.station.md” can't become “s1.station.md” in the same step.",
    );
    expect(readdirSync(listed)).toEqual(["path.yaml", "s2.station.md", "s3.ledger.jsonl", "s3.station.md"]);
    expect(read(listed, "s2.station.md")).toContain("Rivers rise with Station 2 and Station 2.");
    expect(read(listed, "s3.station.md")).toContain("[rivers](s2.station.md) in Station 1.");
  });

  test.each([
    [["move", "9", "--to", "1"], "There is no station “9” on “Water”. Its stations have the numbers 1 to 3."],
    [["move", "1", "--to", "x"], "“x” is not a station number."],
    [["split", "1", "--at", "Snow"], "Station 1 has no section “Snow”."],
    [["merge", "1", "1"], "Please choose two different stations."],
    [["insert", "1", " "], "A station needs a title of one line."],
    [["insert", "7", "Ice"], "A new station can't have the number 7 on “Water”, which has the stations 1 to 3."],
  ])("%j says what is wrong", async (args, message) => {
    const { err, code } = await stationmaster(folderWith(PATH), args);
    expect(err).toBe(`stationmaster: ${message}\n`);
    expect(code).toBe(2);
  });

  test("need a path", async () => {
    const { err } = await stationmaster(folderWith("-- notes.station.md --\n# Notes\n"), ["move", "1", "--to", "2"]);
    expect(err).toContain("There is no learning path in “.”: neither a path.yaml nor stations with numbered names.");
  });
});

const SOURCES = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.md]
  sources: [books.bib, refs.yaml]
  -- books.bib --
  @book{noah2019, title = {On Rain}, author = {Noah, A.}, year = 2019, doi = {https://doi.org/10.1000/182}}
  @book{shem2020, title = {On Floods}, author = {Shem, B.}, year = 2020, publisher = {Ark}, retracted = {yes}}
  -- refs.yaml --
  - { id: ham2021, title: On Hail, author: [{ family: Ham }], issued: 2021, ISBN: 978-0-306-40615-8 }
  -- rain.station.md --
  # Rain

  It rains [@noah2019, p. 3]. It hails [@ham2021; @noah2019].
  -- rivers.station.md --
  # Rivers

  They run [@noah2019], as @japheth says.
`;

describe("sources", () => {
  test("are listed with where they are cited, and what is missing", async () => {
    const { out, code } = await stationmaster(folderWith(SOURCES), ["sources"]);
    expect(out).toMatchInlineSnapshot(`
      "Water (path.yaml): 3 sources, 1 not cited, 1 missing
        noah2019  Noah 2019, On Rain
          cited 3 times: Station 1 (2 times), Station 2
        shem2020  Shem 2020, On Floods
          retracted, not cited
        ham2021  Ham 2021, On Hail
          cited 1 time: Station 1
        japheth  missing
          cited 1 time: Station 2
          rivers.station.md:3:27
      "
    `);
    expect(code).toBe(0);
  });

  test("are listed for programs", async () => {
    const { out } = await stationmaster(folderWith(SOURCES), ["sources", "rivers.station.md", "--format", "json"]);
    const { paths } = JSON.parse(out);
    expect(paths).toHaveLength(1);
    expect(paths[0]).toMatchObject({ path: "path.yaml", title: "Water" });
    expect(paths[0].sources[0]).toMatchInlineSnapshot(`
      {
        "author": "Noah",
        "citations": [
          {
            "column": 12,
            "file": "rain.station.md",
            "line": 3,
            "station": 1,
          },
          {
            "column": 50,
            "file": "rain.station.md",
            "line": 3,
            "station": 1,
          },
          {
            "column": 12,
            "file": "rivers.station.md",
            "line": 3,
            "station": 2,
          },
        ],
        "key": "noah2019",
        "place": {
          "column": 7,
          "file": "books.bib",
          "line": 1,
        },
        "retracted": false,
        "storedText": null,
        "title": "On Rain",
        "type": "book",
        "year": "2019",
      }
    `);
    expect(paths[0].missing).toMatchInlineSnapshot(`
      [
        {
          "citations": [
            {
              "column": 27,
              "file": "rivers.station.md",
              "line": 3,
              "station": 2,
            },
          ],
          "key": "japheth",
        },
      ]
    `);
  });

  test("are asked for where there is no path", async () => {
    const { out } = await stationmaster(folderWith("-- notes.station.md --\n# Notes\n"), ["sources"]);
    expect(out).toBe("There is no learning path here: neither a path.yaml nor stations with numbered names.\n");
    const { err, code } = await stationmaster(folderWith(SOURCES), ["sources", "--format", "xml"]);
    expect(err).toBe("stationmaster: There is no format “xml”. Did you mean “html”?\n");
    expect(code).toBe(2);
  });

  test("are checked with the stations, whatever their file is called, and fixed", async () => {
    const folder = folderWith(SOURCES);
    const { out } = await stationmaster(folder, ["check", "--fix", "--format", "json"]);
    const found = (JSON.parse(out).files as { file: string; findings: { rule: string }[] }[])
      .filter(({ file }) => !file.endsWith(".station.md"))
      .map(({ file, findings }) => [file, ...findings.map(({ rule }) => rule)]);
    expect(found).toEqual([["books.bib", "unused-source"], ["path.yaml"], ["refs.yaml", "source-identifier"]]);
    expect(readFileSync(join(folder, "books.bib"), "utf8")).toContain("doi = {10.1000/182}}");
  });
});

test("who only asks changes no file and makes none, on the command line and in an editor", async () => {
  const folder = folderWith("");
  for (const name of ["water-cycle", "constitution", "broken-numbers"])
    cpSync(join(import.meta.dirname, "../../samples", name), join(folder, name), { recursive: true });
  git(folder, "init", "--quiet");
  commit(folder);
  const state = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.startsWith(".git"))
      .sort()
      .map((name) => {
        const file = join(folder, name);
        const stat = statSync(file);
        return [name, stat.mtimeMs, stat.size, stat.isFile() && readFileSync(file, "base64")].join(" ");
      });
  const before = state();
  expect(before.length).toBeGreaterThan(20);
  const cache = ["--cache-folder", join(folderWith(""), "cache")];
  for (const args of [["check", ...cache], ["stats"], ["sources"], ["verify"], ["explain", "hook"], ["diff", "HEAD"]]) {
    const { out, err } = await stationmaster(folder, args);
    expect(err).toBe("");
    expect(out).not.toBe("");
  }
  const client = await LanguageClient.start(folder, { settings: { scope: "workspace" } });
  const name = "water-cycle/rivers-and-watersheds.station.md";
  await client.open(name);
  await client.pullWorkspace();
  for (const answer of [
    await client.at("textDocument/hover", name, "Watershed —"),
    await client.at("textDocument/completion", name, "Watersheds nest"),
    await client.ask("stationmaster/preview", name, { id: "1", revision: 0, view: "station" }),
    await client.ask("stationmaster/export", name, { whole: true }),
    await client.at("textDocument/rename", name, "Watershed —", { newName: "Basin" }),
  ])
    expect(answer).not.toBeNull();
  await client.close(name);
  await client.pullWorkspace();
  expect(state()).toEqual(before);
}, 60_000);

test("rules and explain answer programs as JSON", async () => {
  const folder = folderWith("");
  const { out } = await stationmaster(folder, ["rules", "--format", "json"]);
  const { version, rules } = JSON.parse(out) as { version: number; rules: { id: string }[] };
  expect(version).toBe(1);
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.find(({ id }) => id === "heading-mark")).toEqual({
    id: "heading-mark",
    group: "Structure",
    kind: "form",
    summary: expect.any(String),
    severity: "warning",
    premium: "warning",
    fixable: true,
    needs: null,
    options: [],
  });
  const explained = JSON.parse((await stationmaster(folder, ["explain", "heading-mark", "--format", "json"])).out);
  expect(explained).toMatchObject({ version: 1, id: "heading-mark", why: expect.stringMatching(/\S/) });
  expect(explained.examples[0]).toEqual({
    title: expect.any(String),
    text: expect.any(String),
    ...(explained.examples[0].fixed && { fixed: expect.any(String) }),
  });
});
