import type { Station } from "../station/station.ts";
import type { Suppression } from "../station/suppressions.ts";
import { firstFrom } from "../text/first-from.ts";
import { groupBy } from "../text/groups.ts";
import type { Range } from "../text/range.ts";

/** Where a suppression holds: from its comment to the end of what it silences. */
export interface Silence {
  readonly suppression: Suppression;
  readonly range: Range;
}

/** The stretches of a station in which its comments silence rules. */
export function silencesOf(station: Station): readonly Silence[] {
  const { suppressions, text } = station;
  const targets = suppressions.some(({ kind }) => kind === "disable-next") ? targetsOf(station) : [];
  const silences: Silence[] = [];
  // Where the comments after this one let rules be heard again: all of them, or one.
  let allHeard = text.length + 1;
  const heard = new Map<string, number>();
  for (const suppression of suppressions.toReversed()) {
    const { kind, range, rules } = suppression;
    switch (kind) {
      case "enable":
        if (rules.length === 0) allHeard = range.start;
        for (const { id } of rules) heard.set(id, range.start);
        break;
      case "disable-next": {
        const target = targets[firstFrom(targets.length, (at) => targets[at]!.start >= range.end)];
        if (target) silences.push({ suppression, range: target });
        break;
      }
      case "disable": {
        const ends = rules.map(({ id }) => heard.get(id) ?? allHeard);
        silences.push({ suppression, range: { start: range.end, end: Math.min(allHeard, ...ends) } });
      }
    }
  }
  return silences.reverse();
}

/** The sentences, headings, tables and lists that a comment can silence, by where they begin. */
function targetsOf({ tables, lists, passages }: Station): readonly Range[] {
  const sentences = passages.filter(({ kind }) => kind !== "cell").flatMap((passage) => passage.sentences);
  return [...tables, ...lists, ...sentences].map(({ range }) => range).sort((a, b) => a.start - b.start);
}

/**
 * What is heard in spite of all silences, and for each comment the rules that it silences a finding of: one that begins
 * where the comment holds, of a rule that it names, or of any where it names none.
 */
export function hear<Found extends { readonly rule: string; readonly range: Range }>(
  found: readonly Found[],
  silences: readonly Silence[],
): { readonly heard: Found[]; readonly used: ReadonlyMap<Suppression, ReadonlySet<string>> } {
  const byRule = groupBy(found, ({ rule }) => rule);
  const used = new Map<Suppression, Set<string>>();
  const unheard = new Set<Found>();
  for (const [rule, all] of byRule) {
    const sorted = all.toSorted((a, b) => a.range.start - b.range.start);
    const indexOf = (offset: number) => firstFrom(sorted.length, (at) => sorted[at]!.range.start >= offset);
    // How many more silences hold from each finding on than before it.
    const more = new Int32Array(sorted.length + 1);
    for (const { suppression, range } of silences) {
      if (suppression.rules.length > 0 && !suppression.rules.some(({ id }) => id === rule)) continue;
      const [first, end] = [indexOf(range.start), indexOf(range.end)];
      if (first >= end) continue;
      used.set(suppression, (used.get(suppression) ?? new Set()).add(rule));
      more[first]!++;
      more[end]!--;
    }
    let holding = 0;
    for (const [at, each] of sorted.entries()) {
      holding += more[at]!;
      if (holding > 0) unheard.add(each);
    }
  }
  return { heard: found.filter((each) => !unheard.has(each)), used };
}
