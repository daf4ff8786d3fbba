import { expect, test } from "vitest";
import { resolveFile } from "../../../server/src/files/names.ts";

test.each([
  ["/water", "rain.station.md", "/water/rain.station.md"],
  ["/water", "../sources.bib", "/sources.bib"],
  ["/", "rain.station.md", "/rain.station.md"],
  ["/", "../rain.station.md", "/rain.station.md"],
  ["C:/water", "./rain.station.md", "C:/water/rain.station.md"],
])("in %s, “%s” is %s", (folder, name, file) => {
  expect(resolveFile(folder, name)).toBe(file);
});
