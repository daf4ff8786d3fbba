import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { boundsOf, lookUpWithin } from "../../../server/src/hosts/bounds.ts";
import { checkGroups } from "../../../server/src/hosts/cli/check-targets.ts";
import { fileAt } from "../../../server/src/hosts/disk.ts";
import { folderWith } from "../../support/command-line.ts";

describe("bounds hold", () => {
  test.each([
    ["/a/b", "/a/b", true],
    ["/a/b", "/a/b/c/d", true],
    ["/a/b", "/a", false],
    ["/a/b", "/a/bc", false],
    ["/a/b", "/", false],
    ["/", "/a", true],
    ["/", "/", true],
    ["C:/", "C:/a", true],
    ["C:/", "D:/a", false],
    ["C:/a", "C:/ab", false],
  ])("%s: is %s in them? %s", (folder, name, expected) => {
    expect(boundsOf(["/elsewhere", folder]).holdName(name)).toBe(expected);
    expect(boundsOf(["/elsewhere"], boundsOf([folder])).holdName(name)).toBe(expected);
  });

  test("no name, where there are no folders", () => {
    expect(boundsOf([]).holdName("/a")).toBe(false);
    expect(boundsOf([]).holdPlace("/a")).toBe(false);
  });

  test("what really lies in them, by whatever name they are called, and not what a link in them leads to", () => {
    const folder = fileAt(folderWith("-- real/rain.station.md --\n# Rain\n-- secret.station.md --\n# Secret\n"));
    symlinkSync("real", join(folder, "linked"));
    symlinkSync("../secret.station.md", join(folder, "real/link.station.md"));
    const look = lookUpWithin(boundsOf([`${folder}/linked`]));
    expect(look(`${folder}/linked`)).toBe("found");
    expect(look(`${folder}/linked/rain.station.md`)).toBe("found");
    expect(look(`${folder}/linked/snow.station.md`)).toBe("missing");
    expect(look(`${folder}/linked/link.station.md`)).toBe("outside");
    expect(look(`${folder}/real/rain.station.md`)).toBe("outside");
  });

  test("where they lie when they are made, though they lay elsewhere before", () => {
    const folder = fileAt(folderWith("-- a/rain.station.md --\n# Rain\n-- b/rain.station.md --\n# Rain\n"));
    const seen = ["a", "b"].map((name) => {
      rmSync(join(folder, "linked"), { force: true });
      symlinkSync(name, join(folder, "linked"));
      return lookUpWithin([`${folder}/linked`])(`${folder}/linked/rain.station.md`);
    });
    expect(seen).toEqual(["found", "found"]);
  });
});

test("folders that are each a bound are asked for where they lie once, not once for each of them", async () => {
  const folder = fileAt(folderWith(""));
  const roots = Array.from({ length: 60 }, (_, at) => `${folder}/lesson-${at}`);
  for (const [at, root] of roots.entries()) {
    mkdirSync(root);
    writeFileSync(
      `${root}/rain.station.md`,
      `# Rain\n\nIt rains. See [the next](../lesson-${(at + 1) % 60}/rain.station.md).\n`,
    );
  }
  const asked = vi.spyOn(realpathSync, "native");
  const checked = await checkGroups(
    roots.map((root) => [`${root}/rain.station.md`]),
    { given: {}, roots, within: [folder], ignored: [], keep: "usual", least: undefined, timeLimit: 60, noted: false },
  );
  const times = asked.mock.calls.length;
  asked.mockRestore();
  expect(
    checked.flatMap(({ files }) => files.flatMap(({ findings }) => findings.map(({ rule }) => rule))),
  ).not.toContain("link-target");
  expect(times).toBeLessThan(10 * roots.length);
});
