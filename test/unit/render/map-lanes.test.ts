import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { branch, comb, lanesOf, type Span } from "../../../server/src/render/map-lanes.ts";

const span = (first: number, last: number): Span => ({ first, last });

describe("lanes beside the line", () => {
  test("the shorter span runs inside, and spans that do not meet share a lane", () => {
    expect(lanesOf([span(0, 9), span(1, 3), span(4, 8), span(20, 22)], 5)).toEqual([1, 0, 0, 0]);
  });

  test("two spans that meet in a row have lanes of their own", () => {
    expect(lanesOf([span(0, 3), span(3, 6)], 5)).toEqual([0, 1]);
  });

  test("the longest share the outermost lane where there is no room for more", () => {
    expect(lanesOf([span(0, 9), span(0, 8), span(0, 7), span(0, 6)], 2)).toEqual([1, 1, 1, 0]);
  });

  test("no two spans of a lane overlap, unless it is the outermost", () => {
    const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(20)).map(([first, more]) => span(first, first + more)));
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 6 }), (all, most) => {
        const lanes = lanesOf(all, most);
        for (const [at, one] of all.entries())
          for (const [other, two] of all.entries()) {
            if (at >= other || lanes[at] !== lanes[other] || lanes[at] === most - 1) continue;
            expect(one.last < two.first || two.last < one.first).toBe(true);
          }
        expect(lanes.every((lane) => lane >= 0 && lane < most)).toBe(true);
      }),
    );
  });
});

describe("a branch", () => {
  test("leads from each row into the trunk, toward the row that all belong to", () => {
    expect(branch("back", 50, 2, [5, 7])).toBe(
      "M0 2h-43q-7 0 -7 0.25M0 5h-43q-7 0 -7 -0.25M0 7h-43q-7 0 -7 -0.25M-50 2.25v4.5",
    );
  });

  test("that leads ahead is on the right", () => {
    expect(branch("ahead", 50, 7, [2])).toBe("M0 7h43q7 0 7 -0.25M0 2h43q7 0 7 0.25M50 2.25v4.5");
  });

  test("without another row is none", () => {
    expect(branch("back", 50, 2, [])).toBe("");
    expect(comb(100, 2, [])).toBe("");
  });

  test("has no bends as a comb", () => {
    expect(comb(100, 2, [5])).toBe("M0 2h-100M0 5h-100M-100 2v3");
  });
});
