import { baseName, folderOf, relativeFile } from "../files/names.ts";
import { nearestFile } from "../files/nearest-file.ts";
import type { PathEntry } from "../path/path-file.ts";
import { pathsOf } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "path-file",
  group: "Path",
  kind: "fault",
  summary: "Each station that a path lists exists, and each station of its folder is listed.",
  why: "A listed station that is missing is a hole in the path; a station that is not listed is never read.",
  severity: "error",
  options: {},
  *checkPath(path, { lookUp, workspace, file }): Generator<Finding> {
    const { pathFile } = path;
    if (!pathFile) return;
    const folder = folderOf(file);
    const inFolder = workspace.folders.get(folder);
    const stations = inFolder?.stations ?? new Map<string, Station>();
    if (inFolder?.sparePathFile) {
      const spare = baseName(inFolder.sparePathFile.file);
      yield {
        // Its first line, but for a byte order mark.
        range: { start: pathFile.text.startsWith("\uFEFF") ? 1 : 0, end: pathFile.text.search(/[\n\r]|$/) },
        message: `“${spare}” is here, too, and is not read. Please keep only one of the two.`,
      };
    }
    const listed = new Set(path.stops.map((stop) => stop.file));
    const free = [...stations.keys()].filter((each) => !listed.has(each)).map((each) => relativeFile(folder, each));
    const seen = new Map<string, number>();
    for (const [index, entry] of pathFile.entries.entries()) {
      if (entry.kind !== "file") continue;
      const first = seen.get(entry.file);
      if (first !== undefined)
        yield { range: entry.range, message: `“${entry.name}” is already Station ${first}. Please list it only once.` };
      else seen.set(entry.file, index + 1);
      const answer = path.stops[index]?.station ? "found" : lookUp(entry.file);
      if (answer === "outside") yield { range: entry.range, message: `“${entry.name}” is outside the workspace.` };
      else if (answer === "missing") yield missing(entry, free.slice(0, MOST_NAMES));
    }
    const sourceFiles = new Set(path.sourceFiles.map((each) => each.file));
    for (const source of pathFile.sources) {
      const answer = sourceFiles.has(source.file) ? "found" : lookUp(source.file);
      if (answer === "found") continue;
      yield {
        range: source.range,
        message:
          answer === "outside"
            ? `“${relativeFile(folder, source.file)}” is outside the workspace.`
            : `There is no file “${relativeFile(folder, source.file)}” with sources here.`,
      };
    }
    for (const [station, { title }] of stations) {
      if (pathsOf(workspace, station).length > 0) continue;
      yield {
        file: station,
        severity: "warning",
        range: title?.range ?? { start: 0, end: 1 },
        message: `This station is not listed in path.yaml, so it is not on the path. Please add “-  ${relativeFile(folder, station)}” where it belongs.`,
        missing: "place on path",
      };
    }
  },
});

/** Looking for the nearest name compares with each, which is too much for thousands of entries and files. */
const MOST_NAMES = 200;

/** The stations that are not listed yet are what a name that does not exist may have meant. */
function missing({ name, range }: PathEntry & { kind: "file" }, free: readonly string[]): Finding {
  const near = nearestFile(name, free);
  if (!near)
    return { range, message: `There is no file “${name}” here. Is it planned? Then write “planned:” and its title.` };
  return {
    range,
    message: `There is no file “${name}” here. Did you mean “${near}”?`,
    suggestions: [{ title: `Change to “${near}”`, edits: [{ range, newText: near }] }],
  };
}

export const examples: readonly Example[] = [
  {
    title: "A misspelled file, one that is not there yet, one that stands twice, and a station that nobody lists",
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
          ^^^^^^^^^^^^^^^ “snow.station.md” is already Station 3. Please list it only once.
      -- rain.station.md --
      # Rain
      ^^^^^^ This station is not listed in path.yaml, so it is not on the path. Please add “-  rain.station.md” where it belongs.
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
  {
    title: "A path.yml beside the path.yaml",
    text: `
      -- water/path.yaml --
      title: Water
      ^^^^^^^^^^^^ “path.yml” is here, too, and is not read. Please keep only one of the two.
      stations: [rain.station.md]
      -- water/path.yml --
      title: Snow
      stations: [missing.station.md]
      -- water/rain.station.md --
      # Rain
    `,
  },
  {
    title: "A station that lies in one path's folder and is on another path",
    text: `
      -- water/path.yaml --
      stations: [rain.station.md]
      -- water/rain.station.md --
      # Rain
      -- water/ice.station.md --
      # Ice
      -- winter/path.yaml --
      stations: [../water/ice.station.md]
    `,
  },
];
