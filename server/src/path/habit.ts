import { isStationFile } from "../files/kinds.ts";
import { isLesson } from "../station/lesson.ts";
import type { Station } from "../station/station.ts";
import { hasPart, isPartLabeled, type StationPart } from "../station/station-parts.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath, Stop } from "./learning-path.ts";

/** How many lessons of a path have one of the parts that lessons in our form have. */
export interface Habit {
  readonly lessons: number;
  /** Those that don't have it, in path order. */
  readonly lacking: readonly Stop[];
  /** Whether the path is written with this part, so that a lesson without it stands out. */
  readonly isUsual: boolean;
}

/** On a path of fewer lessons, none says anything about the others (our judgement). */
const FEWEST_LESSONS = 4;
/** At least this many of the four parts make a lesson one in our form: the last has no bridge, and a fault leaves one out. */
const FEWEST_PARTS = 3;
/** This share of the lessons makes a part a habit of a path in our form, and of any other path (our judgement). */
const SHARE = { ours: 1 / 4, others: 3 / 4 };

/**
 * Whether the lessons of a path have a part by habit. One lesson is enough that has it under its label, which nobody writes by
 * accident. A path with any label of ours is one in our form. A last lesson needs no bridge, and pages that are no lessons don't
 * count.
 */
export function habitOf(path: LearningPath, part: StationPart): Habit {
  const known = habitsOf(path);
  const habit = known.get(part) ?? countLessons(path, part);
  known.set(part, habit);
  return habit;
}

/** The habits of a path that were asked for. */
const habitsOf = oncePer((_: LearningPath) => new Map<StationPart, Habit>());

/**
 * Whether a path has lessons that are written as stations, so that their form can be asked of the others. On a path of few
 * lessons it is: none says anything about the others, and most of these are just begun. Many pages without a lesson among them are
 * those of another form, unless their names say otherwise.
 */
export const isInOurForm: (path: LearningPath) => boolean = oncePer(({ stops }) => {
  const lessons = stops.flatMap(({ station }) => (station?.title && isLesson(station) ? [station] : []));
  const ours = lessons.filter((station) => isWrittenAsStation(station)).length;
  if (lessons.length < FEWEST_LESSONS) return stops.length < FEWEST_LESSONS || stops.some(isNamedAsOurs);
  return ours >= lessons.length * SHARE.ours;
});

/** What is named `rain.station.md` is meant to become a station. */
function isNamedAsOurs({ file }: Stop): boolean {
  return file === undefined || isStationFile(file);
}

/** A label of ours that stands alone may be by chance; other courses have boxes for what to remember, too. */
function isWrittenAsStation(station: Station): boolean {
  const isLabeled = station.callouts.some(({ label }) => label);
  return isLabeled && PARTS.filter((part) => hasPart(station, part)).length >= FEWEST_PARTS;
}

const PARTS: readonly StationPart[] = ["hook", "takeaway", "bridge", "key term"];

function countLessons({ stops }: LearningPath, part: StationPart): Habit {
  const asked = part === "bridge" ? stops.slice(0, -1) : stops;
  const taught = asked.filter(({ station }) => station?.title && isLesson(station));
  const stations = taught.map(({ station }) => station!);
  const lacking = taught.filter(({ station }) => !hasPart(station!, part));
  const lessons = taught.length;
  const isOurs = stations.some(({ callouts }) => callouts.some(({ label }) => label));
  const isUsual =
    lessons < FEWEST_LESSONS ||
    lessons - lacking.length >= lessons * (isOurs ? SHARE.ours : SHARE.others) ||
    stations.some((station) => isPartLabeled(station, part));
  return { lessons, lacking, isUsual };
}
