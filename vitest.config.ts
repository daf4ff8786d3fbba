import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./test/support/long-first.ts";

export default defineConfig({
  test: {
    include: ["test/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    testTimeout: 20_000,
    // Tests wait for programs that they run, so one more than there are processors keeps all of them at work.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFirst },
  },
});
