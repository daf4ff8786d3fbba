import { type LearningPath, linkedStop, type Stop } from "../path/learning-path.ts";
import { gradeFact } from "../path/reading-level.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { isLocal } from "../station/links.ts";
import { readingOf } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import { count } from "../text/count.ts";
import { oncePer } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import { pathsAround } from "./subject.ts";
import { stationCoverage } from "./verification.ts";

/**
 * Code lenses: tell above a station's title how many stations refer to it, how hard it reads, and how long; above each key term
 * in how many stations it is used. Where sentences are verified: how many facts are.
 *
 * A click on the stations shows the places, one on the facts what is still to be verified.
 */
export function codeLenses(workspace: Workspace, file: string, today = ""): readonly Lens[] {
  const station = stationOf(workspace, file);
  if (!station) return [];
  return [
    ...titleLenses(workspace, file, station),
    ...coverageLens(workspace, file, station, today),
    ...termLenses(workspace, file, station),
  ];
}

export interface Lens {
  readonly range: Range;
  readonly text: string;
  /** Whether a click shows all that speaks of what stands at the range. */
  readonly showsReferences: boolean;
  /** Whether a click shows the sentences that are to be verified. */
  readonly showsVerification?: boolean;
}

function titleLenses(workspace: Workspace, file: string, station: Station): readonly Lens[] {
  if (!station.title) return [];
  const { range } = station.title;
  const referring = new Set(pathsOf(workspace, file).flatMap((path) => referringFiles(path, file)));
  const { minutes, words } = readingOf(station);
  const facts = [gradeFact(station, pathsOf(workspace, file)), `${minutes} min`, count(words, "word")];
  return [
    ...(referring.size
      ? [{ range, text: `Referred to by ${count(referring.size, "station")}`, showsReferences: true }]
      : []),
    { range, text: facts.filter(Boolean).join(" · "), showsReferences: false },
  ];
}

function coverageLens(workspace: Workspace, file: string, station: Station, today: string): readonly Lens[] {
  const text = stationCoverage(workspace, file, today);
  if (!station.title || text === undefined) return [];
  return [{ range: station.title.range, text, showsReferences: false, showsVerification: true }];
}

/** The other stations of a path that speak of one by its number or link to it. */
function referringFiles(path: LearningPath, file: string): readonly string[] {
  const to = path.stopOf(file);
  if (!to) return [];
  const byNumber = (path.referencesTo.get(to.number) ?? []).map(({ from }) => from.file!);
  const byLink = path.stops.flatMap(({ file: from, station }) =>
    from && station && linksTo(path, from, station, to) ? [from] : [],
  );
  return [...byNumber, ...byLink].filter((from) => from !== file);
}

/** The files that a station links to, as written. Kept, because a change elsewhere on the path asks for them again. */
const linkedNames = oncePer((station: Station): readonly string[] => {
  const local = station.links.filter(({ kind, url }) => kind !== "image" && isLocal(url));
  return [...new Set(local.map(({ url }) => url.replace(/#.*/s, "")).filter(Boolean))];
});

/** Whether a station links to a stop. */
function linksTo(path: LearningPath, file: string, station: Station, to: Stop): boolean {
  const from = path.stopOf(file)!;
  return linkedNames(station).some((url) => linkedStop(path, from, { url }) === to);
}

function termLenses(workspace: Workspace, file: string, station: Station): readonly Lens[] {
  return pathsAround(workspace, file)
    .slice(0, 1)
    .flatMap((path) =>
      path.terms.flatMap(({ definitions, uses }) => {
        const callouts = definitions.filter(
          ({ stop, keyTerm }) => stop.file === file && station.keyTerms.includes(keyTerm),
        );
        if (callouts.length === 0) return [];
        const used = new Set(uses.map(({ stop }) => stop)).size;
        const text = used ? `Used in ${count(used, "station")}` : "Used nowhere yet";
        return callouts.map(({ keyTerm }) => ({ range: keyTerm.termRange, text, showsReferences: used > 0 }));
      }),
    );
}
