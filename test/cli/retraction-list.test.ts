import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { expectSound, Page } from "../support/page.ts";

const HEADS =
  "Record ID,Title,Reason,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Notes";

const LIST = `${HEADS}
5,"On ""Rain"", and
more",+Error in Data;,4/15/2021 0:00,10.1000/notice,10.1000/RAIN,0,Retraction,
6,Snow,+Concerns;,1/2/2022 0:00,unavailable,unavailable,123,Expression of concern,
7,Else,,1/2/2999 0:00,unavailable,10.1000/else,0,Retraction,
`;

describe("--retractions", () => {
  const folderWithList = (list: string | Uint8Array = LIST, cited = "[@noah; @ham]") => {
    const folder = folderWith(`
      -- path.yaml --
      title: Rain
      tier: premium
      stations: [rain.station.md]
      -- sources.yaml --
      - { id: noah, title: On Rain, author: [{ family: Noah }], DOI: 10.1000/rain }
      - { id: shem, title: On Snow, PMID: 123 }
      - { id: ham, title: On Ice }
      -- rain.station.md --
      # Rain

      Some 40 liters fell in a day ${cited}.
    `);
    writeFileSync(join(folder, "list.csv"), list);
    return folder;
  };
  const sha256 = createHash("sha256").update(LIST).digest("hex");

  test("tells retracted sources from others, and says which list they were looked up in", async () => {
    const { out, err, code } = await stationmaster(folderWithList(), ["sources", "--retractions", "list.csv"]);
    expect(out).toBe(`Rain (path.yaml): 3 sources, 1 not cited
  noah  Noah, On Rain
    retracted, cited 1 time: Station 1
    Retraction of 2021-04-15: Error in Data (found by its DOI, 10.1000/rain; notice: 10.1000/notice)
  shem  On Snow
    not cited
    Expression of concern of 2022-01-02: Concerns (found by its PMID, 123)
  ham  On Ice
    cited 1 time: Station 1

Looked up in list.csv: 3 notices, the latest of 2022-01-02, SHA-256
${sha256}. 1 source has no DOI and no PMID,
so it was not looked up: ham.
`);
    expect([err, code]).toEqual(["", 1]);
  });

  test("as JSON, and on sound pages", async () => {
    const folder = folderWithList();
    const run = (command: string, format: string) =>
      stationmaster(folder, [command, "--retractions", "list.csv", "--format", format]);
    const list = { file: "list.csv", sha256, date: "2022-01-02", rows: 3 };
    const sources = JSON.parse((await run("sources", "json")).out);
    expect(sources.retractions).toEqual(list);
    expect(sources.paths[0].sources.map((each: object) => ({ ...each, place: 0, citations: 0 }))).toMatchObject([
      {
        ...{ key: "noah", retracted: true, lookedUp: true },
        notices: [
          {
            ...{ nature: "retraction", date: "2021-04-15", reasons: ["Error in Data"], notice: "10.1000/notice" },
            foundBy: { kind: "DOI", value: "10.1000/rain" },
          },
        ],
      },
      { key: "shem", retracted: false, lookedUp: true, notices: [{ nature: "expression of concern", notice: null }] },
      { key: "ham", retracted: false, lookedUp: false, notices: [] },
    ]);
    const verified = JSON.parse((await run("verify", "json")).out);
    expect(verified.retractions).toEqual(list);
    expect(verified.paths[0].sources).toMatchObject([{ key: "noah", retracted: true }, { key: "ham" }]);
    for (const command of ["sources", "verify"]) {
      const { out, code } = await run(command, "html");
      await expectSound(new Page(out), command);
      expect(out).toContain("Retraction of 2021-04-15: Error in Data");
      expect(out).toContain(`SHA-256 ${sha256}.`);
      expect(code, command).toBe(1);
    }
  });

  test("the report of what is verified has them, and fails", async () => {
    const { out, code } = await stationmaster(folderWithList(), [
      "verify",
      "--retractions",
      "list.csv",
      "--min-coverage=0",
    ]);
    expect(out).toContain("  Retractions\n    Looked up in list.csv: 3 notices, the latest of 2022-01-02, SHA-256\n");
    expect(out).toContain("\n    retracted  noah  On Rain\n      Retraction of 2021-04-15: Error in Data (");
    expect(out).not.toContain("shem");
    expect(code).toBe(1);
    const cited = folderWithList(LIST, "[@shem; @ham]");
    expect((await stationmaster(cited, ["verify", "--retractions", "list.csv", "--min-coverage=0"])).code).toBe(0);
    const none = await stationmaster(cited, ["sources", "--retractions", "list.csv"]);
    expect(none.out).toContain("  noah  Noah, On Rain\n    retracted, not cited\n");
    expect(none.code).toBe(0);
  });

  test("the report of what is verified is not silent on a path that is not in it", async () => {
    const folder = folderWithList();
    writeFileSync(join(folder, "path.yaml"), "title: Rain\nstations: [rain.station.md]\n");
    const { out, err, code } = await stationmaster(folder, ["verify", "--retractions", "list.csv"]);
    expect(out).toBe("No learning path here has verified sentences.\n");
    expect([err, code]).toEqual([
      "stationmaster: “Rain” cites a retracted source, and is not in this report. “stationmaster sources --retractions” lists it.\n",
      1,
    ]);
  });

  test.each([
    ["", "list.csv: This file is empty."],
    [
      "a,b\n1,2\n",
      "list.csv:1: There are no columns “RetractionNature”, “OriginalPaperDOI”, “OriginalPaperPubMedID”, “RetractionDate”. Please give the CSV file of Retraction Watch.",
    ],
    [
      LIST.replace("RetractionNature", "Nature"),
      "list.csv:1: There is no column “RetractionNature”. Please give the CSV file of Retraction Watch.",
    ],
    [
      LIST.replaceAll(",", ";"),
      "list.csv:1: There are no columns “RetractionNature”, “OriginalPaperDOI”, “OriginalPaperPubMedID”, “RetractionDate”. Please give the CSV file of Retraction Watch.",
    ],
    [
      '<!DOCTYPE html>\n<html lang="en">\n',
      "list.csv:1: There are no columns “RetractionNature”, “OriginalPaperDOI”, “OriginalPaperPubMedID”, “RetractionDate”. Please give the CSV file of Retraction Watch.",
    ],
    [`${LIST}8,Snow\n`, "list.csv:6: This row has 2 cells, but there are 9 columns."],
    [`${LIST}8,"Snow\n${LIST}`, "list.csv:6: A quotation mark in this row is in the middle of a cell."],
    [`${LIST}8,"Snow\n\n`, "list.csv:6: A quotation mark in this row is not closed."],
    [`${LIST}8,"${"Snow\n".repeat(300_000)}`, "list.csv:6: A quotation mark in this row is not closed."],
    [`${LIST}8,A "white" Snow,,,,,,,\n`, "list.csv:6: A quotation mark in this row is in the middle of a cell."],
    [
      Uint8Array.of(0xff, 0xfe, 0x52, 0),
      "list.csv:1: There are no columns “RetractionNature”, “OriginalPaperDOI”, “OriginalPaperPubMedID”, “RetractionDate”. Please give the CSV file of Retraction Watch.",
    ],
  ])("says what is wrong with a list, and where", async (list, message) => {
    const folder = folderWithList(list);
    for (const command of ["sources", "verify"]) {
      const { out, err, code } = await stationmaster(folder, [command, "--retractions", "list.csv"]);
      expect([out, err, code]).toEqual(["", `stationmaster: ${message}\n`, 2]);
    }
  });

  test("reads lists with a byte order mark, other line ends and columns, and letters that are no UTF-8", async () => {
    const columns = LIST.replaceAll(/^(?=\d|Record)/gm, "x,").replaceAll("\n", "\r\n");
    const list = Buffer.concat([
      Buffer.from(`\ufeff${columns}`),
      Buffer.from("x,8,M\xfcller,,,,10.1000/x,0,Correction,\r\n", "latin1"),
    ]);
    const { out, err, code } = await stationmaster(folderWithList(list), ["sources", "--retractions", "list.csv"]);
    expect(out).toContain("    Retraction of 2021-04-15: Error in Data (");
    expect(out).toContain("list.csv: 4 notices");
    expect([err, code]).toEqual(["", 1]);
  });

  test("refuses what is no file, and tasks that look up nothing", async () => {
    const folder = folderWithList();
    const err = async (...args: string[]) => (await stationmaster(folder, args)).err;
    expect(await err("sources", "--retractions", "none.csv")).toBe("stationmaster: none.csv: There is no such file.\n");
    expect(await err("sources", "--retractions", ".")).toBe("stationmaster: .: This is not a regular file.\n");
    expect(await err("verify", "--todo", "--retractions", "list.csv")).toContain("--todo looks up no retractions.");
  });
});
