import { expect, test } from "vitest";
import { wholeFolders } from "../server/src/text/whole-folders.ts";

test("a folder comes with all that lies below, however much that is", () => {
  const files = [
    "/a/path.yaml",
    "/b/path.yaml",
    "/b/one/1.md",
    "/b/one/2.md",
    "/b/two/deep/3.md",
    "/b/two/4.md",
    "/c/5.md",
  ];
  expect(wholeFolders(files, 2)).toEqual([
    ["/a/path.yaml", "/b/path.yaml", "/b/one/1.md", "/b/one/2.md", "/b/two/4.md", "/b/two/deep/3.md"],
    ["/c/5.md"],
  ]);
});

test("a folder whose name begins like another's does not lie in it", () => {
  expect(wholeFolders(["/a/1.md", "/a-b/2.md", "/ab/3.md"], 1)).toEqual([["/a-b/2.md"], ["/a/1.md"], ["/ab/3.md"]]);
});

test("small folders come together until there are many files", () => {
  expect(wholeFolders(["/d/4.md", "/a/1.md", "/b/2.md", "/c/3.md"], 2)).toEqual([
    ["/a/1.md", "/b/2.md"],
    ["/c/3.md", "/d/4.md"],
  ]);
});
