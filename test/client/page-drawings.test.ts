import { describe, expect, test } from "vitest";
import { PageDrawings } from "../../client/src/page-drawings.ts";

type Given = Parameters<PageDrawings["add"]>;
type Change = Parameters<PageDrawings["noteChange"]>[0];

const uri = { toString: () => "file:///rain.station.md", with: ({ path }: { path: string }) => ({ path }) } as unknown;

/** Drawings of a page with one finding, whose only fix takes the second of two words away. */
function drawn(
  revision: number,
  html = '<p data-file="/snow.station.md">See Station 2.</p>',
  whole = true,
): PageDrawings {
  const drawings = new PageDrawings();
  add(drawings, revision, html, whole);
  return drawings;
}

function add(drawings: PageDrawings, revision: number, html: string, whole: boolean): void {
  const range = { start: 8, end: 12 };
  const marks = { b1: [{ range, rule: "no-repeated-word", fixes: ["Remove the second “the”"] }] };
  drawings.add(uri as Given[0], { revision, version: revision, marks, files: {}, whole } as unknown as Given[1], html);
}

const WRONG = [undefined, null, -1, 0.5, 99, "0", "__proto__", "constructor", {}, []];

describe("a place that a page names", () => {
  test("is one of a text that it was drawn from, and is found where it is now", () => {
    const drawings = drawn(1);
    const document = { uri, version: 2 };
    const contentChanges = [{ rangeOffset: 0, rangeLength: 0, text: "So " }];
    drawings.noteChange({ document, contentChanges } as unknown as Change);
    expect(drawings.placeOf({ offset: 8, revision: 1 })?.offsetNow()).toBe(11);
  });

  test.each(WRONG)("is none where the page says %j", (wrong) => {
    const drawings = drawn(1);
    expect(drawings.placeOf({ offset: 8, revision: wrong })).toBeUndefined();
    if (wrong !== 99) expect(drawings.placeOf({ offset: wrong, revision: 1 })).toBeUndefined();
    if (wrong !== undefined) expect(drawings.placeOf({ offset: 8, revision: 1, file: wrong })).toBeUndefined();
  });

  test("is forgotten when many drawings have come since", () => {
    const drawings = drawn(1);
    for (let revision = 2; revision < 10; revision++) add(drawings, revision, "", false);
    expect(drawings.placeOf({ offset: 8, revision: 1 })).toBeUndefined();
    expect(drawings.placeOf({ offset: 8, revision: 2 })).toBeDefined();
  });
});

test("a file may be opened as long as the page names it", () => {
  const drawings = drawn(1);
  add(drawings, 2, '<p data-file="/ice.station.md">See Station 3.</p>', false);
  expect(["/snow.station.md", "/ice.station.md", "/etc/passwd"].map((file) => drawings.isNamed(file))).toEqual([
    true,
    true,
    false,
  ]);
  add(drawings, 3, "<p>It rains.</p>", true);
  expect(drawings.isNamed("/snow.station.md")).toBe(false);
});

describe("a fix that a page asks for", () => {
  test("is one that it was given, at the place where its finding is", () => {
    const fix = drawn(1).fixOf({ block: "b1", mark: 0, fix: 0, revision: 1 });
    expect(fix).toMatchObject({
      rule: "no-repeated-word",
      range: { start: 8, end: 12 },
      title: "Remove the second “the”",
    });
  });

  test.each(WRONG)("is none where the page says %j", (wrong) => {
    const right = { block: "b1", mark: 0, fix: 0, revision: 1 };
    for (const part of Object.keys(right)) expect(drawn(1).fixOf({ ...right, [part]: wrong })).toBeUndefined();
  });
});
