// Writes what is derived from the rules: their list, their pages, the README's table, schemas and settings; from the kinds of
// files: what the client serves; from the features: the page of what editors show; and from the client: its texts for translators.
// With --check it writes nothing and fails if anything is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { featuresPage } from "./features-page.mjs";
import { translatableTexts } from "./translatable-texts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const stale = [];

/** Writes a file, or notes that it is not what it should be. */
function put(name, text) {
  const file = join(root, name);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  stale.push(name);
  if (check) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const rulesFolder = "server/src/rules";
const ids = readdirSync(join(root, rulesFolder))
  .filter((name) => name !== "rule.ts" && !name.endsWith(".generated.ts"))
  .map((name) => name.replace(/\.ts$/, ""))
  .sort();
const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const notice = "// Made by `npm run generate` from the files of this folder.";

put(
  `${rulesFolder}/all.generated.ts`,
  [
    notice,
    ...[...ids, "rule"]
      .sort()
      .map((id) =>
        id === "rule" ? 'import type { Rule } from "./rule.ts";' : `import ${variable(id)} from "./${id}.ts";`,
      ),
    "",
    "/** Every rule, by id. */",
    "export const allRules: readonly Rule[] = [",
    ...ids.map((id) => `  ${variable(id)},`),
    "];",
    "",
  ].join("\n"),
);
put(
  `${rulesFolder}/examples.generated.ts`,
  [
    notice,
    ...[...ids, "rule"]
      .sort()
      .map((id) =>
        id === "rule"
          ? 'import type { Example } from "./rule.ts";'
          : `import { examples as ${variable(id)} } from "./${id}.ts";`,
      ),
    "",
    "/** The examples of every rule, by its id. Apart from the rules, so that only what shows them carries them. */",
    "export const allExamples: Readonly<Record<string, readonly Example[]>> = {",
    ...ids.map(
      (id) => `  ${/-/.test(id) ? `"${id}"` : id}${/-/.test(id) || variable(id) !== id ? `: ${variable(id)}` : ""},`,
    ),
    "};",
    "",
    "/** The rules that can fix what they find: an example of theirs shows it. */",
    "export const fixableRules: ReadonlySet<string> = new Set(",
    "  Object.keys(allExamples).filter((id) => allExamples[id]!.some(({ fixed }) => fixed !== undefined)),",
    ");",
    "",
  ].join("\n"),
);

put(
  `${rulesFolder}/rule-ids.generated.ts`,
  [
    notice,
    "",
    "/** The ids of all rules, for who names rules and runs none: the rules themselves take time to load. */",
    "export const RULE_IDS: readonly string[] = [",
    ...ids.map((id) => `  "${id}",`),
    "];",
    "",
  ].join("\n"),
);

put("docs/features.md", featuresPage(root));
put("l10n/bundle.l10n.json", translatableTexts(root));

const bundle = join(tmpdir(), `stationmaster-generate-${process.pid}.mjs`);
await build({
  entryPoints: [join(root, "tools/derived-files.ts")],
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  mainFields: ["module", "main"],
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  logLevel: "error",
});
try {
  const { derivedFiles } = await import(pathToFileURL(bundle).href);
  const derived = derivedFiles((name) => readFileSync(join(root, name), "utf8"));
  for (const [name, text] of derived) put(name, text);
  for (const name of readdirSync(join(root, "docs/rules"))) {
    if (derived.has(`docs/rules/${name}`)) continue;
    stale.push(`docs/rules/${name} (should be gone)`);
    if (!check) rmSync(join(root, "docs/rules", name));
  }
} finally {
  rmSync(bundle, { force: true });
}

if (check && stale.length) {
  console.error(`Out of date; please run \`npm run generate\`:\n${stale.map((name) => `  ${name}`).join("\n")}`);
  process.exit(1);
}
