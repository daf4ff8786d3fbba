import type { Element, ElementContent } from "hast";
import { h, s } from "hastscript";
import { type LearningPath, numbersOf, type Stop } from "../path/learning-path.ts";
import { fileOf, type PageHost } from "./path-parts.ts";

/** How high the row of a station is, in the units of the drawing; style.ts gives the rows the same height. */
const ROW = 32;

/** How wide the drawing beside the names is. */
const WIDTH = 168;

/** Where the line of stations runs in it. */
const LINE = WIDTH - 20;

/** How two stations of a path belong together. */
export interface Arc {
  readonly from: Stop;
  readonly to: Stop;
  /** A reference to an earlier or a later station, or a term that an earlier one defines. */
  readonly kind: "back" | "forward" | "term";
}

/** The path as a line of stations, with who refers to whom and where terms go. Every station is a link; the arcs are told in words, too. */
export function pathMap(path: LearningPath, host: PageHost, here?: Stop, heading: "h1" | "h2" = "h2"): Element {
  const arcs = arcsOf(path);
  const rows = path.stops.map((stop) => row(stop, arcs, host, stop === here));
  const height = path.stops.length * ROW;
  const at = new Map(path.stops.map((stop, index) => [stop, index * ROW + ROW / 2]));
  const drawn = arcs.map(({ from, to, kind }) =>
    s("path", { className: ["arc", kind], d: curve(at.get(from)!, at.get(to)!, kind) }),
  );
  const dots = path.stops.map((stop) =>
    s("circle", {
      className: classesOf(stop, arcs, stop === here),
      cx: LINE,
      cy: at.get(stop)!,
      r: stop === here ? 8 : 6,
    }),
  );
  const line = s("path", { className: ["track"], d: `M${LINE} ${ROW / 2}V${height - ROW / 2}` });
  return h("section", { className: "map", ariaLabel: `Map of ${path.title}` }, [
    h(heading, path.title),
    h(
      "p",
      { className: "facts" },
      "Solid arcs lead back to earlier stations, dashed ones ahead; dotted ones follow a key term.",
    ),
    h("div", { className: "plan" }, [
      s("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, ariaHidden: "true" }, [
        line,
        ...drawn,
        ...dots,
      ]),
      h("ol", { start: path.stops[0]?.number ?? 1 }, rows),
    ]),
  ]);
}

/** References both ways, each pair of stations once a kind; terms from where they are defined to where they first come back. */
export function arcsOf(path: LearningPath): readonly Arc[] {
  const arcs = new Map<string, Arc>();
  const add = (arc: Arc) => arcs.set(`${arc.from.number} ${arc.to.number} ${arc.kind}`, arc);
  for (const from of path.stops) {
    for (const reference of from.station?.references ?? []) {
      for (const number of numbersOf(path, from, reference)) {
        const [to] = path.stopsAt(number);
        if (to && to !== from) add({ from, to, kind: to.number < from.number ? "back" : "forward" });
      }
    }
  }
  for (const { definitions, uses } of path.terms) {
    const from = definitions[0]!.stop;
    const next = uses.find(({ stop }) => stop.number > from.number)?.stop;
    if (next) add({ from, to: next, kind: "term" });
  }
  return [...arcs.values()];
}

/** An arc to the left of the line, the wider the farther apart its stations are. */
function curve(from: number, to: number, kind: Arc["kind"]): string {
  const stations = Math.abs(to - from) / ROW;
  const most = LINE - 12;
  const reach = Math.min(most, 14 + most * (1 - Math.exp(-stations / 14)) + (kind === "term" ? 6 : 0));
  return `M${LINE} ${from}C${round(LINE - reach * 1.33)} ${from} ${round(LINE - reach * 1.33)} ${to} ${LINE} ${to}`;
}

function round(value: number): number {
  return Math.max(2, Math.round(value * 10) / 10);
}

function classesOf(stop: Stop, arcs: readonly Arc[], here: boolean): string[] {
  const alone = stop.station && !arcs.some(({ from, to }) => from === stop || to === stop);
  return ["stop", here ? "here" : "", stop.file ? "" : "planned", alone ? "alone" : ""].filter(Boolean);
}

function row(stop: Stop, arcs: readonly Arc[], host: PageHost, here: boolean): Element {
  const href = stop.file && stop.station ? host.stationAddress(stop.file, undefined) : undefined;
  const name = `${stop.number} ${stop.title}`;
  const notes = [stop.file ? "" : "planned", classesOf(stop, arcs, here).includes("alone") ? "on its own" : ""].filter(
    Boolean,
  );
  const shown: ElementContent[] = [
    href === undefined
      ? h("span", name)
      : h("a", { href, ...fileOf(host, stop.file), ...(here && { ariaCurrent: "page" }) }, name),
    ...(notes.length ? [h("small", ` ${notes.join(", ")}`)] : []),
    h("span", { className: "hidden" }, inWords(stop, arcs)),
  ];
  return h("li", { className: here ? "here" : "" }, shown);
}

/** What the arcs show, for who can't see them. */
function inWords(stop: Stop, arcs: readonly Arc[]): string {
  const numbers = (found: readonly Stop[]) =>
    [...new Set(found.map(({ number }) => number))].sort((a, b) => a - b).join(", ");
  const references = arcs.filter(({ kind }) => kind !== "term");
  const to = references.filter(({ from }) => from === stop).map((arc) => arc.to);
  const by = references.filter((arc) => arc.to === stop).map(({ from }) => from);
  const parts = [
    to.length ? `refers to ${numbers(to)}` : "",
    by.length ? `is referred to by ${numbers(by)}` : "",
  ].filter(Boolean);
  return parts.length ? `. It ${parts.join(" and ")}.` : "";
}
