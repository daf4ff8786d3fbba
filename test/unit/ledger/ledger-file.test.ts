import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeEntry } from "../../../server/src/ledger/ledger-entry.ts";
import { readLedger, writeHeader } from "../../../server/src/ledger/ledger-file.ts";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { sentenceHash } from "../../../server/src/ledger/sentence-hash.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { drawNotes, station } from "../../support/fixture.ts";
import { fullLedger, reordered, seed } from "../../support/ledger.ts";

const HEADER = '{"format":1,"splitter":1}';
const H = sentenceHash("Rain falls.");

/** Draws the problems of a ledger. */
function check(drawn: string): void {
  const expected = dedent(drawn).replaceAll("41e241e1d2b3bf09", H);
  const text = `${expected
    .split("\n")
    .filter((line) => !/^ *\^+…? \S/.test(line))
    .join("\n")}\n`;
  expect(drawNotes(text, readLedger(text).problems)).toBe(expected);
}

test("a ledger is read line by line", () => {
  const [line] = readLedger(
    `${HEADER}\n{"h":"${H}","text":"Rain falls.","prefix":"a","suffix":"b","role":"fact","cites":[{"key":"usgs","loc":"p. 4","verdict":"supports","evidence":{"exact":"It rains.","prefix":"c","suffix":"d","snapshot":"sha256:${"a".repeat(64)}"}}],"by":"me","method":"human","at":"2026-11-23","expires":null,"restsOn":["${H}"],"under":["The House","Size"],"leadsTo":["Votes"]}\n`,
  ).entries;
  expect(line!.intact).toBe(true);
  expect(line!.entry).toEqual({
    h: H,
    text: "Rain falls.",
    prefix: "a",
    suffix: "b",
    role: "fact",
    cites: [
      {
        key: "usgs",
        loc: "p. 4",
        verdict: "supports",
        evidence: { exact: "It rains.", prefix: "c", suffix: "d", snapshot: `sha256:${"a".repeat(64)}`, rest: [] },
        rest: [],
      },
    ],
    by: "me",
    method: "human",
    at: "2026-11-23",
    expires: undefined,
    disputed: undefined,
    restsOn: [H],
    under: ["The House", "Size"],
    leadsTo: ["Votes"],
    rest: [],
  });
});

