import { distance } from "fastest-levenshtein";

/** The known name that a misspelled one was probably meant to be: the one with the fewest letters changed, if they are few. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > 60) return undefined;
  const ranked = known.map((each) => ({ each, away: distance(name.toLowerCase(), each.toLowerCase()) }));
  ranked.sort((a, b) => a.away - b.away);
  const best = ranked[0];
  return best && best.away <= Math.max(2, Math.floor(name.length / 3)) ? best.each : undefined;
}

/** Of more known names than this a message lists none: nobody reads them. */
const MOST_NAMED = 12;

/** A message for a name that is not known, with the known one that was probably meant. */
export function unknownName(
  name: string,
  known: readonly string[],
  what: string,
): { message: string; instead?: string } {
  const instead = nearestName(name, known);
  if (instead) return { message: `There is no ${what} “${name}”. Did you mean “${instead}”?`, instead };
  return {
    message: `There is no ${what} “${name}”.${known.length <= MOST_NAMED ? ` Known: ${known.join(", ")}.` : ""}`,
  };
}
