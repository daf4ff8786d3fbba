import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "term-spacing",
  group: "Path",
  kind: "form",
  summary: "A key term comes back in at least 2 later stations.",
  why: `What is met again after a while is remembered, what is met once is not (the spacing effect: N. Cepeda et al., 2006).
The number is our judgement, and asked for only where at least twice as many stations follow: on a path of four, nothing is far
enough away to be met again.`,
  severity: "hint",
  needs: "language",
  options: { stations: { default: 2, minimum: 1, description: "In how many later stations a term should come back." } },
  *checkInPath(_, { path, stop, options }) {
    const later = path.stops.filter(({ number, station }) => number > stop.number && station).length;
    if (later < 2 * options.stations) return;
    for (const { name, definitions, uses } of path.terms) {
      const [first] = definitions;
      if (first?.stop !== stop) continue;
      const stations = new Set(uses.filter((use) => use.stop.number > stop.number).map((use) => use.stop.number)).size;
      if (stations >= options.stations) continue;
      const times =
        stations === 0 ? "in no later station" : `in only ${stations} later station${stations === 1 ? "" : "s"}`;
      yield {
        range: first.keyTerm.termRange,
        message: `“${name}” comes back ${times} of “${path.title}”. Meeting it again helps to remember it.`,
      };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "A term that comes back once",
    text: `
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md, c.station.md, d.station.md, e.station.md]
      -- a.station.md --
      # Rivers

      Key term: Watershed — the land that a river drains, from its source to its mouth.
                ^^^^^^^^^ “Watershed” comes back in only 1 later station of “Water”. Meeting it again helps to remember it.
      -- b.station.md --
      # Rain

      Rain falls on a watershed.
      -- c.station.md --
      # Seas
      -- d.station.md --
      # Ice
      -- e.station.md --
      # Fog
    `,
  },
  {
    title: "A term that comes back once, where a single return is asked for, and one with too few stations after it",
    options: { stations: 1 },
    text: `
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md, c.station.md]
      -- a.station.md --
      # Rivers

      Key term: Watershed — the land that a river drains, from its source to its mouth.
      -- b.station.md --
      # Rain

      Rain falls on watersheds.

      Key term: Drizzle — rain of very small drops that seem to float in the air.
      -- c.station.md --
      # Seas
    `,
  },
  {
    title: "A path of four stations, on which nothing is asked",
    text: `
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md, c.station.md, d.station.md]
      -- a.station.md --
      # Rivers

      Key term: Watershed — the land that a river drains, from its source to its mouth.
      -- b.station.md --
      # Rain
      -- c.station.md --
      # Seas
      -- d.station.md --
      # Ice
    `,
  },
];
