import { isLesson } from "../station/lesson.ts";
import { hasPart, isPartLabeled, type StationPart } from "../station/station-parts.ts";
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
/** This share of the lessons makes a part a habit of a path in our form, and of any other path (our judgement). */
const SHARE = { ours: 1 / 4, others: 3 / 4 };

/**
 * Whether the lessons of a path have a part by habit. One lesson is enough that has it under its label, which nobody writes by
 * accident. A path with any label of ours is one in our form. A last lesson needs no bridge, and pages that are no lessons don't
 * count.
 */
export function habitOf(path: LearningPath, part: StationPart): Habit {
  let known = habits.get(path);
  if (!known) {
    known = new Map();
    habits.set(path, known);
  }
  let habit = known.get(part);
  if (!habit) {
    habit = countLessons(path, part);
    known.set(part, habit);
  }
  return habit;
}

const habits = new WeakMap<LearningPath, Map<StationPart, Habit>>();

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
