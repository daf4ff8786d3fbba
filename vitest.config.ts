import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vitest/config";
import { LongFirst } from "./test/support/long-first.ts";

/** Imports a script for a shell as its text, as the bundle does. */
const shellScripts: Plugin = {
  name: "shell-scripts",
  enforce: "pre",
  load(id) {
    if (/\.(?:bash|fish|ps1|zsh)$/.test(id)) return `export default ${JSON.stringify(readFileSync(id, "utf8"))};`;
  },
};

const globalSetup = ["test/support/build.ts"];

export default defineConfig({
  plugins: [shellScripts],
  test: {
    projects: [
      // Reads and computes in this process: the fast loop, `npm run unit`, but for what is tagged as slow.
      {
        extends: true,
        test: { name: "unit", include: ["test/{unit,client,judgement,project}/**/*.test.ts"] },
      },
      // The command line and the server, in this process where starting one is not the point: with `unit`, what `npm run check` runs.
      { extends: true, test: { name: "programs", include: ["test/{cli,server}/**/*.test.ts"], globalSetup } },
      // Takes minutes, and processes: what `npm test` runs besides.
      {
        extends: true,
        test: {
          name: "hostile",
          include: ["test/{hostile,package}/**/*.test.ts"],
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    setupFiles: ["test/support/properties.ts"],
    tags: [{ name: "slow", description: "Takes half a second, or starts a process; the fast loop leaves it out." }],
    // Only what never ends is meant to be late: another program may keep the processors busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests wait for programs that they run; by default one processor would be kept free for nothing.
    maxWorkers: "100%",
    // What a file needs is loaded once, for all files of a worker.
    isolate: false,
    sequence: { sequencer: LongFirst },
  },
});
