import { expect, test } from "vitest";
import { linkPlaces, placeFromPage } from "../../../server/src/files/link-places.ts";

test.each<[root: string | undefined, from: string, name: string, places: readonly string[]]>([
  ["/course", "/course/unit/one/x.md", "/a.png", ["/course/a.png", "/course/unit/one/a.png", "/course/unit/a.png"]],
  ["/course", "/course/x.md", "/a.png", ["/course/a.png", "/course/static/a.png", "/course/public/a.png"]],
  ["/course", "/elsewhere/x.md", "/a.png", ["/course/a.png"]],
  ["/", "/unit/x.md", "/a.png", ["/a.png", "/unit/a.png"]],
  ["", "/unit/one/x.md", "/a.png", ["/a.png", "/unit/one/a.png", "/unit/a.png"]],
  [undefined, "/unit/x.md", "/a.png", ["/a.png"]],
  ["/course", "/course/unit/x.md", "../a.png", ["/course/a.png"]],
])("in the root “%s”, a link from %s to %s", (root, from, name, places) => {
  const found = linkPlaces({ siteRoot: undefined, rootOf: () => root }, from, name);
  expect(found.slice(0, places.length)).toEqual(places);
});

test("a folder that settings name is the only root", () => {
  expect(linkPlaces({ siteRoot: "/course/docs", rootOf: () => "/course" }, "/course/unit/x.md", "/a.png")).toEqual([
    "/course/docs/a.png",
  ]);
});

test.each<[name: string, source: string]>([
  ["rain", "/course/unit/rain.md"],
  ["rain/", "/course/unit/rain/_index.md"],
  ["rain.html", "/course/unit/rain.station.md"],
  ["../rain", "/course/unit/rain.md"],
  ["/unit/rain", "/course/unit/rain.qmd"],
  ["/course/unit/rain.png", "/course/unit/rain.png"],
  ["/rain.png", "/course/unit/static/rain.png"],
  ["/course/rain.png", "/course/assets/rain.png"],
])("the page or file “%s” may be %s", (name, source) => {
  const roots = { siteRoot: undefined, rootOf: () => "/course" };
  expect(linkPlaces(roots, "/course/unit/wells.md", name)).toContain(source);
});

test("a page of The Carpentries may be in a folder beside", () => {
  const places = linkPlaces({ siteRoot: undefined }, "/course/episodes/wells.md", "setup.md");
  expect(places).toEqual(
    expect.arrayContaining(["/course/episodes/setup.md", "/course/setup.md", "/course/learners/setup.md"]),
  );
});

test("a file with an ending of its own is nothing else", () => {
  expect(linkPlaces({ siteRoot: undefined }, "/course/wells.md", "rain.md")).toEqual(["/course/rain.md"]);
});

test("a picture may be named as seen from the built page, which is a folder deeper, and a lesson may not", () => {
  expect(placeFromPage("/course/unit/wells.md", "../img/rain.png")).toEqual(["/course/unit/img/rain.png"]);
  expect(placeFromPage("/course/unit/index.md", "../img/rain.png")).toEqual(["/course/img/rain.png"]);
  expect(placeFromPage("/course/unit/wells.md", "../rain.md")).toEqual([]);
});
