import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LearningPath, numbersOf, type Stop } from "../../../server/src/path/learning-path.ts";
import {
  insertStation,
  mergeStations,
  moveStation,
  type PathChange,
  removeStation,
  splitStation,
} from "../../../server/src/path/path-changes.ts";
import { isRefusal, type Refusal } from "../../../server/src/path/refusal.ts";
import type { Workspace } from "../../../server/src/path/workspace.ts";
import { afterChange, beforeChange, fixtureWorkspace, parseFixture, ROOT, showFiles } from "../../support/fixture.ts";

type Operation = (workspace: Workspace, path: LearningPath, stop: (number: number) => Stop) => PathChange | Refusal;

const move =
  (from: number, to: number): Operation =>
  (workspace, path, stop) =>
    moveStation(workspace, path, stop(from), to);

function run(files: ReadonlyMap<string, string>, operation: Operation) {
  const workspace = fixtureWorkspace(files);
  const [path] = workspace.paths.values();
  return operation(workspace, path!, (number) => path!.stopsAt(number)[0]!);
}

/** The files of a fixture after an operation, only those that differ. */
function change(fixture: string, operation: Operation): string {
  const files = parseFixture(fixture);
  const made = run(files, operation);
  if (isRefusal(made)) return `refused: ${made.refused}`;
  const after = afterChange(files, made.change);
  const different = [...after].filter(([file, text]) => files.get(file) !== text);
  const gone = [...files.keys()]
    .filter((file) => !after.has(file))
    .map((file) => `gone: ${file.slice(ROOT.length + 1)}`);
  return [showFiles(new Map(different)), ...gone, ...made.notes, ...(made.change.notes ?? [])].join("\n");
}

/** The sentence in the first of twelve stations, after an operation on their path. */
function sentence(text: string, operation: Operation): string {
  const stations = Array.from({ length: 11 }, (_, at) => `  - planned: Topic ${at + 2}`);
  const files = new Map([
    [`${ROOT}/path.yaml`, `stations:\n  - first.station.md\n${stations.join("\n")}\n`],
    [`${ROOT}/first.station.md`, `# Topic 1\n\n${text}\n`],
  ]);
  const made = run(files, operation);
  if (isRefusal(made)) return `refused: ${made.refused}`;
  return afterChange(files, made.change).get(`${ROOT}/first.station.md`)!.slice("# Topic 1\n\n".length, -1);
}

const remove =
  (number: number): Operation =>
  (workspace, path, stop) =>
    removeStation(workspace, path, stop(number), false);

describe("a reference follows its station", () => {
  test.each([
    ["It is in Station 7.", "It is in Station 3."],
    ["It is in Station 3.", "It is in Station 4."],
    ["It is in Station 2 and Station 8.", "It is in Station 2 and Station 8."],
    ["Station 6's table; **Station 7** and *Station* 5.", "Station 7's table; **Station 3** and *Station* 6."],
    ["Station Seven and Stn. 7 and station 7 of this path.", "Station Three and Stn. 3 and station 3 of this path."],
    ["It is in Station 40.", "It is in Station 40."],
  ])("%s -> %s", (before, after) => expect(sentence(before, move(7, 3))).toBe(after));
});

describe("an enumeration", () => {
  test.each([
    ["Stations 3, 5, and 9 agree.", "Stations 4, 6, and 9 agree."],
    ["Stations 5 and 7 agree.", "Stations 3 and 6 agree."],
    ["Stations 2, 5 or 7 agree.", "Stations 2, 3 or 6 agree."],
    ["Stations 5 and 7 treat rain and snow respectively.", "Stations 6 and 3 treat rain and snow respectively."],
    ["Stations 5 and **7** agree.", "Stations 6 and **3** agree."],
    ["Stations 7 and 5 agree.", "Stations 3 and 6 agree."],
  ])("stays in order: %s -> %s", (before, after) => expect(sentence(before, move(7, 3))).toBe(after));

  test.each([
    ["Stations 3, 5, and 9 agree.", "Stations 3 and 8 agree."],
    ["Stations 3 and 5 agree.", "Station 3 agree."],
    ["Stations 4-6 agree.", "Stations 4 and 5 agree."],
    ["It is in Station 5.", "It is in “Topic 5”."],
    ["Stations *3* and 5 agree.", "Stations *3* and “Topic 5” agree."],
  ])("loses what is removed: %s -> %s", (before, after) => expect(sentence(before, remove(5))).toBe(after));
});

