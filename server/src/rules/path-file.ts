import { folderOf, relativeFile } from "../text/file.ts";
import { nearestFile } from "../text/nearest-name.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "path-file",
  group: "Path",
  summary: "Each station that a path lists exists, and each station of its folder is listed.",
  why: "A station that is listed and missing is a hole in the path; one that is there and not listed is read by nobody.",
  severity: "error",
  options: {},
  *checkPath(path, { lookUp, workspace, file }): Generator<Finding> {
    const { pathFile } = path;
    if (!pathFile) return;
    const folder = folderOf(file);
    const beside = [...(workspace.folders.get(folder)?.stations.keys() ?? [])];
    const listed = new Map<string, number>();
    for (const [index, entry] of pathFile.entries.entries()) {
      if (entry.kind !== "file") continue;
      const first = listed.get(entry.file);
      if (first !== undefined)
        yield { range: entry.range, message: `“${entry.name}” is Station ${first} already. Please list it once.` };
      else listed.set(entry.file, index + 1);
      const answer = path.stops[index]?.station ? "found" : lookUp(entry.file);
      if (answer === "outside") yield { range: entry.range, message: `“${entry.name}” is outside the workspace.` };
      if (answer !== "missing") continue;
      const near = nearestFile(
        entry.name,
        beside.map((each) => relativeFile(folder, each)),
      );
      yield {
        range: entry.range,
        message: `There is no file “${entry.name}” here.${near ? ` Did you mean “${near}”?` : " Is it planned? Then write “planned:” and its title."}`,
        suggestions: near ? [{ title: `Change to “${near}”`, edits: [{ range: entry.range, newText: near }] }] : [],
      };
    }
    for (const source of pathFile.sources) {
      if (path.sourceFiles.some((each) => each.file === source.file) || lookUp(source.file) === "found") continue;
      yield {
        range: source.range,
        message: `There is no file “${relativeFile(folder, source.file)}” with sources here.`,
      };
    }
    for (const station of beside) {
      if (listed.has(station)) continue;
      yield {
        file: station,
        severity: "warning",
        range: workspace.folders.get(folder)?.stations.get(station)?.title?.range ?? { start: 0, end: 1 },
        message: `This station is not listed in path.yaml, so it is on no path. Please add “- ${relativeFile(folder, station)}” where it belongs.`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A misspelt file, one that is not there yet, one that stands twice, and a station that nobody lists",
    text: `
      -- path.yaml --
      title: Water
      sources: water.bib
               ^^^^^^^^^ There is no file “water.bib” with sources here.
      stations:
        - rian.station.md
          ^^^^^^^^^^^^^^^ There is no file “rian.station.md” here. Did you mean “rain.station.md”?
        - seas.station.md
          ^^^^^^^^^^^^^^^ There is no file “seas.station.md” here. Is it planned? Then write “planned:” and its title.
        - snow.station.md
        - snow.station.md
          ^^^^^^^^^^^^^^^ “snow.station.md” is Station 3 already. Please list it once.
      -- rain.station.md --
      # Rain
      ^^^^^^ This station is not listed in path.yaml, so it is on no path. Please add “- rain.station.md” where it belongs.
      -- snow.station.md --
      # Snow
    `,
  },
  {
    title: "Everything listed, something planned, a station from another folder",
    text: `
      -- water/path.yaml --
      stations:
        - rain.station.md
        - planned: Seas
        - ../shared/notes.md
      -- water/rain.station.md --
      # Rain
      -- shared/notes.md --
      # Notes
    `,
  },
];
