import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { commit, git, repository } from "../support/git.ts";

const RAIN = "-- rain.station.md --\n# Rain\n\nRain falls.\n";

/** All commands that ask Git. */
const COMMANDS = [
  ["check", "--since", "HEAD", "--no-cache"],
  ["check", "--staged"],
  ["diff", "HEAD"],
  ["diff", "HEAD..HEAD"],
];

/** A program that leaves a mark when it is run, and the mark. */
function trap(): { readonly program: string; readonly mark: string } {
  const folder = folderWith("");
  const [program, mark] = [join(folder, "trap.sh"), join(folder, "was-run")];
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\ncat\n`, { mode: 0o755 });
  return { program, mark };
}

/** Changes a station so that only its bytes tell: Git must read it, and would run a filter. */
function touch(folder: string, name = "rain.station.md"): void {
  writeFileSync(join(folder, name), readFileSync(join(folder, name), "utf8").replace("falls", "FALLS"));
}

async function everything(folder: string, env: NodeJS.ProcessEnv = {}) {
  const runs = [];
  for (const command of COMMANDS) runs.push(await stationmaster(folder, command, "", env));
  return runs;
}

describe("no filter is run that Git's settings name", () => {
  test.each([
    ["clean", "f"],
    ["process", "f"],
    ["clean", "a=b"],
    ["clean", "a.b=c.clean"],
    ["clean", "F"],
    ["clean", ""],
    ["clean", "größe"],
  ])("as %s of “%s”", async (kind, name) => {
    const folder = repository(RAIN);
    const { program, mark } = trap();
    const settings = `[filter "${name}"]\n\t${kind} = ${program}\n\trequired = true\n`;
    writeFileSync(join(folder, ".git/config"), readFileSync(join(folder, ".git/config"), "utf8") + settings);
    writeFileSync(join(folder, ".git/info/attributes"), `*.md filter=${name}\n`);
    touch(folder);
    expect((await everything(folder)).map(({ code, err }) => [code, err])).toEqual(COMMANDS.map(() => [0, ""]));
    expect(existsSync(mark)).toBe(false);
  });

  test("and Git is not asked where that can't be switched off", async () => {
    const folder = repository(RAIN);
    const { program, mark } = trap();
    const settings = Buffer.concat([
      readFileSync(join(folder, ".git/config")),
      Buffer.from(`[filter "\xff"]\n\tclean = ${program}\n`, "latin1"),
    ]);
    writeFileSync(join(folder, ".git/config"), settings);
    writeFileSync(join(folder, ".gitattributes"), Buffer.from("*.md filter=\xff\n", "latin1"));
    touch(folder);
    for (const { code, err } of await everything(folder)) {
      expect(err).toContain("Git would run a filter that its settings name.");
      expect(code).toBe(2);
    }
    expect(existsSync(mark)).toBe(false);
    git(folder, "diff", "--no-ext-diff"); // Git itself does run it
    expect(existsSync(mark)).toBe(true);
  });

  test("from settings that others include", async () => {
    const folder = repository(RAIN);
    const { program, mark } = trap();
    writeFileSync(join(folder, "more"), `[filter "a=b"]\n\tclean = ${program}\n`);
    git(folder, "config", "includeIf.onbranch:main.path", "../more");
    writeFileSync(join(folder, ".gitattributes"), "*.md filter=a=b\n");
    git(folder, "config", "extensions.worktreeConfig", "true");
    writeFileSync(join(folder, ".git/config.worktree"), `[filter "w"]\n\tclean = ${program}\n`);
    touch(folder);
    await everything(folder);
    writeFileSync(join(folder, ".gitattributes"), "*.md filter=w\n");
    await everything(folder);
    expect(existsSync(mark)).toBe(false);
  });

  test("beside settings that the environment gives", async () => {
    const folder = repository(RAIN);
    const { program, mark } = trap();
    git(folder, "config", "filter.f.clean", program);
    writeFileSync(join(folder, ".gitattributes"), "*.md filter=f\n");
    touch(folder);
    const env = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.abbrev", GIT_CONFIG_VALUE_0: "12" };
    expect((await everything(folder, env)).map(({ code }) => code)).toEqual(COMMANDS.map(() => 0));
    expect(existsSync(mark)).toBe(false);
  });
});

test("no program is run that the settings of a submodule name", async () => {
  const inner = repository(RAIN);
  const folder = repository("-- snow.station.md --\n# Snow\n\nSnow falls.\n");
  const { program, mark } = trap();
  git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub");
  commit(folder);
  git(join(folder, "sub"), "config", "filter.f.clean", program);
  git(join(folder, "sub"), "config", "core.fsmonitor", program);
  writeFileSync(join(folder, "sub/.gitattributes"), "*.md filter=f\n");
  touch(folder, "sub/rain.station.md");
  await everything(folder);
  expect(existsSync(mark)).toBe(false);
});

test("no repository is asked that is a folder of the workspace", async () => {
  const folder = folderWith(`-- bare/rain.station.md --\n# Rain\n\nRain falls.\n`);
  const { program, mark } = trap();
  const bare = join(folder, "bare");
  git(folder, "init", "--quiet", "--bare", bare);
  git(folder, "--git-dir", bare, "config", "core.bare", "false");
  git(folder, "--git-dir", bare, "config", "core.worktree", bare);
  git(folder, "--git-dir", bare, "config", "core.fsmonitor", program);
  for (const { code, err } of await everything(bare)) {
    expect(code).toBe(2);
    expect(err).toContain("cannot use bare repository");
  }
  expect(existsSync(mark)).toBe(false);
});

