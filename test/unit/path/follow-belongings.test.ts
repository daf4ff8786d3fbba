import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileRename } from "../../../server/src/features/file-rename.ts";
import { rename } from "../../../server/src/features/rename.ts";
import { ledgerFileOf } from "../../../server/src/files/belongings.ts";
import type { Change } from "../../../server/src/files/change.ts";
import { isStationFile } from "../../../server/src/files/kinds.ts";
import { writeEntry } from "../../../server/src/ledger/ledger-entry.ts";
import { writeHeader } from "../../../server/src/ledger/ledger-file.ts";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import type { LearningPath, Stop } from "../../../server/src/path/learning-path.ts";
import {
  insertStation,
  mergeStations,
  moveStation,
  type PathChange,
  removeStation,
  splitStation,
} from "../../../server/src/path/path-changes.ts";
import { isRefusal, type Refusal } from "../../../server/src/path/refusal.ts";
import { followOrder } from "../../../server/src/path/renumber.ts";
import { leaningOn, pathCoverage, statusOf } from "../../../server/src/path/verification.ts";
import { stationOf, type Workspace } from "../../../server/src/path/workspace.ts";
import { afterChange, beforeChange, fixtureWorkspace, parseFixture, ROOT, station } from "../../support/fixture.ts";
import { fullLedger, TODAY } from "../../support/ledger.ts";

type Files = ReadonlyMap<string, string>;

const SAMPLE = new URL("../../../samples/constitution/", import.meta.url);

/** The premium sample: three stations with 20, 19 and 16 facts, all of them verified. */
const asItIs: Files = new Map(
  readdirSync(SAMPLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("//", "/"))
    .map((file) => [`${ROOT}/${file.slice(SAMPLE.pathname.length)}`, readFileSync(file, "utf8")]),
);

/** The same, with what the meaning of each sentence hangs on in its line. */
const named: Files = withLeanings(asItIs);

/** The same path without its `path.yaml`: the names of its files say where its stations stand. */
const numbered: Files = new Map(
  [...named].flatMap(([file, text]) => {
    if (file.endsWith("/path.yaml")) return [];
    const at = ["how-a-bill", "how-the", "the-bill"].findIndex((start) => file.startsWith(`${ROOT}/${start}`));
    return [[at < 0 ? file : `${ROOT}/0${at + 1}-${file.slice(ROOT.length + 1)}`, text]];
  }),
);

function pathIn(workspace: Workspace): LearningPath {
  return [...workspace.paths.values()][0]!;
}

function withLeanings(files: Files): Files {
  const path = pathIn(fixtureWorkspace(files));
  const after = new Map(files);
  for (const stop of path.stops) {
    const { file, ledger } = stop.ledger!;
    const of = leaningOn(path, stop);
    const byHash = new Map(ledgerSentences(stop.station!).map((sentence) => [sentence.hash, of(sentence)]));
    const lines = ledger.entries.map(({ entry }) => writeEntry({ ...entry, ...byHash.get(entry.h) }));
    after.set(file, `${[writeHeader([]), ...lines].join("\n")}\n`);
  }
  return after;
}

/** What is verified of the path that some files make. */
function verified(files: Files): string {
  const { covered, due, outdated, unclassified } = pathCoverage(pathIn(fixtureWorkspace(files)), { today: TODAY });
  const open = [...(outdated ? [`${outdated} out of date`] : []), ...(unclassified ? [`${unclassified} to sort`] : [])];
  return [`${covered} of ${due}`, ...open].join(", ");
}

type Operation = (workspace: Workspace, path: LearningPath, stop: (number: number) => Stop) => Change | Refusal;

const ofPath = (operation: (...given: Parameters<Operation>) => PathChange | Refusal): Operation => {
  return (...given) => {
    const made = operation(...given);
    return isRefusal(made) ? made : made.change;
  };
};

const move = ofPath((workspace, path, stop) => moveStation(workspace, path, stop(1), 2));
const insert = ofPath((workspace, path) => insertStation(workspace, path, 1, "Another One"));
const merge = ofPath((workspace, path, stop) => mergeStations(workspace, path, stop(1), stop(2)));
const mergeBack = ofPath((workspace, path, stop) => mergeStations(workspace, path, stop(3), stop(1)));
const split = ofPath((workspace, path, stop) =>
  splitStation(workspace, path, stop(1), stop(1).station!.sections[1]!.range.start),
);
const remove = ofPath((workspace, path, stop) => removeStation(workspace, path, stop(2), true));

