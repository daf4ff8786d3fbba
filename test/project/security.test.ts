import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (name: string) => readFileSync(join(root, name), "utf8");
const promises = [...read("SECURITY.md").matchAll(/^\| (?!Promise|---)(.+?) \| (.+) \|$/gm)].map((match) => ({
  promise: match[1]!,
  shownBy: match[2]!,
}));

test("there are promises", () => {
  expect(promises.length).toBeGreaterThan(10);
});

describe.each(promises)("that “$promise”", ({ shownBy }) => {
  test("is shown by tests that there are, by file and name", () => {
    const shown = shownBy.split("<br>").flatMap((part) => [...part.matchAll(/`(test\/[^`]+)`(.*)/g)]);
    expect(shown).not.toEqual([]);
    for (const [, file, names] of shown) {
      expect(existsSync(join(root, file!)), file).toBe(true);
      const named = [...names!.matchAll(/“([^”]+)”/g)].map((match) => match[1]!);
      // What is tried for long is one attempt as a whole.
      if (!file!.startsWith("test/endurance/")) expect(named, file).not.toEqual([]);
      const titles = [...read(file!).matchAll(/(?:\b(?:test|describe|step)|\))\(\s*["`](.*)["`],?/g)];
      for (const name of named)
        expect(
          titles.some(([, title]) => title!.includes(name)),
          `${file}: ${name}`,
        ).toBe(true);
    }
  });
});

test("what VS Code is told about folders that are not trusted, or not on disk, is what holds", () => {
  const { capabilities, browser, contributes } = JSON.parse(read("package.json"));
  // Nothing of a folder is run, so nothing is held back; and no setting names a program, which would have to be.
  expect(capabilities.untrustedWorkspaces).toEqual({
    supported: "limited", // because VS Code itself does not ask Git there
    description: expect.stringMatching(/Git.*\.$/),
  });
  const settings = contributes.configuration.flatMap(({ properties }: { properties: object }) =>
    Object.keys(properties),
  );
  expect(settings.filter((name: string) => /path|command|exec|program|shell|args|env/i.test(name))).toEqual([]);
  expect(capabilities.virtualWorkspaces.supported).toBe("limited");
  expect(capabilities.virtualWorkspaces.description).toMatch(/\.$/);
  expect(browser).toBeDefined();
});
