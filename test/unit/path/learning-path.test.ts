import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseName } from "../../../server/src/files/names.ts";
import { readBibtex } from "../../../server/src/hosts/bibtex.ts";
import { type LearningPath, numbersOf, type Stop } from "../../../server/src/path/learning-path.ts";
import {
  type FileText,
  filesOf,
  makeWorkspace,
  pathsOf,
  type Workspace,
  withFile,
  withFiles,
  withoutFiles,
} from "../../../server/src/path/workspace.ts";
import type { Reference } from "../../../server/src/station/references.ts";
import { fixtureWorkspace, parseFixture, ROOT, station } from "../../support/fixture.ts";

function workspace(fixture: string): Workspace {
  return fixtureWorkspace(parseFixture(fixture));
}

function onlyPath(fixture: string): LearningPath {
  const paths = [...workspace(fixture).paths.values()];
  expect(paths).toHaveLength(1);
  return paths[0]!;
}

/** Every stop on a line of its own: its number, its title, its file, and what is not there. */
function stops(path: LearningPath): string {
  return lines(path.stops.map(stopLine));
}

function stopLine({ number, title, file, station }: Stop): string {
  const where = file === undefined ? "planned" : `${name(file)}${station ? "" : ", missing"}`;
  return `${number} ${title} (${where})`;
}

/** For each number, the references that lead to it. */
function referencesTo(path: LearningPath): string {
  return lines(
    [...path.referencesTo]
      .sort(([a], [b]) => a - b)
      .map(([number, made]) => {
        const all = made.map(({ from, reference }) => `${from.number} “${reference.text}”`);
        return `${number} <- ${all.join(", ")}`;
      }),
  );
}

/** For each reference, the numbers that it leads to. */
function referencesFrom(path: LearningPath, number: number): string {
  const [stop] = path.stopsAt(number);
  const drawn = (reference: Reference) =>
    `“${reference.text}” -> ${numbersOf(path, stop!, reference).join(" ") || "nowhere"}`;
  return lines(stop!.station!.references.map(drawn));
}

function terms(path: LearningPath): string {
  return lines(
    path.terms.map(({ name, definitions, uses }) => {
      const defined = definitions.map(({ stop }) => stop.number);
      return `${name}: defined in ${defined.join(" ")}, used in ${uses.map(({ stop }) => stop.number).join(" ") || "none"}`;
    }),
  );
}

function sources(path: LearningPath): string {
  return lines([...path.sources.values()].map(({ key, file }) => `${key} (${name(file)})`));
}

/** Everything that is known of every path of a workspace, and of which paths each file is. */
function drawn(workspace: Workspace): string {
  const paths = [...workspace.paths.values()].map((path) => {
    const title = `${name(path.id)}: ${path.title}\n`;
    return [title, stops(path), referencesTo(path), terms(path), sources(path), lines(evidence(path))].join("--");
  });
  const files = [...filesOf(workspace)].sort().map((file) => {
    return `${name(file)}: ${pathsOf(workspace, file).map(({ id }) => name(id))}`;
  });
  return [...paths, lines(files)].join("\n==\n");
}

/** What a path has to hold its sentences against: the ledgers of its stations, the stored texts of its sources. */
function evidence({ stops, sourceTexts }: LearningPath): string[] {
  return [...stops.flatMap(({ ledger }) => ledger?.file ?? []), ...sourceTexts.keys()].map(name);
}

function name(file: string): string {
  return file.slice(ROOT.length + 1);
}

function lines(each: readonly string[]): string {
  return `\n${each.map((line) => `${line}\n`).join("")}`;
}

