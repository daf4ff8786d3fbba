import { pathsOf } from "../path/workspace.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import { folderOf, resolveFile } from "../text/file.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reference-form",
  group: "Cross-references and links",
  summary: "A reference is written “Station 10”, and its number is that of the station it links to.",
  why: `One form can be found, followed and updated; “Stn. 10”, “Station Ten” and “station 10 of this path” can't. A reference
within a link leads where the link leads, so the two have to agree.`,
  severity: "information",
  options: {},
  *check(station, { file, workspace }) {
    for (const reference of station.references) {
      if (reference.kind !== "number") continue;
      if (reference.form !== "canonical") {
        const name = `Station ${reference.numbers[0]}`;
        const tail = /^\s+of\s+this\s+(?:learning\s+)?path\b/i.exec(
          station.text.slice(reference.range.end, reference.range.end + 60),
        );
        const range =
          reference.form === "lower-case" && tail
            ? { start: reference.range.start, end: reference.range.end + tail[0].length }
            : reference.range;
        yield {
          range: reference.range,
          message: `“${reference.text}” is hard to find again. Please write “${name}”.`,
          fix: { title: `Write “${name}”`, edits: [{ range, newText: name }] },
        };
      }
      if (reference.link?.kind !== "link" || reference.numbers.length !== 1 || !isLocal(reference.link.url)) continue;
      const { file: name } = splitTarget(reference.link.url);
      if (!name) continue;
      const target = resolveFile(folderOf(file), name);
      const stops = pathsOf(workspace, target).flatMap((path) => path.stops.filter((stop) => stop.file === target));
      const right = stops[0]?.number;
      if (right === undefined || stops.some(({ number }) => number === reference.numbers[0])) continue;
      yield {
        range: reference.range,
        message: `This link leads to “${stops[0]!.title}”, which is Station ${right}. Please write “Station ${right}”.`,
        fix: { title: `Write “Station ${right}”`, edits: [{ range: reference.ends[0], newText: String(right) }] },
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "References of another form",
    text: `
      # Rivers

      Rain is in Stn. 1, clouds are in Station Two, seas in station 4 of this path.
                 ^^^^^^ “Stn. 1” is hard to find again. Please write “Station 1”.
                                       ^^^^^^^^^^^ “Station Two” is hard to find again. Please write “Station 2”.
                                                            ^^^^^^^^^ “station 4” is hard to find again. Please write “Station 4”.
    `,
    fixed: `
      # Rivers

      Rain is in Station 1, clouds are in Station 2, seas in Station 4.
    `,
  },
  {
    title: "A link that leads to another number",
    text: `
      -- path.yaml --
      title: Water
      stations: [clouds.station.md, rain.station.md, rivers.station.md]
      -- clouds.station.md --
      # Clouds
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      See [Station 1](rain.station.md), and [Station 1](clouds.station.md).
           ^^^^^^^^^ This link leads to “Rain”, which is Station 2. Please write “Station 2”.
    `,
    fixed: `
      -- path.yaml --
      title: Water
      stations: [clouds.station.md, rain.station.md, rivers.station.md]
      -- clouds.station.md --
      # Clouds
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      See [Station 2](rain.station.md), and [Station 1](clouds.station.md).
    `,
  },
  {
    title: "Other stations",
    text: `
      # Rivers

      The police station 4 miles away, the fire station, and Space Station Ten are no stations of a path.
    `,
  },
];