describe("a ledger's problems are shown where they are", () => {
  test("for lines that can't be read", () => {
    check(`
      {"format":1,"splitter":1}
      {"h":"41e241e1d2b3bf09","text":"Rain falls."
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This line can't be read: it is not a JSON object. Please fix it or remove it.
      []
      ^^ This line can't be read: it is not a JSON object. Please fix it or remove it.
      {"text":"Rain falls."}
      ^^^^^^^^^^^^^^^^^^^^^^ This line names no sentence: it needs “h” and “text”.
      {"h":"abc","text":"Rain falls."}
           ^^^^^ A hash is 16 digits from 0 to f.
      {"h":"41e241e1d2b3bf09","text":5}
                                     ^ The text of a sentence is text in quotation marks.
    `);
  });

  test("for values of another kind", () => {
    check(`
      {"format":1,"splitter":"one"}
                             ^^^^^ The version of the splitter is a whole number.
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","role":"fable","at":"2026-02-30","expires":5}
                                                          ^^^^^^^ Unknown role. Roles are fact, definition, example, analogy, signpost, synthesis, opinion, question.
                                                                       ^^^^^^^^^^^^ A date is written as 2026-11-23.
                                                                                              ^ A date is written as 2026-11-23.
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"a","cites":[{"key":"a","verdict":"perhaps"},{"loc":"p. 4"}]}
                                                                                              ^^^^^^^^^ Unknown verdict. Verdicts are supports, refutes, not-enough.
                                                                                                         ^^^^^^^^^^^^^^ This names no source: it needs a “key”.
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"b","cites":{},"restsOn":["x"],"disputed":[]}
                                                                        ^^ This is a list in square brackets.
                                                                                      ^^^ A hash is 16 digits from 0 to f.
                                                                                                      ^^ The reason for a dispute is text in quotation marks.
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"c","cites":[{"key":"a","evidence":{"snapshot":"md5"}}]}
                                                                                               ^^^^^^^^^^^^^^^^^^ This quotes nothing: it needs “exact”.
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"d","role":"fact","role":"opinion"}
                                                                                     ^^^^^^^^^ “role” is here twice. Please keep one.
    `);
  });

  test("for two lines of one sentence, and a line whose hash is another text's", () => {
    check(`
      {"format":1,"splitter":1}
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"","suffix":"a"}
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"","suffix":"b"}
      {"h":"41e241e1d2b3bf09","text":"Rain falls.","prefix":"","suffix":"a"}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence is here twice. Please keep one of the lines.
      {"h":"41e241e1d2b3bf09","text":"Rain rises."}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The hash is not that of the text. Please check the sentence again.
    `);
  });

  test("for an unfinished merge, of which neither version counts", () => {
    const text = `${HEADER}\n<<<<<<< HEAD\n{"h":"${H}","text":"Rain falls."}\n=======\n{"h":"${H}","text":"Rain falls.","role":"fact"}\n>>>>>>> summer\n{"h":"${sentenceHash("x")}","text":"x"}\n`;
    const ledger = readLedger(text);
    expect(ledger.problems.map(({ range, message }) => `${slice(text, range)}: ${message}`)).toEqual(
      ["<<<<<<< HEAD", "=======", ">>>>>>> summer"].map(
        (line) => `${line}: Unresolved merge conflict. Keep the right lines, and remove this one.`,
      ),
    );
    expect(ledger.entries.map(({ entry }) => entry.text)).toEqual(["x"]);
    expect(ledger.changeable).toBe(false);
  });

  test("for a missing first line, and a format of another day", () => {
    check(`
      {"h":"41e241e1d2b3bf09","text":"Rain falls."}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The first line of a ledger says its format: {"format":1,"splitter":1}
    `);
    check(`
      {"format":2,"splitter":1}
                ^ This ledger was written by a newer version. Please update to change it.
      {"h":"41e241e1d2b3bf09","text":"Rain falls."}
    `);
    expect(readLedger('{"format":2}').changeable).toBe(false);
    expect(readLedger("").problems).toEqual([]);
  });
});

describe("a line that is written again", () => {
  const again = (line: string) => writeEntry(readLedger(`${HEADER}\n${line}`).entries[0]!.entry);

  test("has its keys in one order", () => {
    expect(again(`{"role":"fact","text":"Rain falls.","suffix":"b","prefix":"a", "h":"${H}"}`)).toBe(
      `{"h":"${H}","text":"Rain falls.","prefix":"a","suffix":"b","role":"fact","cites":[],"by":null,"method":null,"at":null,"expires":null}`,
    );
  });

  test("keeps what is not known and what can't be read, as it was written", () => {
    const line = `{"h":"${H}","text":"Rain falls.","prefix":"","suffix":"","role":"fable","cites":[{"key":"a","verdict":"perhaps","note":{"__proto__":1.50}}],"by":null,"method":null,"at":"never","expires":null,"disputed":[ 1],"__proto__":{"x": 12345678901234567890},"constructor":null}`;
    expect(again(line)).toBe(line);
    const list = `{"h":"${H}","text":"Rain falls.","prefix":"","suffix":"","role":null,"cites":[{"key":"a"},{"loc":"b"}],"by":null,"method":null,"at":null,"expires":null}`;
    expect(again(list)).toBe(list);
  });

  test("keeps a second value of a key", () => {
    expect(again(`{"h":"${H}","text":"Rain falls.","role":"fact","role":"opinion"}`)).toContain('"role":"fact"');
    expect(again(`{"h":"${H}","text":"Rain falls.","role":"fact","role":"opinion"}`)).toMatch(/"role":"opinion"}$/);
  });

  test("holds no empty list twice", () => {
    const once = again(`{"h":"${H}","text":"Rain falls.","restsOn":[],"restsOn":[]}`);
    expect(once).not.toContain("restsOn");
    const cited = again(`{"h":"${H}","text":"Rain falls.","cites":[],"cites":[{"key":"a"}]}`);
    expect(cited.match(/"cites"/g)).toHaveLength(1);
    for (const line of [once, cited]) expect(again(line)).toBe(line);
  });

  test("is the same line when it is written once more", () => {
    const json = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.constantFrom("null", '"fact"', '"2026-11-23"', `"${H}"`, "[]", '[{"key":"a"}]', "true"),
    );
    const keys = fc.constantFrom(
      ..."prefix suffix role cites by method at expires disputed restsOn under leadsTo rest __proto__ key h text".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, json)), (members) => {
        const line =
          `{"h":"${H}","text":"Rain falls.",${members.map(([key, value]) => `"${key}":${value}`).join(",")}`.replace(
            /,$/,
            "",
          );
        const once = again(`${line}}`);
        expect(again(once)).toBe(once);
        for (const [key, value] of members)
          if (key === "rest" || key === "__proto__") expect(once).toContain(`"${key}":${value}`);
      }),
    );
  });
});