describe("a stretch of stations", () => {
  test.each([
    ["Stations 3-5 agree.", "Stations 3, 4 and 6 agree."],
    ["Stations 3–8 agree.", "Stations 3–8 agree."],
    ["Stations 6 to 8 agree.", "Stations 5, 7 and 8 agree."],
    ["Stations 7-10 agree.", "Stations 7-10 agree."],
    ["Stations 2, 3-5, and 9 agree.", "Stations 2-4, 6, and 9 agree."],
  ])("comes apart, grows, or stays: %s -> %s", (before, after) => expect(sentence(before, move(5, 6))).toBe(after));

  test("moves as a whole", () => {
    expect(
      sentence("Stations 3 through 5 agree.", (workspace, path) => insertStation(workspace, path, 2, "New", true)),
    ).toBe("Stations 4 through 6 agree.");
  });
});

describe("a relative reference", () => {
  test.each([
    ["See the next station.", move(2, 5), "See Station 5."],
    ["See the next station.", move(3, 5), "See the next station."],
    ["See the next two stations.", move(3, 5), "See Stations 2 and 5."],
    ["See the next station.", move(1, 4), "See Station 1."],
    ["The previous station is none.", move(5, 1), "The previous station is none."],
    ["See the next station.", remove(2), "See “Topic 2”."],
  ])("stays true: %s", (before, operation, after) => expect(sentence(before, operation)).toBe(after));
});

const WATER = `
  -- path.yaml --
  title: Water
  stations:
    # How it begins.
    - 01-rain.station.md # wet
    - 02-rivers.station.md
    # Not written yet.
    - planned: Seas
  -- 01-rain.station.md --
  # Rain

  Read [Station 2](02-rivers.station.md#deltas), then Station 3.
  -- 02-rivers.station.md --
  # Rivers

  Rain was in [the first part](01-rain.station.md).

  ## Deltas

  See the previous station.[^1]

  ### Silt

  It sinks.

  [^1]: On rain.
`;

