import type { StationName } from "../language/language.ts";
import { oncePer } from "../text/once.ts";
import type { Passage } from "./passage.ts";
import type { Reference } from "./references.ts";

/**
 * The references without those that name a place in a classroom, where learners go from one activity to the next: “Station 2:
 * Dice”. A text with at least two such labels, whose numbers rise, that speaks of moving between them means these by their numbers.
 */
export function withoutClassroom(references: readonly Reference[], passages: readonly Passage[]): readonly Reference[] {
  const [first] = references;
  if (!first?.passage.language.known || !references.some(({ kind }) => kind === "number")) return references;
  const { names, speaksOfClassroom } = first.passage.language.references;
  const label = labelOf(names);
  const labeled = passages.flatMap(({ prose }) => label.exec(prose.text)?.[1] ?? []).map(Number);
  const numbers = new Set(labeled);
  if (numbers.size < 2 || !rises(labeled) || !passages.some(({ prose }) => speaksOfClassroom(prose.text)))
    return references;
  return references.filter((each) => each.kind !== "number" || !each.numbers.every((number) => numbers.has(number)));
}

/** A label of a place, with its number. */
const labelOf = oncePer((names: readonly StationName[]) => {
  const words = names.map(({ one }) => one).join("|");
  return new RegExp(String.raw`^\W{0,3}(?:${words})\s(\d{1,2})(?:\s?[:.–—-]|\W{0,3}$)`);
});

/** Whether numbers begin with 1 and go on by one; each activity may begin the count again. */
function rises(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => number === 1 || number === numbers[at - 1]! + 1);
}
