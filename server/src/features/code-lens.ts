import { folderOf, resolveFile } from "../files/names.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import { readingOf } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import { count } from "../text/count.ts";
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
  const { minutes, words, grade } = readingOf(station);
  const facts = [grade === undefined ? "" : `Grade ${grade}`, `${minutes} min`, count(words, "word")];
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
    from && station && linkedFiles(from, station).has(file) ? [from] : [],
  );
  return [...byNumber, ...byLink].filter((from) => from !== file);
}

const linked = new WeakMap<Station, { readonly file: string; readonly targets: ReadonlySet<string> }>();

/** The files that a station links to. Kept, because a change elsewhere on the path asks for them again. */
function linkedFiles(file: string, station: Station): ReadonlySet<string> {
  const before = linked.get(station);
  if (before?.file === file) return before.targets;
  const targets = new Set<string>();
  for (const { kind, url } of station.links) {
    if (kind === "image" || !isLocal(url)) continue;
    const { file: name } = splitTarget(url);
    if (name) targets.add(resolveFile(folderOf(file), name));
  }
  linked.set(station, { file, targets });
  return targets;
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
