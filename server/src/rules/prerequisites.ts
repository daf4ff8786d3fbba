import type { LearningPath, Stop } from "../path/learning-path.ts";
import type { Station } from "../station/station.ts";
import { pairOf, textOf, type YamlValue } from "../syntax/yaml.ts";
import { baseName, folderOf, resolveFile } from "../text/file.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "prerequisites",
  group: "Path",
  summary: "What a station requires are stations that exist and come before it.",
  why: "“requires:” in a station's front matter names, by file or title, what a reader must have read before. A ring of such requirements can't be read in any order.",
  severity: "error",
  options: {},
  *checkInPath(station, { path, stop }) {
    for (const { value, name } of requirements(station)) {
      const target = find(path, stop, name);
      if (!target)
        yield {
          range: value.range,
          message: `There is no station “${name}” on “${path.title}”. Please name its file or its title.`,
        };
      else if (target === stop) yield { range: value.range, message: "A station can't require itself." };
      else if (target.number > stop.number) {
        const chain = chainBack(path, target, stop);
        const names = chain?.map((each) => `Station ${each.number}`).join(" → ");
        yield {
          range: value.range,
          message: names
            ? `These stations require each other: Station ${stop.number} → ${names}. Please break the ring.`
            : `“${target.title}” is Station ${target.number} of “${path.title}”, which comes after this one. Please change the order, or remove it here.`,
        };
      }
    }
  },
});

interface Requirement {
  readonly value: YamlValue;
  readonly name: string;
}

function requirements(station: Station): readonly Requirement[] {
  const value = pairOf(station.tree.frontMatter?.value, "requires")?.value;
  const items = value?.kind === "list" ? value.items : value ? [value] : [];
  return items.flatMap((item) => {
    const name = textOf(item);
    return name === undefined ? [] : [{ value: item, name }];
  });
}

function find(path: LearningPath, from: Stop, name: string): Stop | undefined {
  const file = from.file && resolveFile(folderOf(from.file), name);
  const plain = name.trim().toLowerCase();
  return (
    path.stops.find((stop) => stop.file !== undefined && stop.file === file) ??
    path.stops.find((stop) => stop.title.toLowerCase() === plain) ??
    path.stops.find(
      (stop) => stop.file !== undefined && baseName(stop.file).replace(/\.station\.(?:md|txt)$/i, "") === plain,
    )
  );
}

/** The requirements that lead from one stop to another, if any do. */
function chainBack(path: LearningPath, from: Stop, to: Stop): readonly Stop[] | undefined {
  const before = new Map<Stop, Stop | undefined>([[from, undefined]]);
  const queue = [from];
  for (const at of queue) {
    if (at === to) {
      const chain: Stop[] = [];
      for (let stop: Stop | undefined = at; stop; stop = before.get(stop)) chain.unshift(stop);
      return chain;
    }
    for (const { name } of at.station ? requirements(at.station) : []) {
      const next = find(path, at, name);
      if (!next || before.has(next)) continue;
      before.set(next, at);
      queue.push(next);
    }
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
];