describe("a station's number", () => {
  test("is its place in the path.yaml, whatever its file is called", () => {
    const path = onlyPath(`
      -- path.yaml --
      title: Water
      stations:
        - 07-rivers.station.md
        - rain.station.txt
      -- 07-rivers.station.md --
      # Rivers
      -- rain.station.txt --
      Rain
      -- 03-notes.station.md --
      # Notes That Nobody Lists
    `);
    expect(path.title).toBe("Water");
    expect(stops(path)).toMatchInlineSnapshot(`
      "
      1 Rivers (07-rivers.station.md)
      2 Rain (rain.station.txt)
      "
    `);
    expect(path.stopOf(`${ROOT}/rain.station.txt`)?.number).toBe(2);
    expect(path.stopOf(`${ROOT}/03-notes.station.md`)).toBeUndefined();
  });

  test("is what its file's name starts with, where there is no path.yaml", () => {
    const path = onlyPath(`
      -- water/10-seas.station.md --
      # Seas
      -- water/2-rivers.station.md --
      # Rivers
      -- water/S01.station.txt --
      Rain
      -- water/station_3_lakes.station.md --
      # Lakes
      -- water/notes.station.md --
      # Notes without a Number
    `);
    expect(path.title).toBe("water");
    expect(stops(path)).toMatchInlineSnapshot(`
      "
      1 Rain (water/S01.station.txt)
      2 Rivers (water/2-rivers.station.md)
      3 Lakes (water/station_3_lakes.station.md)
      10 Seas (water/10-seas.station.md)
      "
    `);
  });

  test("can stand twice in a folder, and then both stations have it", () => {
    const path = onlyPath(`
      -- 02-snow.station.md --
      # Snow
      -- 02-rain.station.md --
      # Rain
    `);
    expect(path.stopsAt(2).map(({ title }) => title)).toEqual(["Rain", "Snow"]);
    expect(path.stopsAt(1)).toEqual([]);
  });

  test("does not exist for a folder of stations without numbers", () => {
    const { paths } = workspace(`
      -- rain.station.md --
      # Rain
    `);
    expect([...paths]).toEqual([]);
  });
});

describe("a path", () => {
  test("has planned and missing stations, with a number and a title", () => {
    const path = onlyPath(`
      -- path.yaml --
      title: Water
      stations:
        - planned: Clouds
        - rain.station.md
        - planned: Rivers
        - seas.station.md
      -- rain.station.md --
      # Rain
    `);
    expect(stops(path)).toMatchInlineSnapshot(`
      "
      1 Clouds (planned)
      2 Rain (rain.station.md)
      3 Rivers (planned)
      4 seas (seas.station.md, missing)
      "
    `);
  });

  test("calls a station without a title by its file", () => {
    const path = onlyPath(`
      -- path.yaml --
      stations: [rain.station.md]
      -- rain.station.md --
      Rain falls.

      ## Drops
    `);
    expect(stops(path)).toMatchInlineSnapshot(`
      "
      1 rain (rain.station.md)
      "
    `);
  });

  test("may list stations of other folders", () => {
    const path = onlyPath(`
      -- water/path.yaml --
      stations: [../shared/rain.station.md, ./rivers.station.md]
      -- water/rivers.station.md --
      # Rivers
      -- shared/rain.station.md --
      # Rain
    `);
    expect(stops(path)).toMatchInlineSnapshot(`
      "
      1 Rain (shared/rain.station.md)
      2 Rivers (water/rivers.station.md)
      "
    `);
  });

  test("is empty where its path.yaml lists nothing or is no YAML", () => {
    expect(onlyPath("-- path.yaml --\nstations:").stops).toEqual([]);
    expect(onlyPath("-- path.yaml --\nstations: [").stops).toEqual([]);
    expect(onlyPath("-- path.yaml --\ntitle: Water\n-- rain.station.md --\n# Rain").stops).toEqual([]);
  });

  test("is not there where a path.yaml is another program's: it lists no stations, and none is beside it", () => {
    for (const other of ["routes: [a, b]", ": [", "- a", "", "# stations: none yet", "note: |\n  the stations: none"])
      expect([...workspace(`-- path.yaml --\n${other}\n-- notes.md --\n# Notes`).paths.keys()]).toEqual([]);
  });

  test("is there as soon as a station is beside a path.yaml that lists none", () => {
    const before = workspace("-- path.yaml --\ntitle: Water");
    const after = withFile(before, `${ROOT}/rain.station.md`, "# Rain");
    expect([...after.paths.keys()]).toEqual([`${ROOT}/path.yaml`]);
    expect([...withFile(after, `${ROOT}/rain.station.md`, undefined).paths.keys()]).toEqual([]);
  });

  test("of numbered names gives way to a path.yaml above that lists them", () => {
    const unlisted = workspace(`
      -- path.yaml --
      stations: [unit1/01-clouds.station.md]
      -- unit1/01-clouds.station.md --
      # Clouds
      -- unit2/03-rain.station.md --
      # Rain
    `);
    expect([...unlisted.paths.keys()]).toEqual([`${ROOT}/path.yaml`, `${ROOT}/unit2`]);
    const listed = withFile(unlisted, `${ROOT}/path.yaml`, "stations: [unit2/03-rain.station.md]");
    expect([...listed.paths.keys()]).toEqual([`${ROOT}/path.yaml`, `${ROOT}/unit1`]);
    expect([...withFile(listed, `${ROOT}/path.yaml`, undefined).paths.keys()]).toEqual([
      `${ROOT}/unit1`,
      `${ROOT}/unit2`,
    ]);
  });

  test("of numbered names stays where a path.yaml elsewhere lists them, too", () => {
    const both = workspace(`
      -- short/path.yaml --
      stations: [../all/01-clouds.station.md]
      -- all/01-clouds.station.md --
      # Clouds
      -- all/02-rain.station.md --
      # Rain
    `);
    expect([...both.paths.keys()]).toEqual([`${ROOT}/all`, `${ROOT}/short/path.yaml`]);
  });

  test.each(["1.1 Rain", "1.2 Wells", "2024-03-01-rain"])("has no number for “%s”", (name) => {
    expect([...workspace(`-- ${name}.station.md --\n# A`).paths.keys()]).toEqual([]);
  });

  test("knows the terms of its stations in path order", () => {
    const path = onlyPath(`
      -- path.yaml --
      stations: [rivers.station.md, { planned: Lakes }, rain.station.md]
      -- rain.station.md --
      # Rain

      Rain fills a watershed.

      Key term: Drizzle — rain of very small drops.
      -- rivers.station.md --
      # Rivers

      Key term: Watershed — the land that a river drains.
    `);
    expect(terms(path)).toMatchInlineSnapshot(`
      "
      Watershed: defined in 1, used in 3
      Drizzle: defined in 3, used in none
      "
    `);
  });

  test("has the sources that it names, or those of its folder", () => {
    const named = onlyPath(`
      -- path.yaml --
      stations: []
      sources: rain.bib
      -- rain.bib --
      @misc{drops, title={Drops}}
      -- snow.bib --
      @misc{flakes, title={Flakes}}
    `);
    const beside = onlyPath(`
      -- path.yaml --
      stations: []
      -- rain.bib --
      @misc{drops, title={Drops}}
      -- snow.bib --
      @misc{flakes, title={Flakes}}
    `);
    expect([...named.sources.keys()]).toEqual(["drops"]);
    expect([...beside.sources.keys()]).toEqual(["drops", "flakes"]);
  });
});

