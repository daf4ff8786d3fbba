// Builds what runs: the command line, the language server and the extension, for Node and for browsers.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { nodePrograms, shared } from "./bundle-options.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
// The names of chunks carry a hash: old ones would pile up.
rmSync(`${root}/dist/chunks`, { recursive: true, force: true });

await Promise.all([
  build(nodePrograms),
  build({
    ...shared,
    entryPoints: { client: "client/src/node-main.ts" },
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
  }),
  build({
    ...shared,
    entryPoints: { "browser-client": "client/src/browser-main.ts" },
    platform: "browser",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
  }),
  build({
    ...shared,
    entryPoints: { "browser-server": "server/src/hosts/worker/main.ts" },
    platform: "browser",
    conditions: ["worker"],
    format: "iife",
  }),
  build({
    ...shared,
    entryPoints: { preview: "client/preview/page.ts" },
    platform: "browser",
    format: "iife",
  }),
  writePreviewStyle(),
]);

/** The preview's style sheet: the page's own looks, which the core holds as text, and what surrounds them. */
async function writePreviewStyle() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ["server/src/render/style.ts"],
    format: "esm",
    write: false,
  });
  const { STYLE } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const around = readFileSync(`${root}/client/preview/preview.css`, "utf8");
  mkdirSync(`${root}/dist`, { recursive: true });
  writeFileSync(`${root}/dist/preview.css`, STYLE + around);
}
