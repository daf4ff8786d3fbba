import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";

const RAIN = `
  -- path.yaml --
  title: Rain
  tier: premium
  stations: [rain.station.md]
  -- sources.yaml --
  - { id: noah, title: On Rain, license: CC BY 4.0 }
  - { id: "a:b", title: On Hail, license: CC0 }
  -- rain.station.md --
  # Rain

  Some 40 liters fell in a day [@noah].
  -- page.html --
  <title>Rain</title><nav>Home</nav><h1>On Rain</h1><p>Some 40 liters fell in&nbsp;a <b>day</b>.</p><script>x</script>
`;

const add = (folder: string, ...args: string[]) => stationmaster(folder, ["sources", "add", ...args]);

describe("stationmaster sources add", () => {
  test("stores what a reader sees of a page, with its hashes, the day and the license", async () => {
    const folder = folderWith(RAIN);
    const { out, err, code } = await add(folder, "noah", "page.html");
    expect([out, err, code]).toEqual(["Stored the text of “noah” in sources/noah.txt: 9 words.\n", "", 0]);
    const lines = readFileSync(join(folder, "sources/noah.txt"), "utf8").split("\n");
    expect(lines).toEqual([
      "---",
      "# The text of a source, stored by “stationmaster sources add”",
      'key: "noah"',
      'file: "page.html"',
      expect.stringMatching(/^file-hash: sha256:[\da-f]{64}$/),
      expect.stringMatching(/^text-hash: sha256:[\da-f]{64}$/),
      expect.stringMatching(/^date: \d{4}-\d\d-\d\d$/),
      'license: "CC BY 4.0"',
      ...["---", "", "On Rain", "", "Some 40 liters fell in\u00a0a day.", ""],
    ]);
  });

  test.each([
    ["a/b", "a%2Fb.txt"],
    ["../../up", "%2E.%2F..%2Fup.txt"],
    ["..", "%2E..txt"],
    ["/etc/x", "%2Fetc%2Fx.txt"],
    ["C:\\x", "C%3A%5Cx.txt"],
  ])("stores the text of “%s” in the folder, and finds it there", async (key, name) => {
    const folder = folderWith(RAIN.replace('"a:b"', () => JSON.stringify(key)));
    writeFileSync(join(folder, "hail.md"), "Hail falls.");
    expect((await add(folder, key, "hail.md")).code).toBe(0);
    expect(readdirSync(join(folder, "sources"))).toEqual([name]);
    expect((await stationmaster(folder, ["sources"])).out).toContain(`text: sources/${name}\n`);
  });

  test("lets evidence be found in the text, under every key", async () => {
    const folder = folderWith(RAIN);
    writeFileSync(join(folder, "hail.md"), "\ufeffSome 40 lumps of hail fell in a day.");
    expect((await add(folder, "@a:b", "hail.md")).code).toBe(0);
    expect(readdirSync(join(folder, "sources"))).toEqual(["a%3Ab.txt"]);
    expect((await stationmaster(folder, ["sources"])).out).toContain(
      "  a:b  On Hail\n    not cited\n    text: sources/a%3Ab.txt\n",
    );
    writeFileSync(join(folder, "rain.station.md"), "# Rain\n\nSome 40 lumps of hail fell in a day [@{a:b}].\n");
    const [line] = (await stationmaster(folder, ["verify", "--todo"])).out.split("\n");
    const { h, candidates } = JSON.parse(line!);
    expect(candidates[0]).toMatchObject({ key: "a:b", exact: "Some 40 lumps of hail fell in a day." });
    const record = { h, role: "fact", key: "a:b", exact: candidates[0].exact, loc: "p. 1", by: "Ann", method: "human" };
    writeFileSync(join(folder, "found.ndjson"), JSON.stringify(record));
    expect((await stationmaster(folder, ["verify", "--record", "found.ndjson"])).out).toContain("1 verified");
    expect((await stationmaster(folder, ["verify"])).out).toContain("1 of 1 fact verified");
    writeFileSync(join(folder, "hail.md"), "Hail falls.");
    expect((await add(folder, "a:b", "hail.md")).out).toContain("1 quote of it is not in this text");
  });

  test("overwrites only what it stored, unless it is told to", async () => {
    const folder = folderWith(RAIN);
    const file = join(folder, "sources/noah.txt");
    for (const _ of ["first", "again"]) expect((await add(folder, "noah", "page.html")).code).toBe(0);
    const stored = readFileSync(file, "utf8");
    for (const other of [`${stored}And snow.\n`, "All my own words.\n", Uint8Array.of(0xff, 0)]) {
      writeFileSync(file, other);
      const { err, code } = await add(folder, "noah", "page.html");
      expect([err, code]).toEqual([
        "stationmaster: sources/noah.txt: It is there already, and was written or changed by someone else. Please add --force to overwrite it.\n",
        2,
      ]);
      expect(readFileSync(file)).toEqual(Buffer.from(other));
    }
    expect((await add(folder, "noah", "page.html", "--force")).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(stored);
  });

  test("stores no lines of ours from a text that was stored elsewhere", async () => {
    const folder = folderWith(RAIN);
    await add(folder, "noah", "page.html");
    const stored = () => readFileSync(join(folder, "sources/noah.txt"), "utf8").split("---\n\n");
    const [, text] = stored();
    await add(folder, "noah", "sources/noah.txt");
    expect(stored().slice(1)).toEqual([text]);
  });

  test("says where a text comes from that was written by hand", async () => {
    const folder = folderWith(
      `${RAIN}\n  -- sources/noah.txt --\n  Some 40 liters fell.\n  -- rain.txt --\n  Some 40 liters fell.\n`,
    );
    expect((await add(folder, "noah", "rain.txt")).code).toBe(0);
    expect(readFileSync(join(folder, "sources/noah.txt"), "utf8")).toMatch(/^---\n[\s\S]*\n\nSome 40 liters fell\.\n$/);
  });

  test("overwrites the text under the name that it has", async () => {
    const folder = folderWith(`${RAIN}\n  -- sources/a:b.txt --\n  All my own words.\n`);
    expect((await add(folder, "a:b", "page.html")).err).toContain("sources/a:b.txt: It is there already");
    expect((await add(folder, "a:b", "page.html", "--force")).code).toBe(0);
    expect(readdirSync(join(folder, "sources"))).toEqual(["a:b.txt"]);
  });

  test.each([
    ["noa", "page.html", "There is no source “noa”. Did you mean “noah”?"],
    ["noah", "none.html", "none.html: There is no such file."],
    [
      "noah",
      "sources.d",
      "“sources add” expects an .html, .txt or .md file; got “sources.d”. Please save its text as .txt.",
    ],
    [
      "noah",
      "flood.pdf",
      "“flood.pdf” is a PDF, which is not read. Please open it, copy its text, and save that as .txt; “pdftotext” does it, too.",
    ],
    ["noah", "binary.txt", "binary.txt: This is not UTF-8 text. Please save it as UTF-8."],
    ["noah", "latin.html", "latin.html: This is not UTF-8 text. Please save it as UTF-8."],
    ["noah", "empty.html", "empty.html: There are no words in it."],
    ["noah", "deep.html", "deep.html: This page is nested too deeply to be read."],
    ["noah", "folder.txt", "folder.txt: This is a folder."],
    [
      "noah",
      "https://example.org/rain.html",
      "“https://example.org/rain.html” is an address, and nothing is fetched. Please save the page, and name the file.",
    ],
  ])("says what is wrong, and writes nothing: %s %s", async (key, file, message) => {
    const folder = folderWith(RAIN);
    writeFileSync(join(folder, "binary.txt"), Uint8Array.of(0x7f, 0x45, 0, 0));
    writeFileSync(join(folder, "latin.html"), Uint8Array.of(0x52, 0xfc, 0x20));
    writeFileSync(join(folder, "empty.html"), "<title>Rain</title><script>x</script>");
    writeFileSync(join(folder, "deep.html"), `${"<div>".repeat(5_000)}x`);
    mkdirSync(join(folder, "folder.txt"));
    const { out, err, code } = await add(folder, key, file);
    expect([out, err, code]).toEqual(["", `stationmaster: ${message}\n`, 2]);
    expect(existsSync(join(folder, "sources"))).toBe(false);
  });

  test("writes nothing through a linked folder", async () => {
    const [folder, elsewhere] = [folderWith(RAIN), folderWith("")];
    symlinkSync(elsewhere, join(folder, "sources"));
    const { err, code } = await add(folder, "noah", "page.html");
    expect(err).toContain("sources/noah.txt: It is a link to another place, where nothing is written.");
    expect([readdirSync(elsewhere), code]).toEqual([[], 2]);
  });

  test("takes no option of the list", async () => {
    const { err, code } = await add(folderWith(RAIN), "noah", "page.html", "--format", "json");
    expect([err, code]).toEqual(["stationmaster: “sources add” has no option --format.\n", 2]);
  });

  test("names what has no license", async () => {
    const folder = folderWith(RAIN.replace(", license: CC BY 4.0", ""));
    expect((await add(folder, "noah", "page.html")).out).toContain("Its entry names no license.");
  });
});
