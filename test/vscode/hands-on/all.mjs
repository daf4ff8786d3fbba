// Everything that a writer does by mouse and keyboard, part by part in one window. Each part is a script of its own, too.
import { serverDies } from "./crashes.mjs";
import { findingsAreFixed } from "./findings.mjs";
import { pathIsChanged } from "./path.mjs";
import { previewIsUsed } from "./preview.mjs";
import { onlyTheUserOpensUp, viewsAreShown } from "./preview-views.mjs";
import { commitSamples, inVsCode, startOver } from "./support.mjs";
import { sentencesAreVerified } from "./verification.mjs";

const PARTS = {
  "the preview": previewIsUsed,
  findings: findingsAreFixed,
  "a path": pathIsChanged,
  "sentences that are verified": sentencesAreVerified,
  "other views of a preview": viewsAreShown,
  "what only the user opens up": onlyTheUserOpensUp,
  // Last: a server that has died four times stays dead the fifth time, whoever kills it.
  "a server that dies": serverDies,
};

commitSamples();
await inVsCode("Light 2026", async (window) => {
  for (const [name, part] of Object.entries(PARTS)) {
    const started = Date.now();
    await part(window);
    console.log(`  ${name}: ${((Date.now() - started) / 1_000).toFixed(0)} s`);
    await startOver(window);
  }
});
