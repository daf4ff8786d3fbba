// Builds what runs: the command line, the language server and the extension, for Node and for browsers.
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { extensionPrograms, nodePrograms, writePreviewStyle, writeRulePages } from "./bundle-options.mjs";
import { noticeOf } from "./notice.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
// The names of chunks carry a hash: old ones would pile up.
rmSync(`${root}/dist/chunks`, { recursive: true, force: true });

const [{ metafile }] = await Promise.all([
  build({ ...nodePrograms, metafile: true }),
  ...extensionPrograms.map((each) => build(each)),
  writePreviewStyle(`${root}/dist`),
]);
writeRulePages(`${root}/dist`);
writeFileSync(`${root}/dist/NOTICE.md`, noticeOf([metafile], ["@bruits/satteri-wasm32-wasi"]));
