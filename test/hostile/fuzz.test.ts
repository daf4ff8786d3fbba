import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TOKENS } from "../support/fuzz/inputs.ts";
import { pastFailures } from "../support/fuzz/past-failures.ts";
import { targets } from "../support/fuzz/targets.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

describe("what failed once", () => {
  const edits = [{ from: 500, to: 520, by: "Rain\n" }];
  test.each(Object.entries(pastFailures))("%s", async (_, text) => {
    for (const target of targets) expect(await target.check({ text, edits }), target.name).toBeUndefined();
  });
});

/** Another number whenever the code is another, so that each change is tried with new inputs, and each run can be had again. */
function seed(): number {
  const hash = createHash("sha256");
  const folder = join(root, "server/src");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".ts")) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest().readUInt32LE();
}

describe("texts that fast-check makes, and changes of them", () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 20 })), { maxLength: 30 })
    .map((pieces) => pieces.join(""));
  const edits = fc.array(
    fc
      .record({ from: fc.nat(1000), more: fc.nat(100), by: fc.constantFrom(...TOKENS) })
      .map(({ from, more, by }) => ({ from, to: Math.min(1000, from + more), by })),
    { minLength: 1, maxLength: 4 },
  );
  test.each(targets)("hold for $name", async ({ check }) => {
    const holds = fc.asyncProperty(text, edits, async (text, edits) => {
      expect(await check({ text, edits })).toBeUndefined();
    });
    await fc.assert(holds, { seed: seed() });
  });
});

// `node test/endurance/fuzz.mjs` tries as many as one wants.
test("2,000 random texts are read, edited, fixed, formatted and asked about, and nothing fails", async () => {
  const args = ["--executions", "2000", "--seed", String(seed()), "--threads", String(Math.min(4, cpus().length))];
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, "test/endurance/fuzz.mjs"),
    ...args,
  ]).catch(({ stdout }: { stdout: string }) => ({ stdout }));
  expect(stdout).not.toContain("✖");
  expect(stdout).toMatch(/^2000 executions in \d+ s \(\d+ a second\), 0 failed$/m);
  for (const { name } of targets) expect(stdout).toMatch(new RegExp(`^  ${name}: [1-9]\\d*$`, "m"));
}, 300_000);
