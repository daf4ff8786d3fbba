import { expect, test } from "vitest";
import { isolated } from "../../client/src/plain.ts";

test("a title that is read from the right is kept from the number before it and the count after it", () => {
  expect(isolated("مقدمة عن الماء")).toBe("\u2068مقدمة عن الماء\u2069");
  expect(isolated("Rain \u202eniaR")).toBe("\u2068Rain \u202eniaR\u2069");
  expect(isolated("Rain – 雨 🌧️")).toBe("Rain – 雨 🌧️");
});
