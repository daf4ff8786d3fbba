import { isLesson } from "../station/lesson.ts";
import { hasPart, isPartLabeled, type StationPart } from "../station/station-parts.ts";
import type { LearningPath } from "./learning-path.ts";

/** How many lessons of a path have one of the parts that lessons in our form have. */
export interface Habit {
  readonly lessons: number;
  readonly having: number;
  /** Whether the path is written with this part, so that a lesson without it stands out. */
  readonly isUsual: boolean;
}

/** On a path of fewer lessons, none says anything about the others (our judgement). */
const FEWEST_LESSONS = 4;
/** A path is written with a part if at least one lesson of this many has it, or any has it under its label (our judgement). */
const ONE_OF = 4;

/** Whether the lessons of a path have a part by habit. A last lesson needs no bridge, and pages that are no lessons don't count. */
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
  const stations = asked.flatMap(({ station }) => (station?.title && isLesson(station) ? [station] : []));
  const having = stations.filter((station) => hasPart(station, part)).length;
  const lessons = stations.length;
  const isUsual =
    lessons < FEWEST_LESSONS || having * ONE_OF >= lessons || stations.some((station) => isPartLabeled(station, part));
  return { lessons, having, isUsual };
}
