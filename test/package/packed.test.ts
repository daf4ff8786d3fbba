import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith } from "../support/command-line.ts";
import { npm, pack } from "../support/packed.ts";

const root = join(import.meta.dirname, "../..");

let tarball = "";
let packedIn = "";

beforeAll(() => {
  packedIn = mkdtempSync(join(tmpdir(), "stationmaster-packed-"));
  tarball = pack(packedIn);
});

afterAll(() => rmSync(packedIn, { recursive: true, force: true }));

test("the package installs elsewhere without scripts, and its command runs, threads too", () => {
  const folder = folderWith("");
  npm(folder, "install", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", folder, tarball);
  const bin = readdirSync(join(folder, "node_modules/.bin")).filter((name) => name.startsWith("stationmaster"));
  expect(bin[0]).toBe("stationmaster");
  const run = (...args: string[]) =>
    execFileSync(join(folder, "node_modules/.bin/stationmaster"), args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
  cpSync(join(root, "samples/constitution"), join(folder, "constitution"), { recursive: true });
  expect(run("check", "constitution")).toMatch(/no problems found\.\n$/);
  expect(run("check", "constitution", "--threads", "2")).toMatch(/no problems found\.\n$/);
  execFileSync(process.execPath, [
    join(root, "tools/bench/corpus.mjs"),
    "--out",
    join(folder, "made"),
    "--count",
    "250",
  ]);
  expect(run("check", "made", "--fail-on", "never", "--threads", "2")).toContain("files checked");
  expect(run("verify", "constitution")).toContain("55 of 55 facts verified");
  // Some package managers put a package's own packages where nobody else finds them.
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "satteri/node_modules"));
  renameSync(join(modules, "@bruits"), join(modules, "satteri/node_modules/@bruits"));
  expect(run("check", "constitution", "--no-cache")).toMatch(/no problems found\.\n$/);
});

test("without a native build of its Markdown reader it works all the same, and says so once", () => {
  const folder = folderWith("");
  const given = ["--omit=optional", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", folder, tarball];
  npm(folder, "install", ...given);
  cpSync(join(root, "samples/broken"), join(folder, "broken"), { recursive: true });
  const check = (bin: string, threads: string) =>
    spawnSync(bin, ["check", "broken", "--no-cache", "--threads", threads], { cwd: folder, encoding: "utf8" });
  const native = check(join(root, "dist/cli.mjs"), "1");
  for (const threads of ["1", "2"]) {
    const { status, stdout, stderr } = check(join(folder, "node_modules/.bin/stationmaster"), threads);
    expect([status, stdout]).toEqual([native.status, native.stdout]);
    expect(stderr).toBe(
      "stationmaster: There is no native Markdown reader for this platform, so the slower one in WebAssembly is used.\n",
    );
  }
});

/** The links of a page of the package that lead to no file in it; what is code is no link. */
function deadLinks(page: string, names: readonly string[]): readonly string[] {
  const text = readFileSync(join(root, page), "utf8").replace(/^(`{3,})[\s\S]*?^\1$|`[^`\n]*`/gm, "");
  return [...text.matchAll(/(?<!!)\[[^\]\n]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)]
    .map(([, address]) => address!)
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => posix.join(posix.dirname(page), address))
    .filter((target) => !names.includes(target));
}

test("the package holds the command line, its licences, pages and schemas, and nothing else", async () => {
  const [{ files, unpackedSize }] = JSON.parse(npm(root, "pack", "--dry-run", "--json"));
  const names: string[] = files.map(({ path }: { path: string }) => path);
  const may =
    /^(LICENSE|README\.md|package\.json|dist\/(NOTICE\.md|cli\.mjs|check-process\.mjs|chunks\/[\w.-]+\.(mjs|wasm))|docs\/(rules\/)?[\w-]+\.md|schemas\/[\w.-]+\.json)$/;
  expect(names.filter((name) => !may.test(name))).toEqual([]);
  for (const needed of ["LICENSE", "dist/NOTICE.md", "dist/cli.mjs", "dist/check-process.mjs"]) {
    expect(names).toContain(needed);
  }
  expect(unpackedSize).toBeLessThan(10_000_000);
  // Pictures are left out: they are larger than all the rest. What is published does not name them either.
  const { publishedPage } = await import(new URL("../../tools/published-pages.mjs", import.meta.url).href);
  for (const page of names.filter((name) => /^(?:docs\/)?[^/]+\.md$/.test(name))) {
    expect(publishedPage(root, page), page).not.toMatch(/!\[[^\]\n]*\]\([^):\n]+\)(?!`)/);
    const shown = [...publishedPage(root, page, "https://example.org/s").matchAll(/\]\((https:\/\/example[^)]*)\)/g)];
    for (const [, address] of shown)
      expect(existsSync(join(root, address!.replace("https://example.org/s/raw/HEAD/", ""))), address).toBe(true);
  }
  const pages = names.filter((name) => name.startsWith("docs/"));
  const dead = pages.flatMap((page) => deadLinks(page, names));
  expect(dead).toEqual([]);
  const help = execFileSync(process.execPath, [join(root, "dist/cli.mjs"), "--help"], { encoding: "utf8" });
  expect(help.match(/docs\/[\w/-]+\.md/g)).toSatisfy((named: string[]) => named.every((each) => names.includes(each)));
  for (const name of names.filter((each) => each.startsWith("dist/"))) {
    expect(readFileSync(join(root, name), "utf8").includes(root), name).toBe(false);
  }
});
