import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lookUpWithin } from "../../server/src/hosts/bounds.ts";
import { fileAt } from "../../server/src/hosts/disk.ts";
import { surroundings } from "../../server/src/hosts/surroundings.ts";
import { english } from "../../server/src/language/english/english.ts";
import { checkEvidence } from "../../server/src/ledger/evidence.ts";
import { lintFile } from "../../server/src/lint/lint.ts";
import type { LearningPath } from "../../server/src/path/learning-path.ts";
import { pathCoverage, statusOf } from "../../server/src/path/verification.ts";
import type { Workspace } from "../../server/src/path/workspace.ts";
import { citationsIn } from "../../server/src/station/citations.ts";
import { dedent } from "../../server/src/text/dedent.ts";
import { fixtureWorkspace } from "../support/fixture.ts";
import { TODAY } from "../support/ledger.ts";

const samples = fileAt(fileURLToPath(new URL("../../samples", import.meta.url)));

type Texts = ReadonlyMap<string, string>;

/** The texts of a sample by their names in its folder. */
function textsOf(folder: string): Texts {
  const names = readdirSync(`${samples}/${folder}`, { recursive: true, encoding: "utf8" });
  const files = new Set(names.map((name) => fileAt(name, `${samples}/${folder}`)));
  const inside = surroundings([...files], [samples]).texts.filter(({ file }) => files.has(file));
  return new Map(inside.map(({ file, text }) => [file.slice(samples.length + folder.length + 2), text]));
}

function workspaceOf(texts: Texts): Workspace {
  return fixtureWorkspace(new Map([...texts].map(([name, text]) => [`${samples}/${name}`, text])));
}

function pathIn(workspace: Workspace): LearningPath {
  expect(workspace.paths.size).toBe(1);
  return [...workspace.paths.values()][0]!;
}

function statusesOf(path: LearningPath) {
  return path.stops.map((stop) => ({ stop, status: statusOf(path, stop, { today: TODAY }) }));
}

/** All sentences that are not fresh, in the order of the path; lines without a sentence; whether the promises hold. */
function picture(texts: Texts): string {
  const workspace = workspaceOf(texts);
  const lines = statusesOf(pathIn(workspace)).flatMap(({ stop, status }) => [
    ...status.sentences
      .filter(({ state }) => state !== "fresh")
      .map(({ state, reason, sentence }) => {
        const why = reason?.kind === "grounds" ? `${state}, by what it rests on` : state;
        return `${stop.number} ${why}: ${beginning(sentence.text)}`;
      }),
    ...status.orphans.map(({ entry }) => `${stop.number} orphan: ${beginning(entry.text)}`),
    ...lintFile(workspace, stop.file!, { given: {}, lookUp: lookUpWithin([samples]), today: TODAY })
      .filter(({ rule }) => rule === "provenance-claim")
      .map(() => `${stop.number} promises too much`),
  ]);
  return lines.join("\n");
}

function beginning(text: string): string {
  return text.split(" ").slice(0, 5).join(" ");
}

const sample = textsOf("constitution");
const drift = textsOf("constitution-drift");

const BILL = "how-a-bill-becomes-law.station.md";
const AMENDED = "how-the-constitution-is-amended.station.md";
const RIGHTS = "the-bill-of-rights.station.md";
const BILL_LEDGER = "how-a-bill-becomes-law.ledger.jsonl";

/** The sample with a text of it changed in one place. */
function planted(name: string, from: string, to: string): Texts {
  const text = sample.get(name)!;
  expect(text.split(from), `“${from}” in ${name}`).toHaveLength(2);
  return new Map(sample).set(
    name,
    text.replace(from, () => to),
  );
}

/** The sample with the same done to all its stations. */
function everywhere(change: (text: string) => string): Texts {
  return new Map(
    [...sample].map(([name, text]) => {
      if (!name.endsWith(".station.md")) return [name, text];
      expect(change(text)).not.toBe(text);
      return [name, change(text)];
    }),
  );
}

