import { skippedLevels } from "../station/skipped-levels.ts";
import type { Station } from "../station/station.ts";
import { addTo } from "../text/groups.ts";
import { oncePer } from "../text/once.ts";
import { type Range, slice } from "../text/range.ts";
import type { LearningPath } from "./learning-path.ts";

/** From this many stations on that have the same, they have it from a template. Our judgement. */
const FEWEST = 5;

/** Something that a template has put into stations of a path: the first of them speaks for all. */
export interface OfTemplate {
  readonly isFirst: boolean;
  /** How many more stations have it. */
  readonly others: number;
}

/**
 * Whether a template makes stations of a path skip from one level of headings to another; undefined where too few do.
 * @param paths those that the station is on, of which the first where it is so counts
 * @param from the level of the heading before, 1 for “#”
 * @param to the level that comes after it
 */
export function levelOfTemplate(
  paths: readonly LearningPath[],
  station: Station,
  from: number,
  to: number,
): OfTemplate | undefined {
  return ofTemplate(paths, station, (path) => byLevel(path).get(`${from} ${to}`));
}

/** Whether a template puts the same heading or paragraph into stations of a path; undefined where too few have it. */
export function lineOfTemplate(paths: readonly LearningPath[], station: Station, text: string): OfTemplate | undefined {
  return ofTemplate(paths, station, (path) => byLine(path).get(text));
}

/** The same of what stands at a place, as it is written: with its links and images, be it a heading, a paragraph or a cell. */
export function placeOfTemplate(
  paths: readonly LearningPath[],
  station: Station,
  place: Range,
): OfTemplate | undefined {
  const passage = station.passages.find(({ range }) => range.start <= place.start && place.end <= range.end);
  if (!passage) return undefined;
  return ofTemplate(paths, station, (path) => bySource(path).get(slice(station.text, passage.range)));
}

function ofTemplate(
  paths: readonly LearningPath[],
  station: Station,
  sharing: (path: LearningPath) => readonly Station[] | undefined,
): OfTemplate | undefined {
  const stations = paths.map(sharing).find((each) => each && each.length >= FEWEST);
  return stations && { isFirst: stations[0] === station, others: stations.length - 1 };
}

const byLevel = grouped((station) => skippedLevels(station).map(({ section, most }) => `${most - 1} ${section.depth}`));

const byLine = grouped(({ passages }) =>
  passages.flatMap(({ kind, prose }) => (kind === "heading" || kind === "paragraph" ? [prose.text] : [])),
);

const bySource = grouped(({ text, passages }) => passages.map(({ range }) => slice(text, range)));

/** The stations of a path by what each of them has. */
function grouped(
  has: (station: Station) => readonly string[],
): (path: LearningPath) => ReadonlyMap<string, readonly Station[]> {
  return oncePer(({ stops }) => {
    const found = new Map<string, Station[]>();
    for (const station of new Set(stops.flatMap((stop) => stop.station ?? [])))
      for (const each of new Set(has(station))) addTo(found, each, station);
    return found;
  });
}
