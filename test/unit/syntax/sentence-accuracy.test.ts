import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Passage, withMarkup } from "../../../server/src/station/passage.ts";
import { SENTENCES_VERSION, splitSentences } from "../../../server/src/syntax/sentences.ts";
import type { Range } from "../../../server/src/text/range.ts";
import { englishSentences } from "../../support/english-sentences.ts";
import { factbook } from "../../support/factbook.ts";
import { station } from "../../support/fixture.ts";

/**
 * How well sentences are told apart: on cases that are hard, where a careful editor says what is right, and on plain
 * prose, where retext-english has the second opinion. Both answers to the hard cases are measured, so that ours is never
 * the worse one.
 */
type Splitter = (masked: string, text: string) => readonly Range[];

/** The version's answers, as hashes of them all. */
const ANSWERS: Readonly<Record<number, { readonly hardCases: string; readonly factbook: string }>> = {
  1: { hardCases: "4ac128b6901d24dc", factbook: "a0d283cebe218a89" },
};

/** Where we part or join sentences wrongly, since nothing near the period tells which is right. */
const KNOWN_MISSES: ReadonlyMap<string, string> = new Map([
  [
    "Don’t end a sentence with i.e. | Readers stumble over it.",
    "Don’t end a sentence with i.e. Readers stumble over it.",
  ],
  ["He moved to the U.S. | Congress let him stay.", "He moved to the U.S. Congress let him stay."],
  ["Few trusted Elizabeth I. | Spain feared her.", "Few trusted Elizabeth I. Spain feared her."],
  ["He plays in the key of D. | Singers like it.", "He plays in the key of D. Singers like it."],
]);

const groups = readFileSync(new URL("hard-cases.md", import.meta.url), "utf8")
  .split("\n## ")
  .slice(1)
  .map((group) => group.split("\n").filter((line) => line !== ""))
  .map(([heading, ...lines]) => ({ heading: heading!, lines }));

const hardCases = groups.flatMap(({ lines }) => lines);

describe.each(groups)("a careful editor ends sentences: $heading", ({ lines }) => {
  test.each(lines)("%s", (line) => {
    expect(answer(line, splitSentences)).toBe(KNOWN_MISSES.get(line) ?? line);
  });
});

describe("the splitter", () => {
  test("finds the ends in the hard cases, and no worse than retext-english", () => {
    expect(hardCases.length).toBeGreaterThan(400);
    expect(hardCases).toEqual(expect.arrayContaining([...KNOWN_MISSES.keys()]));
    const ours = accuracy(splitSentences);
    expect(ours).toBeGreaterThanOrEqual(0.985);
    expect(ours).toBeGreaterThanOrEqual(accuracy(englishSentences));
  });

  test("agrees with retext-english on plain prose", () => {
    let count = 0;
    let same = 0;
    const differences: string[] = [];
    for (const text of factbook()) {
      const ours = splitSentences(text);
      const theirs = englishSentences(text);
      const known = new Set(theirs.map(key));
      count += (ours.length + theirs.length) / 2;
      same += ours.filter((range) => known.has(key(range))).length;
      differences.push(...onlyIn("ours", text, ours, theirs), ...onlyIn("theirs", text, theirs, ours));
    }
    expect(count).toBeGreaterThan(4_000);
    expect(same / count, differences.join("\n")).toBeGreaterThan(0.99);
  });

  test("answers as its version always did", () => {
    const answers = {
      hardCases: hash(hardCases.map((line) => answer(line, splitSentences))),
      factbook: hash(factbook().map((text) => splitSentences(text).map(key).join())),
    };
    const advice =
      "raise SENTENCES_VERSION and record these answers; where cases were added only, record them under the same version";
    expect(answers, advice).toEqual(ANSWERS[SENTENCES_VERSION]);
  });
});

/** How a splitter answers a case, drawn like it. */
function answer(line: string, split: Splitter): string {
  const text = `# Cases\n\n${plain(line).replaceAll("↵", "\n")}\n\n[^1]: A note.\n`;
  const { prose } = station(text).passages.find(({ kind }) => kind === "paragraph") as Passage;
  let drawn = "";
  let at: number | undefined;
  for (const { start, end } of split(prose.masked, prose.text)) {
    const range = withMarkup(prose, start, end);
    const space = at === undefined ? "" : text.slice(at, range.start);
    const bar = space === " " ? " | " : `${space}|`;
    drawn += (at === undefined ? "" : bar) + text.slice(range.start, range.end);
    at = range.end;
  }
  return drawn.replaceAll("\n", "↵");
}

/** A case without its bars. */
function plain(line: string): string {
  return line.replaceAll(" | ", " ").replaceAll("|", "");
}

/** Where the sentences of a case end in its plain text, but for the last. */
function ends(line: string): readonly number[] {
  const parts = line.split("|");
  return parts.slice(1).map((_, at) => plain(parts.slice(0, at + 1).join("|")).trimEnd().length);
}

/** Of the ends within the hard cases: the F1 score, 1 where all are found and nothing else. */
function accuracy(split: Splitter): number {
  let right = 0;
  let given = 0;
  let wanted = 0;
  for (const line of hardCases) {
    const expected = new Set(ends(line));
    const actual = ends(answer(line, split));
    right += actual.filter((at) => expected.has(at)).length;
    given += actual.length;
    wanted += expected.size;
  }
  return (2 * right) / (given + wanted);
}

/** The ends that one has and the other has not, with the text around them. */
function onlyIn(whose: string, text: string, some: readonly Range[], others: readonly Range[]): readonly string[] {
  const known = new Set(others.map(({ end }) => end));
  return some
    .filter(({ end }) => !known.has(end))
    .map(({ end }) => `${whose}: ${text.slice(Math.max(0, end - 50), end)} |${text.slice(end, end + 40)}`);
}

function key({ start, end }: Range): string {
  return `${start}-${end}`;
}

function hash(answers: readonly string[]): string {
  return createHash("sha256").update(answers.join("\n")).digest("hex").slice(0, 16);
}
