import { expect, test } from "vitest";
import { exportPage } from "../../../server/src/features/export.ts";
import { readBibtex } from "../../../server/src/hosts/bibtex.ts";
import { addStation } from "../../../server/src/path/add-station.ts";
import { addSource, readTypedSource } from "../../../server/src/path/new-source.ts";
import { insertStation } from "../../../server/src/path/path-changes.ts";
import { isRefusal, type Refusal } from "../../../server/src/path/refusal.ts";
import { fixtureWorkspace } from "../../support/fixture.ts";

const workspace = fixtureWorkspace(
  new Map([
    ["/path.yaml", "title: Water\nstations: [rain.station.md, hail.station.md]\n"],
    ["/rain.station.md", "# Rain\n\nIt falls.\n"],
    ["/hail.station.md", "# Hail\n\nIt falls.\n"],
  ]),
);
const [path] = workspace.paths.values();

/** The files that a change makes. */
function created(made: { readonly change: { readonly created: readonly { readonly file: string }[] } } | Refusal) {
  return isRefusal(made) ? made.refused : made.change.created.map(({ file }) => file);
}

test("where a path's folder is a whole drive, new files lie in it, and none is made twice", () => {
  expect(created(addStation(workspace, "/", path, "Snow"))).toEqual(["/snow.station.md"]);
  expect(created(addStation(workspace, "/", path, "Rain"))).toBe("There is already a file “rain.station.md”.");
  expect(created(insertStation(workspace, path!, 2, "Snow"))).toEqual(["/snow.station.md"]);
  expect(created(insertStation(workspace, path!, 2, "Rain"))).toBe("There is already a file “rain.station.md”.");
  const typed = readTypedSource("The Rain Book");
  const source = { typed, title: "The Rain Book", authors: "", publisher: "", today: "2026-11-23" };
  expect(created(addSource(path!, source, readBibtex))).toEqual(["/sources.yaml"]);
});

test("a page of a path whose folder is a whole drive has the name of the path", () => {
  const host = { pictureAddress: () => undefined };
  expect(exportPage(workspace, "/rain.station.md", true, host)?.name).toBe("water");
});
