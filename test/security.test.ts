import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (name: string) => readFileSync(join(root, name), "utf8");
const promises = [...read("SECURITY.md").matchAll(/^\| (?!Promise|---)(.+?) \| (.+) \|$/gm)].map((match) => ({
  promise: match[1]!,
  shownBy: match[2]!,
}));

test("there are promises", () => {
  expect(promises.length).toBeGreaterThan(10);
});

describe.each(promises)("that “$promise”", ({ shownBy }) => {
  test("is shown by tests that there are", () => {
    const shown = shownBy.split("<br>").filter((part) => part.includes("`test/"));
    expect(shown).not.toEqual([]);
    for (const part of shown) {
      const files = [...part.matchAll(/`(test\/[^`]+)`/g)].map((match) => match[1]!);
      for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
      const text = files.map(read).join("\n");
      for (const [, named] of part.matchAll(/“([^”]+)”/g)) {
        const title = new RegExp(`\\b(test|describe)(\\.each\\([^)]*\\))?\\(\\s*"[^"]*${named}`);
        expect(title.test(text), named).toBe(true);
      }
    }
  });
});

test("what VS Code is told of folders that are not trusted, or not on disk, is what holds", () => {
  const { capabilities, browser, contributes } = JSON.parse(read("package.json"));
  // Nothing of a folder is run, so nothing is held back; and no setting names a program, which would have to be.
  expect(capabilities.untrustedWorkspaces).toEqual({ supported: true });
  const settings = contributes.configuration.flatMap(({ properties }: { properties: object }) =>
    Object.keys(properties),
  );
  expect(
    settings.filter(
      (name: string) =>
        !name.startsWith("stationmaster.rules.") && /path|command|exec|program|shell|args|env/i.test(name),
    ),
  ).toEqual([]);
  expect(capabilities.virtualWorkspaces.supported).toBe("limited");
  expect(capabilities.virtualWorkspaces.description).toMatch(/\.$/);
  expect(browser).toBeDefined();
});
