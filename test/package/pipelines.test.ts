import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { fileKind } from "../../server/src/files/kinds.ts";
import { folderWith, type Run, stationmaster } from "../support/command-line.ts";
import { commit, git } from "../support/git.ts";
import { npm, pack } from "../support/packed.ts";
import { problemsOfAction, readAction, readComponent, runAction, runJob } from "../support/runner.ts";

const root = join(import.meta.dirname, "../..");
const ACTION = join(root, "action.yml");
const COMPONENT = join(root, "templates/stationmaster.yml");

/** Runs “touch pwned” wherever it is taken for a command. */
const HOSTILE = "$(touch pwned) `touch pwned`; touch pwned #";

/** What npm would take for a file of the repository, or for something else than a version. */
const ODD_PACKAGES = [
  "stationmaster",
  "x.tgz",
  "lessons/x.tgz",
  "stationmaster@",
  "stationmaster@file:x",
  "stationmaster@./x",
  "stationmaster@npm:other@1.0.0",
  "stationmaster@1.2.3 -g",
  "-g",
  "other@1.2.3",
];

let home = "";
let tarball = "";

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "stationmaster-pipelines-"));
  tarball = pack(home);
  npm(home, "install", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", home, tarball);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A repository with a clean path, a broken one with a name of several words, and a broken one whose name is a command. */
function sampleRepository(): string {
  const around = mkdtempSync(join(tmpdir(), "stationmaster-test-"));
  onTestFinished(() => {
    const touched = readdirSync(around, { recursive: true, encoding: "utf8" }).filter((name) => /pwned$/.test(name));
    rmSync(around, { recursive: true, force: true });
    expect(touched).toEqual([]);
  });
  const folder = join(around, "checkout");
  for (const [sample, name] of [
    ["constitution", "clean"],
    ["broken", "some lessons"],
    ["broken", HOSTILE],
  ] as const)
    cpSync(join(root, "samples", sample), join(folder, name), { recursive: true });
  git(folder, "init", "--quiet");
  commit(folder);
  return folder;
}

/**
 * A folder with something that stands in for npm: it installs what is installed already, which takes no time, where installing is
 * not the point.
 */
function quickInstallation(): string {
  const bin = mkdtempSync(join(home, "bin-"));
  const script = `#!/bin/sh\nwhile [ "$1" != --prefix ]; do shift; done\nln -s "${join(home, "node_modules")}" "$2"\n`;
  writeFileSync(join(bin, "npm"), script, { mode: 0o755 });
  return `${bin}:${process.env.PATH}`;
}

/** Has programs looked for in these folders until the test has finished. */
function lookIn(path: string): void {
  const before = process.env.PATH;
  process.env.PATH = path;
  onTestFinished(() => {
    process.env.PATH = before;
  });
}

const printed = (folder: string, ...args: string[]): Promise<Run> => stationmaster(folder, ["check", ...args]);

describe("the GitHub Action", () => {
  /** Runs it where the package is installed already. */
  function run(folder: string, inputs: Readonly<Record<string, string>>): ReturnType<typeof runAction> {
    const tool = mkdtempSync(join(folder, "../tool-"));
    symlinkSync(join(home, "node_modules"), join(tool, "node_modules"));
    return runAction(ACTION, folder, inputs, { install: { folder: tool } });
  }

  test("is one by GitHub's own parser, and hands inputs over by the environment alone", async () => {
    expect(await problemsOfAction(ACTION)).toEqual([]);
    const scripts = readAction(ACTION).runs.steps.flatMap((step) => step.run ?? []);
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  test("installs a package, annotates, reports, sums up, uploads, and ends as the check does", async () => {
    const folder = sampleRepository();
    const paths = ["some lessons", HOSTILE];
    const { code, out, err, outputs, summary, used } = await runAction(ACTION, folder, {
      package: tarball,
      paths: paths.join("\n"),
      "upload-sarif": "true",
    });
    expect(err).not.toContain("npm error");
    expect(code).toBe(1);
    expect(out.slice(out.indexOf("::"))).toBe((await printed(folder, ...paths, "--format", "github")).out);
    expect(out).toMatch(/^::error file=some lessons\/.*station\.md,line=\d+,/m);
    const { summary: counts } = JSON.parse((await printed(folder, ...paths, "--format", "json")).out);
    expect(outputs).toMatchObject({ "exit-code": "1", errors: `${counts.errors}`, warnings: `${counts.warnings}` });
    expect(summary).toBe((await printed(folder, ...paths, "--format", "markdown")).out);
    expect(readFileSync(outputs.markdown!, "utf8")).toBe(summary);
    const sarif = JSON.parse(readFileSync(outputs.sarif!, "utf8"));
    expect(JSON.stringify(sarif)).toBe(
      JSON.stringify(JSON.parse((await printed(folder, ...paths, "--format", "sarif")).out)),
    );
    expect(sarif.runs[0].results.length).toBeGreaterThan(100);
    expect(used).toEqual([
      { uses: "actions/setup-node@v7", with: { "node-version": "22", "package-manager-cache": "false" } },
      {
        uses: "github/codeql-action/upload-sarif@v4",
        with: { sarif_file: outputs.sarif, checkout_path: folder, category: "stationmaster" },
      },
    ]);
  });

  test("keeps what was found for the next run, where it is given a secret", async () => {
    const folder = sampleRepository();
    lookIn(quickInstallation());
    const { used } = await runAction(ACTION, folder, {
      package: tarball,
      "cache-key": "a secret of the project",
      shard: "1/2",
    });
    const [, cache] = used;
    expect(cache).toMatchObject({ uses: "actions/cache@v5" });
    const { path, key, "restore-keys": before } = cache!.with;
    expect(readdirSync(path!)).not.toEqual([]);
    expect(before).toMatch(/^stationmaster-\w*-\w*-1of2-$/);
    expect(key!.startsWith(before!)).toBe(true);
  });

  test("asks npm for its own version, or the one that is asked for", async () => {
    const folder = sampleRepository();
    const bin = join(folder, "../bin");
    mkdirSync(bin);
    // What stands in for npm says what it was asked for, and that there is no such thing.
    writeFileSync(join(bin, "npm"), '#!/bin/sh\nfor last; do :; done\necho "$last"\nexit 3\n', { mode: 0o755 });
    lookIn(`${bin}:${process.env.PATH}`);
    expect(await runAction(ACTION, folder, {})).toMatchObject({
      code: 3,
      out: `stationmaster@${packageJson.version}\n`,
    });
    expect((await runAction(ACTION, folder, { version: "1.2.3" })).out).toBe("stationmaster@1.2.3\n");
    // Whatever a repository has, only a path leads to it.
    mkdirSync(join(folder, `stationmaster@${packageJson.version}`));
    mkdirSync(join(folder, "stationmaster@1.2.3"));
    expect((await runAction(ACTION, folder, {})).out).toBe(`stationmaster@${packageJson.version}\n`);
    expect((await runAction(ACTION, folder, { version: "1.2.3" })).out).toBe("stationmaster@1.2.3\n");
    const around = join(folder, "..");
    for (const [given, installed] of [
      ["../x y.tgz; touch pwned", join(around, "x y.tgz; touch pwned")],
      ["./stationmaster@1.2.3", join(folder, "stationmaster@1.2.3")],
      ["file:x.tgz", join(folder, "x.tgz")],
      ["file:///x.tgz", "/x.tgz"],
    ])
      expect((await runAction(ACTION, folder, { package: given! })).out).toBe(`${installed}\n`);
  });

  test.each(ODD_PACKAGES)("installs nothing for the package “%s”", async (name) => {
    const around = folderWith("-- checkout/README.md --\nLessons.\n");
    expect(await runAction(ACTION, join(around, "checkout"), { package: name })).toMatchObject({
      code: 2,
      err: expect.stringContaining("“package” expects a path"),
    });
  });

  test("ends with 0 where no problems, and uploads and sums up only if asked to", async () => {
    const { code, out, outputs, summary, used } = await run(sampleRepository(), {
      paths: "clean",
      annotations: "false",
      summary: "false",
    });
    expect({ code, summary, used: used.length }).toEqual({ code: 0, summary: "", used: 1 });
    expect(out).toMatch(/no problems found\.\n$/);
    expect(outputs).toMatchObject({ "exit-code": "0", errors: "0" });
  });

  test("names files from the top of the repository, and knows what changed and what is known", async () => {
    const folder = sampleRepository();
    await printed(folder, "some lessons", "--baseline", "write", "--baseline-file", "some lessons/known.json");
    const file = join(folder, "some lessons/prose.station.md");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nAll of it is told in Station 77.\n`);
    commit(folder);
    const { code, out, summary } = await run(folder, {
      "working-directory": "some lessons",
      since: "HEAD~1",
      baseline: "known.json",
      rules: "hook=off\ntakeaway=off\n",
      "max-warnings": "100",
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=some lessons\/prose\.station\.md,line=\d+,.*Station 77 does not exist/m);
    expect(out).not.toContain("Station 42");
    expect(summary).toMatch(/### Stationmaster: 1 error/);
    expect(summary).toContain("Sourdough From Scratch");
  });

  test.each([
    "paths",
    "working-directory",
    "preset",
    "rules",
    "fail-on",
    "max-warnings",
    "min-coverage",
    "since",
    "baseline",
  ])("takes %s for what it is", async (input) => {
    const value = `--fix ${HOSTILE}\n--output=html=pwned`;
    const folder = sampleRepository();
    rmSync(join(folder, HOSTILE), { recursive: true });
    const { code, used, err } = await run(folder, { paths: "some lessons", "upload-sarif": "true", [input]: value });
    expect([1, 2]).toContain(code);
    expect(err).not.toContain("Something went wrong");
    expect(used).toHaveLength(1);
    rmSync(join(folder, HOSTILE), { recursive: true, force: true });
    expect(git(folder, "diff", "--stat", "--", "some lessons")).toBe("");
  });
});

describe("the GitLab component", () => {
  test.each(["bash", "sh"] as const)(
    "checks under %s, with the Code Quality and the test report",
    async (shell) => {
      const folder = sampleRepository();
      const { name, job } = readComponent(COMPONENT, {
        package: tarball,
        paths: `some lessons,${HOSTILE}`,
        "fail-on": "warning",
      });
      expect(name).toBe("stationmaster");
      // npm itself asks no shell, so one real installation is enough.
      const { code, out } = await runJob(job, folder, shell, shell === "sh" ? { PATH: quickInstallation() } : {});
      expect(code).toBe(1);
      expect(out).toContain("some lessons/prose.station.md");
      const report = (kind: string) => readFileSync(join(folder, job.artifacts.reports[kind]!), "utf8");
      const asked = async (format: string) => (await printed(folder, "some lessons", HOSTILE, "--format", format)).out;
      expect(report("codequality")).toBe(await asked("gitlab"));
      expect(report("junit")).toBe(await asked("junit"));
      expect(JSON.parse(report("codequality")).length).toBeGreaterThan(100);
      let cases = 0;
      const reader = new SaxesParser();
      reader.on("opentag", (tag) => {
        if (tag.name === "testcase") cases++;
      });
      reader.write(report("junit")).close();
      expect(cases).toBeGreaterThan(20);
    },
    120_000,
  );

  test("hands over all that it is asked for", async () => {
    const folder = sampleRepository();
    await printed(folder, "--baseline", "write");
    const file = join(folder, "clean/the-bill-of-rights.station.md");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nMore is in Station 9.\n`);
    const { job } = readComponent(COMPONENT, {
      package: tarball,
      preset: "draft",
      since: "HEAD",
      baseline: "stationmaster-baseline.json",
      "job-name": "lessons",
    });
    expect(await runJob(job, folder, "sh", { PATH: quickInstallation() })).toMatchObject({
      code: 1,
      out: expect.stringContaining("Station 9 does not exist"),
    });
    expect(JSON.parse(readFileSync(join(folder, "codequality.json"), "utf8"))).toMatchObject([
      { check_name: "provenance-claim", location: { path: "clean/the-bill-of-rights.station.md" } },
      { check_name: "station-exists", location: { path: "clean/the-bill-of-rights.station.md" } },
    ]);
  });

  test("shares all paths among the jobs of “parallel”", async () => {
    const folder = sampleRepository();
    const { job } = readComponent(COMPONENT, { package: tarball, "fail-on": "never" });
    const PATH = quickInstallation();
    const found = async (predefined: Record<string, string>) => {
      const { code } = await runJob(job, folder, "sh", { PATH, ...predefined });
      expect(code).toBe(0);
      return JSON.parse(readFileSync(join(folder, "codequality.json"), "utf8")) as object[];
    };
    const whole = await found({});
    const parts = [];
    for (const index of ["1", "2", "3"]) parts.push(await found({ CI_NODE_INDEX: index, CI_NODE_TOTAL: "3" }));
    expect(parts.map((part) => part.length)).not.toContain(whole.length);
    const sorted = (all: object[]) => all.map((each) => JSON.stringify(each)).sort();
    expect(sorted(parts.flat())).toEqual(sorted(whole));
  });

  test("installs the version that it comes with", () => {
    expect(readComponent(COMPONENT, {}).job.variables.STATIONMASTER_PACKAGE).toMatchObject({
      value: `stationmaster@${packageJson.version}`,
    });
  });

  test("installs a file of the repository only where it is named as a path", async () => {
    const folder = sampleRepository();
    const bin = join(folder, "../bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "npm"), '#!/bin/sh\nfor last; do :; done\necho "$PWD $last"\nexit 3\n', { mode: 0o755 });
    const PATH = `${bin}:${process.env.PATH}`;
    const asked = (inputs: Readonly<Record<string, string>>) =>
      runJob(readComponent(COMPONENT, inputs).job, folder, "sh", { PATH });
    const version = `stationmaster@${packageJson.version}`;
    mkdirSync(join(folder, version));
    const { code, out } = await asked({});
    expect(code).toBe(3);
    expect(out.trim().split(" ").at(-1)).toBe(version);
    expect(out).not.toContain(folder);
    for (const given of [`./${version}`, `file:${version}`, join(folder, version)])
      expect((await asked({ package: given })).out.trim().split(" ").at(-1)).toBe(join(folder, version));
    for (const odd of ODD_PACKAGES)
      expect(await asked({ package: odd })).toMatchObject({ code: 2, err: expect.stringContaining("expects a path") });
  });

  test("keeps nothing in the checkout that npm would believe", () => {
    const { job } = readComponent(COMPONENT, {});
    expect(JSON.stringify(job)).not.toMatch(/npm_config|\.npm\b/);
  });
});

describe("the pre-commit hooks", () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly args: readonly string[];
    readonly language: string;
    readonly files: string;
  }
  const hooks = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as readonly Hook[];

  test("run for what Stationmaster reads, and nothing else", () => {
    expect(hooks.map(({ id, language }) => [id, language])).toEqual([
      ["stationmaster", "node"],
      ["stationmaster-fix", "node"],
    ]);
    const entries = readdirSync(join(root, "samples"), { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const { files } of hooks) {
      const wanted = names.filter((name) => new RegExp(files).test(name));
      expect(wanted.length).toBeGreaterThan(30);
      const passed = names.filter((name) => !wanted.includes(name));
      expect(passed.filter((name) => !/\/(?:sources|images)\/|\.ya?ml$/.test(name))).toEqual([]);
      expect(new RegExp(files).test("README.md")).toBe(false);
    }
  });

  test("run for every kind of file that belongs to a path", () => {
    const names = [
      ...["a.station.md", "b/c.station.txt", "a.ledger.jsonl", "path.yaml", "b/path.yml", "stationmaster.yml"],
      ...[
        "sources.bib",
        "sources.yaml",
        "b/sources.json",
        "my-references.yml",
        "bibliography-2.yaml",
        "b/sources/c d.txt",
      ],
      ...["sources/c.md", "sources.txt", "paths.yaml", "a.txt", "package.json", "a.ledger.json", "sources/a/b.txt"],
    ];
    for (const { files } of hooks)
      expect(names.filter((name) => new RegExp(files).test(name))).toEqual(
        names.filter((name) => fileKind(`/${name}`) !== "other"),
      );
  });

  test("are installed from a checkout, which holds no build: packing makes one, and prints nothing but a name", () => {
    const checkout = join(home, "checkout");
    const left = new Set(["node_modules", "dist", ".git"].map((name) => join(root, name)));
    cpSync(root, checkout, { recursive: true, filter: (file) => !left.has(file) });
    symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
    const name = execFileSync("npm", ["pack"], {
      cwd: checkout,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(name).toBe(`stationmaster-${packageJson.version}.tgz\n`);
    expect(existsSync(join(checkout, "dist/cli.mjs"))).toBe(true);
  });

  test("check the files that they are given, and fix them", async () => {
    const folder = sampleRepository();
    const name = "some lessons/hygiene.station.md";
    const hook = (id: string) => {
      const { entry, args: last } = hooks.find((each) => each.id === id)!;
      const [program, ...args] = [...entry.split(" "), ...last];
      // Names come last, and one may look like an option.
      expect(args.at(-1)).toBe("--");
      expect(existsSync(join(home, "node_modules/.bin", program!))).toBe(true);
      return stationmaster(folder, [...args, name]);
    };
    expect(await hook("stationmaster")).toMatchObject({ out: expect.stringContaining(name) });
    expect(git(folder, "diff", "--name-only")).toBe("");
    await hook("stationmaster-fix");
    expect(git(folder, "diff", "--name-only")).toBe(`${name}\n`);
  });
});

test("the documentation shows versions, inputs and hooks that there are, and describes every input", () => {
  const page = readFileSync(join(root, "docs/continuous-integration.md"), "utf8");
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example]) => parse(example!));
  const [workflow, comment, suggestions, gitlab, precommit] = examples;
  const inputs = Object.keys(readAction(ACTION).inputs);
  const [, step] = workflow.jobs.check.steps;
  expect(inputs).toEqual(expect.arrayContaining(Object.keys(step.with)));
  const [table] = /^\| Input[\s\S]*?\n\n/m.exec(page)!;
  expect([...table.matchAll(/`([\w-]+)`(?=[^|]*\|[^|]*\|$)/gm)].map(([, name]) => name)).toEqual(
    expect.arrayContaining(inputs),
  );
  for (const { uses } of [step, comment[0]]) expect(uses).toBe(`OWNER/stationmaster@v${packageJson.version}`);
  expect(suggestions[1].run).toMatch(new RegExp(` stationmaster@${packageJson.version}$`));
  expect(gitlab.include[0].component).toMatch(new RegExp(`/stationmaster@${packageJson.version}$`));
  const given = readComponent(COMPONENT, gitlab.include[0].inputs).spec.inputs;
  const [, told] = /Inputs: ([\s\S]*?)\n\n/.exec(page)!;
  expect([...told!.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(Object.keys(given).sort());
  const [hook] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
  const { description: _, ...published } = hook;
  expect(precommit.repos).toEqual([
    { repo: "local", hooks: [{ ...published, additional_dependencies: [`stationmaster@${packageJson.version}`] }] },
  ]);
});
