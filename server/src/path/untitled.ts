import type { Station } from "../station/station.ts";
import { once } from "../text/once.ts";
import type { LearningPath } from "./learning-path.ts";

/** At least this many stations, and this share of a path, have no title of their own because the site gives it (our judgement). */
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

const known = new WeakMap<LearningPath, () => readonly Station[]>();

/** The stations of a path that have no title, where there are so many that its site must give them; else none. */
export function untitledByDesign(path: LearningPath): readonly Station[] {
  let untitled = known.get(path);
  if (!untitled) {
    untitled = once(() => {
      const stations = new Set(path.stops.flatMap(({ station }) => station ?? []));
      const without = [...stations].filter(isUntitled);
      return without.length >= FEWEST && without.length >= stations.size * SHARE ? without : [];
    });
    known.set(path, untitled);
  }
  return untitled();
}
