/** Rows of the map that belong together, the first and the last of them. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Gives each span a lane beside the line of stations, so that those that overlap run side by side, the shorter ones inside.
 * Where there are more than that many at once, the longest share the outermost lane.
 *
 * @param most how many lanes there are room for, at least 1
 * @returns the lane of each span, counted from the line outward, from 0 on
 */
export function lanesOf(spans: readonly Span[], most: number): readonly number[] {
  const lanes: Span[][] = [];
  const found = new Array<number>(spans.length).fill(0);
  const shortestFirst = spans
    .map((span, at) => ({ span, at, length: span.last - span.first }))
    .sort((a, b) => a.length - b.length || a.span.first - b.span.first);
  for (const { span, at } of shortestFirst) {
    const free = lanes.findIndex((taken) => taken.every(({ first, last }) => last < span.first || first > span.last));
    const lane = free >= 0 ? free : Math.min(lanes.length, most - 1);
    lanes[lane] ??= [];
    lanes[lane].push(span);
    found[at] = lane;
  }
  return found;
}

/** How far the corner of a branch reaches, in hundredths of the room beside the line and in rows. */
const CORNER = { across: 7, along: 0.25 };

/** Which side of the line something is drawn on: what leads back on the left, what leads ahead on the right. */
export type Side = "back" | "ahead";

/**
 * A branch beside the line as the `d` of an SVG path: a trunk along the line, and an arm from each row that bends into it
 * toward the row that all of them belong to. Across, 0 is the line, and 100 is where the room beside it ends; along, 0 is the
 * middle of the first row, and 1 that of the second.
 *
 * @param rows the others, in any order; none makes no branch
 */
export function branch(side: Side, across: number, hub: number, rows: readonly number[]): string {
  if (rows.length === 0) return "";
  const sign = side === "back" ? -1 : 1;
  const near = sign * Math.max(0, across - CORNER.across);
  const corner = sign * across - near;
  const arm = (row: number, bend: 1 | -1) => `M0 ${row}h${near}q${corner} 0 ${corner} ${bend * CORNER.along}`;
  const [first, last] = [Math.min(...rows), Math.max(...rows)];
  const arms = rows.map((row) => arm(row, row < hub ? 1 : -1)).join("");
  const hubs = (first < hub ? arm(hub, -1) : "") + (last > hub ? arm(hub, 1) : "");
  const from = Math.min(first, hub) + CORNER.along;
  const length = Math.max(last, hub) - CORNER.along - from;
  return `${hubs}${arms}M${sign * across} ${from}v${length}`;
}

/** The same without bends. */
export function comb(across: number, hub: number, rows: readonly number[]): string {
  if (rows.length === 0) return "";
  const all = [hub, ...rows];
  const first = Math.min(...all);
  return `${all.map((row) => `M0 ${row}h${-across}`).join("")}M${-across} ${first}v${Math.max(...all) - first}`;
}
