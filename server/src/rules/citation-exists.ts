import { citationsOnPath } from "../path/citations-on-path.ts";
import { nearestName } from "../text/nearest-name.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "citation-exists",
  group: "Sources and claims",
  kind: "fault",
  summary: "Every source that the text cites is among the path's sources.",
  why: "A citation that leads nowhere can't be checked, and disappears from the list of sources when the station is published.",
  severity: "error",
  options: {},
  *checkInPath(station, { path }) {
    const keys = [...path.sources.keys()];
    for (const { key, keyRange } of citationsOnPath(path, station.citations)) {
      if (path.sources.has(key)) continue;
      if (path.sourceFiles.length === 0) {
        yield {
          range: keyRange,
          kind: "no list",
          message: `“${key}” is cited, and the path “${path.title}” has no list of sources. Please add one, such as sources.bib.`,
        };
        continue;
      }
      const near = nearestName(key, keys);
      yield {
        range: keyRange,
        message: `“${key}” is not among the sources of “${path.title}”.${near ? ` Did you mean “${near}”?` : " Please add it, or correct it."}`,
        suggestions: near ? [{ title: `Cite “${near}”`, edits: [{ range: keyRange, newText: near }] }] : [],
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A misspelled key, and one that does not exist",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md]
      sources: sources.yaml
      -- sources.yaml --
      - id: crumb2019
        title: On Rain
      -- rain.station.md --
      # Rain

      Rain is wet [see @crumb2091, p. 4; @noah]. So says @crumb2019.
                        ^^^^^^^^^ “crumb2091” is not among the sources of “Water”. Did you mean “crumb2019”?
                                          ^^^^ “noah” is not among the sources of “Water”. Please add it, or correct it.
    `,
  },
  {
    title: "A path without a list of sources",
    text: `
      -- 1-rain.station.md --
      # Rain

      Rain is wet [@noah].
                    ^^^^ “noah” is cited, and the path “fixture” has no list of sources. Please add one, such as sources.bib.
    `,
  },
  {
    title: "Citations that lead somewhere, addresses and code",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md]
      -- sources.bib --
      @book{noah, title = {On Rain}, year = {2019}}
      -- rain.station.md --
      # Rain

      Rain is wet [-@noah, pp. 33-35], as @fig-rain and [@tbl-rain] show. Write to rain@example.org about \`@crumb\`, or to @{noah}.
    `,
  },
  {
    title: "Names on the web, which are no citations",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md]
      -- sources.bib --
      @book{noah, title = {On Rain}, year = {2019}}
      -- rain.station.md --
      # Rain

      Ask [@mara](https://example.org/mara), <a href="https://example.org/lin">@lin</a>, [@ida] or \\@helpdesk [@noah].

      [@ida]: https://example.org/ida
      -- unit/1-snow.station.md --
      # Snow

      Ask @lin_dao. The @media rule comes first, and notes.txt includes @NOTES.md.
    `,
  },
];