describe("the files of a path", () => {
  test("follow a move: lines with their comments, names with numbers, links", () => {
    expect(change(WATER, move(3, 1))).toMatchInlineSnapshot(`
      "-- 02-rain.station.md --
      # Rain

      Read [Station 3](03-rivers.station.md#deltas), then Station 1.
      -- 03-rivers.station.md --
      # Rivers

      Rain was in [the first part](02-rain.station.md).

      ## Deltas

      See the previous station.[^1]

      ### Silt

      It sinks.

      [^1]: On rain.
      -- path.yaml --
      title: Water
      stations:
        # How it begins.
        # Not written yet.
        - planned: Seas
        - 02-rain.station.md # wet
        - 03-rivers.station.md

      gone: 01-rain.station.md
      gone: 02-rivers.station.md"
    `);
  });

  test("follow an inserted station", () => {
    expect(
      change(WATER, (workspace, path) => insertStation(workspace, path, 2, "Snow & Ice", true)),
    ).toMatchInlineSnapshot(`
      "-- 01-rain.station.md --
      # Rain

      Read [Station 3](03-rivers.station.md#deltas), then Station 4.
      -- 03-rivers.station.md --
      # Rivers

      Rain was in [the first part](01-rain.station.md).

      ## Deltas

      See Station 1.[^1]

      ### Silt

      It sinks.

      [^1]: On rain.
      -- path.yaml --
      title: Water
      stations:
        # How it begins.
        - 01-rain.station.md # wet
        - planned: "Snow & Ice"
        - 03-rivers.station.md
        # Not written yet.
        - planned: Seas

      gone: 02-rivers.station.md"
    `);
  });

  test("follow a removed station", () => {
    expect(
      change(WATER, (workspace, path, stop) => removeStation(workspace, path, stop(1), true)),
    ).toMatchInlineSnapshot(`
      "-- 01-rivers.station.md --
      # Rivers

      Rain was in [the first part](01-rain.station.md).

      ## Deltas

      See “Rain”.[^1]

      ### Silt

      It sinks.

      [^1]: On rain.
      -- path.yaml --
      title: Water
      stations:
        # How it begins.
        - 01-rivers.station.md
        # Not written yet.
        - planned: Seas

      gone: 01-rain.station.md
      gone: 02-rivers.station.md
      Station 1 referred to “Rain” by number; it now gives the title."
    `);
  });

  test("follow two that become one", () => {
    expect(
      change(WATER, (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2))),
    ).toMatchInlineSnapshot(`
      "-- 01-rain.station.md --
      # Rain

      Read [Station 1](01-rain.station.md#deltas), then Station 2.

      ## Rivers

      Rain was in [the first part](01-rain.station.md).

      ## Deltas

      See Station 1.[^1]

      ### Silt

      It sinks.

      [^1]: On rain.
      -- path.yaml --
      title: Water
      stations:
        # How it begins.
        - 01-rain.station.md # wet
        # Not written yet.
        - planned: Seas

      gone: 02-rivers.station.md"
    `);
  });

  test("follow one that becomes two", () => {
    expect(change(WATER, (workspace, path, stop) => splitStation(workspace, path, stop(2), 0))).toMatchInlineSnapshot(`
      "-- 01-rain.station.md --
      # Rain

      Read [Station 3](03-deltas.station.md#deltas), then Station 4.
      -- 02-rivers.station.md --
      # Rivers

      Rain was in [the first part](01-rain.station.md).
      -- 03-deltas.station.md --
      # Deltas

      See Station 1.[^1]

      ## Silt

      It sinks.

      [^1]: On rain.
      -- path.yaml --
      title: Water
      stations:
        # How it begins.
        - 01-rain.station.md # wet
        - 02-rivers.station.md
        - 03-deltas.station.md
        # Not written yet.
        - planned: Seas
      "
    `);
  });

  test("carry the order in their names where there is no path.yaml, gaps and all", () => {
    const fixture = `
      -- S1.station.txt --
      Rain
      -- S2.station.txt --
      Rivers

      See Station 5.
      -- S5.station.txt --
      Seas

      See Stations 1 and 2.
    `;
    expect(change(fixture, move(5, 1))).toMatchInlineSnapshot(`
      "-- S1.station.txt --
      Seas

      See Stations 2 and 5.
      -- S2.station.txt --
      Rain
      -- S5.station.txt --
      Rivers

      See Station 1.
      "
    `);
    expect(change(fixture, remove(1))).toMatchInlineSnapshot(
      `"refused: File names define this path, so the station can only be removed together with its file."`,
    );
  });

  test("stay whole lines, with quotation marks, more keys and no line end", () => {
    const fixture = `
      -- path.yaml --
      stations:
      - planned: "Rain & Snow"
      - planned: Rivers
        note: see the atlas
      # The last.
      - planned: Seas
      \\ no newline
    `;
    expect(change(fixture, move(3, 1))).toBe(
      '-- path.yaml --\nstations:\n# The last.\n- planned: Seas\n- planned: "Rain & Snow"\n- planned: Rivers\n  note: see the atlas\n',
    );
    expect(change(fixture, move(1, 3))).toBe(
      '-- path.yaml --\nstations:\n- planned: Rivers\n  note: see the atlas\n# The last.\n- planned: Seas\n- planned: "Rain & Snow"',
    );
  });

  test("may be listed in brackets", () => {
    const fixture = `
      -- path.yaml --
      stations: [a.station.md, b.station.md, { planned: C }]
      -- a.station.md --
      # A
      -- b.station.md --
      # B
    `;
    expect(change(fixture, move(3, 1))).toBe(
      "-- path.yaml --\nstations: [{ planned: C }, a.station.md, b.station.md]\n",
    );
    expect(change(fixture, remove(2))).toBe("-- path.yaml --\nstations: [a.station.md, { planned: C }]\n");
  });
});

