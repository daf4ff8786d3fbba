import fc from "fast-check";

// Short for every change, and the same inputs each time, so that no change fails by chance for what another one did.
// `test/endurance/properties.mjs` tries many more inputs, and others each time.
fc.configureGlobal({
  numRuns: Number(process.env.PROPERTY_RUNS ?? 50),
  seed: Number(process.env.PROPERTY_SEED ?? 2026),
});
