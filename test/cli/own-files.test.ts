import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../server/src/hosts/cli/formats.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { repository } from "../support/git.ts";

const RAIN = `
  -- path.yaml --
  title: Rain
  tier: premium
  stations: [rain.station.md]
  -- rain.station.md --
  # Rain

  The the rain, as Station 9 shows. ![A drop](pictures/drop.png)
  -- rain.ledger.jsonl --
  {"format":1,"splitter":1}
  -- notes.md --
  # Notes

  All my own words.
  -- list.csv --
  RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate
  -- package.json --
  { "version": 1, "files": [], "findings": {} }
`;

/** Every way to name a file that a report, an export or a baseline goes into. */
const WAYS: readonly (readonly [...string[]])[] = [
  ...FORMAT_NAMES.map((format) => ["check", "--no-cache", "--fail-on", "never", `--output=${format}=FILE`]),
  ...["text", "json", "html"].map((format) => ["verify", "--min-coverage=0", "--report", format, "--out", "FILE"]),
  ...["text", "json", "markdown", "csv"].map((format) => ["stats", "--format", format, "--out", "FILE"]),
  ...["text", "json", "html"].map((format) => ["sources", "--format", format, "--out", "FILE"]),
  ["sources", "--retractions", "list.csv", "--format=json", "--output", "FILE"],
  ["export", "html", "rain.station.md", "--out", "FILE"],
  ["export", "html", ".", "--out", "FILE"],
  ["check", "--no-cache", "--baseline", "write", "--baseline-file", "FILE"],
];

const withFile = (way: readonly string[], file: string) => way.map((each) => each.replace("FILE", file));

describe("reports, exports and baselines", () => {
  test.each(WAYS)("overwrite what they wrote, and nothing else without --force: %s %s %s %s", async (...way) => {
    const folder = folderWith(RAIN);
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    for (const name of ["notes.md", "package.json", "rain.station.md", "path.yaml", "rain.ledger.jsonl"]) {
      const before = read(name);
      const { err, code } = await stationmaster(folder, withFile(way, name));
      expect(err, name).toMatch(/Please choose another name/);
      expect([read(name), code], name).toEqual([before, 2]);
    }
    expect((await stationmaster(folder, withFile(way, "out"))).code).toBe(0);
    const written = read("out");
    const again = await stationmaster(folder, withFile(way, "out"));
    expect([again.err.replace(/^.*wrote.*\n/, ""), again.code]).toEqual(["", 0]);
    expect(read("out")).toBe(written);
    await stationmaster(folder, [...withFile(way, "notes.md"), "--force"]);
    expect(read("notes.md")).toBe(written);
  });

  test.each(FORMAT_NAMES)("know a report in which nothing was found: %s", async (format) => {
    const folder = folderWith("-- stationmaster.yaml --\npreset: draft\n-- rain.station.md --\n# Rain\n\nIt rains.\n");
    for (const _ of ["first", "again"])
      expect((await stationmaster(folder, ["check", "--no-cache", `--output=${format}=out`])).code).toBe(0);
  });

  test("know a report of what could not be read", async () => {
    const folder = folderWith("-- rain.station.md --\n# Rain\n");
    writeFileSync(join(folder, "snow.station.md"), Uint8Array.of(0xff, 0xfe, 0x00));
    for (const format of FORMAT_NAMES) {
      const args = ["check", "--no-cache", `--output=${format}=${format}.out`];
      const { err } = await stationmaster(folder, args);
      expect((await stationmaster(folder, args)).err, format).toBe(err);
    }
  });

  test("print a PDF over one that was printed before, and over nothing else", async () => {
    const folder = folderWith(RAIN);
    // All that is asked of a browser.
    writeFileSync(
      join(folder, "browser"),
      '#!/bin/sh\nfor each; do case $each in --print-to-pdf=*) printf "%%PDF-1.4\\n%%%%EOF\\n" > "${each#*=}";; esac; done\n',
      { mode: 0o755 },
    );
    const pdf = async (out: string, ...more: string[]) =>
      (await stationmaster(folder, ["export", "pdf", ".", "--browser", "./browser", "--out", out, ...more])).code;
    writeFileSync(join(folder, "theirs.pdf"), "%PDF-1.4\n%%EOF\n");
    expect([await pdf("out/rain.pdf"), await pdf("out/rain.pdf"), await pdf("theirs.pdf")]).toEqual([0, 0, 2]);
    expect(readFileSync(join(folder, "theirs.pdf"), "utf8")).toBe("%PDF-1.4\n%%EOF\n");
    expect(await pdf("theirs.pdf", "--force")).toBe(0);
  });

  test("leave a baseline alone that a report would replace", async () => {
    const folder = folderWith(RAIN);
    await stationmaster(folder, ["check", "--no-cache", "--baseline", "write"]);
    const { err } = await stationmaster(folder, ["check", "--no-cache", "--output=json=stationmaster-baseline.json"]);
    expect(err).toContain("It is there already, and is not a report of Stationmaster.");
  });

  test("are written into a file that is empty, and into a device", async () => {
    const folder = folderWith(RAIN);
    writeFileSync(join(folder, "empty"), "");
    expect((await stationmaster(folder, ["export", "html", ".", "--out", "empty"])).code).toBe(0);
    expect((await stationmaster(folder, ["export", "html", ".", "--out", "/dev/null"])).code).toBe(0);
  });
});