test("a station that is on another path, too, is named for a person to look at", () => {
  const fixture = `
    -- a/path.yaml --
    title: A
    stations: [one.station.md, two.station.md]
    -- a/one.station.md --
    # One

    See Station 2.
    -- a/two.station.md --
    # Two
    -- b/path.yaml --
    title: B
    stations: [../a/two.station.md, ../a/one.station.md]
  `;
  expect(change(fixture, move(2, 1))).toContain("“One” is also on “B”. Please check its numbers there.");
});

test.each([
  ["to a number that is not there", move(1, 9), "refused: “Water” has no place 9. Its stations are 1 to 3."],
  [
    "of a planned station into another",
    (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(3)),
    "refused: Only stations that are written can be merged. A planned one can be removed.",
  ],
  [
    "at a section of a station that has none",
    (workspace, path, stop) => splitStation(workspace, path, stop(1), 0),
    "refused: A station is split at a section, and this one has no sections.",
  ],
] as readonly (readonly [string, Operation, string])[])("a change %s is refused", (_, operation, answer) => {
  expect(change(WATER, operation)).toBe(answer);
});

describe("whatever the path and its references", () => {
  const count = 9;
  const number = fc.integer({ min: 1, max: count });
  const reference = fc.oneof(
    number.map((n) => `Station ${n}`),
    fc.tuple(number, number).map(([a, b]) => `Stations ${a} and ${b}`),
    fc.tuple(number, number, number).map(
      (all) =>
        `Stations ${all
          .sort()
          .join(", ")
          .replace(/, (\d)$/, ", and $1")}`,
    ),
    fc.tuple(number, number).map(([a, b]) => (a < b ? `Stations ${a}-${b}` : `Station ${a}`)),
    fc.tuple(number, number, number).map(([a, b, c]) => `Stations ${a}, ${Math.min(b, c)} to ${Math.max(b, c) + 1}`),
    number.map((n) => `[Station ${n}](t${n}.station.md)`),
    fc.constantFrom("the previous station", "the next station", "the last two stations", "the next three stations"),
  );
  const stations = fc.array(fc.array(reference, { maxLength: 3 }), { minLength: count, maxLength: count });
  const operation = fc.oneof(
    fc
      .tuple(number, number)
      .map(([from, to]) => ({ name: `move ${from} to ${to}`, gone: 0, into: 0, run: move(from, to) })),
    number.map((n) => ({ name: `remove ${n}`, gone: n, into: 0, run: remove(n) })),
    number.map((n) => ({
      name: `insert ${n}`,
      gone: 0,
      into: 0,
      run: ((workspace, path) => insertStation(workspace, path, n, "New One", true)) as Operation,
    })),
    fc
      .tuple(number, number)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({
        name: `merge ${b} into ${a}`,
        gone: b,
        into: a,
        run: ((workspace, path, stop) => mergeStations(workspace, path, stop(a), stop(b))) as Operation,
      })),
  );

  test("each reference points at the same stations as before, and taking it back gives the old bytes", () => {
    fc.assert(
      fc.property(stations, operation, fc.boolean(), (references, { gone, into, run: operate }, paste) => {
        const files = new Map([
          [`${ROOT}/path.yaml`, `stations:\n${references.map((_, at) => `  - t${at + 1}.station.md\n`).join("")}`],
        ]);
        references.forEach((each, at) => {
          const body = each
            .map((made, index) => `Sentence ${index} is about ${made} alone.`)
            .join(paste ? "\n" : "\n\n");
          files.set(`${ROOT}/t${at + 1}.station.md`, `${paste ? "" : "# "}Topic ${at + 1}\n\n${body}\n`);
        });
        const made = run(files, operate);
        if (isRefusal(made)) throw new Error(made.refused);
        expect(beforeChange(files, made.change)).toEqual(files);
        const after = pointed(fixtureWorkspace(afterChange(files, made.change)));
        const name = (title: string) => (title === `Topic ${gone}` ? (into ? `Topic ${into}` : "") : title);
        const expected = new Map<string, string[][]>();
        for (const [title, sentences] of pointed(fixtureWorkspace(files))) {
          const kept = name(title);
          const renamed = sentences.map((titles) => [...new Set(titles.map(name).filter(Boolean))].sort());
          if (kept)
            expected.set(
              kept,
              kept === title
                ? [...renamed, ...(expected.get(kept) ?? [])]
                : [...(expected.get(kept) ?? []), ...renamed],
            );
        }
        // What pointed at nothing before can't be held to anything.
        for (const [title, sentences] of expected) {
          const found = after.get(title)!;
          expect(sentences.map((titles, at) => (titles.length ? found[at] : titles))).toEqual(sentences);
        }
      }),
    );
  });

  /** For each station, by title, the titles that each of its sentences points at. */
  function pointed(workspace: Workspace): Map<string, string[][]> {
    const [path] = workspace.paths.values();
    const found = new Map<string, string[][]>();
    for (const stop of path!.stops) {
      if (!stop.station) continue;
      const sentences = stop.station.passages
        .flatMap((passage) => passage.sentences)
        .filter(({ text }) => text.startsWith("Sentence"))
        .map(({ range }) => {
          const here = stop.station!.references.filter(
            (each) => range.start <= each.range.start && each.range.end <= range.end,
          );
          const titles = here.flatMap((each) =>
            numbersOf(path!, stop, each).flatMap((n) => path!.stopsAt(n).map(({ title }) => title)),
          );
          return [...new Set(titles)].sort();
        });
      found.set(stop.title, sentences);
    }
    return found;
  }
});

