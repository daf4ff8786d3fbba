import { expect, test } from "vitest";
import { belongingsOf, ledgerFileOf } from "../../../server/src/files/belongings.ts";
import {
  FILE_KINDS,
  fileKind,
  isPicture,
  isStationFile,
  pictureType,
  STATION_ENDINGS,
  stationEndingOf,
  withoutStationEnding,
} from "../../../server/src/files/kinds.ts";

test("a file is what its name says", () => {
  const kinds = (...files: string[]) => files.map(fileKind);
  expect(kinds("/a/rain.station.md", "/a/RAIN.Station.TXT", "/a/.station.md")).toEqual(Array(3).fill("station"));
  expect(kinds("/a/path.yaml", "/a/path.yml")).toEqual(["path", "path"]);
  expect(kinds("/a/stationmaster.yaml", "/a/stationmaster.yml")).toEqual(["settings", "settings"]);
  expect(kinds("/a/rain.ledger.jsonl", "/a/.ledger.jsonl")).toEqual(["ledger", "ledger"]);
  expect(kinds("/a/sources/key.txt", "/a/Sources/key.TXT")).toEqual(["source-text", "source-text"]);
  expect(kinds("/a/sources.yaml", "/a/my-references.json", "/a/Bibliography.yml", "/a/b.bib")).toEqual(
    Array(4).fill("sources"),
  );
  expect(
    kinds("/a/rain.md", "/a/Path.yaml", "/a/xpath.yaml", "/sources/a.json", "/a/sources/b/key.txt", "/a/stationmd"),
  ).toEqual(Array(6).fill("other"));
});

test("every kind is one that its own pattern names", () => {
  const expanded = (glob: string): string[] => {
    const [all, names] = /\{([^}]*)\}/.exec(glob) ?? [];
    return all ? names!.split(",").flatMap((name) => expanded(glob.replace(all, () => name))) : [glob];
  };
  for (const { kind, glob } of FILE_KINDS)
    for (const name of expanded(glob)) expect(fileKind(`/a/${name.replaceAll("*", "x")}`), name).toBe(kind);
  expect(expanded(FILE_KINDS[0]!.glob)).toEqual(STATION_ENDINGS.map((ending) => `*${ending}`));
});

test("stations are told by what their names end with", () => {
  expect(isStationFile("/a/rain.station.md")).toBe(true);
  expect(isStationFile("/a/rain.md")).toBe(false);
  expect(withoutStationEnding("/a/rain.Station.md")).toBe("/a/rain");
  expect(withoutStationEnding("/a/rain.md")).toBe("/a/rain.md");
  expect(stationEndingOf("/a/rain.Station.md")).toBe(".Station.md");
  expect(stationEndingOf("/a/rain.md")).toBe("");
});

test("a ledger belongs to the station that it is named for, whatever that is called", () => {
  expect(belongingsOf("/a/rain.station.md")).toEqual([{ kind: "ledger", file: "/a/rain.ledger.jsonl" }]);
  expect(["/a/rain.station.txt", "/a/rain.md", "/a/rain"].map(ledgerFileOf)).toEqual(
    Array(3).fill("/a/rain.ledger.jsonl"),
  );
  for (const { kind, file } of belongingsOf("/a/rain.md")) expect(fileKind(file)).toBe(kind);
});

test("pictures have media types", () => {
  expect(isPicture("/a/drop.AVIF")).toBe(true);
  expect(isPicture("/a/png")).toBe(false);
  expect(["/a/drop.JPG", "/a/drop.svg", "/a/drop.txt"].map(pictureType)).toEqual([
    "image/jpeg",
    "image/svg+xml",
    undefined,
  ]);
});
