import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Code that is put in front of a place in a file. */
interface Fault {
  readonly file: string;
  readonly before: string;
  readonly code: string;
}

const root = join(import.meta.dirname, "../..");

/**
 * Builds the command line and the server with faults in them, which texts of tests bring about. What users get has no such
 * thing.
 * @param name a folder of its own for each test file
 * @returns the command line's script
 */
export async function faultyProgram(name: string, faults: readonly Fault[]): Promise<string> {
  const outdir = join(root, "dist/test", name);
  const { nodePrograms } = await import(new URL("../../tools/bundle-options.mjs", import.meta.url).href);
  await build({
    ...nodePrograms,
    outdir,
    plugins: [
      {
        name: "faults",
        setup({ onLoad }) {
          for (const file of new Set(faults.map((fault) => fault.file))) {
            onLoad({ filter: new RegExp(`${file.replaceAll(/[.\\/]/g, "\\$&")}$`) }, ({ path }) => {
              let contents = readFileSync(path, "utf8");
              for (const { before, code } of faults.filter((fault) => fault.file === file)) {
                if (contents.split(before).length !== 2) throw new Error(`“${before}” does not stand once in ${file}.`);
                contents = contents.replace(before, () => `${code}\n${before}`);
              }
              return { contents, loader: "ts" };
            });
          }
        },
      },
    ],
  });
  return join(outdir, "cli.mjs");
}
