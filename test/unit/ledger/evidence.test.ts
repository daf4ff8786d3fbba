import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";
import { UNKNOWN } from "../../../server/src/language/unknown.ts";
import {
  checkEvidence,
  findQuote,
  isQuotable,
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
        const isWithin = /^\p{L}{2}$|^\p{L}\p{M}$|^\p{M}/u;
        fc.pre(
          !isWithin.test(text.slice(start - 1, start + 1)) && !isWithin.test(text.slice(range.end - 1, range.end + 1)),
        );
        fc.pre(isQuotable(evidence.exact) && !/^\p{M}/u.test(text.slice(range.end)));
        const { found, sameText } = checkEvidence(source, evidence, english);
        expect(found!.score).toBe(1);
        expect(slice(text, found!.range).replace(/\s+/g, " ")).toBe(evidence.exact);
        expect(sameText).toBe(true);
      }),
    );
  });

  test("in any text, or not, without failing", { tags: "slow" }, () => {
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
  const evidence = quoteAt(source, { start: 0, end: 15 });
  expect(evidence).toMatchObject({
    exact: "Baseflow is the",
    prefix: "",
    suffix: "part of streamflow that comes fr",
    snapshot: snapshotOf(text),
  });
  expect(checkEvidence(sourceText(`${text}More.`), evidence, english)).toEqual({
    found: { range: { start: 0, end: 15 }, score: 1 },
    sameText: false,
  });
  expect(checkEvidence(source, { ...evidence, snapshot: undefined }, english).sameText).toBe(undefined);
});

describe("a quote counts", () => {
  /** Whether a quote counts in a text, and what takes it back. */
  const told = (stored: string, exact: string): string => {
    const { found, changed, qualifier } = checkEvidence(sourceText(stored), quote(exact), english);
    return [!found ? "missing" : changed ? "changed" : "exact", ...(qualifier ? [qualifier] : [])].join(": ");
  };

  test.each([
    ["The jury found the tall ferryman innocent of the fire.", "The jury found the tall ferryman guilty of the fire."],
    ["The town voted for war with its neighbors.", "The town voted for peace with its neighbors."],
    ["They were unable to vote that year.", "able to vote that year."],
    ["It was 95 percent of all.", "5 percent of all."],
    ["The river rose by 5 000 meters.", "The river rose by 5"],
    ["There were 1 234 people in town.", "234 people in town."],
    ["Prices in the towns rose by 50 that year.", "Prices in the towns rose by 5"],
    ["Prices in the towns rose by 5.5 that year.", "Prices in the towns rose by 5"],
    ["Prices in the towns rose by 5 % that year.", "Prices in the towns rose by 5"],
    ["The cold box was kept at -40 degrees.", "40 degrees."],
    ["Between 1990-95 the lake fell.", "95 the lake fell."],
    ["It was .5 percent of all.", "5 percent of all."],
    ["The error was ±5 grams of it.", "5 grams of it."],
    ["The mass was < 5 grams of it.", "5 grams of it."],
    ["The mass was ~5 grams of it.", "5 grams of it."],
    ["The sum was 4+5 grams of it.", "5 grams of it."],
    ["The sum was 4 + 5 grams of it.", "5 grams of it."],
    ["The mass of it was 5 × 10³ grams.", "The mass of it was 5"],
    ["The mass of it was 5 x 10 grams.", "The mass of it was 5"],
    ["The mass of it was 5 ± 2 grams.", "The mass of it was 5"],
    ["The mass of it was 5 1/2 grams.", "The mass of it was 5"],
    ["The mass of it was 5 ½ grams.", "The mass of it was 5"],
    ["The angle of it was 5′ there.", "The angle of it was 5"],
    ["The price of bread rose by 5 thousand.", "The price of bread rose by 5"],
    ["The price of bread rose by 5 hundred crowns.", "The price of bread rose by 5"],
    ["The price of bread rose by 5 dozen crowns.", "The price of bread rose by 5"],
    ["The price of bread rose by 5 bn crowns.", "The price of bread rose by 5"],
    ["The price of bread rose 5 times.", "The price of bread rose 5"],
    ["The price of bread rose by 5 or 6 crowns.", "The price of bread rose by 5"],
    ["The price of bread rose by 5 and a half crowns.", "The price of bread rose by 5"],
    ["The price of bread rose by 5⁄8 of a crown.", "The price of bread rose by 5"],
    ["The flu was caught by about 5 in 6 children.", "The flu was caught by about 5"],
    ["The flu was caught by about 5 out of 6 children.", "The flu was caught by about 5"],
    ["The flu was caught by about five in six children.", "The flu was caught by about five"],
    ["It rose by twenty five crowns a year.", "five crowns a year."],
    ["It rose by a hundred and five crowns a year.", "five crowns a year."],
    ["It rose by five or six crowns a year.", "six crowns a year."],
    ["It fell to minus 5 degrees at night.", "5 degrees at night."],
    ["The price of bread rose by five hundred crowns.", "The price of bread rose by five"],
    ["The price of bread rose by five percent.", "The price of bread rose by five"],
    ["The price of bread rose by twenty five crowns.", "The price of bread rose by twenty"],
    ["You may take cheese and/or bread.", "You may take cheese and"],
    ["They were un_able to vote that year.", "able to vote that year."],
    ["It was ~~a moon made of cheese~~.", "a moon made of cheese"],
    ["The two sides chose non-violent protest.", "violent protest."],
    ["The bite was painful but harm-\nless to all.", "The bite was painful but harm"],
    ["The king's crown was found in the well.", "crown was found in the well of the king"],
    ["He saw the king's crown in the well.", "He saw the king"],
    ["The wild geese rest here.", "the wild geese rest here."],
    ["He was small-minded and rich.", "He was small"],
    ["Only the un-ionized part of it was counted.", "Only the unionized part of it was counted."],
  ])("not if the text has “%s”, and it says “%s”", (stored, exact) => {
    expect(told(stored, exact)).not.toMatch(/^exact/);
  });

  test.each([
    ["The jury found him inno-\ncent of the fire.", "The jury found him innocent of the fire."],
    ["It was a well-\n  known cure for the inno-\r\ncent.", "a well-known cure for the innocent."],
    ["The line—a single track—was finished late.", "a single track"],
    ["On it was: ‘The king is in the well.’", "The king is in the well."],
    ["In 1990, 200 men came.", "In 1990, 200 men"],
    ["They came in 1990 200 at a time.", "They came in 1990"],
    ["It was 1990 200 men came here.", "200 men came here."],
    ["It rose by 5. Then it fell by a half.", "It rose by 5"],
    ["The price of bread rose by 5 in 2020.", "The price of bread rose by 5"],
    ["The price of bread rose by 5 in 10 years.", "The price of bread rose by 5"],
    ["The price of bread rose by five in one year.", "The price of bread rose by five"],
    ["It had twenty, five of which were red.", "five of which were red."],
    ["Station 5 and the next one are closed.", "Station 5 and the next one"],
    ["It has two parts: one is red, one is blue.", "one is red, one is blue."],
  ])("if the text has “%s”, and it says “%s”", (stored, exact) => {
    expect(told(stored, exact)).toBe("exact");
  });

  test("if it has 12 characters or three words", () => {
    const stored = "Rain is a wonderful thing, and so it is.";
    expect(
      ["a", "is a", "Rain is a", "so it is.", "wonderful thing", "- - - - - - -"].map((exact) => told(stored, exact)),
    ).toEqual(["missing", "missing", "exact", "exact", "exact", "missing"]);
  });

  test("and what takes it back right before it is named", () => {
    const told2 = (before: string) =>
      told(`It was dry. ${before} the moon is made of cheese.`, "the moon is made of cheese.");
    expect(told2("It is false that")).toBe("exact: It is false that");
    expect(told2("According to the minister,")).toBe("exact: According to the minister,");
    expect(told2("Perhaps")).toBe("exact: Perhaps");
    expect(told2("The king said: “")).toBe("exact: The king said");
    expect(told2("In that year")).toBe("exact");
    expect(told("Nobody came.\n\nThe moon is made of cheese.", "The moon is made of cheese.")).toBe("exact");
  });
});

