/// <reference types="mocha" />
import "mocha/mocha";

/** VS Code calls this in its extension host; the tests have passed if its promise is kept. */
async function run(): Promise<void> {
  // Mocha's browser build serves both kinds of hosts; it looks for options in an address, which Node has none of.
  if (!("location" in globalThis)) Object.assign(globalThis, { location: { search: "" } });
  mocha.setup({ ui: "bdd", reporter: "spec", color: false, timeout: 30_000 });
  await import("./stations.test.ts");
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}

// As a whole and last: once bundled, mocha sets module.exports for itself.
module.exports = { run };
