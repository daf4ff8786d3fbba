import type { LintFinding } from "./lint.ts";

/** At most this many places are named beside the worst: a writer begins with a few (our judgement). */
const MOST_RELATED = 4;

/**
 * Makes the findings of each of some rules one finding: the worst by its measure, with the next worst as related places.
 * @param found the findings of one station, after those that comments silence are gone
 * @param rules the ids of the rules
 */
export function onePerStation(found: readonly LintFinding[], rules: ReadonlySet<string>): readonly LintFinding[] {
  const gathered = found.filter(({ rule }) => rules.has(rule));
  if (gathered.length < 2) return found;
  const rest = found.filter(({ rule }) => !rules.has(rule));
  return [...rest, ...[...new Set(gathered.map(({ rule }) => rule))].map((id) => worstOf(gathered, id))];
}

function worstOf(found: readonly LintFinding[], id: string): LintFinding {
  const all = found.filter(({ rule }) => rule === id).sort((a, b) => (b.measure ?? 0) - (a.measure ?? 0));
  const [worst, ...others] = all as [LintFinding, ...LintFinding[]];
  if (others.length === 0) return worst;
  const more = others.length === 1 ? "There is 1 more" : `There are ${others.length} more`;
  return {
    ...worst,
    message: `${worst.message} ${more} in this station.`,
    related: others.slice(0, MOST_RELATED).map(({ file, range, message }) => ({ file, range, message })),
  };
}
