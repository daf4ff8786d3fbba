import { describe, expect, test } from "vitest";
import { acceptDrift, type Looked, verifySentences } from "../../../server/src/ledger/ledger-edits.ts";
import { readLedger } from "../../../server/src/ledger/ledger-file.ts";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { leaningOn, statusOf } from "../../../server/src/path/verification.ts";
import { explainStatus } from "../../../server/src/path/verification-words.ts";
import { fixtureWorkspace, ROOT } from "../../support/fixture.ts";
import { supporting, TODAY } from "../../support/ledger.ts";

const PATH =
  "title: Congress\nstations: [{ planned: Money }, house.station.md, votes.station.md, { planned: Courts }]\n";
const HOUSE = "# The House\n\n## Size\n\nIt has 435 members. They meet daily. Ohio sends 15 of them.\n";
const VOTES = "# Votes\n\nAs Station 2 shows, many members vote.\n";

type Texts = Readonly<Record<string, string>>;
const SOURCES = "- { id: noah, title: On Rain }\n";
const FILES: Texts = {
  "path.yaml": PATH,
  "sources.yaml": SOURCES,
  "house.station.md": HOUSE,
  "votes.station.md": VOTES,
};

function stopIn(files: Texts, name: string) {
  const workspace = fixtureWorkspace(new Map(Object.entries(files).map(([file, text]) => [`${ROOT}/${file}`, text])));
  const path = workspace.paths.get(`${ROOT}/path.yaml`)!;
  return { path, stop: path.stopOf(`${ROOT}/${name}.station.md`)! };
}

/** The ledger of a station in which someone has verified each sentence. */
function verified(files: Texts, name: string): string {
  const { path, stop } = stopIn(files, name);
  const sentences = ledgerSentences(stop.station!);
  const who = { by: "Ann", method: "human", at: "2026-11-20" };
  const looked = sentences.map((sentence): Looked => ({ sentence, who, role: "fact", cite: supporting("noah") }));
  return verifySentences({ ledger: readLedger(""), sentences, leaningOf: leaningOn(path, stop) }, looked)!;
}

/** Why sentences of a station are not verified any more, after other files have other texts. */
function told(name: string, before: Texts, changed: Texts): readonly string[] {
  const now = { ...before, [`${name}.ledger.jsonl`]: verified(before, name), ...changed };
  const { path, stop } = stopIn(now, name);
  return statusOf(path, stop, { today: TODAY }).sentences.flatMap(({ sentence, state, reason }) =>
    state === "fresh" ? [] : [`${sentence.text} ${state}: ${explainStatus(state, reason, "fact")}`],
  );
}

const house = (text: string) => told("house", FILES, { "house.station.md": text });
const votes = (changed: Texts, before: Texts = FILES) => told("votes", before, changed);

describe("a sentence that says nothing of its subject is asked again", () => {
  const ask = "Please accept this sentence if it is still true, or verify it again.";

  test("if the heading above it has other words", () => {
    expect(house(HOUSE.replace("Size", "Size of the Senate"))).toEqual([
      `It has 435 members. drift-minor: The heading above was “Size” when this was verified, and is “Size of the Senate”. ${ask}`,
      `They meet daily. drift-minor: The heading above was “Size” when this was verified, and is “Size of the Senate”. ${ask}`,
    ]);
  });

  test("if the title has", () => {
    expect(house(HOUSE.replace("The House", "The Senate"))[0]).toBe(
      `It has 435 members. drift-minor: The heading above was “The House” when this was verified, and is “The Senate”. ${ask}`,
    );
  });

  test("if it goes below another heading", () => {
    expect(house(HOUSE.replace("It has", "Big.\n\n## Of the Senate\n\nIt has"))).toHaveLength(3);
  });

  test("not if only numbers, marks or capitals changed", () => {
    expect(house(HOUSE.replace("## Size", "## 3. Size:").replace("The House", "the House"))).toEqual([]);
  });

  test("not if titles become headings, and headings titles", () => {
    expect(
      house(`# Congress\n\nBicameral.\n\n${HOUSE.replace("## ", "### ").replace("# The", "## The")}`),
    ).toHaveLength(1);
    expect(house(HOUSE.replace("# The House\n\n## Size", "# Size"))).toEqual([]);
  });
});

