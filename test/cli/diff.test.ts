import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { commit, git, repository } from "../support/git.ts";

function edit(folder: string, name: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, name), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, name), after);
}

const FELL = `{"h":"c6b8f20675a3206c","text":"Some 40 liters fell in a day.","role":"fact","cites":[{"key":"noah","verdict":"supports"}],"by":"Ann","at":"2026-01-01"}`;

const WATER = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.md, seas.station.md]
  -- sources.yaml --
  - { id: noah, title: On Rain }
  -- rain.ledger.jsonl --
  {"format":1,"splitter":1}
  ${FELL}
  -- rain.station.md --
  # Rain

  Some 40 liters fell in a day. It rains on hills.

  Key term: Drop — a bit of water.

  Where it goes is shown in Station 2, and where it ends in Station 3.
  -- rivers.station.md --
  # Rivers

  Key term: Delta — where a river parts.

  Rain falls as Station 1 showed.
  -- seas.station.md --
  # Seas

  All rivers end here.
`;

/** A branch on which much has changed, and its parent, which has gone on, too. */
function reviewed(): string {
  const folder = repository(WATER);
  git(folder, "checkout", "--quiet", "-b", "work");
  edit(folder, "rain.station.md", (text) => text.replace("40 liters", "42 liters").replace("a bit of", "a little"));
  edit(folder, "rain.station.md", (text) => text.replace("Station 2, and where it ends in Station 3", "Station 3"));
  renameSync(join(folder, "rivers.station.md"), join(folder, "streams.station.md"));
  edit(folder, "streams.station.md", (text) => text.replace("# Rivers", "# Streams").replace("Station 1", "Station 9"));
  rmSync(join(folder, "seas.station.md"));
  writeFileSync(join(folder, "snow.station.md"), "# Snow\n\nIt snows. It melts.\n\nKey term: Flake — a bit of snow.\n");
  edit(folder, "path.yaml", () => "title: Water\nstations: [rain.station.md, snow.station.md, streams.station.md]\n");
  commit(folder);
  git(folder, "checkout", "--quiet", "main");
  edit(folder, "seas.station.md", (text) => text.replace("here", "there"));
  commit(folder);
  git(folder, "checkout", "--quiet", "work");
  return folder;
}

describe("stationmaster diff", () => {
  test("sums up what a branch has changed since it parted, for a review", async () => {
    const { out, err, code } = await stationmaster(reviewed(), ["diff", "main...HEAD"]);
    expect([err, code]).toEqual(["", 0]);
    expect(out).toBe(`Water

  No longer verified
    ▲ Station 1, out of date: Some 42 liters fell in a day.
        This was changed after it was verified: “40” is gone, “42” is new. Please verify it again.

  Stations
    ~ Station 1 “Rain”: 3 sentences changed
    + Station 2 “Snow” is new, 3 sentences
    ~ Station 3 “Streams”, was Station 2: was “Rivers”, 1 sentence changed
    - Station 3 “Seas” is gone

  Key terms
    ~ “Drop” in Station 1 has a new definition
        before: a bit of water.
        now: a little water.
    + “Flake” in Station 2: a bit of snow.

  References
    ~ 1 reference to stations that have another number now
    - Station 1 no longer refers to “Seas”
    ▲ Station 3 refers to Station 9, which does not exist
    - Station 3 no longer refers to “Rain”

  Verified
    ~ 0 of 9 sentences verified; before: 1 of 7 sentences verified
`);
  });

  test("as Markdown", async () => {
    const { out } = await stationmaster(reviewed(), ["diff", "main...HEAD", "--format", "markdown"]);
    expect(out).toContain(`### Water

**No longer verified**

- Station 1, out of date: Some 42 liters fell in a day.
  - This was changed after it was verified: “40” is gone, “42” is new. Please verify it again.

**Stations**

- Station 1 “Rain”: 3 sentences changed
- Station 2 “Snow” is new, 3 sentences
`);
  });

  test("as JSON", async () => {
    const { out } = await stationmaster(reviewed(), ["diff", "main...HEAD", "--format", "json"]);
    const { version, paths } = JSON.parse(out);
    expect([version, paths.length, paths[0].renumbered]).toEqual([1, 1, 1]);
    expect(paths[0].stations[2]).toEqual({
      file: "streams.station.md",
      kind: "changed",
      title: "Streams",
      titleBefore: "Rivers",
      number: 3,
      numberBefore: 2,
      moved: false,
      sentences: { added: 0, removed: 0, changed: 1 },
      unverified: [],
    });
    expect(paths[0].references[2]).toEqual({ kind: "removed", from: 3, text: "Station 1", to: "Rain" });
  });

  test("between the tips of two branches, and from a revision to the files on disk", async () => {
    const folder = reviewed();
    const run = async (...args: string[]) => (await stationmaster(folder, ["diff", ...args])).out;
    expect(await run("work..main")).toContain("+ Station 3 “Seas” is new");
    expect(await run()).toBe("Nothing has changed on any learning path.\n");
    edit(folder, "snow.station.md", (text) => text.replace("It melts.", "It stays for weeks on end."));
    expect(await run()).toContain("Water\n\n  Stations\n    ~ Station 2 “Snow”: 1 sentence new, 1 gone\n");
    expect(await run("work")).toBe(await run());
    expect(await run("work..HEAD")).toBe("Nothing has changed on any learning path.\n");
  });

  test("tells stations that moved from those that make room, and counts references that follow", async () => {
    const folder = repository(WATER);
    await stationmaster(folder, ["move", "3", "--to", "1"]);
    expect((await stationmaster(folder, ["diff"])).out).toBe(`Water

  Stations
    ~ Station 1 “Seas”, moved from Station 3
    ~ Station 2 “Rain”, was Station 1: 1 sentence changed
    ~ Station 3 “Rivers”, was Station 2: 1 sentence changed

  References
    ~ 3 references to stations that have another number now

  Verified
    ~ 1 of 7 sentences verified
