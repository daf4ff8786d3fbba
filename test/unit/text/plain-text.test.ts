import { array, assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { wrap } from "../../../server/src/lint/report-text.ts";
import { displayWidth } from "../../../server/src/text/display-width.ts";
import { fold } from "../../../server/src/text/fold.ts";
import { inert } from "../../../server/src/text/inert.ts";

/** Texts of one UTF-16 code unit, and short ones made of what matters to any of these functions. */
const UNITS = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
const parts = constantFrom(..."a :#[]-'\"\n\té\u0301“—字\u00ad\u202e😀".split(/(?:)/u), "::", "##", "--", "word");
const texts = array(parts, { maxLength: 8 }).map((each) => each.join(""));

/**
 * Plain text is recognized at a glance. The long way is taken with something appended that is not plain, and whose own share of
 * the result is known; both ways must give the same.
 */
describe("plain text, which is recognized at a glance, gives what the long way gives", () => {
  const ways: readonly [string, (text: string) => unknown, (text: string) => unknown][] = [
    ["its width", displayWidth, (text) => displayWidth(`${text}\u0301`)],
    ["as it may be printed", (text) => `${inert(text)}<U+0007>`, (text) => inert(`${text}\u0007`)],
    ["as fingerprints read it", fold, (text) => fold(`${text}\u00ad`)],
  ];

  test.each(ways)("%s, for each character", (_, atAGlance, longWay) => {
    expect(UNITS.filter((unit) => atAGlance(unit) !== longWay(unit))).toEqual([]);
  });

  test.each(ways)("%s, for several together", (_, atAGlance, longWay) => {
    assert(property(texts, (text) => atAGlance(text) === longWay(text)));
  });
});

test("rows are filled as far as their words allow", () => {
  assert(
    property(texts.map(inert), integer({ min: 1, max: 12 }), (text, columns) => {
      const rows = wrap(text, columns);
      expect(rows.join(" ").split(/ +/)).toEqual(text.trimStart().split(/ +/)); // spaces at the start of a row are left out
      for (const [at, row] of rows.entries()) {
        if (row.trimStart().includes(" ")) expect(displayWidth(row)).toBeLessThanOrEqual(columns);
        const next = rows[at + 1]?.split(" ")[0];
        if (next !== undefined) expect(displayWidth(`${row} ${next}`)).toBeGreaterThan(columns);
      }
    }),
  );
});