describe("any text", () => {
  const read = station(seed);
  const whole = fullLedger(read);
  const piece = fc.constantFrom(
    ...whole.split(/(?<=\n)/).slice(0, 6),
    ...[
      "\n",
      "\r\n",
      "\r",
      "\ufeff",
      "{",
      "}",
      "[",
      '"',
      "\\",
      "<<<<<<< a\n",
      "=======\n",
      ">>>>>>> b\n",
      "{}\n",
      "null\n",
      "\u2028",
      "\u0000",
      "\ud83d",
      '{"__proto__":{}}\n',
      '{"format":9}\n',
      "[[[[[",
    ],
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.nat(whole.length).map((length) => whole.slice(0, length)),
    fc.tuple(fc.nat(whole.length), piece).map(([at, inserted]) => whole.slice(0, at) + inserted + whole.slice(at)),
  );

  test("can be read, and all of it belongs to lines", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { lines, problems, entries } = readLedger(text);
        let at = text.startsWith("\ufeff") ? 1 : 0;
        for (const { range } of lines) {
          expect(text.slice(at, range.start)).toMatch(/^(?:\r\n|\n|\r)?$/);
          at = range.end;
        }
        expect(text.slice(at)).toMatch(/^(?:\r\n|\n|\r)?$/);
        for (const { range } of problems)
          expect(0 <= range.start && range.start <= range.end && range.end <= text.length).toBe(true);
        expect(lines.filter(({ kind }) => kind === "entry")).toEqual(entries);
      }),
    );
  });

  test("loses no line when it is put in order, and comes to rest", () => {
    const sentences = ledgerSentences(read);
    const linesOf = (text: string) =>
      text
        .replace(/^\ufeff/, "")
        .split(/\r\n|\n|\r/)
        .filter((line) => line && line !== writeHeader([]))
        .sort();
    fc.assert(
      fc.property(anyText, (text) => {
        let last = text;
        // Of lines that say the same, the first speaks of their sentence, and another may be the first once they are in order.
        for (let changes = 0; ; changes++) {
          const next = reordered({ ledger: readLedger(last), sentences });
          if (next === undefined) break;
          expect(changes).toBeLessThan(5);
          last = next;
        }
        expect(linesOf(last)).toEqual(linesOf(text));
      }),
    );
  });
});

test("a mark of byte order and Windows line ends are no part of a line", () => {
  const { entries, problems } = readLedger(`\ufeff${HEADER}\r\n{"h":"${H}","text":"Rain falls."}\r\n`);
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
});

test.each([
  ["a long text", (size: number) => `{"h":"${H}","text":"${"a ".repeat(size / 2)}"}`],
  ["a long line of nothing", (size: number) => " ".repeat(size)],
  [
    "deep brackets",
    (size: number) => `{"h":"${H}","text":"Rain falls.","x":${"[".repeat(size / 2)}${"]".repeat(size / 2)}}`,
  ],
  ["brackets that never close", (size: number) => `{"h":"${H}","x":${"[".repeat(size)}`],
  ["many members", (size: number) => `{"h":"${H}","text":"Rain falls."${',"x":1'.repeat(size / 6)}}`],
  ["many lines", (size: number) => `{"h":"${H}","text":"Rain falls."}\n`.repeat(size / 50)],
  ["many line ends", (size: number) => "\r\n".repeat(size / 2)],
])("%s of a million characters is read in time", (_, make) => {
  const run = (size: number) => cpuSeconds(() => readLedger(`${HEADER}\n${make(size)}\n`));
  run(100_000);
  expect(run(1_000_000)).toBeLessThan(3);
});