/** Sentences whose first words were cut off, which leaves another fact. */
test.each([
  ["Only", "Cook reached the cape that year."],
  ["Nearly", "40 ships sank in the roads."],
  ["Fewer than", "300 men held the pass."],
  ["Up to", "90 liters of oil leaked."],
  ["At most", "12 members sit on the board."],
  ["Half of", "Bergen burned that summer."],
  ["All but", "20 houses were rebuilt in stone."],
  ["Critics of", "Franklin took the money."],
  ["If Prussia wins,", "Austria leaves the union."],
  ["Unless Parliament consents,", "5 judges hear the appeal."],
  ["According to Tacitus,", "Nero set the fire himself."],
  ["Perhaps", "Hudson saw the bay that year."],
  ["The story that", "Newton burned the papers lives on."],
])("“%s” before a quote has to have been seen: %s", (before, exact) => {
  const stored = sourceText(`It was dry. ${before} ${exact}`);
  expect(checkEvidence(stored, quote(exact), english).denial).toBe(before);
  expect(checkEvidence(stored, quote(exact, before), english).denial).toBeUndefined();
});

test.each(["In that year", "In 1905,", "By May:", "The old town of Bergen burned, and", "Some"])(
  "“%s” before a quote leaves the same fact",
  (before) => {
    const stored = sourceText(`${before} 40 ships sank in the roads.`);
    expect(checkEvidence(stored, quote("40 ships sank in the roads."), english).denial).toBeUndefined();
  },
);

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
])("a quote is looked for in a million characters of %s in time", { tags: "slow" }, (_, unit) => {
  const large = sourceText(unit.repeat(1_000_000 / unit.length));
  const near = "The rivers carry watter to the town behind the hills and further on to the sea of sands.";
  expect(cpuSeconds(() => findQuote(large, quote(near)))).toBeLessThan(3);
  expect(cpuSeconds(() => findQuote(large, quote("a".repeat(2_000))))).toBeLessThan(2);
  expect(cpuSeconds(() => large.snapshot)).toBeLessThan(1);
});
