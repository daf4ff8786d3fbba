// How programs are built: tests build some of them with a fault in them.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packageOfAnyPlatform } from "./published.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Two packages look for the global object by making code of text, which nothing that we publish may do. */
const noCodeOfText = {
  name: "no code of text",
  setup(build) {
    build.onLoad({ filter: /node_modules[\\/](format|lodash\.merge)[\\/]\w+\.js$/ }, ({ path }) => ({
      // defense: no-code-from-text
      contents: readFileSync(path, "utf8").replace(
        /Function\('return this'\)\(\)|\(\d, ?eval\)\('this'\)/,
        "globalThis",
      ),
    }));
  },
};

/**
 * The JavaScript of sätteri is part of the bundle. Its native build is found as its package finds it, wherever that lies; where
 * there is none, the WebAssembly that is packed with us takes its place.
 */
const nativeBuildOfSatteri = {
  name: "native build of sätteri",
  setup(build) {
    build.onLoad({ filter: /node_modules[\\/]satteri[\\/]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace("createRequire(import.meta.url)", 'createRequire(createRequire(import.meta.url).resolve("satteri"))')
        .replace(
          "if (!nativeBinding) {",
          () => `nativeBinding ??= (await import(${JSON.stringify(wasmBinding)})).binding;\n\nif (!nativeBinding) {`,
        ),
    }));
    build.onEnd(() => copyWasm(resolve(root, build.initialOptions.outdir, dirname(build.initialOptions.chunkNames))));
  },
};

const wasmBinding = join(root, "server/src/hosts/wasm/binding.ts");

/** Puts sätteri's WebAssembly where the programs look for it: beside them. */
function copyWasm(folder) {
  mkdirSync(folder, { recursive: true });
  const from = packageOfAnyPlatform(root, "@bruits/satteri-wasm32-wasi");
  copyFileSync(join(from, "satteri_napi.wasm32-wasi.wasm"), join(folder, "satteri.wasm"));
}

/** What holds for all of them. */
export const shared = {
  plugins: [noCodeOfText],
  absWorkingDir: root,
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
    "check-process": "server/src/hosts/cli/check-process.ts",
    server: "server/src/hosts/node-server-main.ts",
  },
  platform: "node",
  mainFields: ["module", "main"],
  format: "esm",
  outExtension: { ".js": ".mjs" },
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  plugins: [noCodeOfText, nativeBuildOfSatteri],
  loader: { ".bash": "text", ".zsh": "text", ".fish": "text", ".ps1": "text" },
  // What CommonJS packages ask for inside an ES module bundle.
  banner: {
    js: 'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);',
  },
};

/** What a browser loads over the network on each start: half the size is worth stack traces without names. */
const forBrowsers = { ...shared, platform: "browser", minify: true };

/** The extension and what runs in browsers. */
export const extensionPrograms = [
  {
    ...shared,
    entryPoints: { client: "client/src/node-main.ts" },
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
  },
  {
    ...forBrowsers,
    entryPoints: { "browser-client": "client/src/browser-main.ts" },
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    external: ["vscode"],
  },
  {
    ...forBrowsers,
    entryPoints: { "browser-server": "server/src/hosts/worker/main.ts" },
    conditions: ["worker"],
    format: "iife",
  },
  {
    ...forBrowsers,
    entryPoints: { preview: "client/preview/page.ts" },
    format: "iife",
  },
];

/** What else a program for Node needs to run on every platform: it carries sätteri, and `satteri.wasm` lies beside it. */
export const onEveryPlatform = {
  chunkNames: "[name]-[hash]",
  plugins: [
    noCodeOfText,
    {
      name: "sätteri as WebAssembly",
      setup(build) {
        build.onResolve({ filter: /^#binding$/ }, () => ({ path: "entries", namespace: "satteri" }));
        build.onLoad({ filter: /^/, namespace: "satteri" }, () => ({ contents: entries(), resolveDir: root }));
        build.onEnd(() => copyWasm(resolve(root, build.initialOptions.outdir)));
      },
    },
  ],
};

/** The module that sätteri asks for its native build: each of its names, given by our WebAssembly. */
function entries() {
  const native = readFileSync(join(root, "node_modules/satteri/dist/binding.js"), "utf8");
  const names = /\{([^}]*)\}/.exec(native)[1].match(/\w+/g);
  return [
    'import { entry } from "./server/src/hosts/wasm/satteri.ts";',
    ...names.map((name) => `export const ${name} = /* @__PURE__ */ entry("${name}");`),
  ].join("\n");
}

/** The preview's style sheet: the page's own looks, which the core holds as text, and what surrounds them. */
export async function writePreviewStyle(outdir) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ["server/src/render/style.ts"],
    format: "esm",
    write: false,
  });
  const { STYLE } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  const around = readFileSync(join(root, "client/preview/preview.css"), "utf8");
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, "preview.css"), STYLE + around);
}

/** The pages of all rules in one file, by id: a package of few files is installed and started sooner. */
export function writeRulePages(outdir) {
  const folder = join(root, "docs/rules");
  const names = readdirSync(folder).filter((name) => name !== "README.md");
  const pages = names.sort().map((name) => [basename(name, ".md"), readFileSync(join(folder, name), "utf8")]);
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, "rules.json"), JSON.stringify(Object.fromEntries(pages)));
}