/** What an editor does with files itself, together with what follows from it. */
const renamed =
  (from: string, to: string): Operation =>
  (workspace) => {
    const renamings = [{ from: `${ROOT}/${from}`, to: `${ROOT}/${to}` }];
    const { change } = fileRename(workspace, renamings, true);
    return { ...change, renamed: [...change.renamed, ...renamings] };
  };

const renameEntry: Operation = (workspace, path) => {
  const at = path.stops[0]!.entry!.start + 1;
  return rename(workspace, path.id, at, "bills.station.md");
};

function filesAfter(files: Files, operation: Operation): Files | string {
  const workspace = fixtureWorkspace(files);
  const path = pathIn(workspace);
  const change = operation(workspace, path, (number) => path.stopsAt(number)[0]!);
  if (isRefusal(change)) return change.refused;
  // A change is one value that can be taken back as a whole.
  expect(new Map([...beforeChange(files, change)].sort())).toEqual(new Map([...files].sort()));
  return afterChange(files, change);
}

describe("what was verified stays verified", () => {
  test("in the sample as it is", () => {
    expect([asItIs, named, numbered].map(verified)).toEqual(["55 of 55", "55 of 55", "55 of 55"]);
    const known = [...named].filter(([file]) => file.endsWith(".jsonl")).map(([, text]) => text);
    expect(known.join("").match(/"(?:under|leadsTo)":/g)!.length).toBeGreaterThan(4);
  });

  test.each<[string, Operation, string]>([
    ["a station is moved", move, "55 of 55"],
    ["a station is inserted", insert, "55 of 55, 10 to sort"],
    ["two stations are merged", merge, "55 of 55"],
    ["a station is merged into a later one", mergeBack, "55 of 55"],
    // What the takeaway in the second part draws together is in the first.
    ["a station is split", split, "55 of 55, 1 out of date"],
    ["another station is removed", remove, "36 of 36"],
  ])("where %s", (_, operation, expected) => {
    expect(verified(filesAfter(named, operation) as Files)).toBe(expected);
    const numberedAfter = filesAfter(numbered, operation) as Files;
    expect(verified(numberedAfter)).toBe(expected);
    expect(strays(numberedAfter)).toEqual([]);
  });

  test("where a station's file is renamed, moved to another folder, or gets another name in path.yaml", () => {
    const bill = "how-a-bill-becomes-law.station.md";
    expect(verified(filesAfter(named, renamed(bill, "bills.station.md")) as Files)).toBe("55 of 55");
    expect(verified(filesAfter(named, renamed(bill, "laws/bills.station.md")) as Files)).toBe("55 of 55");
    expect(verified(filesAfter(named, renameEntry) as Files)).toBe("55 of 55");
    expect(verified(filesAfter(numbered, renamed(`01-${bill}`, `04-${bill}`)) as Files)).toBe("55 of 55");
  });

  test("where lines were moved in path.yaml, and the references follow", () => {
    const lines = named.get(`${ROOT}/path.yaml`)!;
    const [one, two] = lines.match(/ {2}- how-.*\n/g)!;
    const before = pathIn(fixtureWorkspace(named));
    const files = new Map(named).set(`${ROOT}/path.yaml`, lines.replace(one! + two!, two! + one!));
    const follow = ofPath((workspace, path) => followOrder(workspace, before, path));
    expect(verified(filesAfter(files, follow) as Files)).toBe("55 of 55");
  });
});

/** The ledgers that belong to no station. */
function strays(files: Files): readonly string[] {
  const kept = new Set([...files.keys()].filter(isStationFile).map(ledgerFileOf));
  return [...files.keys()].filter((file) => file.endsWith(".ledger.jsonl") && !kept.has(file));
}

const WATER = `
  -- 01-rain.station.md --
  # Rain

  Some 40 liters fall here each day. Station 2 says where they go.
  -- 02-rivers.station.md --
  # Rivers

  Rivers carry what Station 1 tells of.
  -- 03-seas.station.md --
  # Seas

  Seas hold 97 percent of it.
`;

/** Files of which each station has a ledger that knows all its sentences, but for some. */
function withLedgers(fixture: string, without: readonly string[] = []): Files {
  const files = new Map(parseFixture(fixture));
  for (const [file, text] of [...files])
    if (isStationFile(file) && !without.includes(file.slice(ROOT.length + 1)))
      files.set(ledgerFileOf(file), fullLedger(station(text)));
  return files;
}

