import { STATION_ENDINGS, withoutStationEnding } from "../files/kinds.ts";
import { baseName, folderOf, resolveFile } from "../files/names.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import type { Station } from "../station/station.ts";
import { pairOf, textsOf } from "../syntax/yaml.ts";
import { oncePer } from "../text/once.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "prerequisites",
  group: "Path",
  kind: "fault",
  summary: "The stations that a station requires exist and come before it.",
  why: "“requires:” in a station's front matter names, by file or title, what a reader must have read before. A ring of such requirements can't be read in any order.",
  severity: "error",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const { value, text: name } of requirements(station)) {
      const target = find(path, stop, name);
      if (!target)
        yield {
          range: value.range,
          message: `There is no station “${name}” on “${path.title}”. Please name its file or its title.`,
        };
      else if (target === stop) yield { range: value.range, message: "A station can't require itself." };
      else if (target.number > stop.number) {
        const ring = chainBack(path, target, stop);
        yield {
          range: value.range,
          message: ring
            ? `These stations require each other: ${drawn([stop, ...ring])}. Please break the ring.`
            : `“${target.title}” is Station ${target.number} of “${path.title}”, which comes after this one. Please change the order, or remove it here.`,
        };
      }
    }
  },
});

/** "Station 1 → Station 2 → Station 1"; of a long chain its beginning and its end. */
function drawn(chain: readonly Stop[]): string {
  const names = chain.map(({ number }) => `Station ${number}`);
  return (names.length > 8 ? [...names.slice(0, 4), "…", ...names.slice(-3)] : names).join(" → ");
}

function requirements(station: Station): ReturnType<typeof textsOf> {
  return textsOf(pairOf(station.tree.frontMatter?.value, "requires")?.value);
}

function find(path: LearningPath, from: Stop, name: string): Stop | undefined {
  const file = from.file && resolveFile(folderOf(from.file), name);
  const { byTitle, byName } = namesOf(path);
  const plain = name.trim().toLowerCase();
  const byFile = file && ["", ...STATION_ENDINGS].map((ending) => path.stopOf(file + ending)).find(Boolean);
  return byFile || byTitle.get(plain) || byName.get(plain);
}

interface Names {
  readonly byTitle: ReadonlyMap<string, Stop>;
  /** By file name, without what all stations' names end with. */
  readonly byName: ReadonlyMap<string, Stop>;
}

const namesOf = oncePer((path: LearningPath): Names => {
  const stops = [...path.stops].reverse(); // of two with one name the first counts
  const files = stops.flatMap((stop) => (stop.file === undefined ? [] : [[shortName(stop.file), stop] as const]));
  return { byTitle: new Map(stops.map((stop) => [stop.title.toLowerCase(), stop])), byName: new Map(files) };
});

function shortName(file: string): string {
  return withoutStationEnding(baseName(file)).toLowerCase();
}

/** The stops of a path that a stop of it requires. */
const requiredOn = oncePer((path: LearningPath) =>
  oncePer((stop: Stop): readonly Stop[] =>
    (stop.station ? requirements(stop.station) : []).flatMap(({ text: name }) => find(path, stop, name) ?? []),
  ),
);

/** The requirements that lead from one stop to another, the shortest way; undefined where none do. */
function chainBack(path: LearningPath, from: Stop, to: Stop): readonly Stop[] | undefined {
  const before = new Map<Stop, Stop | undefined>([[from, undefined]]);
  for (const at of before.keys()) {
    if (at === to) {
      const chain: Stop[] = [];
      for (let stop: Stop | undefined = at; stop; stop = before.get(stop)) chain.push(stop);
      return chain.reverse();
    }
    for (const next of requiredOn(path)(at)) if (!before.has(next)) before.set(next, at);
  }
  return undefined;
}

export const examples: readonly Example[] = [
  {
    title: "A station that is missing, itself, a later one, and a ring",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, rivers.station.md, seas.station.md]
      -- rain.station.md --
      ---
      requires: [clouds.station.md, rain.station.md, Seas, rivers.station.md]
                 ^^^^^^^^^^^^^^^^^ There is no station “clouds.station.md” on “Water”. Please name its file or its title.
                                    ^^^^^^^^^^^^^^^ A station can't require itself.
                                                     ^^^^ “Seas” is Station 3 of “Water”, which comes after this one. Please change the order, or remove it here.
                                                           ^^^^^^^^^^^^^^^^^ These stations require each other: Station 1 → Station 2 → Station 1. Please break the ring.
      ---
      # Rain
      -- rivers.station.md --
      ---
      requires: Rain
      ---
      # Rivers
      -- seas.station.md --
      # Seas
    `,
  },
  {
    title: "Earlier stations, by file and by title",
    text: `
      -- path.yaml --
      stations: [rain.station.md, rivers.station.md]
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      ---
      requires: [rain.station.md, Rain]
      ---
      # Rivers
    `,
  },
  {
    title: "An earlier station in another folder, without the end of its name",
    text: `
      -- path.yaml --
      stations: [sky/rain.station.md, rivers.station.md]
      -- sky/rain.station.md --
      # Rain
      -- rivers.station.md --
      ---
      requires: sky/rain
      ---
      # Rivers
    `,
  },
];
