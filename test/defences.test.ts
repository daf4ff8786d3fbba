import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defences } from "./endurance/defences/list.mjs";

const root = join(import.meta.dirname, "..");

/** `test/endurance/defences.mjs` switches each of them off: what it looks for must be there. */
describe.each(defences)("the defence: $name", ({ file, code, instead, test: guard, script, named }) => {
  test("stands once in the code, and has a test", () => {
    expect(readFileSync(join(root, file), "utf8").split(code)).toHaveLength(2);
    expect(instead).not.toBe(code);
    const guardian = join(root, (guard ?? script)!);
    expect(existsSync(guardian), guardian).toBe(true);
    if (named) expect(readFileSync(guardian, "utf8")).toContain(named);
  });
});
