import { expect, test } from "vitest";
import { wholeFolders } from "../../../server/src/files/whole-folders.ts";

test("a folder with a path.yaml comes with all that lies below, however much that is", () => {
  const files = [
    "/a/path.yaml",
    "/b/path.yaml",
    "/b/one/1.md",
    "/b/one/2.md",
    "/b/two/deep/3.md",
    "/b/two/path.yaml",
    "/c/5.md",
  ];
  expect(wholeFolders(files, 2)).toEqual([
    ["/a/path.yaml", "/b/path.yaml", "/b/one/1.md", "/b/one/2.md", "/b/two/deep/3.md", "/b/two/path.yaml"],
    ["/c/5.md"],
  ]);
});

test("a folder without a path.yaml comes with its sources alone", () => {
  const files = ["/stationmaster.yaml", "/a/1.md", "/a/more/2.md", "/a/sources/key.txt", "/b/3.md"];
  expect(wholeFolders(files, 1)).toEqual([
    ["/stationmaster.yaml"],
    ["/a/1.md", "/a/sources/key.txt"],
    ["/a/more/2.md"],
    ["/b/3.md"],
  ]);
});

test("a path.yaml at the very top holds everything", () => {
  const files = ["/a/1.md", "/b/2.md", "/path.yaml"];
  expect(wholeFolders(files, 1).map((part) => part.toSorted())).toEqual([files]);
});

test("a folder whose name begins like another's does not lie in it", () => {
  const files = ["/a/path.yaml", "/a-b/2.md", "/ab/3.md"];
  expect(wholeFolders(files, 1)).toEqual([["/a/path.yaml"], ["/a-b/2.md"], ["/ab/3.md"]]);
});

test("small folders come together until there are many files", () => {
  expect(wholeFolders(["/d/4.md", "/a/1.md", "/b/2.md", "/c/3.md"], 2)).toEqual([
    ["/a/1.md", "/b/2.md"],
    ["/c/3.md", "/d/4.md"],
  ]);
});
