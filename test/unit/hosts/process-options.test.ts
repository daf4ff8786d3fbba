import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { processesFor, warmUpOptions } from "../../../server/src/hosts/cli/process-options.ts";

test("few files are checked in one process, many in one for each processor", () => {
  expect([0, 1, 400, 1_499].map(processesFor)).toEqual([1, 1, 1, 1]);
  expect(processesFor(1_500)).toBe(Math.min(2, availableParallelism()));
  expect(processesFor(1_000_000)).toBe(availableParallelism());
});

test("V8 is given options that its version is known to take", () => {
  expect(warmUpOptions("11.3.244.8-node.33")).toEqual(["--always-sparkplug", "--interrupt-budget=1056000"]);
  expect(warmUpOptions("12.4.254.21-node.57")).toEqual(["--always-sparkplug"]);
  expect(warmUpOptions("13.6.233.17-node.63")).toEqual(["--always-sparkplug"]);
  expect(warmUpOptions("14.6.202.34-node.40")).toEqual(["--always-sparkplug"]);
  expect([warmUpOptions("10.2"), warmUpOptions("15.0"), warmUpOptions("")]).toEqual([[], [], []]);
});