describe("what a text refers to stays the same", () => {
  test.each([
    "See [![q](q.png)](02-b.station.md) for more.",
    "The map: *[![q](q.png)](02-b.station.md#part)* shows it.",
    "[![q](q.png)](<02-b.station.md>)",
    "[![](q.png)](02-b.station.md) and [](02-b.station.md) and [**![q](q.png)**](02-b.station.md)",
    "[![one](q.png) ![two](r.png)](02-b.station.md) [![q](q.png) words](02-b.station.md) [words ![q](q.png)](02-b.station.md)",
  ])("where pictures are links: %s", (text) => {
    const files = new Map([
      [`${ROOT}/01-a.station.md`, `# A\n\n${text}\n`],
      [`${ROOT}/02-b.station.md`, "# B\n\n## Part\n"],
      [`${ROOT}/03-c.station.md`, "# C\n"],
    ]);
    const made = run(files, move(2, 3));
    if (isRefusal(made)) throw new Error(made.refused);
    expect(afterChange(files, made.change).get(`${ROOT}/01-a.station.md`)).toBe(
      `# A\n\n${text.replaceAll("02-b", "03-b")}\n`,
    );
  });

  test("where two stations become one", () => {
    const fixture = `
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md, c.station.md]
      -- a.station.md --
      ---
      author: Tom
      tags: [x]
      review: by May
      ---

      # A

      <!-- stationmaster-disable no-repeated-word: a song -->

      Read [r] first.[^1] And [s] as written. ![picture][p]

      ## Part

      Text \`[r]\` [own](b.station.md#part).

      [r]: https://example.org/a
      [p]: p.png
      [^1]: One.
      -- b.station.md --
      ---
      author: Ann Smith
      review: by June # soon
      tags: [x, y]
      requires: [a]
      status: draft
      ---

      # B

      Read [r] then, or [the r][R], or [r][]. See [there](#part).[^1] \`[r]\` \\[r] ![picture][p] [p] [^2]

      ## Part

      Text [s] on [^1].

      [r]: https://example.org/b
      [s]: https://example.org/s
      [p]: p.png
      [^1]: Two.
      -- c.station.md --
      # C

      See [it](b.station.md#part), [all](b.station.md) and [it][x].

      [x]: b.station.md#part
    `;
    expect(
      change(fixture, (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2))),
    ).toMatchInlineSnapshot(`
      "-- a.station.md --
      ---
      author: [Tom, Ann Smith]
      tags: [x, y]
      review: by May
      status: draft
      ---

      # A

      <!-- stationmaster-disable no-repeated-word: a song -->

      Read [r] first.[^1] And [s] as written. ![picture][p]

      ## Part

      Text \`[r]\` [own](a.station.md#part-1).

      [r]: https://example.org/a
      [p]: p.png
      [^1]: One.

      <!-- stationmaster-enable no-repeated-word -->

      ## B

      Read [r][r-2] then, or [the r][r-2], or [r][r-2]. See [there](#part-1).[^1-2] \`[r]\` \\[r] ![picture][p] [p] [^2]

      ## Part

      Text [s][s-2] on [^1-2].

      [r-2]: https://example.org/b
      [s-2]: https://example.org/s

      [^1-2]: Two.
      -- c.station.md --
      # C

      See [it](a.station.md#part-1), [all](a.station.md) and [it][x].

      [x]: a.station.md#part-1
      -- path.yaml --
      title: Water
      stations: [a.station.md, c.station.md]

      gone: b.station.md
      This of the front matter of “B” is not kept: # soon
      This of the front matter of “B” is not kept: review: by June"
    `);
  });

  test("where one station becomes two", () => {
    const fixture = `
      -- path.yaml --
      title: Water
      stations: [a.station.md, c.station.md]
      -- a.station.md --
      ---
      author: Tom
      status: draft
      ---

      # A

      <!-- stationmaster-disable no-repeated-word: a song -->

      Read [r] first, and [the second half](#two), [its part](#part-1), [old](a.station.md#old).[^1]

      ## Part

      Text.

      ## Two

      <a id="old"></a>See [the first](#part), [mine](#part-1), [r].[^1]

      ### Part

      More: [x].

      [r]: https://example.org/a
      [x]: #two
      [^1]: One, see [s].

      [s]: #part
      -- c.station.md --
      # C

      See [it](a.station.md#part-1), [it][x] and [old](a.station.md#old).

      [x]: a.station.md#two
    `;
    expect(
      change(fixture, (workspace, path, stop) => {
        const at = stop(1).station!.sections.find(({ heading }) => heading.prose.text === "Two")!;
        return splitStation(workspace, path, stop(1), at.heading.range.start);
      }),
    ).toMatchInlineSnapshot(`
      "-- a.station.md --
      ---
      author: Tom
      status: draft
      ---

      # A

      <!-- stationmaster-disable no-repeated-word: a song -->

      Read [r] first, and [the second half](two.station.md#two), [its part](two.station.md#part), [old](two.station.md#old).[^1]

      ## Part

      Text.

      [r]: https://example.org/a

      [^1]: One, see [s].

      [s]: #part
      -- c.station.md --
      # C

      See [it](two.station.md#part), [it][x] and [old](two.station.md#old).

      [x]: two.station.md#two
      -- path.yaml --
      title: Water
      stations: [a.station.md, two.station.md, c.station.md]
      -- two.station.md --
      ---
      author: Tom
      ---

      <!-- stationmaster-disable no-repeated-word: a song -->

      # Two

      <a id="old"></a>See [the first](a.station.md#part), [mine](#part), [r].[^1]

      ## Part

      More: [x].

      [r]: https://example.org/a
      [x]: #two
      [^1]: One, see [s].

      [s]: a.station.md#part
      "
    `);
  });

  test("and names of places that both have lead to what they led to", () => {
    const fixture = `
      -- path.yaml --
      stations: [a.station.md, b.station.md, c.station.md]
      -- a.station.md --
      # A

      <a id="deep"></a>The well of A, see [deep](#deep).

      ![A](a.png){#fig-well}

      ## Part {#part}

      See @fig-well.
      -- b.station.md --
      # B

      <a name="Deep"></a>The well of B, see [deep](#deep) and <a href="#deep">this</a>.

      ![B](b.png){#fig-well} and \`<a id="deep">\`

      Part *one* {#part}
      ------------------

      See @fig-well, [@fig-well] and me@fig-well.org, and [the part](#part).
      -- c.station.md --
      # C

      See [the well](b.station.md#deep), [the part](b.station.md#part) and [the first](a.station.md#deep).
    `;
    const merged = change(fixture, (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2)));
    expect(merged).toMatchInlineSnapshot(`
      "-- a.station.md --
      # A

      <a id="deep"></a>The well of A, see [deep](#deep).

      ![A](a.png){#fig-well}

      ## Part {#part}

      See @fig-well.

      ## B

      <a name="deep-2"></a>The well of B, see [deep](#deep-2) and <a href="#deep-2">this</a>.

      ![B](b.png){#fig-well-2} and \`<a id="deep">\`

      Part *one* {#part-2}
      ------------------

      See @fig-well-2, [@fig-well-2] and me@fig-well.org, and [the part](#part-2).
      -- c.station.md --
      # C

      See [the well](a.station.md#deep-2), [the part](a.station.md#part-2) and [the first](a.station.md#deep).
      -- path.yaml --
      stations: [a.station.md, c.station.md]

      gone: b.station.md"
    `);
  });

  test.each(["```js\nlet a = 1;\n", "<pre>\nx\n", "~~~~\nx\n"])(
    "and is refused where the end of the first is not closed: %j",
    (end) => {
      const files = new Map([
        [`${ROOT}/path.yaml`, "stations: [a.station.md, b.station.md]\n"],
        [`${ROOT}/a.station.md`, `# A\n\n${end}`],
        [`${ROOT}/b.station.md`, "# B\n\nText.\n"],
      ]);
      const made = run(files, (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2)));
      expect(made).toEqual({ refused: expect.stringContaining("end of “a.station.md” is not closed") });
    },
  );

  test("where a heading over dashes becomes a title", () => {
    const fixture = `
      -- path.yaml --
      stations: [a.station.md]
      -- a.station.md --
      # A

      ## One

      A.

      Part *two*
      of [it](#se) {#se}
      ------------------

      See [it](#se).
    `;
    const split = change(fixture, (workspace, path, stop) => {
      const [, second] = stop(1).station!.sections;
      return splitStation(workspace, path, stop(1), second!.heading.range.start);
    });
    expect(split).toContain("# Part *two* of [it](#se) {#se}\n\nSee [it](#se).");
  });

  test("a station that can't be read is named", () => {
    const long = "It rains and rains on. ".repeat(6_000);
    const files = new Map([
      [`${ROOT}/path.yaml`, "stations: [a.station.md, b.station.md]\n"],
      [`${ROOT}/a.station.md`, "# A\n"],
      [`${ROOT}/b.station.md`, `# B\n\nSee Station 1.\n\n${long}\n`],
    ]);
    const made = run(files, move(1, 2));
    expect(isRefusal(made) ? made : made.notes).toEqual([
      "“b.station.md” can't be read, so its references may be wrong now.",
    ]);
  });

  test.each([
    [
      "a label",
      "(deep)=\n\nA.",
      "(Deep)=\n\nB.",
      "“Deep” is the name of a place in both stations: please rename the one in line 3 of “b.station.md”.",
    ],
    ["a heading", '<a id="deep"></a>A.', "## Deep\n\nSee [it](#deep).", "in line 3 of “b.station.md”."],
    ["a heading that nothing links to", '<a id="deep"></a>A.', "## Deep\n\nB.", undefined],
  ])("and is refused where a name can't be told apart: %s", (_, first, second, refused) => {
    const files = new Map([
      [`${ROOT}/path.yaml`, "stations: [a.station.md, b.station.md]\n"],
      [`${ROOT}/a.station.md`, `# A\n\n${first}\n`],
      [`${ROOT}/b.station.md`, `# B\n\n${second}\n`],
    ]);
    const made = run(files, (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2)));
    if (refused === undefined) expect(isRefusal(made)).toBe(false);
    else expect(made).toEqual({ refused: expect.stringContaining(refused) });
  });

  test.each([
    [
      "with front matter in braces",
      "---\n{ author: Tom }\n---\n\n# A\n",
      "---\nauthor: Ann\n---\n\n# B\n",
      "author: Ann",
    ],
    [
      "with names and comments on lines of their own",
      "---\nauthors:\n  - Ann # first\nlevel: hard\n---\n\n# A\n",
      "---\nauthors:\n- Bo # second\n- Ann\n---\n\n# B\n",
      "---\nauthors:\n  - Ann # first\n  - Bo\nlevel: hard\n---\n\n# A\n\n## B\n\nThis of the front matter of “B” is not kept: # second",
    ],
    ["with front matter that can't be read", "# A\n", "---\nauthor: [Ann\n---\n\n# B\n", "author: [Ann"],
    ["with maps under one name", "---\nx: { a: 1 }\n---\n\n# A\n", "---\nx: { a: 2 }\n---\n\n# B\n", "x: { a: 2 }"],
    ["with sections below a title in front matter", "# A\n", "---\ntitle: Bee\n---\n\n# B\n", "## Bee\n\n### B"],
    [
      "where both have their titles there",
      "---\ntitle: Ant\n---\n\n# A\n",
      "---\ntitle: Bee\n---\n\n# B\n",
      "---\ntitle: Ant\n---\n\n# A\n\n# Bee\n\n## B",
    ],
    ["with a title in front matter alone", "# A\n", "---\ntitle: Bee\n---\n\nText.\n", "## Bee"],
    [
      "where the second has TOML",
      "# A\n",
      '+++\ntitle = \'Bee\'\nauthor = "Ann"\nrequires = ["a", "c"]\n[params]\nx = 1\n+++\n\nText.\n',
      '+++\nauthor = "Ann"\nrequires = ["c"]\n[params]\nx = 1\n+++\n\n# A\n\n## Bee',
    ],
    [
      "where the first has TOML",
      "+++\nauthor = 'Tom'\n+++\n\n# A\n",
      "---\nauthor: Ann\n---\n\n# B\n",
      "of the front matter of “B” is not kept: author: Ann",
    ],
    [
      "where the second has JSON",
      "# A\n",
      '{\n  "title": "Bee",\n  "author": "Ann"\n}\n\nText.\n',
      'of the front matter of “Bee” is not kept: "author": "Ann"',
    ],
  ])("and front matter is kept or named: %s", (_, first, second, expected) => {
    const files = new Map([
      [`${ROOT}/path.yaml`, "stations: [a.station.md, b.station.md]\n"],
      [`${ROOT}/a.station.md`, first],
      [`${ROOT}/b.station.md`, second],
    ]);
    const made = run(files, (workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2)));
    if (isRefusal(made)) throw new Error(made.refused);
    const text = afterChange(files, made.change).get(`${ROOT}/a.station.md`)!;
    expect([text, ...(made.change.notes ?? [])].join("\n")).toContain(expected);
  });

  test.each([
    ['{\n  "author": ["Ann", "Tom"],\n  "title": "A"\n}\n\n', 'author: ["Ann","Tom"]'],
    ["Title: A\nAuthor: Ann\n\n", 'author: "Ann"'],
  ])("a part has the authors of the whole: %j", (front, authors) => {
    const whole = `${front}## One\n\nText.\n\n## Two\n\nMore.\n`;
    const files = new Map([
      [`${ROOT}/path.yaml`, "stations: [a.station.md]\n"],
      [`${ROOT}/a.station.md`, whole],
    ]);
    const made = run(files, (workspace, path, stop) => splitStation(workspace, path, stop(1), whole.indexOf("## Two")));
    if (isRefusal(made)) throw new Error(made.refused);
    expect([...afterChange(files, made.change).values()].at(-1)).toBe(`---\n${authors}\n---\n\n# Two\n\nMore.\n`);
  });

  test("a part has the authors of the whole in TOML, too", () => {
    const whole =
      "+++\nauthors = [\n  'Ann', # first\n]\nweight = 2\n+++\n\n# A\n\n## One\n\nText.\n\n## Two\n\nMore.\n";
    const files = new Map([
      [`${ROOT}/path.yaml`, "stations: [a.station.md]\n"],
      [`${ROOT}/a.station.md`, whole],
    ]);
    const made = run(files, (workspace, path, stop) => splitStation(workspace, path, stop(1), whole.indexOf("## Two")));
    if (isRefusal(made)) throw new Error(made.refused);
    expect([...afterChange(files, made.change).values()].at(-1)).toBe(
      "+++\nauthors = [\n  'Ann', # first\n]\n+++\n\n# Two\n\nMore.\n",
    );
  });
});