/** For each station, how many of its sentences are known to the letter, of how many. */
function known(files: Files | string): string {
  if (typeof files === "string") return files;
  const workspace = fixtureWorkspace(files);
  const stations = pathIn(workspace).stops.map((stop) => {
    const { sentences, orphans } = statusOf(pathIn(workspace), stop, { today: TODAY });
    const exact = sentences.filter(({ sentence, line }) => line?.entry.text === sentence.text);
    return `${stop.file!.slice(ROOT.length + 1)}: ${exact.length} of ${sentences.length}${orphans.length ? ", orphans" : ""}`;
  });
  return [...stations, ...strays(files).map((file) => `stray: ${file.slice(ROOT.length + 1)}`)].join("\n");
}

describe("a ledger", () => {
  test("changes names in a ring with its station, and knows the numbers that were rewritten", () => {
    const files = filesAfter(withLedgers(WATER), move) as Files;
    expect(known(files)).toMatchInlineSnapshot(`
      "01-rivers.station.md: 1 of 1
      02-rain.station.md: 2 of 2
      03-seas.station.md: 1 of 1"
    `);
    expect(files.get(`${ROOT}/01-rivers.ledger.jsonl`)).toContain("Rivers carry what Station 2 tells of.");
  });

  test("says what a sentence said when it was verified, until it says so again", () => {
    const lineOf = (files: Files, file: string) => JSON.parse(files.get(`${ROOT}/${file}`)!.split("\n")[1]!);
    const before = withLedgers(WATER);
    const moved = filesAfter(before, move) as Files;
    expect(lineOf(moved, "01-rivers.ledger.jsonl")).toEqual({
      ...lineOf(before, "02-rivers.ledger.jsonl"),
      h: expect.stringMatching(/^[0-9a-f]{16}$/),
      text: "Rivers carry what Station 2 tells of.",
      verifiedText: "Rivers carry what Station 1 tells of.",
    });
    const again = filesAfter(moved, insert) as Files;
    expect(lineOf(again, "02-rivers.ledger.jsonl")).toMatchObject({
      text: "Rivers carry what Station 3 tells of.",
      verifiedText: "Rivers carry what Station 1 tells of.",
    });
    expect(filesAfter(moved, move)).toEqual(before);
  });

  test("does not call verified what nobody or only a program has looked at", () => {
    for (const [was, is] of [
      [/"by":"[^"]*"/, '"by":null'],
      ['"method":"human"', '"method":"model"'],
    ] as const) {
      const files = new Map(withLedgers(WATER));
      const ledger = `${ROOT}/02-rivers.ledger.jsonl`;
      files.set(ledger, files.get(ledger)!.replace(was, is));
      const after = (filesAfter(files, move) as Files).get(`${ROOT}/01-rivers.ledger.jsonl`);
      expect(after).toContain("Station 2");
      expect(after).not.toContain("verifiedText");
    }
  });

  test("keeps a verdict on what a sentence said before, where it knew it only nearly", () => {
    const files = new Map(withLedgers(WATER));
    const ledger = `${ROOT}/02-rivers.ledger.jsonl`;
    files.set(`${ROOT}/02-rivers.station.md`, "# Rivers\n\nRivers carry all that Station 1 tells of.\n");
    expect((filesAfter(files, move) as Files).get(`${ROOT}/01-rivers.ledger.jsonl`)).toBe(files.get(ledger));
  });

  test("is not written over: a ledger that stands where another would go stops it all", () => {
    const files = new Map(withLedgers(WATER)).set(`${ROOT}/02-rain.ledger.jsonl`, "");
    expect(filesAfter(files, move)).toBe(
      "There is already a file “02-rain.ledger.jsonl”. Please rename or remove it first.",
    );
    expect(fileRename(fixtureWorkspace(files), [rainAs("02-rain.station.md")], true)).toMatchObject({
      change: { renamed: [] },
      note: "The ledger was left where it is. There is already a file “02-rain.ledger.jsonl”. Please rename or remove it first.",
    });
  });

  test("goes with a file that is deleted, and stays where only the line in path.yaml goes", () => {
    const removal = (deleteFile: boolean) =>
      filesAfter(
        named,
        ofPath((workspace, path, stop) => removeStation(workspace, path, stop(1), deleteFile)),
      ) as Files;
    expect(strays(removal(true))).toEqual([]);
    expect(removal(true).has(`${ROOT}/how-a-bill-becomes-law.ledger.jsonl`)).toBe(false);
    expect(removal(false).has(`${ROOT}/how-a-bill-becomes-law.ledger.jsonl`)).toBe(true);
  });

  test("is made for a merged station that had none, and comes along where the other has none", () => {
    expect(known(filesAfter(withLedgers(WATER, ["01-rain.station.md"]), merge))).toMatchInlineSnapshot(`
      "01-rain.station.md: 1 of 3
      02-seas.station.md: 1 of 1"
    `);
    expect(known(filesAfter(withLedgers(WATER, ["02-rivers.station.md"]), merge))).toMatchInlineSnapshot(`
      "01-rain.station.md: 2 of 3
      02-seas.station.md: 1 of 1"
    `);
  });

  test("that has to stay as it is stops a merge and a split", () => {
    const files = new Map(withLedgers(WATER));
    files.set(`${ROOT}/02-rivers.ledger.jsonl`, `<<<<<<< ours\n${files.get(`${ROOT}/02-rivers.ledger.jsonl`)}`);
    expect(filesAfter(files, merge)).toBe(
      "“02-rivers.ledger.jsonl” can't be changed as it is. Please fix the problems in it first.",
    );
    expect(known(filesAfter(files, remove))).toContain("02-seas.station.md: 1 of 1");
  });

  test("is there for each of two stations that share it", () => {
    const files = new Map(withLedgers(WATER)).set(`${ROOT}/01-rain.station.txt`, "Rain\n\nIt rains.\n");
    const ledger = files.get(`${ROOT}/01-rain.ledger.jsonl`)!;
    const { change } = fileRename(fixtureWorkspace(files), [rainAs("rain.station.md")], true);
    expect(change).toMatchObject({ created: [{ file: `${ROOT}/rain.ledger.jsonl`, text: ledger }], renamed: [] });
    const both = [rainAs("rain.station.md"), { from: `${ROOT}/01-rain.station.txt`, to: `${ROOT}/rain.station.txt` }];
    expect(fileRename(fixtureWorkspace(files), both, true).change).toMatchObject({
      created: [],
      renamed: [{ from: `${ROOT}/01-rain.ledger.jsonl`, to: `${ROOT}/rain.ledger.jsonl` }],
    });
  });

  test("is reported where an editor can't rename it, and left to an editor that renames it itself or its folder", () => {
    const workspace = fixtureWorkspace(withLedgers(WATER));
    expect(fileRename(workspace, [rainAs("rain.station.md")], false)).toMatchObject({
      change: { renamed: [] },
      note: "Please also rename “01-rain.ledger.jsonl” to “rain.ledger.jsonl”, so that what was verified stays with its station.",
    });
    const itself = [rainAs("rain.station.md"), { from: `${ROOT}/01-rain.ledger.jsonl`, to: `${ROOT}/x.ledger.jsonl` }];
    for (const renamings of [itself, [{ from: ROOT, to: "/elsewhere" }]])
      expect(fileRename(workspace, renamings, true)).toMatchObject({ change: { renamed: [] }, note: undefined });
  });

  function rainAs(name: string) {
    return { from: `${ROOT}/01-rain.station.md`, to: `${ROOT}/${name}` };
  }
});