`);
  });

  test("knows paths by where they lie", async () => {
    const folder = repository(`
      -- a/1-one.station.md --
      # One

      It rains.
      -- b/1-two.station.md --
      # Two

      It snows.
    `);
    for (const name of ["a/1-one.station.md", "b/1-two.station.md"]) edit(folder, name, (text) => `${text}It ends.\n`);
    const both = (await stationmaster(folder, ["diff"])).out;
    expect(both).toContain("“One”");
    expect(both).toContain("“Two”");
    const one = (await stationmaster(folder, ["diff", "--path", "b"])).out;
    expect(one).toBe("b\n\n  Stations\n    ~ Station 1 “Two”: 1 sentence new\n");
    mkdirSync(dirname(join(folder, "c/1-new.station.md")));
    writeFileSync(join(folder, "c/1-new.station.md"), "# New\n\nIt hails.\n");
    expect((await stationmaster(folder, ["diff", "--path", "c"])).out).toBe(
      "c (new)\n\n  Stations\n    + Station 1 “New” is new, 1 sentence\n",
    );
  });

  test("holds nothing that a terminal or a comment would obey", async () => {
    const folder = repository("-- 1-a.station.md --\n# A\n");
    writeFileSync(
      join(folder, "2-b.station.md"),
      "# B \u001b[31m @team #1 `<img src=x>` \\*\\*loud\n\nKey term: Drop \u202e — a \\<script> bit.\n",
    );
    const { out: text } = await stationmaster(folder, ["diff"]);
    expect(text).toContain("<U+001B>[31m");
    expect(text).toContain("<U+202E>");
    const { out: markdown } = await stationmaster(folder, ["diff", "--format", "markdown"]);
    expect(markdown).toContain("@<!-- -->team #<!-- -->1 \\<img src=x\\> \\*\\*loud");
    expect(markdown).not.toMatch(/[\u001b\u202e]/);
    expect(markdown).toContain("a \\<script\\> bit");
  });

  test("reads no link that leads out of the repository", async () => {
    const folder = repository("-- 1-a.station.md --\n# A\n\nIt rains.\n");
    execFileSync("ln", ["-s", "/etc/hostname", join(folder, "2-b.station.md")]);
    commit(folder);
    expect((await stationmaster(folder, ["diff", "HEAD~1..HEAD"])).out).toBe(
      "Nothing has changed on any learning path.\n",
    );
  });

  test.each([
    [["nosuch"], "There is no revision “nosuch” in this repository."],
    [["--", "--output=stolen"], "There is no revision “--output=stolen” in this repository."],
    [["main..--help"], "There is no revision “--help” in this repository."],
    [["--format", "markdwon"], "There is no format “markdwon”. Did you mean “markdown”?"],
  ])("says what is wrong with %j", async (args, message) => {
    const { err, code } = await stationmaster(repository(WATER), ["diff", ...args]);
    expect([err, code]).toEqual([`stationmaster: ${message}\n`, 2]);
  });

  test("says so where there is no repository, or no Git", async () => {
    const { err, code } = await stationmaster(folderWith(WATER), ["diff"]);
    expect([err, code]).toEqual(["stationmaster: This folder is not in a Git repository.\n", 2]);
    const without = await stationmaster(repository(WATER), ["diff"], "", { PATH: "/nowhere" });
    expect([without.err, without.code]).toEqual([
      "stationmaster: Git is not installed, or not where programs are looked for.\n",
      2,
    ]);
  });
});

test("what is ignored is on neither side, though Git holds it", async () => {
  const folder = repository(`
    -- path.yaml --
    stations: [rain.station.md]
    -- rain.station.md --
    # Rain
    -- old/path.yaml --
    stations: [wells.station.md]
    -- old/wells.station.md --
    # Wells
    -- stationmaster.yaml --
    ignore: old/
  `);
  expect((await stationmaster(folder, ["diff"])).out).not.toContain("wells");
});
