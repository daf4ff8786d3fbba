import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonParts } from "../../../server/src/syntax/json-parts.ts";

test("An object's members and an array's items come with their places, as they are written", () => {
  const source = ' { "by" : "Ada", "tags":[1, {"a":2}] ,"__proto__": null } ';
  expect(jsonParts(source, 100)).toEqual([
    { key: "by", source: '"Ada"', range: { start: 110, end: 115 } },
    { key: "tags", source: '[1, {"a":2}]', range: { start: 124, end: 136 } },
    { key: "__proto__", source: "null", range: { start: 151, end: 155 } },
  ]);
  expect(jsonParts('["x", -1.5e3]').map((part) => [part.key, part.source])).toEqual([
    [undefined, '"x"'],
    [undefined, "-1.5e3"],
  ]);
  for (const none of ["{}", "[ ]", '"x"', "1", "null"]) expect(jsonParts(none)).toEqual([]);
});

test("The parts of any JSON text are the members that a JSON reader sees", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2), (value, indent) => {
      const parts = jsonParts(JSON.stringify(value, null, indent));
      const read = parts.map(({ key, source }) => [key, JSON.parse(source)]);
      expect(read).toEqual(Object.entries(JSON.parse(JSON.stringify(value)) as object));
    }),
  );
});

test("Brackets nested a hundred thousand deep are one part", () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  expect(jsonParts(`{"a":${deep}}`).map(({ source }) => source)).toEqual([deep]);
});
