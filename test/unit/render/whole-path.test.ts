import { expect, test } from "vitest";
import { preview } from "../../../server/src/features/preview.ts";
import { previewHost } from "../../../server/src/protocol/previews.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

const host = previewHost(fixtureWorkspace(new Map()), () => "found");
const FILES = parseFixture(`
  -- path.yaml --
  title: Water
  stations:
    - rain.station.md
    - planned: Snow
    - sea.station.md
  -- rain.station.md --
  # Rain

  ## Why

  It ends in [the sea](sea.station.md#salt), see Station 2.[^1]

  [^1]: Or not.
  -- sea.station.md --
  # Sea

  ## Salt

  Rain was in Station 1, [above](#salt).[^1]

  [^1]: Or not.
`);

const blocks = preview(fixtureWorkspace(FILES), `${ROOT}/rain.station.md`, [], host, { view: "path" })!.blocks;
const html = blocks.map((each) => each.html).join("\n");
const values = (name: string) => [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map((match) => match[1]!);

test("a whole path has contents that lead to its stations, planned ones too", () => {
  const contents = blocks[1]!.html;
  expect(contents.replace(/<[^>]+>/g, " ").trim()).toMatch(/^Rain\s+Snow\s+\(planned\)\s+Sea$/);
  const ids = values("id");
  for (const href of values("href")) expect(ids).toContain(href.slice(1));
});

test("no two of its places have the same id, though its stations are alike", () => {
  const ids = values("id");
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id.endsWith("note-1"))).toEqual(["s1-note-1", "s3-note-1"]);
});

test("there is one title, and headings go down one level at a time", () => {
  expect([...html.matchAll(/<h(\d)/g)].map((match) => match[1]).join("")).toBe("123322" + "33");
});

test("each sentence knows its station", () => {
  const files = blocks.filter(({ ranges }) => ranges.length).map(({ file }) => file);
  expect(new Set(files)).toEqual(new Set([undefined, `${ROOT}/sea.station.md`]));
  for (const { file = `${ROOT}/rain.station.md`, html: drawn, ranges } of blocks) {
    if (!ranges.length) continue;
    const written = FILES.get(file)!
      .slice(ranges[0], ranges[1])
      .replace(/[[\]]|\(.*?\)|\^1/g, "");
    expect(drawn.replace(/<sup>.*?<\/sup>|<[^>]+>/g, "")).toContain(written);
  }
});

test.each([true, false])("pictures from the web are shown to who wants them, as for a station alone: %s", (wanted) => {
  const files = parseFixture(`
    -- path.yaml --
    stations: [rain.station.md]
    -- rain.station.md --
    # Rain

    ![Rain](https://example.org/rain.png)
  `);
  const workspace = fixtureWorkspace(files);
  for (const view of ["station", "path"] as const) {
    const page = preview(
      workspace,
      `${ROOT}/rain.station.md`,
      [],
      previewHost(workspace, () => "found", { webPictures: wanted }),
      { view },
    )!;
    expect(
      page.blocks.some((block) => block.html.includes("<img")),
      view,
    ).toBe(wanted);
  }
});