describe("references", () => {
  const path = onlyPath(`
    -- path.yaml --
    title: Water
    stations:
      - planned: Clouds
      - rain.station.md
      - rivers.station.md
      - planned: Lakes
      - seas.station.md
    -- rain.station.md --
    # Rain

    The previous station was about clouds, Station 3 is about rivers, and Station 9 about nothing.
    -- rivers.station.md --
    # Rivers

    See Stations 1-2 and 5, the next two stations, and [Station 2](seas.station.md), but not
    [Station 2](../winter/snow.station.md) or [Station 2](https://example.org).
    -- seas.station.md --
    # Seas

    The next station is missing. The last four stations, and Station Five itself, are there. So is [Station 3][r].

    [r]: rivers.station.md#delta
  `);

  test("lead from a station to numbers", () => {
    expect(referencesFrom(path, 2)).toMatchInlineSnapshot(`
      "
      “The previous station” -> 1
      “Station 3” -> 3
      “Station 9” -> 9
      "
    `);
    expect(referencesFrom(path, 3)).toMatchInlineSnapshot(`
      "
      “1-2” -> 1 2
      “5” -> 5
      “the next two stations” -> 4 5
      “Station 2” -> 5
      “Station 2” -> nowhere
      “Station 2” -> nowhere
      "
    `);
    expect(referencesFrom(path, 5)).toMatchInlineSnapshot(`
      "
      “The next station” -> nowhere
      “The last four stations” -> 1 2 3 4
      “Station Five” -> 5
      “Station 3” -> 3
      "
    `);
  });

  test("are known at the station that they lead to, in path order, also where it is only planned", () => {
    expect(referencesTo(path)).toMatchInlineSnapshot(`
      "
      1 <- 2 “The previous station”, 3 “1-2”, 5 “The last four stations”
      2 <- 3 “1-2”, 5 “The last four stations”
      3 <- 2 “Station 3”, 5 “The last four stations”, 5 “Station 3”
      4 <- 3 “the next two stations”, 5 “The last four stations”
      5 <- 3 “5”, 3 “the next two stations”, 3 “Station 2”, 5 “Station Five”
      "
    `);
  });
});

