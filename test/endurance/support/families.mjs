// The texts of test/support/families.ts, for scripts, which can't read TypeScript.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { nodePrograms } from "../../../tools/bundle-options.mjs";

const root = new URL("../../..", import.meta.url);
await build({
  ...nodePrograms,
  absWorkingDir: fileURLToPath(root),
  entryPoints: { families: "test/support/families.ts" },
  outdir: "dist/test",
  splitting: false,
});
export const { families, largestRead } = await import(new URL("dist/test/families.mjs", root).href);

/** How many characters of HTML a preview of a text may have: this many times as many as the text, and this many in any case. */
const MOST_TIMES = 10;
const ALWAYS = 100_000;

export function mostDrawn(text) {
  return Math.max(ALWAYS, MOST_TIMES * text.length);
}
