import { defineConfig } from "vitest/config";
import { LongFirst } from "./test/support/long-first.ts";

export default defineConfig({
  test: {
    include: ["test/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    testTimeout: 20_000,
    // Tests wait for programs that they run; by default one processor would be kept free for nothing.
    maxWorkers: "100%",
    // What a file needs is loaded once, for all files of a worker.
    isolate: false,
    sequence: { sequencer: LongFirst },
  },
});
