import { describe, expect, test } from "vitest";
import { readingOf } from "../../../server/src/station/reading.ts";
import { station } from "../../support/fixture.ts";

/** Ten words with twelve syllables. */
const SENTENCE = "The heavy rain fell on all of the small rivers.";

describe("how a station reads", () => {
  test("counts the words of prose and tables, not those of headings and code", () => {
    const { words, sentences } = readingOf(
      station(
        "# Rain\n\nIt rains. It pours.\n\n## Far Away\n\n| a b | c |\n|---|---|\n| d | e |\n\n- `some code` falls\n",
      ),
    );
    expect({ words, sentences }).toEqual({ words: 10, sentences: 3 });
  });

  test("takes whole minutes at 200 words each", () => {
    const minutes = (words: number) => readingOf(station(`# Rain\n\n${"rain ".repeat(words)}`)).minutes;
    expect([0, 200, 201, 812].map(minutes)).toEqual([1, 1, 2, 5]);
  });

  test("has the grade that Kincaid's formula gives", () => {
    expect(readingOf(station(`# Rain\n\n${`${SENTENCE} `.repeat(4)}`)).grade).toBe(
      Math.round(0.39 * 10 + 11.8 * 1.2 - 15.59),
    );
    const hard = "International cooperation necessitates considerable institutional responsibility.";
    expect(readingOf(station(`# Rain\n\n${`${hard} `.repeat(6)}`)).grade).toBeGreaterThan(25);
  });

  test("has no grade where there is hardly any text", () => {
    expect(readingOf(station(`# Rain\n\n${SENTENCE}\n`)).grade).toBeUndefined();
  });

  test("is the same in both written forms", () => {
    const paste = readingOf(station(`Rain\n\n${`${SENTENCE} `.repeat(4)}`));
    const markdown = readingOf(station(`# Rain\n\n${`${SENTENCE} `.repeat(4)}`));
    expect({ ...paste }).toEqual({ ...markdown });
  });
});
