import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { commit, git, repository } from "../support/git.ts";

const WATER = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, snow.station.md, seas.station.md]
  -- rain.station.md --
  # Rain

  It rains, as Station 9 shows. What follows is shown in Station 3.
  -- snow.station.md --
  # Snow

  It snows, as Station 8 shows.
  -- seas.station.md --
  # Seas

  Rivers end here.
`;

/** What a check says, each finding by its file and the beginning of its message. */
async function found(folder: string, ...args: string[]): Promise<readonly string[]> {
  const { out } = await stationmaster(folder, ["check", "--preset", "draft", "--format", "ndjson", ...args]);
  return out.split("\n").flatMap((line) => {
    const { file, rule, message } = line ? JSON.parse(line) : {};
    return rule ? [`${file} ${message.slice(0, 24)}`] : [];
  });
}

function edit(folder: string, name: string, change: (text: string) => string): void {
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), "utf8")));
}

describe("stationmaster check --since", () => {
  test("reports files that changed, all that is found in them", async () => {
    const folder = repository(WATER);
    expect(await found(folder, "--since", "HEAD")).toEqual([]);
    edit(folder, "snow.station.md", (text) => `${text}It melts.\n`);
    expect(await found(folder, "--since", "HEAD")).toEqual(["snow.station.md Station 8 does not exist"]);
    writeFileSync(join(folder, "ice.station.md"), "# Ice\n\n<<<<<<< ours\n");
    expect(await found(folder, "--since", "main")).toContain("ice.station.md Unresolved merge conflic");
  });

  test("takes a branch whose name begins with a dash for a branch, and never for an option", async () => {
    const folder = repository(WATER);
    git(folder, "update-ref", "refs/heads/--all", "HEAD");
    edit(folder, "snow.station.md", (text) => `${text}It melts.\n`);
    expect(await found(folder, "--since=--all")).toEqual(["snow.station.md Station 8 does not exist"]);
  });

  test("and of what that has brought about in others", async () => {
    const folder = repository(WATER);
    git(folder, "checkout", "--quiet", "-b", "work");
    edit(folder, "path.yaml", (text) => text.replace(", seas.station.md", ""));
    rmSync(join(folder, "seas.station.md"));
    commit(folder);
    expect(await found(folder, "--since", "main")).toEqual(["rain.station.md Station 3 does not exist"]);
    git(folder, "checkout", "--quiet", "main");
    edit(folder, "snow.station.md", (text) => text.replace("8", "7"));
    commit(folder);
    git(folder, "checkout", "--quiet", "work");
    expect(await found(folder, "--since", "main")).toEqual(["rain.station.md Station 3 does not exist"]);
  });

  test("fixes only what changed", async () => {
    const folder = repository(
      "-- rain.station.md --\n# Rain\n\nIt rains.   \n-- snow.station.md --\n# Snow\n\nIt snows.   \n",
    );
    edit(folder, "rain.station.md", (text) => text.replace("rains", "pours"));
    await stationmaster(folder, ["check", "--fix", "--since", "HEAD"]);
    expect(git(folder, "diff", "--name-only")).toBe("rain.station.md\n");
    expect(readFileSync(join(folder, "rain.station.md"), "utf8")).toBe("# Rain\n\nIt pours.\n");
  });
});

describe("stationmaster check --staged", () => {
  test("checks texts as they are staged, and leaves out the rest", async () => {
    const folder = repository(WATER);
    edit(folder, "snow.station.md", (text) => text.replace("8", "7"));
    git(folder, "add", "snow.station.md");
    edit(folder, "snow.station.md", (text) => text.replace("7", "6"));
    edit(folder, "rain.station.md", (text) => text.replace("9", "5"));
    expect(await found(folder, "--staged")).toEqual(["snow.station.md Station 7 does not exist"]);
  });

  test("before the first commit", async () => {
    const folder = folderWith(WATER);
    git(folder, "init", "--quiet");
    git(folder, "add", "rain.station.md", "path.yaml");
    expect((await found(folder, "--staged")).filter((each) => each.includes("Station 9"))).toHaveLength(1);
    expect((await found(folder, "--staged")).filter((each) => each.startsWith("snow"))).toEqual([]);
  });
});

test.each([
  [["--since", "nosuch"], "There is no revision “nosuch” in this repository."],
  [["--since", "--output=x"], "There is no revision “--output=x” in this repository."],
  [["--staged", "--fix"], "--staged can't be used with --fix."],
  [["--staged", "--since", "main"], "--staged can't be used with --since."],
])("says what is wrong with %j", async (args, message) => {
  const { err, code } = await stationmaster(repository(WATER), ["check", ...args]);
  expect([err, code]).toEqual([`stationmaster: ${message}\n`, 2]);
});
