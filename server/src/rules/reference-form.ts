import type { Stop } from "../path/learning-path.ts";
import { linkedFile } from "../path/linked-file.ts";
import { pathsOf, type Workspace } from "../path/workspace.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import type { NumberReference, Reference, ReferenceLink } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "reference-form",
  group: "Cross-references and links",
  kind: "form",
  summary: "A reference is written “Station 10”, and its number is that of the station it links to.",
  why: `One form can be found, followed and updated; “Stn. 10”, “Station Ten” and “station 10 of this path” can't. A reference
within a link leads where the link leads, so the two have to agree.`,
  severity: "information",
  elsewhere: "hint",
  options: {},
  *check(station, { file, workspace }) {
    const links = countLinks(station.references);
    for (const reference of station.references) {
      if (reference.kind !== "number") continue;
      if (reference.form !== "canonical") yield fixForm(station, reference);
      else if (reference.link && links.get(reference.link) === 1 && reference.numbers.length === 1)
        yield* fixNumber(reference, file, workspace);
    }
  },
});

function fixForm(station: Station, reference: NumberReference): Finding {
  const { end } = reference.range;
  const name = `${reference.name.one} ${reference.numbers[0]}`;
  const tail =
    reference.form === "lower-case" ? station.language.references.needlessAfter(station.text.slice(end, end + 60)) : 0;
  const range = { start: reference.range.start, end: end + tail };
  return {
    range: reference.range,
    message: `“${reference.text}” is hard to search for. Please write “${name}”.`,
    suggestions: [{ title: `Write “${name}”`, edits: [{ range, newText: name }] }],
  };
}

function* fixNumber(reference: NumberReference, file: string, workspace: Workspace): Generator<Finding> {
  const stops = linkedStops(workspace, file, reference.link!.url);
  const [first] = stops;
  if (!first || stops.some(({ number }) => number === reference.numbers[0])) return;
  const name = `${reference.name.one} ${first.number}`;
  const sure = stops.every(({ number }) => number === first.number);
  yield {
    range: reference.range,
    message: `This link leads to “${first.title}”, which is ${name}. Please write “${name}”.`,
    suggestions: sure
      ? [{ title: `Write “${name}”`, edits: [{ range: reference.ends[0], newText: String(first.number) }] }]
      : undefined,
  };
}

/** Where on its paths the station stands that a link leads to; on those that the two share, if they share any. */
function linkedStops(workspace: Workspace, file: string, url: string): readonly Stop[] {
  const name = isLocal(url) ? splitTarget(url).file : "";
  if (!name) return [];
  const target = linkedFile(workspace, file, name);
  const paths = pathsOf(workspace, target);
  const shared = paths.filter((path) => path.stopOf(file));
  return (shared.length > 0 ? shared : paths).flatMap((path) => path.stopOf(target) ?? []);
}

/** How many references stand in each link: one that names several stations leads to something about them all. */
function countLinks(references: readonly Reference[]): ReadonlyMap<ReferenceLink, number> {
  const counts = new Map<ReferenceLink, number>();
  for (const { link } of references) if (link) counts.set(link, (counts.get(link) ?? 0) + 1);
  return counts;
}

export const examples: readonly Example[] = [
  {
    title: "References of another form",
    text: `
      # Rivers

      Rain is in Stn. 1, clouds are in Station Two, seas in station 4 of this path.
                 ^^^^^^ “Stn. 1” is hard to search for. Please write “Station 1”.
                                       ^^^^^^^^^^^ “Station Two” is hard to search for. Please write “Station 2”.
                                                            ^^^^^^^^^ “station 4” is hard to search for. Please write “Station 4”.
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

      See [Station 1](rain.station.md), [Stations 1 and 2](rain.station.md), and [Station 1](clouds.station.md).
           ^^^^^^^^^ This link leads to “Rain”, which is Station 2. Please write “Station 2”.
    `,
  },
  {
    title: "Other stations",
    text: `
      # Rivers

      The police station 4 miles away, the fire station, and Space Station Ten are no stations of a path.
      Neither are the novel *Station Eleven* and the film “Station Six”.
    `,
  },
];