test.each([
  ["a folder above", ".."],
  ["a folder in it", "sub"],
  ["another repository", "OTHER"],
])("where the files of a repository are said to be in %s, that is reported and nothing is read", async (_, place) => {
  const folder = join(folderWith(""), "inner");
  mkdirSync(join(folder, "sub"), { recursive: true });
  writeFileSync(join(folder, "rain.station.md"), "# Rain\n");
  git(folder, "init", "--quiet");
  commit(folder);
  const { program, mark } = trap();
  const other = repository(RAIN);
  git(other, "config", "filter.a=b.clean", program);
  writeFileSync(join(other, ".gitattributes"), "*.md filter=a=b\n");
  touch(other);
  git(folder, "config", "core.worktree", place === "OTHER" ? other : join("..", place));
  for (const { code, err } of await everything(folder)) {
    expect(err).toContain(
      "The Git settings of this repository (core.worktree) say that its files are in another folder",
    );
    expect(code).toBe(2);
  }
  expect(existsSync(mark)).toBe(false);
});

test("no program fetches what a clone lacks, whatever it is called", async () => {
  const origin = repository(RAIN);
  touch(origin);
  commit(origin);
  git(origin, "config", "uploadpack.allowFilter", "true");
  const clone = join(folderWith(""), "clone");
  git(origin, "clone", "--quiet", "--filter=blob:none", pathToFileURL(origin).href, clone);
  const { program, mark } = trap();
  for (const name of ["none", "", "ext"]) {
    git(clone, "config", "remote.origin.url", `${name}::${program}`);
    git(clone, "config", "remote.origin.vcs", name);
    git(clone, "config", "protocol.allow", "always");
    git(clone, "config", `alias.remote-${name}`, `!${program}`);
    for (const command of [
      ["diff", "HEAD~1..HEAD"],
      ["check", "--since", "HEAD~1"],
    ])
      expect((await stationmaster(clone, command)).code).toBe(2);
  }
  expect(existsSync(mark)).toBe(false);
});

describe("Git is not found in the workspace", () => {
  /** The folder's own `git`, which leaves a mark. */
  function withOwnGit(folder: string, place: string): string {
    const { program, mark } = trap();
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, "git"), readFileSync(program));
    chmodSync(join(folder, place, "git"), 0o755);
    return mark;
  }

  test.each([
    ["the working folder", (_: string) => "."],
    ["an empty name", (_: string) => ""],
    ["a relative folder", (_: string) => "bin"],
    ["its folder by an absolute name", (folder: string) => join(folder, "bin")],
    ["the programs of its packages", (folder: string) => join(folder, "node_modules/.bin")],
  ])("where PATH names %s", async (_, entry) => {
    const folder = repository(RAIN);
    const marks = [".", "bin", "node_modules/.bin"].map((place) => withOwnGit(folder, place));
    const PATH = [entry(folder), process.env.PATH].join(delimiter);
    const [first] = await everything(folder, { PATH });
    expect(first!.code).toBe(0);
    expect(marks.filter((mark) => existsSync(mark))).toEqual([]);
  });

  test("from a repository in it, and through a link", async () => {
    const folder = repository(RAIN);
    const mark = withOwnGit(folder, "bin");
    const inner = join(folder, "inner");
    mkdirSync(inner);
    writeFileSync(join(inner, "snow.station.md"), "# Snow\n");
    git(inner, "init", "--quiet");
    commit(inner);
    const outside = folderWith("");
    symlinkSync(join(folder, "bin"), join(outside, "bin"));
    symlinkSync(join(folder, "bin/git"), join(outside, "git"));
    const PATH = [join(folder, "bin"), join(outside, "bin"), outside, process.env.PATH].join(delimiter);
    expect((await everything(inner, { PATH })).map(({ code }) => code)).toEqual(COMMANDS.map(() => 0));
    expect(existsSync(mark)).toBe(false);
  });

  test("and is said to be missing where it is nowhere else", async () => {
    const folder = repository(RAIN);
    const mark = withOwnGit(folder, "bin");
    const { code, err } = await stationmaster(folder, ["diff", "HEAD"], "", { PATH: join(folder, "bin") });
    expect([code, err]).toEqual([2, "stationmaster: Git is not installed, or not where programs are looked for.\n"]);
    expect(existsSync(mark)).toBe(false);
  });
});

test("no browser is found in the workspace, nor a program that looks for one", async () => {
  const folder = folderWith(RAIN);
  const { program, mark } = trap();
  mkdirSync(join(folder, "bin"));
  for (const name of ["which", "grep", "awk", "sh", "google-chrome-stable", "google-chrome", "chromium"])
    symlinkSync(program, join(folder, "bin", name));
  const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
  await stationmaster(folder, ["export", "pdf", "rain.station.md", "--out", "x.pdf"], "", {
    PATH,
    CHROME_PATH: undefined,
  });
  expect(existsSync(mark)).toBe(false);
});
