import { expect, test } from "vitest";
import { linkPlaces } from "../../../server/src/files/link-places.ts";

test.each<[root: string | undefined, folder: string, name: string, places: readonly string[]]>([
  ["/course", "/course/unit/one", "/a.png", ["/course/a.png", "/course/unit/one/a.png", "/course/unit/a.png"]],
  ["/course", "/course", "/a.png", ["/course/a.png"]],
  ["/course", "/elsewhere", "/a.png", ["/course/a.png"]],
  ["/", "/unit", "/a.png", ["/a.png", "/unit/a.png"]],
  ["", "/unit/one", "/a.png", ["/a.png", "/unit/one/a.png", "/unit/a.png"]],
  [undefined, "/unit", "/a.png", ["/a.png"]],
  ["/course", "/course/unit", "../a.png", ["/course/a.png"]],
])("in the root “%s”, a link from %s to %s", (root, folder, name, places) => {
  expect(linkPlaces({ siteRoot: undefined, rootOf: () => root }, folder, name)).toEqual(places);
});

test("a folder that settings name is the only root", () => {
  expect(linkPlaces({ siteRoot: "/course/docs", rootOf: () => "/course" }, "/course/unit", "/a.png")).toEqual([
    "/course/docs/a.png",
  ]);
});
