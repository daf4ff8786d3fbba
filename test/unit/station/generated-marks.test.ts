import { expect, test } from "vitest";
import { generatedMarks } from "../../../server/src/station/generated-marks.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

function marks(text: string): readonly string[] {
  const read = station(`# Rain\n\n${text}\n`);
  return generatedMarks(read).map(({ range }) => slice(read.text, range));
}

test.each([
  ["It rains.:contentReference[oaicite:12]{index=12}", ":contentReference[oaicite:12]{index=12}"],
  ["It rains.[oaicite:3]", "[oaicite:3]"],
  ["It rains.【4:0†source】", "【4:0†source】"],
  ["It rains.【12†L3-L9】", "【12†L3-L9】"],
  ["It rains. citeturn0search3", "citeturn0search3"],
  [
    "It rains. \uE200cite\uE202turn0search3\uE202turn1view0\uE201",
    "\uE200cite\uE202turn0search3\uE202turn1view0\uE201",
  ],
  ["[cite_start]It rains.", "[cite_start]"],
  ["See [it](https://example.org/a?utm_source=chatgpt.com) now.", "?utm_source=chatgpt.com"],
  ["See <https://example.org/a?b=1&utm_source=openai>.", "&utm_source=openai"],
  ["See [it](sandbox:/mnt/data/rain.csv).", "sandbox:/mnt/data/rain.csv"],
])("a mark is found: %s", (text, mark) => {
  expect(marks(text)).toEqual([mark]);
});

test.each([
  "A dagger† marks the dead, a 【title】 a book.",
  "The text `citeturn0search3` and `【4:0†source】` are marks.",
  "```\nIt rains. citeturn0search3\n```",
  "See [it](https://example.org/a?utm_source=newsletter).",
  "In turn 0 search 3 fields.",
])("anything else is none: %s", (text) => {
  expect(marks(text)).toEqual([]);
});
