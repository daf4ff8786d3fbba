import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";
import { UNKNOWN } from "../../../server/src/language/unknown.ts";
import {
  checkEvidence,
  findQuote,
  quoteAt,
  sourceText,
  textFragmentLink,
} from "../../../server/src/ledger/evidence.ts";
import { snapshotOf } from "../../../server/src/ledger/sentence-hash.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

const text = `Baseflow is the part of streamflow
that comes from ground water. Cafe\u0301s “by the river” stay dry — mostly.

Rain falls on the hills. In spring, rain falls on the plain, and the soil takes it up.
Rain falls on the hills. In autumn, most of it runs off within days of the storm.
`;
const source = sourceText(text);

function quote(exact: string, prefix = "", suffix = "") {
  return { exact, prefix, suffix, snapshot: undefined, rest: [] };
}

/** What a quote is found as, and how alike it is. */
function find(exact: string, prefix = "", suffix = ""): string {
  const found = findQuote(source, quote(exact, prefix, suffix));
  return found ? `${found.score.toFixed(2)} ${slice(text, found.range)}` : "nothing";
}

describe("a quote is found", () => {
  test("to the letter, whatever the quotation marks, dashes, line ends and accents", () => {
    expect(find("streamflow that comes from ground water.")).toBe("1.00 streamflow\nthat comes from ground water.");
    expect(find('Cafés "by the river"')).toBe("1.00 Cafe\u0301s “by the river”");
    expect(find("stay  dry - mostly.")).toBe("1.00 stay dry — mostly.");
  });

  test("where its surroundings are most alike, if it stands there twice", () => {
    const first = text.indexOf("Rain falls on the hills.");
    const second = text.indexOf("Rain falls on the hills.", first + 1);
    const start = (prefix: string, suffix: string) =>
      findQuote(source, quote("Rain falls on the hills.", prefix, suffix))!.range.start;
    expect(start("", "")).toBe(first);
    expect(start("the soil takes it up.", "")).toBe(second);
    expect(start("", "In autumn, most")).toBe(second);
    expect(start("stay dry — mostly.", "In spring")).toBe(first);
  });

  test("where it is nearly the same, and how nearly", () => {
    expect(find("In spring, rain fell on the plain, and the soil takes it up.")).toBe(
      "0.97 In spring, rain falls on the plain, and the soil takes it up.",
    );
    expect(find("most of it runs of within days of the big storm")).toMatch(
      /^0\.[89]\d most of it runs off within days of the storm$/,
    );
  });

  test("or not, and nothing like it neither", () => {
    expect(find("Snow lies on the roofs of the town until late in March.")).toBe("nothing");
    expect(find("")).toBe("nothing");
    expect(find(" \n")).toBe("nothing");
    expect(find("Snow")).toBe("nothing");
  });

  test("wherever it was taken from", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 120 }), (start, length) => {
        const range = { start, end: Math.min(text.length, start + length) };
        const evidence = quoteAt(source, range);
        fc.pre(evidence.exact !== "" && !/^\p{M}/u.test(evidence.exact) && !/^\p{M}/u.test(text.slice(range.end)));
        const { found, sameText } = checkEvidence(source, evidence, english);
        expect(found!.score).toBe(1);
        expect(slice(text, found!.range).replace(/\s+/g, " ")).toBe(evidence.exact);
        expect(sameText).toBe(true);
      }),
    );
  });

  test("in any text, or not, without failing", () => {
    const any = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc
        .array(fc.constantFrom("rain ", "é", "e\u0301", "—", "--", "\ufeff", "İ", "ß", "\ud83d", "\n"), {
          maxLength: 60,
        })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(any, any, (stored, exact) => {
        const found = findQuote(sourceText(stored), quote(exact));
        if (found) {
          expect(found.range.start).toBeLessThanOrEqual(found.range.end);
          expect(found.range.end).toBeLessThanOrEqual(stored.length);
          expect(found.score).toBeGreaterThan(0);
        }
        expect(textFragmentLink("https://a.org", quote(exact, stored, stored))).toMatch(
          /^https:\/\/a\.org(?:#:~:text=[^\s]+)?$/,
        );
      }),
    );
  });
});

test("evidence says which text it was taken from", () => {
  const evidence = quoteAt(source, { start: 0, end: 8 });
  expect(evidence).toMatchObject({
    exact: "Baseflow",
    prefix: "",
    suffix: "is the part of streamflow that c",
    snapshot: snapshotOf(text),
  });
  expect(checkEvidence(sourceText(`${text}More.`), evidence, english)).toEqual({
    found: { range: { start: 0, end: 8 }, score: 1 },
    sameText: false,
  });
  expect(checkEvidence(source, { ...evidence, snapshot: undefined }, english).sameText).toBe(undefined);
});

test("a “not” that is gone is no small thing in a language that nothing is known of", () => {
  const quote = quoteAt(sourceText("Der Regen, der hier fällt, ist nicht sauer."), { start: 0, end: 43 });
  const now = sourceText("Der Regen, der hier fällt, ist sehr sauer.");
  expect(checkEvidence(now, quote, UNKNOWN).changed?.map(({ word }) => word)).toEqual(["nicht", "sehr"]);
});

describe("a link to a quote", () => {
  const link = (url: string, exact: string, prefix = "", suffix = "") =>
    textFragmentLink(url, quote(exact, prefix, suffix));

  test("escapes what has a meaning in it", () => {
    expect(link("https://a.org/b", "non-state, A & B")).toBe("https://a.org/b#:~:text=non%2Dstate%2C%20A%20%26%20B");
    expect(link("https://a.org/b", "Ü\n“x”")).toBe("https://a.org/b#:~:text=%C3%9C%20%E2%80%9Cx%E2%80%9D");
  });

  test("keeps the place on the page, and replaces another quote", () => {
    expect(link("https://a.org/b?c#top", "x")).toBe("https://a.org/b?c#top:~:text=x");
    expect(link("https://a.org/b#:~:text=y", "x")).toBe("https://a.org/b#:~:text=x");
  });

  test("names what stands around, in whole words", () => {
    expect(link("https://a.org", "rain", "ere, cold", "falls on th")).toBe(
      "https://a.org#:~:text=cold-,rain,-falls%20on",
    );
    expect(link("https://a.org", "rain", "ere", "th")).toBe("https://a.org#:~:text=rain");
  });

  test("names how a long quote begins and ends", () => {
    const long = `It begins here and goes on ${"for long ".repeat(60)}until the very end of it comes.`;
    expect(link("https://a.org", long)).toBe(
      "https://a.org#:~:text=It%20begins%20here%20and%20goes%20on%20for%20long,long%20until%20the%20very%20end%20of%20it%20comes.",
    );
  });

  test("to nothing is a link to the page", () => {
    expect(link("https://a.org", " ")).toBe("https://a.org");
  });
});

test.each([
  ["prose", "The river carries water to the town below the hills. "],
  ["one letter", "a"],
  ["spaces", " "],
  ["accents", "e\u0301"],
])("a quote is looked for in a million characters of %s in time", (_, unit) => {
  const large = sourceText(unit.repeat(1_000_000 / unit.length));
  const near = "The rivers carry watter to the town behind the hills and further on to the sea of sands.";
  expect(cpuSeconds(() => findQuote(large, quote(near)))).toBeLessThan(3);
  expect(cpuSeconds(() => findQuote(large, quote("a".repeat(2_000))))).toBeLessThan(2);
  expect(cpuSeconds(() => large.snapshot)).toBeLessThan(1);
});
