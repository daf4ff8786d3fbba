import { addTo } from "../text/groups.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import type { Term } from "./terms.ts";

/** What holds the stations of a path together: who refers to whom, and where key terms go. */
export interface Connections {
  /** The other stations that a station refers to, each once, in path order; none for a station without references. */
  refersTo(stop: Stop): readonly Stop[];
  /** The other stations that refer to a station, each once, in path order. */
  referredToBy(stop: Stop): readonly Stop[];
  /** Every key term of the path, in path order. */
  readonly terms: readonly TermTrail[];
}

/** Where a key term is defined, and where it goes from there. */
export interface TermTrail {
  readonly term: Term;
  /** The station that defines it first. */
  readonly from: Stop;
  /** The other stations that use it, each once, in path order. */
  readonly usedIn: readonly Stop[];
  /** Whether nothing on the path names it again, in its own station either. */
  readonly isUnused: boolean;
}

/** The references and key terms of a path, from station to station. */
export function connectionsOf(path: LearningPath): Connections {
  const made = new Map<Stop, Set<Stop>>();
  for (const [number, references] of path.referencesTo) {
    const [to] = path.stopsAt(number);
    for (const { from } of references) {
      if (!to || from === to) continue;
      const targets = made.get(from);
      if (targets) targets.add(to);
      else made.set(from, new Set([to]));
    }
  }
  const refersTo = new Map<Stop, readonly Stop[]>();
  const referredToBy = new Map<Stop, Stop[]>();
  for (const from of path.stops) {
    const targets = [...(made.get(from) ?? [])].sort((a, b) => a.number - b.number);
    refersTo.set(from, targets);
    for (const to of targets) addTo(referredToBy, to, from);
  }
  return {
    refersTo: (stop) => refersTo.get(stop) ?? [],
    referredToBy: (stop) => referredToBy.get(stop) ?? [],
    terms: path.terms.map((term): TermTrail => {
      const { definitions, uses } = term;
      const [first] = definitions;
      const from = first!.stop;
      const usedIn = new Set(uses.map(({ stop }) => stop));
      usedIn.delete(from);
      return {
        term,
        from,
        usedIn: [...usedIn],
        isUnused: uses.every(({ passage }) => passage === first!.keyTerm.passage),
      };
    }),
  };
}
