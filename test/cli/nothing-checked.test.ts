import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { pages } from "../support/course.ts";
import { commit, git } from "../support/git.ts";

const LOOKED_FOR =
  "stationmaster: No station was found to check: neither a file that a path.yaml lists, nor one that is named .station.md or .station.txt. ";

test("a folder without stations is no success: what was looked for is said, and what to do", async () => {
  const folder = folderWith(pages("README.md", "rain.md", "more/wells.md"));
  const { code, out, err } = await stationmaster(folder, ["check"]);
  expect(out).toBe("0 files checked.\n");
  expect(err).toBe(
    `${LOOKED_FOR}There are 2 other files that may be lessons, such as more/wells.md: “stationmaster init” lists them in a path.yaml. With --allow-empty, this is no failure.\n`,
  );
  expect(code).toBe(2);
  // What failed is not kept.
  expect(await stationmaster(folder, ["check"])).toEqual({ code, out, err });
});

test("an empty folder is no success either, nor is one with settings alone", async () => {
  const said = `${LOOKED_FOR}“stationmaster new” writes a first one. With --allow-empty, this is no failure.\n`;
  expect(await stationmaster(folderWith(""), ["check"])).toMatchObject({ code: 2, err: said });
  const settings = folderWith("-- stationmaster.yaml --\npreset: draft\n-- refs.bib --\n");
  expect(await stationmaster(settings, ["check", "."])).toMatchObject({ code: 2, err: said });
});

test("what is ignored is no lesson to list, and stations that are all ignored are said to be", async () => {
  const files = "-- drafts/rain.station.md --\n# Rain\n-- notes/wells.md --\n# Wells\n\nDig deep. It is wet.\n";
  const ignored = folderWith(`-- stationmaster.yaml --\nignore: [drafts/, notes/]\n${files}`);
  const all = "1 station here is ignored: by a .gitignore, by “ignore:” in settings, or by --ignore.";
  expect((await stationmaster(ignored, ["check"])).err).toContain(`${LOOKED_FOR}${all}`);
  const given = await stationmaster(folderWith(files), ["check", "--ignore", "drafts/", "--ignore", "notes/"]);
  expect(given.err).toContain(`${LOOKED_FOR}${all}`);
  const some = await stationmaster(folderWith(files), ["check", "--ignore", "drafts/"]);
  expect(some.err).toContain(`${LOOKED_FOR}There is 1 other file that may be a lesson, notes/wells.md`);
});

test("a pattern that is to leave files out is told how that is done", async () => {
  const folder = folderWith("-- rain.station.md --\n# Rain\n");
  expect(await stationmaster(folder, ["check", "!drafts/**"])).toMatchObject({
    code: 2,
    err: "stationmaster: “!drafts/**” names no files. To leave some out, list them under “ignore:” in stationmaster.yaml, or use “check --ignore”.\n",
  });
});

test("--allow-empty is for those who mean it, with patterns, too, and still says it", async () => {
  const folder = folderWith(pages("rain.md"));
  for (const names of [["."], ["**/*.station.md"]]) {
    for (const _ of [1, 2]) {
      const { code, out, err } = await stationmaster(folder, ["check", "--allow-empty", ...names]);
      expect([code, out]).toEqual([0, "0 files checked.\n"]);
      expect(err).toContain("No station was found to check");
      expect(err).not.toContain("--allow-empty");
    }
    expect((await stationmaster(folder, ["check", ...names])).code).toBe(2);
  }
  expect((await stationmaster(folder, ["check", "--allow-empty", "gone.md"])).code).toBe(2);
});

test("a report for programs is written all the same", async () => {
  const { code, out } = await stationmaster(folderWith(""), ["check", "--format", "json"]);
  expect([code, JSON.parse(out).files]).toEqual([2, []]);
});

test("files that were named are what was meant", async () => {
  const folder = folderWith("-- stationmaster.yaml --\npreset: draft\n-- rain.md --\n# Rain\n\nIt rains.\n");
  for (const name of ["stationmaster.yaml", "rain.md"]) {
    const { code, err } = await stationmaster(folder, ["check", name, "--preset", "draft"]);
    expect([code, err]).toEqual([0, ""]);
  }
});

test("a path.yaml of another program is nobody's business", async () => {
  const folder = folderWith("-- path.yaml --\nroutes: [a, b]\n-- more/rain.station.md --\n# Rain\n");
  const whole = await stationmaster(folder, ["check", "--preset", "draft"]);
  expect([whole.code, whole.out, whole.err]).toEqual([0, "✔ 1 file checked: no problems found.\n", ""]);
  const named = await stationmaster(folder, ["check", "path.yaml"]);
  expect([named.code, named.out]).toEqual([0, "0 files checked.\n"]);
  expect(named.err).toBe(
    "stationmaster: path.yaml: This is no learning path, so it was not checked: it has no “stations:”, and no station is beside it.\n",
  );
  await stationmaster(folder, ["new", "Wells"]);
  expect((await stationmaster(folder, ["check", "--preset", "draft"])).out).toContain("This path lists no stations.");
});

test("nothing that changed, and nothing that is staged, is a success", async () => {
  const folder = folderWith("-- rain.station.md --\n# Rain\n\nIt rains.\n");
  git(folder, "init", "--quiet");
  commit(folder);
  writeFileSync(join(folder, "notes.txt"), "Notes.");
  for (const option of ["--since=HEAD", "--staged"]) {
    const { code, err } = await stationmaster(folder, ["check", option]);
    expect([code, err]).toEqual([0, ""]);
  }
});