describe("a split ledger", () => {
  test("has a line in both stations for a footnote that both need", () => {
    const files = withLedgers(`
      -- path.yaml --
      stations: [rain.station.md]
      -- rain.station.md --
      # Rain

      It falls.[^a]

      ## Rivers

      They run.[^a] They end.

      [^a]: Seen by many.
    `);
    const parts = ofPath((workspace, path, stop) =>
      splitStation(workspace, path, stop(1), stop(1).station!.sections[0]!.range.start),
    );
    expect(known(filesAfter(files, parts))).toMatchInlineSnapshot(`
      "rain.station.md: 2 of 2
      rivers.station.md: 3 of 3"
    `);
  });

  test("is none where nothing was known of the second part", () => {
    const files = new Map(
      withLedgers(
        "-- path.yaml --\nstations: [rain.station.md]\n-- rain.station.md --\n# Rain\n\nIt falls.\n\n## Rivers\n\nThey run.\n",
      ),
    );
    const ledger = `${ROOT}/rain.ledger.jsonl`;
    files.set(ledger, files.get(ledger)!.split("\n").slice(0, 2).join("\n"));
    const parts = ofPath((workspace, path, stop) =>
      splitStation(workspace, path, stop(1), stop(1).station!.sections[0]!.range.start),
    );
    const made = filesAfter(files, parts) as Files;
    expect([...made.keys()].filter((file) => file.endsWith("jsonl"))).toEqual([ledger]);
    expect(ledgerSentences(stationOf(fixtureWorkspace(made), `${ROOT}/rain.station.md`)!)).toHaveLength(1);
  });
});
