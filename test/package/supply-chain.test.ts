import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packagesOf } from "../support/bundle.ts";

const root = join(import.meta.dirname, "../..");
const read = (name: string) => readFileSync(join(root, name), "utf8");

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const locked = Object.entries(JSON.parse(read("package-lock.json")).packages as Record<string, Locked>)
  .filter(([place]) => place !== "")
  .map(([place, entry]) => ({ ...entry, place, name: place.split("node_modules/").at(-1)! }));

test("every package in the lock file has a strong checksum, and comes from a registry", () => {
  expect(locked.length).toBeGreaterThan(400);
  for (const { place, integrity, resolved, link } of locked) {
    expect(integrity, place).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    expect(resolved ?? "https:", place).toMatch(/^https:/);
    expect(link, place).toBeUndefined();
  }
});

test("what we depend on is few, and its versions are exact", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(locked.find(({ place }) => place === `node_modules/${name}`)?.version, name).toBe(version);
  }
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(12);
});

/** The first versions without a known weakness. */
const SAFE_FROM = {
  "markdown-it": "14.2.0",
  yaml: "2.8.3",
  "js-yaml": "4.3.2",
  dompurify: "3.4.0",
  picomatch: "4.0.4",
  micromatch: "4.0.8",
  braces: "3.0.3",
};

test("no package is older than what fixed its known weaknesses", () => {
  const old = locked.filter(({ name, version }) => {
    const from = (SAFE_FROM as Record<string, string>)[name];
    return from !== undefined && version.localeCompare(from, "en", { numeric: true }) < 0;
  });
  expect(old.map(({ place, version }) => `${place} ${version}`)).toEqual([]);
  expect(locked.map(({ name }) => name)).toContain("yaml");
});

test("no package that is installed with ours has an install script, and the others' are not run", () => {
  expect(locked.filter(({ dev, hasInstallScript }) => !dev && hasInstallScript)).toEqual([]);
  for (const tool of ["tools/setup.mjs", "test/vscode/host/install.mjs"]) {
    for (const [call] of read(tool).matchAll(/\["(?:install|ci)",[^\]]*\]/g))
      expect(call, tool).toContain("--ignore-scripts");
  }
});

test("our own texts name no registry's host", () => {
  const names = tracked().filter((name) => /\.(md|json|ya?ml|mjs|ts)$|^\.npmrc$/.test(name));
  const host = new RegExp(`\\b(registry\\.${"npm"}js|registry\\.${"yarn"}pkg|npm\\.pkg\\.github)\\b`);
  expect(names.filter((name) => host.test(read(name)))).toEqual([]);
});

const notice = read("dist/NOTICE.md");

test("the notice names every package that is bundled, with a licence that lets us", () => {
  const programs = readdirSync(join(root, "dist/chunks")).map((name) => `dist/chunks/${name}`);
  const packages = ["dist/cli.mjs", "dist/check-process.mjs", "dist/server.mjs", ...programs].flatMap((name) =>
    packagesOf(read(name)),
  );
  expect(new Set(packages).size).toBeGreaterThan(50);
  for (const folder of new Set(packages)) {
    const { name, version } = JSON.parse(read(`${folder}/package.json`));
    expect(notice).toContain(`\n## ${name} ${version}\n\nLicence: `);
  }
  const licences = new Set([...notice.matchAll(/^Licence: (.+)$/gm)].map((match) => match[1]));
  const LET_US = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"];
  expect([...licences].filter((each) => !LET_US.includes(each!))).toEqual([]);
  for (const section of notice.split(/^## /m).slice(1)) expect(section.length, section).toBeGreaterThan(500);
});

test("a bill of materials can be made, and names what is bundled", () => {
  const { bomFormat, components } = JSON.parse(
    execFileSync("npm", ["run", "--silent", "sbom"], { cwd: root, encoding: "utf8", maxBuffer: 50_000_000 }),
  );
  expect(bomFormat).toBe("CycloneDX");
  const named = new Set(
    components.map(
      ({ group, name, version }: Record<string, string>) => `${group ? `${group}/` : ""}${name} ${version}`,
    ),
  );
  const carried = [...notice.matchAll(/^## (.+)$/gm)].map((match) => match[1]!);
  expect(carried.filter((each) => !named.has(each))).toEqual([]);
  expect([...named]).toContain("@bruits/satteri-wasm32-wasi 0.10.5");
});

test("no character that can't be seen, or turns the text around, stands in our sources", () => {
  const names = tracked().filter((name) => /\.(ts|mjs|js|json|ya?ml|css|bash|zsh|fish|ps1)$|^\.ci\//.test(name));
  expect(names.length).toBeGreaterThan(300);
  // Bidirectional controls, zero-width characters, byte order marks, tags, other controls than tab and line feed.
  const unseen = /[\p{Bidi_Control}\p{Cf}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u3164\uffa0]|(?![\t\n])\p{Cc}/u;
  const wrong = names.flatMap((name) =>
    read(name)
      .split("\n")
      .flatMap((line, index) => (unseen.test(line) ? [`${name}:${index + 1}`] : [])),
  );
  expect(wrong).toEqual([]);
});

/** The files of the project, without the samples, which are texts of lessons. */
function tracked(): readonly string[] {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  return files.filter((name) => name !== "" && !name.startsWith("samples/"));
}
