import type { Station } from "../station/station.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath } from "./learning-path.ts";

/** At least this many stations, and this share of a path, show a habit, such as that the site gives the titles (our judgement). */
const [FEWEST, SHARE] = [3, 1 / 3];

/** Whether a station has text and no title: no heading with one “#”, and none in front matter. */
export function isUntitled(station: Station): boolean {
  return (
    station.text.trim() !== "" && !station.tree.frontTitle && (!station.title || lowTitleMarks(station) !== undefined)
  );
}

/** The number signs of a title that has two or more of them; undefined for any other. */
export function lowTitleMarks({ text, title, tree }: Station): string | undefined {
  if (!title || tree.frontTitle || tree.form === "paste") return undefined;
  return /^#{2,6}(?=\s)/.exec(text.slice(title.range.start, title.range.start + 7))?.[0];
}

/** Whether a station has several headings with one “#”, and no title in front matter. */
function hasSectionsAsTitles({ titles, tree }: Station): boolean {
  return titles.length > 1 && !tree.frontTitle && tree.form === "markdown";
}

/**
 * The stations of a path that have several headings with one “#”, where there are so many that “#” is for sections, and the
 * names of the files are the titles, as in Obsidian; else none.
 */
export const sectionedByDesign: (path: LearningPath) => readonly Station[] = manyOf(hasSectionsAsTitles);

/** The stations of a path that have no title, where there are so many that its site must give them; else none. */
export const untitledByDesign: (path: LearningPath) => readonly Station[] = manyOf(isUntitled);

/** The stations of a path of a kind, where they are a habit of the path; else none. */
function manyOf(isOfKind: (station: Station) => boolean): (path: LearningPath) => readonly Station[] {
  return oncePer(({ stops }) => {
    const stations = new Set(stops.flatMap(({ station }) => station ?? []));
    const found = [...stations].filter(isOfKind);
    return found.length >= FEWEST && found.length >= stations.size * SHARE ? found : [];
  });
}