describe("a station that two paths share", () => {
  const shared = workspace(`
    -- water/path.yaml --
    title: Water
    stations: [{ planned: Clouds }, rain.station.md]
    -- water/rain.station.md --
    # Rain

    The previous station was a beginning. Station 3 is the end.
    -- winter/path.yaml --
    title: Winter
    stations: [{ planned: Frost }, { planned: Snow }, ../water/rain.station.md]
  `);
  const file = `${ROOT}/water/rain.station.md`;

  test("has a number on each", () => {
    expect(pathsOf(shared, file).map((path) => `${path.title} ${path.stopOf(file)?.number}`)).toEqual([
      "Water 2",
      "Winter 3",
    ]);
  });

  test("is one station, whose references lead elsewhere on each", () => {
    const [water, winter] = pathsOf(shared, file);
    expect(water!.stopOf(file)!.station).toBe(winter!.stopOf(file)!.station);
    expect(referencesTo(water!)).toMatchInlineSnapshot(`
      "
      1 <- 2 “The previous station”
      "
    `);
    expect(referencesTo(winter!)).toMatchInlineSnapshot(`
      "
      2 <- 3 “The previous station”
      3 <- 3 “Station 3”
      "
    `);
  });

  test("changes on both when it changes", () => {
    const after = withFile(shared, file, "# Drizzle\n");
    expect(pathsOf(after, file).map((path) => path.stopOf(file)?.title)).toEqual(["Drizzle", "Drizzle"]);
    expect(pathsOf(shared, file).map((path) => path.stopOf(file)?.title)).toEqual(["Rain", "Rain"]);
  });
});

describe("a change", () => {
  const before = workspace(`
    -- water/path.yaml --
    stations: [rain.station.md, rivers.station.md]
    -- water/rain.station.md --
    # Rain
    -- water/rivers.station.md --
    # Rivers
    -- winter/01-snow.station.md --
    # Snow
  `);

  test("of a station leaves the other stations and the other paths what they are", () => {
    const after = withFile(before, `${ROOT}/water/rain.station.md`, "# Drizzle\n");
    const [waterBefore, waterAfter] = [before, after].map(({ paths }) => paths.get(`${ROOT}/water/path.yaml`)!);
    expect(stops(waterAfter!)).toMatchInlineSnapshot(`
      "
      1 Drizzle (water/rain.station.md)
      2 Rivers (water/rivers.station.md)
      "
    `);
    expect(waterAfter!.stops[1]).toBe(waterBefore!.stops[1]);
    expect(after.paths.get(`${ROOT}/winter`)).toBe(before.paths.get(`${ROOT}/winter`));
  });

  test("of the order gives new numbers to the same stations", () => {
    const file = `${ROOT}/water/path.yaml`;
    const after = withFile(before, file, "stations: [rivers.station.md, { planned: Lakes }, rain.station.md]\n");
    expect(stops(after.paths.get(file)!)).toMatchInlineSnapshot(`
      "
      1 Rivers (water/rivers.station.md)
      2 Lakes (planned)
      3 Rain (water/rain.station.md)
      "
    `);
    expect(after.paths.get(file)!.stops[2]!.station).toBe(before.paths.get(file)!.stops[0]!.station);
  });

  test("that takes the path.yaml away leaves the numbers of the files' names", () => {
    const added = withFile(before, `${ROOT}/winter/path.yaml`, "stations: [{ planned: Frost }, 01-snow.station.md]\n");
    expect([...added.paths.keys()].map(baseName)).toEqual(["path.yaml", "path.yaml"]);
    expect(drawn(withFile(added, `${ROOT}/winter/path.yaml`, undefined))).toBe(drawn(before));
  });

  test("of a station that is deleted and written again ends where it began", () => {
    const file = `${ROOT}/water/rivers.station.md`;
    const deleted = withFile(before, file, undefined);
    expect(stops(deleted.paths.get(`${ROOT}/water/path.yaml`)!)).toMatchInlineSnapshot(`
      "
      1 Rain (water/rain.station.md)
      2 rivers (water/rivers.station.md, missing)
      "
    `);
    expect(drawn(withFile(deleted, file, "# Rivers\n"))).toBe(drawn(before));
  });
});

