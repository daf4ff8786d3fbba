import { expect, test } from "vitest";
import { type Naming, needs } from "../../../server/src/files/needs.ts";

const water: Naming = {
  file: "/water/path.yaml",
  entries: [
    { kind: "file", file: "/water/rain.station.md" },
    { kind: "planned" },
    { kind: "file", file: "/water/.drafts/seas.station.md" },
    { kind: "file", file: "/notes/ice.md" },
  ],
  sources: [{ file: "/books/all.bib" }],
};

/** What a path needs where some files were read and some folders listed, a line each. */
function needed(read: readonly string[], listed: readonly string[]): string {
  const { files, folders } = needs([water], {
    isRead: (file) => read.includes(file),
    isListed: (folder) => listed.includes(folder),
  });
  return [...files, ...folders].map(([file, kind]) => `${kind}: ${file}`).join("\n");
}

test("a path needs its stations, what belongs to them, its sources and the stored texts of these", () => {
  expect(needed([], [])).toMatchInlineSnapshot(`
    "station: /water/rain.station.md
    ledger: /water/rain.ledger.jsonl
    station: /water/.drafts/seas.station.md
    ledger: /water/.drafts/seas.ledger.jsonl
    station: /notes/ice.md
    ledger: /notes/ice.ledger.jsonl
    sources: /books/all.bib
    source-text: /water/sources"
  `);
});

test("what was read is not needed again, and a listed folder has what belongs to its stations or lacks it", () => {
  expect(needed(["/water/rain.station.md", "/books/all.bib"], ["/water", "/notes"])).toMatchInlineSnapshot(`
    "station: /water/.drafts/seas.station.md
    ledger: /water/.drafts/seas.ledger.jsonl
    station: /notes/ice.md
    source-text: /water/sources"
  `);
  const all = ["/water/rain.station.md", "/water/.drafts/seas.station.md", "/notes/ice.md", "/books/all.bib"];
  expect(needed(all, ["/water", "/water/.drafts", "/notes", "/water/sources"])).toBe("");
});

test("no path needs nothing", () => {
  const { files, folders } = needs([], { isRead: () => false, isListed: () => false });
  expect(files.size + folders.size).toBe(0);
});
