import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { git } from "../support/git.ts";

/** A repository beside a folder that is none of its business, and whose files could all be mended. */
function repository(pathFile: (outside: string) => string): { top: string; outside: string; repo: string } {
  const top = folderWith(`
    -- outside/kept.md --
    # Secret:

    Secret words.
    -- outside/kept.station.md --
    # Secret:

    Secret words.
    -- outside/kept.bib --
    @book{secret, title = {Secret Words}, author = {Noah, A.}, year = 2019, doi = {https://doi.org/10.1000/182}}
    -- repo/water/rain.station.md --
    # Rain

    Rain falls.
    -- repo/shared/books.bib --
    @book{noah, title = {On Rain}, author = {Noah, A.}, year = 2019, doi = {https://doi.org/10.1000/182}}
  `);
  const [outside, repo] = [join(top, "outside"), join(top, "repo")];
  git(repo, "init", "--quiet");
  symlinkSync("../../outside", join(repo, "water/linked"));
  writeFileSync(join(repo, "water/path.yaml"), pathFile(outside));
  return { top, outside, repo };
}

const shown = (folder: string) => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);

describe("what lies outside a repository", () => {
  test.each([
    ["by a name with “..”", () => "../../outside"],
    ["by an absolute name", (outside: string) => outside],
    ["through a linked folder", () => "linked"],
  ])("is neither read nor mended where a path names it %s", async (_, folderFor) => {
    const { repo, outside } = repository((place) => {
      const folder = folderFor(place);
      return `title: Water\nstations: [rain.station.md, ${folder}/kept.md, ${folder}/kept.station.md]\nsources: [${folder}/kept.bib]\n`;
    });
    const before = shown(outside);
    const { out, code } = await stationmaster(repo, ["check", "--fix", "--quiet", "--format", "json"]);
    expect(shown(outside)).toEqual(before);
    expect(code).toBe(1);
    const found = JSON.parse(out).files.filter(({ findings }: { findings: unknown[] }) => findings.length > 0);
    expect(found.map(({ file }: { file: string }) => file)).toEqual(["water/path.yaml"]);
    const messages = found[0].findings.map(({ message }: { message: string }) => message);
    expect(messages.every((message: string) => message.endsWith("is outside the workspace."))).toBe(true);
    expect(messages).toHaveLength(3);
    const page = await stationmaster(repo, ["export", "html", "water"]);
    expect(page.out).toContain("Rain falls");
    expect(page.out).not.toContain("Secret");
  });

  test("is not renamed when a path that names it changes", async () => {
    const { repo, top, outside } = repository(
      () => "title: Water\nstations: [rain.station.md, ../../outside/02-kept.station.md]\n",
    );
    cpSync(join(outside, "kept.station.md"), join(outside, "02-kept.station.md"));
    const before = shown(outside);
    await stationmaster(repo, ["move", "1", "--to", "2", "--path", "water"]);
    expect(shown(outside)).toEqual(before);
    expect(readdirSync(top).sort()).toEqual(["outside", "repo"]);
  });
});

test("sources of a path that lie elsewhere in the repository are read, and mended where that folder was named, too", async () => {
  const { repo } = repository(() => "title: Water\nstations: [rain.station.md]\nsources: [../shared/books.bib]\n");
  const books = () => readFileSync(join(repo, "shared/books.bib"), "utf8");
  const before = books();
  const { out } = await stationmaster(repo, ["check", "water", "--fix", "--format", "json"]);
  expect(books()).toBe(before);
  expect(out).not.toContain("is outside the workspace");
  await stationmaster(repo, ["check", "water", "shared", "--fix"]);
  expect(books()).not.toBe(before);
});
