import type { Element } from "hast";
import { h } from "hastscript";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { readingOf } from "../station/reading.ts";
import { count } from "../text/count.ts";
import { numberOf, type PageHost, pathParts } from "./path-parts.ts";
import { headId, type PageBlock, type PagePlace, stationPage } from "./station-page.ts";

/** A block of a page of several stations. */
export interface PathBlock extends PageBlock {
  /** The station that its sentences stand in; undefined for what stands in none. */
  readonly file: string | undefined;
}

/** A whole path as one page: its title, its contents, its stations one after the other. */
export function wholePath(path: LearningPath, host: PageHost, reader?: number): readonly PathBlock[] {
  const places = new Map(path.stops.map((stop, at) => [stop, placeOn(stop, at)]));
  const onPage: PageHost = {
    ...host,
    stationAddress: (file, anchor) => {
      const target = path.stopOf(file);
      if (!target?.station) return host.stationAddress(file, anchor);
      const place = places.get(target)!;
      return `#${anchor === undefined ? headId(place) : place.prefix + anchor}`;
    },
  };
  const apart = (node: Element): PathBlock => ({ node, sentences: [], file: undefined });
  return [
    apart(pathHead(path)),
    apart(contents(path, places)),
    ...path.stops.flatMap((stop) => {
      const place = places.get(stop)!;
      const { file, station } = stop;
      if (file === undefined || !station) return [apart(plannedStation(stop, place))];
      const parts = pathParts({ file, station, path, stop, reader, place }, onPage);
      return stationPage(station, parts).map((block) => ({ ...block, file }));
    }),
  ];
}

/** The address of a station on the page of its whole path; undefined if it is not there. */
export function addressOnPage(path: LearningPath, file: string): string | undefined {
  const at = path.stops.findIndex((stop) => stop.file === file && stop.station !== undefined);
  return at < 0 ? undefined : `#${headId(placeOn(path.stops[at]!, at))}`;
}

function placeOn({ number }: Stop, at: number): PagePlace {
  return { prefix: `s${at + 1}-`, deeper: 1, name: `Station ${number}` };
}

/** The head of a path's page: its title, how many stations it has and how long they take. */
export function pathHead(path: LearningPath): Element {
  const minutes = path.stops.reduce((sum, { station }) => sum + (station ? readingOf(station).minutes : 0), 0);
  return h("header", { className: "head" }, [
    h("h1", path.title),
    h("p", { className: "facts" }, `${count(path.stops.length, "station")} · ${minutes} min`),
  ]);
}

function contents(path: LearningPath, places: ReadonlyMap<Stop, PagePlace>): Element {
  const entries = path.stops.map((stop) =>
    h("li", [
      h("a", { href: `#${headId(places.get(stop)!)}` }, stop.title),
      ...(stop.station ? [] : [h("small", " (planned)")]),
    ]),
  );
  return h("nav", { className: "contents", ariaLabel: "Contents" }, [
    h("ol", { start: path.stops[0]?.number ?? 1 }, entries),
  ]);
}

function plannedStation(stop: Stop, place: PagePlace): Element {
  return h("header", { className: "head planned", id: headId(place) }, [
    numberOf(stop),
    h("h2", stop.title),
    h("p", { className: "facts" }, "Planned"),
  ]);
}
