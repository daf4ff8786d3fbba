import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

describe("what links led to before is what Git held then:", () => {
  const LINKS = `
    -- path.yaml --
    title: Water
    stations: [rain.station.md, seas.station.md]
    -- rain.station.md --
    # Rain

    It rains. ![A drop](pictures/drop.png) See [the seas](seas.station.md), [their waves](seas.station.md#waves) and [notes](notes).
    -- seas.station.md --
    # Seas

    ## Waves

    Rivers end here. ![Nothing](never.png)
    -- pictures/drop.png --
    a drop
    -- notes/a.md --
    a note
  `;
  const removals: readonly [string, (folder: string) => void, string][] = [
    [
      "a picture that is removed",
      (folder) => git(folder, "rm", "--quiet", "pictures/drop.png"),
      "There is no image “pictu",
    ],
    [
      "a picture whose name gets other letters",
      (folder) => git(folder, "mv", "pictures/drop.png", "pictures/Drop.png"),
      "There is no image “pictu",
    ],
    [
      "a picture that is removed and ignored from then on",
      (folder) => {
        git(folder, "rm", "--quiet", "pictures/drop.png");
        writeFileSync(join(folder, ".gitignore"), "*.png\n");
        git(folder, "add", ".gitignore");
      },
      "There is no image “pictu",
    ],
    [
      "a station that is removed",
      (folder) => git(folder, "rm", "--quiet", "seas.station.md"),
      "There is no file “seas.s",
    ],
    [
      "a station that is renamed",
      (folder) => git(folder, "mv", "seas.station.md", "sea.station.md"),
      "There is no file “seas.s",
    ],
    ["a folder that is removed", (folder) => git(folder, "rm", "-r", "--quiet", "notes"), "There is no file “notes”"],
    [
      "a heading that is removed",
      (folder) => {
        edit(folder, "seas.station.md", (text) => text.replace("Waves", "Tides"));
        git(folder, "add", "seas.station.md");
      },
      "There is no heading “#wa",
    ],
  ];

  test.each(removals)("%s", async (_, remove, message) => {
    const folder = repository(LINKS);
    expect(await found(folder, "--since", "HEAD")).toEqual([]);
    remove(folder);
    const expected = expect.arrayContaining([`rain.station.md ${message}`]);
    expect(await found(folder, "--staged")).toEqual(expected);
    expect(await found(folder, "--since", "HEAD")).toEqual(expected);
    commit(folder);
    expect(await found(folder, "--since", "HEAD")).toEqual([]);
    expect(await found(folder, "--since", "HEAD~1")).toEqual(expected);
  });

  test("through a linked folder, too", async () => {
    const folder = repository(LINKS);
    symlinkSync("pictures", join(folder, "images"));
    edit(folder, "rain.station.md", (text) => text.replace("pictures/", "images/"));
    commit(folder);
    writeFileSync(join(folder, "pictures/other.png"), "another");
    git(folder, "add", "pictures/other.png");
    rmSync(join(folder, "pictures/drop.png"));
    expect(await found(folder, "--since", "HEAD")).toEqual(["rain.station.md There is no image “image"]);
  });

  test.each<[string, string, Readonly<Record<string, string>>]>([
    ["a folder that a link leads to", "images/drop.png", { images: "pictures" }],
    ["a file that a link leads to", "drop.png", { "drop.png": "pictures/drop.png" }],
    [
      "a folder that a link leads to by another one",
      "notes/images/drop.png",
      { "notes/images": "../a", a: "pictures" },
    ],
  ])("%s is removed", async (_, name, links) => {
    const folder = repository(LINKS);
    for (const [link, target] of Object.entries(links)) symlinkSync(target, join(folder, link));
    edit(folder, "rain.station.md", (text) => text.replace("pictures/drop.png", name));
    commit(folder);
    expect(await found(folder, "--since", "HEAD")).toEqual([]);
    git(folder, "rm", "-r", "--quiet", "pictures");
    const expected = [expect.stringContaining("rain.station.md There is no image “")];
    expect(await found(folder, "--since", "HEAD")).toEqual(expected);
    expect(await found(folder, "--staged")).toEqual(expected);
  });
});

test("what is staged is checked also where it is not on disk any more", async () => {
  const folder = repository(WATER);
  edit(folder, "snow.station.md", (text) => text.replace("Station 8", "Station 7"));
  mkdirSync(join(folder, "new"));
  writeFileSync(join(folder, "new/01-a.station.md"), "# A\n\nAs Station 6 shows.\n");
  git(folder, "add", ".");
  rmSync(join(folder, "snow.station.md"));
  rmSync(join(folder, "new"), { recursive: true });
  const expected = ["new/01-a.station.md Station 6 does not exist", "snow.station.md Station 7 does not exist"];
  expect(await found(folder, "--staged")).toEqual(expected);
  expect(await found(folder, "--staged", "new/../.")).toEqual(expected);
  expect(await found(folder, "--staged", "--ignore", "new", ".")).toEqual(expected.slice(1));
});

