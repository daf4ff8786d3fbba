import { SEVERITIES } from "../rules/rule.ts";
import type { Station } from "../station/station.ts";
import { firstFrom } from "../text/first-from.ts";
import { cover, type Range } from "../text/range.ts";
import type { LintFinding } from "./lint.ts";

/**
 * Which rules find the same cause again. Where a finding of the first overlaps findings of the others, these are left out: they
 * are gone, or are found again, once the first is dealt with.
 */
const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
  // A promise that nothing proves has to go, whatever else it is.
  "provenance-claim": ["no-page-furniture", "sentence-cited", "sentence-verified"],
  // What does not belong to the lesson is not judged as a part of it.
  "no-page-furniture": ["no-self-reference", "sentence-cited", "sentence-verified", "station-exists"],
  // Every new station has the same key term until its template is filled in.
  leftovers: ["term-defined-once", "term-spacing"],
  // What a retracted source supports is not verified.
  "no-retracted-source": ["sentence-verified"],
  // Only a sentence with a source can be compared with it.
  "sentence-cited": ["sentence-verified"],
};

/** The findings of a station without those that name the cause of another one again; none is left out for a lighter one. */
export function oneFindingPerCause(
  found: readonly LintFinding[],
  { footer: [first, ...others] }: Station,
): readonly LintFinding[] {
  const explained = new Set<LintFinding>();
  for (const [cause, consequences] of Object.entries(CONSEQUENCES)) {
    const causes = found.filter(({ rule }) => rule === cause).sort((a, b) => a.range.start - b.range.start);
    if (causes.length === 0) continue;
    const causeOf = overlapping(causes);
    for (const each of found) {
      const by = consequences.includes(each.rule) ? causeOf(each.range) : undefined;
      if (by && isAsHeavy(by, each)) explained.add(each);
    }
  }
  const left = explained.size === 0 ? found : found.filter((each) => !explained.has(each));
  return first
    ? oneForFooter(
        left,
        others.reduce((range, { range: next }) => cover(range, next), first.range),
      )
    : left;
}

const FOOTER_RULES: ReadonlySet<string> = new Set(["provenance-claim", "no-page-furniture"]);

/** A footer that promises something was copied along as one thing, and goes as one. */
function oneForFooter(found: readonly LintFinding[], { start, end }: Range): readonly LintFinding[] {
  const inFooter = found.filter(
    ({ rule, range }) => FOOTER_RULES.has(rule) && start <= range.start && range.end <= end,
  );
  const promise = inFooter.find(({ rule }) => rule === "provenance-claim");
  if (!promise) return found;
  const others = inFooter.filter((each) => each !== promise && isAsHeavy(promise, each));
  const related = others.map(({ file, range, message }) => ({ file, range, message }));
  return found.flatMap((each) => {
    if (each === promise) return { ...each, related: [...(each.related ?? []), ...related] };
    return others.includes(each) ? [] : each;
  });
}

function isAsHeavy(cause: LintFinding, other: LintFinding): boolean {
  return SEVERITIES.indexOf(cause.severity) <= SEVERITIES.indexOf(other.severity);
}

/** Gives the finding that shares a character with a range, of some that don't overlap and are in the order of the text. */
function overlapping(findings: readonly LintFinding[]): (range: Range) => LintFinding | undefined {
  return ({ start, end }) => {
    const next = findings[firstFrom(findings.length, (at) => findings[at]!.range.end > start)];
    return next && next.range.start < end ? next : undefined;
  };
}