describe("a sentence that refers to something is asked again", () => {
  test("if the station has another title", () => {
    expect(votes({ "house.station.md": HOUSE.replace("The House", "The Senate") })).toEqual([
      "As Station 2 shows, many members vote. drift-minor: This refers to a station that was “The House” when this was verified, and is “The Senate”. Please accept this sentence if it is still true, or verify it again.",
    ]);
  });

  test("if another station is at that number now, or none", () => {
    expect(
      votes({
        "path.yaml": PATH.replace("{ planned: Money }, house.station.md", "house.station.md, { planned: Money }"),
      }),
    ).toHaveLength(1);
    expect(
      votes({ "votes.ledger.jsonl": verified(FILES, "votes"), "path.yaml": "stations: [votes.station.md]\n" })[0],
    ).toContain("is gone");
  });

  test("not if it has another number, as its words are another matter", () => {
    const moved = {
      "path.yaml": PATH.replace("{ planned: Money }, ", ""),
      "votes.station.md": VOTES.replace("2", "1"),
    };
    const ledger = verified({ ...FILES, ...moved }, "votes");
    expect(votes({ ...moved, "votes.ledger.jsonl": ledger })).toEqual([]);
  });

  test("if the table above has other words, and not if it only moves", () => {
    const text =
      "# Rain\n\nHere is rain.\n\n| Month | Liters |\n| ----- | ------ |\n| May | 40 |\n\nAs the table above shows, May is wet.\n";
    const files = { ...FILES, "votes.station.md": text };
    expect(votes({ "votes.station.md": text.replace("40", "41") }, files)).toEqual([
      "As the table above shows, May is wet. drift-minor: The table that this refers to was changed after this was verified. Please accept this sentence if it is still true, or verify it again.",
    ]);
    expect(votes({ "votes.station.md": text.replace("| May | 40 |", "|May|40|") }, files)).toEqual([]);
  });

  test("if the section before has another heading", () => {
    const text = "# Rain\n\n## Hail\n\nHail is ice.\n\n## Snow\n\nAs the last section showed, ice falls.\n";
    const files = { ...FILES, "votes.station.md": text };
    expect(votes({ "votes.station.md": text.replace("## Hail", "## Sleet") }, files)[0]).toContain(
      "“Hail” when this was verified, and is “Sleet”",
    );
  });
});

test("a person accepts it, and then it is about what is there now", () => {
  const files = {
    ...FILES,
    "house.ledger.jsonl": verified(FILES, "house"),
    "house.station.md": HOUSE.replace("Size", "Its Size"),
  };
  const { path, stop } = stopIn(files, "house");
  const status = statusOf(path, stop, { today: TODAY }).sentences[0]!;
  const at = {
    ledger: stop.ledger!.ledger,
    sentences: ledgerSentences(stop.station!),
    leaningOf: leaningOn(path, stop),
  };
  expect(acceptDrift(at, status)).toContain(`"under":["The House","Its Size"]`);
});

test("lines that do not say what their sentence was below go on counting", () => {
  const files = { ...FILES, "house.ledger.jsonl": verified(FILES, "house").replaceAll(/,"under":\[[^\]]*\]/g, "") };
  const { path, stop } = stopIn({ ...files, "house.station.md": HOUSE.replace("Size", "Its Size") }, "house");
  expect(statusOf(path, stop, { today: TODAY }).sentences.map(({ state }) => state)).toEqual([
    "fresh",
    "fresh",
    "fresh",
  ]);
});