test.each(["verify", "sources", "stats"])("a report of no path is known again: %s", async (command) => {
  const folder = folderWith("-- rain.station.md --\n# Rain\n\nIt rains.\n");
  for (const _ of ["first", "again"]) expect((await stationmaster(folder, [command, "--output", "out"])).err).toBe("");
});

test("a converted station overwrites no file, unless it is told to", async () => {
  const folder = folderWith("-- rain.station.txt --\nRain\n\nIt rains.\n-- notes.md --\nAll my own words.\n");
  const convert = (...more: string[]) =>
    stationmaster(folder, ["convert", "rain.station.txt", "--out", "notes.md", ...more]);
  const { err, code } = await convert();
  expect([err, code]).toEqual([
    "stationmaster: There is already a file “notes.md”. Please choose another name, or add --force to overwrite it.\n",
    2,
  ]);
  expect(readFileSync(join(folder, "notes.md"), "utf8")).toBe("All my own words.\n");
  expect((await convert("--force")).out).toBe("Wrote notes.md.\n");
  expect(readFileSync(join(folder, "notes.md"), "utf8")).toBe("# Rain\n\nIt rains.\n");
});

test.each(["text", "json", "markdown"])("a report of what changed is known again: %s", async (format) => {
  const folder = repository(RAIN);
  const diff = (file: string) => stationmaster(folder, ["diff", "--format", format, "--output", file]);
  for (const _ of ["first", "again"]) expect((await diff("none")).err).toBe("");
  writeFileSync(join(folder, "rain.station.md"), "# Rain and Snow\n\nIt snows.\n");
  for (const _ of ["first", "again"]) expect((await diff("some")).err).toBe("");
  expect((await diff("notes.md")).err).toContain(
    "notes.md: It is there already, and is not a report of Stationmaster.",
  );
});

describe("stationmaster export site --force", () => {
  const site = ["export", "site", "--out", "site", "--force"];
  /** A folder with a picture, and another one that a link leads to. */
  const folders = () => {
    const [folder, elsewhere] = [folderWith(RAIN), folderWith("")];
    mkdirSync(join(folder, ".git"));
    mkdirSync(join(folder, "pictures"));
    writeFileSync(join(folder, "pictures/drop.png"), "PNG");
    return { folder, elsewhere };
  };

  test.each(["site/pictures", "site"])("writes nothing through a linked folder: %s", async (link) => {
    const { folder, elsewhere } = folders();
    mkdirSync(join(folder, link, ".."), { recursive: true });
    symlinkSync(elsewhere, join(folder, link));
    const { err, code } = await stationmaster(folder, site);
    expect(err).toBe(
      `stationmaster: ${link}: It is a link to another place, where nothing is written. Please remove it, or choose another folder.\n`,
    );
    expect([readdirSync(elsewhere), code]).toEqual([[], 2]);
    expect(existsSync(join(folder, "site/index.html"))).toBe(false);
  });

  test("replaces a linked file, and leaves alone what it leads to", async () => {
    const { folder, elsewhere } = folders();
    mkdirSync(join(folder, "site/pictures"), { recursive: true });
    for (const name of ["index.html", "pictures/drop.png"]) {
      writeFileSync(join(elsewhere, "kept"), "kept");
      symlinkSync(join(elsewhere, "kept"), join(folder, "site", name));
    }
    expect((await stationmaster(folder, site)).code).toBe(0);
    expect(readFileSync(join(elsewhere, "kept"), "utf8")).toBe("kept");
    expect(readFileSync(join(folder, "site/pictures/drop.png"), "utf8")).toBe("PNG");
  });
});
