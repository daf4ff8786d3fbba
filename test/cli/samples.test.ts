import { join } from "node:path";
import { expect, test } from "vitest";
import { stationmaster } from "../support/command-line.ts";

const samples = join(import.meta.dirname, "../../samples");

test("a path that keeps its promise has no finding at all, hints included", async () => {
  const { code, out } = await stationmaster(samples, ["check", "--hints", "constitution"]);
  expect(out).toMatch(/^✔ \d+ files checked: no problems found\.\n$/);
  expect(code).toBe(0);
});