describe("a path that keeps its promise", () => {
  const workspace = workspaceOf(sample);
  const path = pathIn(workspace);

  test("has every sentence looked at, and every fact verified", () => {
    expect(path.pathFile?.tier).toBe("premium");
    expect(path.stops).toHaveLength(3);
    expect(pathCoverage(path, { today: TODAY })).toEqual({
      covered: 55,
      due: 55,
      unclassified: 0,
      outdated: 0,
      unread: 0,
    });
    expect(picture(sample)).toBe("");
  });

  test("promises so at the end of each station", () => {
    for (const { station } of path.stops)
      expect(station!.text).toMatch(/\n\nEvery fact is cited and per-sentence verified\.\n$/);
  });

  test("cites in its text what its ledgers cite", () => {
    for (const { stop, status } of statusesOf(path)) {
      for (const { sentence, line } of status.sentences) {
        const inText = citationsIn(stop.station!, sentence.sentence).map(({ key }) => key);
        expect(inText, sentence.text).toEqual(line!.entry.cites.map(({ key }) => key));
      }
    }
  });

  test("quotes words that stand in its stored sources, to the letter", () => {
    expect(lostQuotes(path)).toEqual([]);
    const checked = evidenceOf(path).map(({ check, exact, text }) => {
      expect(text.replace(/\s+/g, " ")).toContain(exact);
      return check.sameText;
    });
    expect(checked).toHaveLength(57);
    expect(new Set(checked)).toEqual(new Set([true]));
  });

  test("says of each source what it is, where it was read and under which license", () => {
    expect([...path.sources.keys()].map((key) => `sources/${key}.txt`).sort()).toEqual(
      [...sample.keys()].filter((name) => name.startsWith("sources/")).sort(),
    );
    for (const { key, authors, title, issued, accessed, fields } of path.sources.values()) {
      expect([authors.length > 0, title !== "", !!issued, !!accessed], key).toEqual([true, true, true, true]);
      expect([fields.has("URL"), fields.get("license")?.value], key).toEqual([true, "Public domain"]);
    }
  });
});

/** What the ledgers of a path quote, each with the stored text it should stand in. */
function evidenceOf(path: LearningPath) {
  return statusesOf(path).flatMap(({ status }) =>
    status.sentences.flatMap(({ sentence, line }) =>
      line!.entry.cites.map(({ key, evidence }) => {
        const source = path.sourceText(key)!;
        return {
          sentence,
          exact: evidence!.exact,
          text: source.text,
          check: checkEvidence(source, evidence!, english),
        };
      }),
    ),
  );
}

/** The sentences whose quotes are no longer found to the letter. */
function lostQuotes(path: LearningPath): readonly string[] {
  return evidenceOf(path)
    .filter(({ check }) => check.found?.score !== 1)
    .map(({ sentence }) => beginning(sentence.text));
}

describe("a planted change flips its sentence, and what rests on it, and nothing else", () => {
  const cases: readonly (readonly [what: string, texts: () => Texts, flipped: string])[] = [
    [
      "a number",
      () => planted(BILL, "within ten days, Sundays", "within twelve days, Sundays"),
      `
        1 stale, by what it rests on: The Constitution knows three ways
        1 stale: A President who does not
        1 stale, by what it rests on: The bill on the desk
        1 stale, by what it rests on: Takeaway: A bill needs both
        1 promises too much
      `,
    ],
    [
      "a number in digits",
      () => planted(AMENDED, "ratified in 1992", "ratified in 1993"),
      `
        2 stale, by what it rests on: The Twenty-seventh Amendment took longer.
        2 stale: It was proposed in 1789
        2 stale, by what it rests on: More than two hundred years
        2 promises too much
      `,
    ],
    [
      "a name",
      () => planted(AMENDED, "James Madison noted", "John Jay noted"),
      `
        2 stale: John Jay noted in The
        2 promises too much
      `,
    ],
    [
      "a “not”",
      () => planted(BILL, "it is sent to the other house", "it is not sent to the other house"),
      `
        1 stale, by what it rests on: A President's objections are not
        1 stale: If two thirds of that
        1 stale, by what it rests on: Takeaway: A bill needs both
        1 promises too much
      `,
    ],
    [
      "a share",
      () => planted(AMENDED, "proposes one whenever two thirds", "proposes one whenever three fourths"),
      `
        2 stale, by what it rests on: For a change of the
        2 stale, by what it rests on: There are two ways to
        2 stale: Congress proposes one whenever three
        2 stale, by what it rests on: In the first way the
        2 stale, by what it rests on: Takeaway: Two thirds can propose
        2 promises too much
      `,
    ],
    [
      "a duty for a permission",
      () => planted(AMENDED, "Congress may propose which", "Congress shall propose which"),
      `
        2 stale: Congress shall propose which of
        2 promises too much
      `,
    ],
    [
      "a citation gone from the text",
      () => planted(RIGHTS, " [@bill-of-rights, Amendment IX]", ""),
      `
        3 stale, by what it rests on: The last two amendments of
        3 missing: The enumeration of certain rights,
        3 stale, by what it rests on: Takeaway: The Bill of Rights
        3 promises too much
      `,
    ],
    [
      "a citation gone from the ledger",
      () => new Map(sample).set(BILL_LEDGER, withoutCites(sample.get(BILL_LEDGER)!, "The first was to enable")),
      `
        1 missing: The first was to enable
        1 promises too much
      `,
    ],
    [
      "a sentence gone",
      () =>
        planted(AMENDED, "\nIt was proposed in 1789 and ratified in 1992 [@later-amendments, Amendment XXVII].", ""),
      `
        2 stale, by what it rests on: The Twenty-seventh Amendment took longer.
        2 stale, by what it rests on: More than two hundred years
        2 orphan: It was proposed in 1789
        2 promises too much
      `,
    ],
    [
      "a sentence that nobody has verified",
      () => planted(RIGHTS, "Suppose that", "Judges are free. Suppose that"),
      `
        3 missing: Judges are free.
        3 promises too much
      `,
    ],
    [
      "a split",
      () => planted(BILL, "by yeas and nays, and their journals", "by yeas and nays. Their journals"),
      `
        1 missing: Both houses take the votes
        1 stale: Their journals name the persons
        1 promises too much
      `,
    ],
    [
      "a merge",
      () => planted(RIGHTS, " [@bill-of-rights, Preamble].\nThe aim was to", ", and the aim was to"),
      `
        3 stale: A number of state conventions,
        3 orphan: The aim was to prevent
        3 promises too much
      `,
    ],
    [
      "a paragraph elsewhere",
      () => movedUp(sample, AMENDED, "The Twenty-seventh Amendment took longer.", "## Two Ways to Ratify"),
      `
        2 moved: The Twenty-seventh Amendment took longer.
        2 moved: It was proposed in 1789
        2 moved: More than two hundred years
      `,
    ],
    [
      "another way to write it",
      () => planted(BILL, "Bills for raising revenue", "Bills for for raising revenue"),
      `
        1 drift-minor: Bills for for raising revenue
        1 promises too much
      `,
    ],
    [
      "another way to write what others rest on",
      () => planted(AMENDED, "to all intents and purposes", "to all intents & purposes"),
      `
        2 drift-minor: An amendment that has been
        2 stale, by what it rests on: Takeaway: Two thirds can propose
        2 promises too much
      `,
    ],
    [
      "quotation marks and dashes",
      () => everywhere((text) => text.replaceAll("'", "’").replace(/[“”]/g, '"').replaceAll(" — ", " – ")),
      "",
    ],
    ["double spaces", () => everywhere((text) => text.replaceAll(". ", ".  ").replaceAll(" of ", "  of ")), ""],
    [
      "emphasis",
      () => everywhere((text) => text.replaceAll("Congress", "**Congress**").replaceAll(" two ", " *two* ")),
      "",
    ],
    [
      "other words in the stored text of a source",
      () => planted("sources/later-amendments.txt", "Ratified May 7, 1992.", "Ratified May 7, 1993."),
      `
        2 stale, by what it rests on: The Twenty-seventh Amendment took longer.
        2 stale: It was proposed in 1789
        2 stale, by what it rests on: More than two hundred years
        2 promises too much
      `,
    ],
    ["lines joined", () => everywhere((text) => text.replace(/(?<=\.)\n(?=[A-Z])/g, " ")), ""],
  ];
  test.each(cases)("%s", (_, texts, flipped) => expect(picture(texts())).toBe(dedent(flipped)));
});