describe("any changes", () => {
  const readers = { station, bibtex: readBibtex };
  const stationNames = ["a/rain.station.md", "a/02-rivers.station.md", "a/S3.station.txt", "b/1-snow.station.md"];
  const sourceNames = ["a/sources.bib", "a/more.bib", "b/sources.yaml"];
  const evidenceNames = ["a/rain.ledger.jsonl", "b/1-snow.ledger.jsonl", "a/sources/drops.txt", "b/sources/drops.txt"];

  const sentence = fc.constantFrom(
    "Rain falls on a watershed.",
    "See Station 1 and Stations 2-3.",
    "As the previous station showed, and [Station 2](../a/rain.station.md) too.",
    "Key term: Watershed — the land that a river drains.",
    "Key term: Drizzle — rain of very small drops on a watershed.",
    "The next two stations are about drizzle [@drops].",
  );
  const stationText = fc
    .tuple(fc.constantFrom("# Rain", "Rivers", "## No Title"), fc.array(sentence, { maxLength: 4 }))
    .map(([title, sentences]) => `${[title, ...sentences].join("\n\n")}\n`);
  const entry = fc.constantFrom(
    ...stationNames.map((each) => `../${each}`),
    "missing.station.md",
    "{ planned: Lakes }",
    "[",
  );
  const pathText = fc
    .tuple(fc.array(entry, { maxLength: 5 }), fc.constantFrom("", "sources: sources.bib\n", "title: Water\n"))
    .map(([entries, more]) => `${more}stations: [${entries.join(", ")}]\n`);
  const sourceText = fc.constantFrom("@misc{drops, title={Drops}}\n", "- id: drops\n  title: Drops\n", "");

  const change = fc.oneof(
    fc.record({ file: fc.constantFrom(...stationNames), text: fc.option(stationText, { nil: undefined }) }),
    fc.record({
      file: fc.constantFrom("a/path.yaml", "b/path.yaml"),
      text: fc.option(pathText, { nil: undefined }),
    }),
    fc.record({ file: fc.constantFrom(...sourceNames), text: fc.option(sourceText, { nil: undefined }) }),
    fc.record({ file: fc.constantFrom(...evidenceNames), text: fc.constantFrom("", undefined) }),
  );
  const changes = fc.array(
    change.map(({ file, text }) => ({ file: `${ROOT}/${file}`, text })),
    { minLength: 1, maxLength: 12 },
  );

  /** The workspace that someone has who opens it after some changes. */
  function fresh(made: readonly { readonly file: string; readonly text: string | undefined }[]): Workspace {
    const texts = new Map<string, FileText>();
    for (const { file, text } of made) {
      if (text === undefined) texts.delete(file);
      else texts.set(file, { file, text });
    }
    return makeWorkspace(
      readers,
      [...texts.values()].sort((a, b) => (a.file < b.file ? -1 : 1)),
    );
  }

  test("made one by one come to what a fresh look finds", () => {
    fc.assert(
      fc.property(changes, (made) => {
        let current = makeWorkspace(readers, []);
        for (const { file, text } of made) current = withFile(current, file, text);
        expect(drawn(current)).toBe(drawn(fresh(made)));
      }),
    );
  });

  test("made all at once come to the same", () => {
    fc.assert(
      fc.property(changes, changes, (first, then) => {
        const gone = then.flatMap(({ file, text }) => (text === undefined ? file : []));
        const texts = then.flatMap(({ file, text }) => (text === undefined ? [] : { file, text }));
        const current = withFiles(withoutFiles(fresh(first), gone), texts);
        expect(drawn(current)).toBe(
          drawn(fresh([...first, ...gone.map((file) => ({ file, text: undefined })), ...texts])),
        );
      }),
    );
  });

  test("leave every workspace before them as it was, also what nobody had asked for yet", () => {
    fc.assert(
      fc.property(changes, (made) => {
        const states = [makeWorkspace(readers, [])];
        for (const { file, text } of made) states.push(withFile(states.at(-1)!, file, text));
        states.forEach((state, at) => {
          expect(drawn(state)).toBe(drawn(fresh(made.slice(0, at))));
        });
      }),
    );
  });
});
