import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { git } from "../support/git.ts";

/** A path with stations of all kinds that are wrong, each by the mark of a heading. */
const WATER = `
  -- path.yaml --
  rules: { station-length: off, sections: off, hook: off, takeaway: off, key-term-count: off, bridge: off }
  stations: [rain.station.md, notes/wells.md]
  -- rain.station.md --
  # Rain

  ## Clouds:

  It rains.
  -- notes/wells.md --
  # Wells

  ## Dug Wells:

  A well is deep.
  -- drafts/seas.station.md --
  # Seas

  ## Salt:

  The sea is salty.
`;

/** The files in which something was found, by their names. */
async function foundIn(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await stationmaster(folder, ["check", "--format", "json", "--rule", "path-file=off", ...args]);
  const files: readonly { file: string; findings: readonly unknown[] }[] = JSON.parse(out).files;
  return files.filter(({ findings }) => findings.length > 0).map(({ file }) => file);
}

const ALL = ["drafts/seas.station.md", "notes/wells.md", "rain.station.md"];

describe("files are left out of a check of a folder", () => {
  test.each([
    [".gitignore", "drafts/\n", ["notes/wells.md", "rain.station.md"]],
    [".gitignore", "*.md\n", []],
    ["drafts/.gitignore", "*\n", ["notes/wells.md", "rain.station.md"]],
    ["stationmaster.yaml", "ignore: [drafts/, rain.station.md]\n", ["notes/wells.md"]],
    ["stationmaster.yaml", "ignore: notes\n", ["drafts/seas.station.md", "rain.station.md"]],
  ])("by %s that says “%s”", async (name, text, left) => {
    const folder = folderWith(WATER);
    expect(await foundIn(folder)).toEqual(ALL);
    writeFileSync(join(folder, name), text);
    expect(await foundIn(folder)).toEqual(left);
    expect(await foundIn(folder, ".")).toEqual(left);
  });

  test("by the path.yaml, which may overrule the .gitignore beside it", async () => {
    const folder = folderWith(WATER);
    const path = join(folder, "path.yaml");
    writeFileSync(join(folder, ".gitignore"), "*.md\n");
    writeFileSync(path, `${readFileSync(path, "utf8")}ignore: ["!*.md", notes/]\n`);
    expect(await foundIn(folder)).toEqual(["drafts/seas.station.md", "rain.station.md"]);
  });

  test("by --ignore, as often as it is given, also where a pattern names them", async () => {
    const folder = folderWith(WATER);
    expect(await foundIn(folder, "--ignore", "drafts/", "--ignore", "wells.md")).toEqual(["rain.station.md"]);
    expect(await foundIn(folder, "--ignore", "drafts/", "**/*.station.md")).toEqual(["rain.station.md"]);
    expect(await foundIn(folder)).toEqual(ALL);
  });

  test("by the .gitignore of a repository above the folder that is checked", async () => {
    const folder = folderWith(WATER);
    git(folder, "init", "--quiet");
    writeFileSync(join(folder, ".gitignore"), "seas.*\n");
    expect((await stationmaster(join(folder, "drafts"), ["check"])).code).toBe(2);
    expect(await foundIn(folder)).toEqual(["notes/wells.md", "rain.station.md"]);
  });
});

test("a file or a folder that is named is checked nevertheless", async () => {
  const folder = folderWith(`-- .gitignore --\ndrafts/\n*.md\n${"-- path.yaml --\nstations: [rain.station.md]\n"}`);
  writeFileSync(join(folder, "rain.station.md"), "# Rain\n\n## Clouds:\n\nIt rains.\n");
  expect(await foundIn(folder, "rain.station.md")).toEqual(["rain.station.md"]);
  const drafts = folderWith(`-- .gitignore --\ndrafts/\n-- drafts/seas.station.md --\n# Seas\n\n## Salt:\n\nIt is.\n`);
  expect(await foundIn(drafts, "drafts")).toEqual(["drafts/seas.station.md"]);
  expect(await foundIn(join(drafts, "drafts"))).toEqual(["seas.station.md"]);
});

test("an ignored station of a path still has its number and its title there", async () => {
  const folder = folderWith(`
    -- path.yaml --
    stations: [rain.station.md, wells.station.md]
    ignore: wells.station.md
    -- rain.station.md --
    # Rain

    Wells are explained in Station 2.
    -- wells.station.md --
    # Wells
    -- loose.station.md --
    # Loose
  `);
  const { out } = await stationmaster(folder, ["check", "--ignore", "loose.*", "--preset", "draft"]);
  expect(out).toBe("✔ 2 files checked: no problems found.\n");
});

test("a pattern that is no text is reported", async () => {
  const folder = folderWith("-- stationmaster.yaml --\nignore: [{ a: b }]\n-- rain.station.md --\n# Rain\n");
  const { out } = await stationmaster(folder, ["check", "--quiet"]);
  expect(out).toContain("Expected a pattern, or a list of patterns.");
});

test("init looks at nothing that is ignored", async () => {
  const folder = folderWith("-- .gitignore --\nout/\n-- rain.md --\n# Rain\n-- out/wells.md --\n# Wells\n");
  expect((await stationmaster(folder, ["init"])).out).toMatch(
    /^Wrote path\.yaml with 1 station, .*\n {2}1 {2}rain\.md\n\n/,
  );
});
