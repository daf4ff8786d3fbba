import { sitePlaceOf } from "../files/link-places.ts";
import { baseName } from "../files/names.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath, Stop } from "./learning-path.ts";

/** From this many lessons on, other numbers are no slip. Our judgement. */
const FEWEST = 3;

/**
 * Whether the lessons of a path have numbers of their own, by which its text calls them: the third file is “Chapter 2”, because an
 * index comes first, or each unit begins again with 1. What number is meant then, only the titles and the names of files say.
 */
export const hasOwnNumbers: (path: LearningPath) => boolean = oncePer(({ pathFile, stops }) => {
  const call = pathFile?.call ?? [];
  if (call.length === 0) return false;
  const inTitle = new RegExp(String.raw`^(?:${call.map(escaped).join("|")})\s+(\d{1,3})\b`, "i");
  const numbers = stops.flatMap((stop) => ownNumber(stop, inTitle) ?? []);
  const others = numbers.filter(({ own, stop }) => own !== stop.number).length;
  return others >= FEWEST && others * 2 > numbers.length;
});

/** The number that a title says, or else the name of the file, or of the folder whose index it is. */
function ownNumber(stop: Stop, inTitle: RegExp): { readonly own: number; readonly stop: Stop } | undefined {
  const name = baseName(sitePlaceOf(stop.file ?? ""));
  const said = inTitle.exec(stop.title)?.[1] ?? /^(?:[a-z]{1,12}[-_ ]?)?0*(\d{1,3})(?=[-_. ]|$)/i.exec(name)?.[1];
  return said === undefined ? undefined : { own: Number(said), stop };
}

function escaped(words: string): string {
  return words.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
