import type { Station } from "../station/station.ts";
import type { Suppression } from "../station/suppressions.ts";
import type { Range } from "../text/range.ts";

/** Where a suppression holds: from its comment to the end of what it silences. */
export interface Silence {
  readonly suppression: Suppression;
  readonly range: Range;
}

/** The stretches of a station in which its comments silence rules. */
export function silencesOf(station: Station): readonly Silence[] {
  return station.suppressions.flatMap((suppression): Silence[] => {
    const range = silencedBy(station, suppression);
    return range ? [{ suppression, range }] : [];
  });
}

function silencedBy(station: Station, suppression: Suppression): Range | undefined {
  const { suppressions } = station;
  switch (suppression.kind) {
    case "enable":
      return undefined;
    case "disable-next":
      return nextTarget(station, suppression.range.end);
    case "disable": {
      const later = suppressions.slice(suppressions.indexOf(suppression) + 1);
      const closing = later.find((other) => other.kind === "enable" && closes(other, suppression));
      return { start: suppression.range.end, end: closing?.range.start ?? station.text.length + 1 };
    }
  }
}

/** Whether a silence covers a finding: it names its rule, or none, and the finding begins in it. */
export function silences({ suppression, range }: Silence, rule: string, at: Range): boolean {
  const named = suppression.rules.length === 0 || suppression.rules.some(({ id }) => id === rule);
  return named && range.start <= at.start && at.start < range.end;
}

function closes(enable: Suppression, disable: Suppression): boolean {
  return enable.rules.length === 0 || disable.rules.some(({ id }) => enable.rules.some((rule) => rule.id === id));
}

/** The sentence, heading, table or list that begins next, whichever is first. */
function nextTarget(station: Station, after: number): Range | undefined {
  const blocks = [...station.tables, ...station.lists].map(({ range }) => range);
  const sentences = station.passages
    .filter(({ kind, range }) => kind !== "cell" && range.end > after)
    .flatMap((passage) => passage.sentences.map(({ range }) => range));
  let next: Range | undefined;
  for (const range of [...blocks, ...sentences]) {
    if (range.start >= after && (!next || range.start < next.start)) next = range;
  }
  return next;
}
