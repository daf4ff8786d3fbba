import type { Station } from "../../station/station.ts";

/** How many lessons of a course have the parts that stations have. */
export interface FormFigures {
  readonly lessons: number;
  readonly hook: number;
  readonly takeaway: number;
  readonly bridge: number;
  readonly keyTerms: number;
  /** How many have at least three of the four. */
  readonly inForm: number;
}

/** At least this many of the four parts make a lesson one in our form: the last one has no bridge, and a fault leaves one out. */
const PARTS_IN_FORM = 3;

/** Counts the parts that lessons have. */
export function formOf(lessons: readonly Station[]): FormFigures {
  const parts = lessons.map(partsOf);
  const having = (at: number) => parts.filter((each) => each[at]).length;
  return {
    lessons: lessons.length,
    hook: having(0),
    takeaway: having(1),
    bridge: having(2),
    keyTerms: having(3),
    inForm: parts.filter((each) => each.filter(Boolean).length >= PARTS_IN_FORM).length,
  };
}

function partsOf({ hook, takeaways, bridges, keyTerms }: Station): readonly boolean[] {
  return [hook, takeaways, bridges, keyTerms].map(({ length }) => length > 0);
}

/** The preset for a course that was not written as stations: what is wrong everywhere counts, what is our form is a hint. */
export const PRESET_TO_ADOPT = "adopt";

/** The preset that a course begins with; undefined for the default. A course most of whose lessons have our form has that. */
export function presetFor({ lessons, inForm }: FormFigures): string | undefined {
  return lessons > 0 && inForm * 2 < lessons ? PRESET_TO_ADOPT : undefined;
}
