import { describe, expect, test } from "vitest";
import {
  citesRetracted,
  identifiersToLookUp,
  isoDate,
  lookUpRetractions,
  noticesIn,
  type RetractionNotice,
  type RetractionRow,
} from "../../../server/src/path/retractions.ts";
import { addTo } from "../../../server/src/text/groups.ts";
import { fixtureWorkspace, parseFixture } from "../../support/fixture.ts";

const ROW: RetractionRow = {
  nature: "Retraction",
  doi: "10.1000/rain",
  pmid: "0",
  date: "4/15/2021 0:00",
  reasons: "+Error in Data;+Concerns;",
  notice: "unavailable",
  record: "1",
};

/** A path with one source, which its station cites. */
function pathWith(source: string, station = "Rain is wet [@noah].") {
  const files = parseFixture(`
    -- path.yaml --
    stations: [rain.station.md]
    -- sources.yaml --
    - { id: noah, ${source} }
    -- rain.station.md --
    # Rain

    ${station}
  `);
  return [...fixtureWorkspace(files).paths.values()][0]!;
}

/** What a list of some rows says of a path's only source. */
function lookedUp(path: ReturnType<typeof pathWith>, rows: readonly Partial<RetractionRow>[]) {
  const notices = new Map<string, RetractionNotice[]>();
  rows.forEach((row, at) => {
    for (const [identifier, notice] of noticesIn({ ...ROW, record: String(at + 1), ...row }))
      addTo(notices, identifier, notice);
  });
  return lookUpRetractions(path, { file: "r.csv", sha256: "", date: "", rows: rows.length, notices })[0]!;
}

const RAIN = pathWith("DOI: 10.1000/rain, PMID: 123");

describe("a source is looked up", () => {
  test.each([
    ["DOI: 10.1000/Rain", ["DOI 10.1000/rain"]],
    ["DOI: 'https://doi.org/10.1000/RAIN'", ["DOI 10.1000/rain"]],
    ["URL: 'https://doi.org/10.1000/rain%3A1'", ["DOI 10.1000/rain:1"]],
    ["URL: 'https://pubmed.ncbi.nlm.nih.gov/123/'", ["PMID 123"]],
    ["PMID: 'PMID: 0123'", ["PMID 123"]],
    ["DOI: 10.1000/rain, URL: 'https://doi.org/10.1000/rain', PMID: 123", ["DOI 10.1000/rain", "PMID 123"]],
    ["DOI: unavailable, PMID: 0", []],
    ["URL: 'https://example.org/10.1000/rain'", []],
    ["URL: 'https://doi.org/%'", []],
  ])("by its DOI and its PMID: %s", (source, identifiers) => {
    const path = pathWith(source);
    expect(identifiersToLookUp(path.sources.get("noah")!)).toEqual(identifiers);
    expect(lookedUp(path, []).isLookedUp).toBe(identifiers.length > 0);
  });

  test("and never by what a list has in place of a DOI or a PMID", () => {
    const of = (row: Partial<RetractionRow>) => [...noticesIn({ ...ROW, ...row })].map(([identifier]) => identifier);
    expect(of({ doi: "unavailable", pmid: "0" })).toEqual([]);
    expect(of({ doi: "", pmid: "" })).toEqual([]);
    expect(of({ doi: " 10.1000/RAIN ", pmid: "00123" })).toEqual(["DOI 10.1000/rain", "PMID 123"]);
    expect(of({ doi: "10.1000/a;10.1000/b", pmid: "1; 2" })).toEqual([
      "DOI 10.1000/a",
      "DOI 10.1000/b",
      "PMID 1",
      "PMID 2",
    ]);
    expect(of({ doi: "10.1002/(SICI)1099(199603)52:1<1::AID;2-0" })).toEqual([
      "DOI 10.1002/(sici)1099(199603)52:1<1::aid;2-0",
    ]);
  });
});

describe("a source is retracted", () => {
  const isRetracted = (...rows: Partial<RetractionRow>[]) => lookedUp(RAIN, rows).isRetracted;

  test("where a list says so, but not where it has something else of it", () => {
    expect(isRetracted()).toBe(false);
    expect(isRetracted({})).toBe(true);
    expect(isRetracted({ doi: "", pmid: "123" })).toBe(true);
    for (const nature of ["Correction", "Expression of concern", "Reinstatement", "", "Other"])
      expect(isRetracted({ nature }), nature).toBe(false);
    expect(isRetracted({ doi: "10.1000/snow" })).toBe(false);
  });

  test("until it is reinstated later", () => {
    const back = (date: string) => ({ nature: "Reinstatement", date });
    expect(isRetracted({}, back("4/16/2021 0:00"))).toBe(false);
    expect(isRetracted(back("4/16/2021 0:00"), {})).toBe(false);
    expect(isRetracted({}, back("4/14/2021 0:00"))).toBe(true);
    // Of one day, the later row counts.
    expect(isRetracted({}, back("4/15/2021 0:00"))).toBe(false);
    expect(isRetracted(back("4/15/2021 0:00"), {})).toBe(true);
    expect(isRetracted({}, back("4/16/2021 0:00"), { date: "1/1/2022" })).toBe(true);
    expect(isRetracted({}, back("unknown"))).toBe(true);
    expect(isRetracted({ date: "unknown" }, back("4/16/2021 0:00"))).toBe(true);
  });

  test("and cited where a station or a ledger cites it", () => {
    const of = (path: ReturnType<typeof pathWith>) => citesRetracted(path, [lookedUp(path, [{}])]);
    expect(of(RAIN)).toBe(true);
    expect(of(pathWith("DOI: 10.1000/rain", "Rain is wet."))).toBe(false);
    expect(of(pathWith("DOI: 10.1000/snow, retracted: true"))).toBe(true);
    const ledger = '{"format":1,"splitter":1}\n    {"h":"0123456789abcdef","text":"x","cites":[{"key":"noah"}]}';
    expect(of(pathWith("DOI: 10.1000/rain", `Rain is wet.\n    -- rain.ledger.jsonl --\n    ${ledger}`))).toBe(true);
  });
});

test("a row is found once, with its reasons, the latest first", () => {
  const { notices } = lookedUp(RAIN, [
    { pmid: "123", notice: "10.1000/Notice" },
    { nature: "Correction", date: "2022-01-02", reasons: "" },
  ]);
  expect(notices).toEqual([
    {
      ...{ nature: "correction", date: "2022-01-02", reasons: [], notice: "" },
      ...{ by: { kind: "DOI", value: "10.1000/rain" }, record: 2 },
    },
    {
      ...{ nature: "retraction", date: "2021-04-15", reasons: ["Error in Data", "Concerns"], notice: "10.1000/notice" },
      ...{ by: { kind: "DOI", value: "10.1000/rain" }, record: 1 },
    },
  ]);
});

test("days are read as lists write them", () => {
  const written = [
    "4/15/2021 0:00",
    "12/1/1999",
    "2021-04-15",
    "2021-04-15T00:00:00",
    "15.04.2021",
    "13/1/2021",
    "1/32/2021",
    "",
  ];
  expect(written.map(isoDate)).toEqual(["2021-04-15", "1999-12-01", "2021-04-15", "2021-04-15", "", "", "", ""]);
});
