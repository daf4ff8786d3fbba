import type { LearningPath } from "../path/learning-path.ts";
import { pathsOf } from "../path/workspace.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "unused-source",
  group: "Sources and claims",
  kind: "form",
  summary: "Every source in a path's lists is cited on the path.",
  why: "A source that nothing rests on makes the list longer than it is. A list that several paths share is asked for by all of them together.",
  severity: "information",
  options: {},
  *checkPath(path, { workspace }): Generator<Finding> {
    for (const { file, sources } of path.sourceFiles) {
      const paths = pathsOf(workspace, file);
      const inLedgers = new Set(paths.flatMap(keysInLedgers));
      const cited = new Set<string>();
      for (const source of sources) {
        if (!inLedgers.has(source.key) && !paths.some(({ citationsOf }) => citationsOf.has(source.key))) continue;
        cited.add(source.key);
        // A book of which a chapter is cited is in use.
        for (const key of source.parents) cited.add(key);
      }
      for (const { key, range } of sources) {
        if (cited.has(key)) continue;
        yield {
          file,
          range,
          message: `“${key}” is not cited in any station. Please cite it where it is used, or remove it.`,
          tags: ["unnecessary"],
        };
      }
    }
  },
});

/** The keys of the sources that a path's ledgers say its sentences rest on. */
function keysInLedgers({ stops }: LearningPath): readonly string[] {
  return stops.flatMap(
    ({ ledger }) => ledger?.ledger.entries.flatMap(({ entry }) => entry.cites.map(({ key }) => key)) ?? [],
  );
}

export const examples: readonly Example[] = [
  {
    title: "A source that no station cites",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - id: noah
      - id: shem
            ^^^^ “shem” is not cited in any station. Please cite it where it is used, or remove it.
      -- rain.station.md --
      # Rain

      Rain is wet [@noah].
    `,
  },
  {
    title: "A source of a list that two paths share, and that neither cites",
    text: `
      -- sources.bib --
      @book{ice, title = {On Ice}}
            ^^^ “ice” is not cited in any station. Please cite it where it is used, or remove it.
      -- rain/path.yaml --
      stations: [rain.station.md]
      sources: ../sources.bib
      -- rain/rain.station.md --
      # Rain
      -- snow/path.yaml --
      stations: [snow.station.md]
      sources: ../sources.bib
      -- snow/snow.station.md --
      # Snow
    `,
  },
  {
    title: "A list that two paths share, and a book of which a chapter is cited",
    text: `
      -- sources.bib --
      @inbook{hail, title = {Hail}, crossref = {weather}}
      @book{weather, title = {The Weather}, year = {2019}}
      @book{snow, title = {On Snow}}
      -- rain/path.yaml --
      stations: [rain.station.md]
      sources: ../sources.bib
      -- rain/rain.station.md --
      # Rain

      Hail is hard [@hail].
      -- snow/path.yaml --
      stations: [snow.station.md]
      sources: ../sources.bib
      -- snow/snow.station.md --
      # Snow

      Snow is soft [@snow].
    `,
  },
];