describe("the same path, neglected", () => {
  const flipped = dedent(`
    1 stale: Bills for raising revenue begin
    1 missing: The Vice President presides over
    1 moved: Orders, resolutions, and votes that
    1 drift-minor: The more often a measure
    1 disputed: Hamilton foresaw the objection that
    1 expired: He answered that the loss
    1 orphan: The third way has an
    1 promises too much
  `);

  test("has one sentence of each state, and the others are fresh", () => {
    expect(picture(drift)).toBe(flipped);
    const [{ status }] = statusesOf(pathIn(workspaceOf(drift))) as [ReturnType<typeof statusesOf>[number]];
    expect(status.sentences.filter(({ state }) => state === "fresh")).toHaveLength(25);
  });

  test("tells in its path.yaml what was planted", () => {
    const told = [...drift.get("path.yaml")!.matchAll(/^# {3}([a-z-]+) {2,}/gm)].map(([, state]) => state!);
    expect(told.sort()).toEqual([...flipped.matchAll(/^1 ([a-z-]+):/gm)].map(([, state]) => state!).sort());
  });

  test("differs from the original in what was planted only", () => {
    expect(drift.get("sources/constitution.txt")).toBe(sample.get("sources/constitution.txt"));
    expect(drift.get("sources/federalist-73.txt")).toBe(sample.get("sources/federalist-73.txt"));
    const of = (texts: Texts, name: string) => new Set(texts.get(name)!.split("\n"));
    const planted = (name: string) => [...of(drift, name)].filter((line) => !of(sample, name).has(line));
    expect(planted(BILL)).toHaveLength(3);
    expect(planted(BILL_LEDGER)).toHaveLength(3);
  });
});

/** A ledger in which the line of a sentence cites nothing any more. */
function withoutCites(ledger: string, start: string): string {
  const lines = ledger.split("\n").map((line) => {
    return line.includes(`"text":"${start}`) ? JSON.stringify({ ...JSON.parse(line), cites: [] }) : line;
  });
  return lines.join("\n");
}

/** A station in which the paragraph that begins with some words stands right before others. */
function movedUp(texts: Texts, name: string, start: string, before: string): Texts {
  const text = texts.get(name)!;
  const paragraph = text.slice(text.indexOf(start), text.indexOf("\n\n", text.indexOf(start)) + 2);
  const next = text.replace(paragraph, "").replace(before, () => paragraph + before);
  return new Map(texts).set(name, next);
}