test("in a hook of a linked worktree, from a folder in it", async () => {
  const folder = repository(WATER);
  const linked = join(folderWith(""), "linked");
  git(folder, "worktree", "add", "--quiet", linked);
  mkdirSync(join(linked, "sub"));
  edit(linked, "rain.station.md", (text) => `${text}\nSee [the map](nowhere.md).\n`);
  git(linked, "add", "--all");
  const env = { GIT_DIR: git(linked, "rev-parse", "--absolute-git-dir").trim() };
  for (const args of [["--staged"], ["--since", "HEAD"]]) {
    const { out } = await stationmaster(join(linked, "sub"), ["check", ...args, "--format", "ndjson", ".."], "", env);
    expect(out).toContain('"file":"../rain.station.md","rule":"link-target"');
  }
});

test("a link into another repository that is at another commit now is reported if it leads nowhere", async () => {
  const inner = repository("-- a.station.md --\n# A\n-- b.station.md --\n# B\n");
  const folder = repository("-- top.station.md --\n# Top\n\nSee [A](sub/a.station.md) and [C](sub/c.station.md).\n");
  git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub");
  commit(folder);
  expect(await found(folder, "--since", "HEAD", "top.station.md")).toEqual([]);
  rmSync(join(folder, "sub/b.station.md"));
  expect(await found(folder, "--since", "HEAD", "top.station.md")).toEqual([]);
  rmSync(join(folder, "sub/a.station.md"));
  commit(join(folder, "sub"));
  expect(await found(folder, "--since", "HEAD", "top.station.md")).toEqual([
    "top.station.md There is no file “sub/a.",
    "top.station.md There is no file “sub/c.",
  ]);
  git(folder, "add", "sub");
  expect(await found(folder, "--staged", "top.station.md")).toHaveLength(2);
});

describe("what links lead to is what is staged:", () => {
  const RAIN = "-- rain.station.md --\n# Rain\n\nIt rains. ![A drop](drop.png)\n-- .gitignore --\nmade\n";
  const MISSING = ["rain.station.md There is no image “drop."];

  test("a picture that is only on disk is missing", async () => {
    const folder = repository(RAIN.replace("drop", "made/drop"));
    edit(folder, "rain.station.md", (text) => text.replace("made/drop", "drop"));
    git(folder, "add", "rain.station.md");
    writeFileSync(join(folder, "drop.png"), "a drop");
    expect(await found(folder, "--staged")).toEqual(MISSING);
    git(folder, "add", "--intent-to-add", "drop.png");
    expect(await found(folder, "--staged")).toEqual(MISSING);
    git(folder, "add", "drop.png");
    expect(await found(folder, "--staged")).toEqual([]);
    rmSync(join(folder, "drop.png"));
    expect(await found(folder, "--staged")).toEqual([]);
  });

  test("before the first commit, too", async () => {
    const folder = folderWith(RAIN);
    git(folder, "init", "--quiet");
    git(folder, "add", "rain.station.md");
    writeFileSync(join(folder, "drop.png"), "a drop");
    git(folder, "add", "--intent-to-add", "drop.png");
    expect(await found(folder, "--staged")).toEqual(MISSING);
    git(folder, "add", "drop.png");
    expect(await found(folder, "--staged")).toEqual([]);
  });

  test("what Git ignores is made from what is committed, and counts", async () => {
    const folder = repository(RAIN);
    mkdirSync(join(folder, "made"));
    writeFileSync(join(folder, "made/drop.png"), "a drop");
    edit(folder, "rain.station.md", (text) => text.replace("(drop", "(made/drop"));
    git(folder, "add", "rain.station.md");
    expect(await found(folder, "--staged")).toEqual([]);
  });
});

test.each([
  [["--since", "nosuch"], "There is no revision “nosuch” in this repository."],
  [["--since", ""], "--since expects a revision, such as main; got “”."],
  [["--since", "--output=x"], "There is no revision “--output=x” in this repository."],
  [["--staged", "--fix"], "--staged can't be used with --fix."],
  [["--staged", "--since", "main"], "--staged can't be used with --since."],
])("says what is wrong with %j", async (args, message) => {
  const { err, code } = await stationmaster(repository(WATER), ["check", ...args]);
  expect([err, code]).toEqual([`stationmaster: ${message}\n`, 2]);
});
