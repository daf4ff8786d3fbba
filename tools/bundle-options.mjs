// How programs are built: tests build some of them with a fault in them.
import { fileURLToPath } from "node:url";

/** What holds for all of them. */
export const shared = {
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  bundle: true,
  outdir: "dist",
  target: "es2022",
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
};

/** The command line and the language server, for Node. */
export const nodePrograms = {
  ...shared,
  entryPoints: {
    cli: "server/src/hosts/cli/main.ts",
    "check-thread": "server/src/hosts/cli/check-thread.ts",
    server: "server/src/hosts/node-server-main.ts",
  },
  platform: "node",
  mainFields: ["module", "main"],
  format: "esm",
  outExtension: { ".js": ".mjs" },
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  external: ["satteri"],
  loader: { ".bash": "text", ".zsh": "text", ".fish": "text", ".ps1": "text" },
  // What CommonJS packages ask for inside an ES module bundle.
  banner: {
    js: 'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);',
  },
};
