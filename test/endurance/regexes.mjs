// Looks at each regular expression of the code that users get, our own and that of the packages in it, and says which are not
// known to take time that only grows with the text, with a text that brings it about. The judge is recheck; what it only suspects
// is tried.
//   node test/endurance/regexes.mjs [--all]
// Ends with 1 if there is one that is not listed here with what bounds it, if one that is listed is not there, or if none were
// found.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { parseSync, Visitor } from "oxc-parser";
import { checkSync } from "recheck";
import { extensionPrograms, nodePrograms } from "../../tools/bundle-options.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({ options: { all: { type: "boolean", default: false } } });

/** Those that may take longer than their text grows, by their files, and what bounds each. */
const BOUNDED = {
  "client/src/emphasis-keys.ts": { "/LangId\\b[^&]*": "the condition of a key in an extension's manifest" },
  "client/src/served-files.generated.ts": { "/\\.bib$|(?:sources|": "the name of a file" },
  "server/src/features/refactorings/paragraph-from-list.ts": {
    "/[.!?…][\"”’')\\]*_]*(?:\\[[^\\]]*\\])*$/": "an item of the list at the cursor; the time limit",
  },
  "server/src/hosts/cli/own-files.ts": {
    '/"candidates":\\[': "4,000 bytes at the end of a file",
    "/\\n\\n“Verified”": "4,000 bytes at the end of a file",
    "/^[^\\n]* \\([^\\n]*\\): ": "4,000 bytes at the start of a file",
  },
  "server/src/language/english/acronyms.ts": {
    "/\\b(?:credits?|courtesy": "160 characters before an acronym",
    "/(?:[([]\\s?(?:(?:the|an?|or|also": "160 characters before an acronym",
  },
  "server/src/language/english/claims.ts": {
    "/(?<![\\p{L}\\p{N}_])(?:no|not|never": "the place of a source in a citation; each word is read from its start",
  },
  "server/src/language/english/counts.ts": { "/(?:\\b(?:all|both|other|": "40 characters before a number" },
  "server/src/language/english/denials.ts": {
    "/^[\\s\"'(),;:.-]+|": "120 characters before a quote, or after it",
  },
  "server/src/language/english/qualifiers.ts": {
    "/[^.!?;]*$/": "120 characters before a quote",
    "/[\\s\"'(:]+$/": "120 characters before a quote",
  },
  "server/src/path/course/course.ts": {
    "/!\\[[^\\]]*\\]": "1,000 characters of a heading",
    "/\\[([^\\]]*)\\]": "1,000 characters of a heading",
    "/\\{[^}]*\\}[ \\t]*$": "1,000 characters of a heading",
    "/<[^>]*>|[*`]/": "1,000 characters of a heading",
  },
  "server/src/path/named.ts": {
    "/\\p{Lu}[\\p{L}’'.]*(?: \\p{Ll}{2,3})? $/": "30 characters before a name",
  },
  "server/src/protocol/type-ahead.ts": { "/[\\p{L}\\p{N}][\\p{L}": "100 characters before what was typed" },
  "server/src/rules/no-page-furniture.ts": { "/\\p{Ll}[._]\\w+$/": "40 characters before a mark" },
  "server/src/rules/no-repeated-word.ts": { "/([\\p{L}’']+)\\s$/": "20 characters before a word" },
  "server/src/station/generated-marks.ts": {
    "/:?contentReference\\[oaicite": "120 characters in brackets, which have no brackets in them, or 20 references",
  },
  "server/src/syntax/front-matter.ts": {
    "/^([A-Za-z\\d][\\w -]{0,40}):[ \\t]*(.*)$/": "a line, all of which “.*” takes at the first try",
  },
  "server/src/syntax/prose.ts": {
    "/\\[(?:[^[\\]@]{0,200}-?@": "2,200 characters of a citation, looked for around each “@”",
  },
  "server/src/syntax/read-markdown.ts": {
    "/[|:-][^\\n\\r]*-[^\\n\\r]*|-/": "a row of dashes, which has a dash, so that the first try succeeds",
  },
  "server/src/text/count.ts": { "/\\B(?=(?:\\d{3})+$)/g": "the digits of a number, 22 at most" },
};

/** What bounds the time of a package's expressions, by the package's name. */
const BOUNDED_PACKAGES = {
  "@retorquere/bibtex-parser": "a field of 20,000 characters, a name of 500",
  chokidar: "a name of a file that a command watches",
  commander: "our own help",
  ignore: "500 characters of a pattern, with no more than three backslashes in a row",
  "lodash.merge": "tags that the BibTeX parser makes itself",
  "markdown-table": "the widest cell of a report",
  minimatch: "the patterns by which our own client chooses documents",
  ms: "a length of time that nobody gives",
  picomatch: "a pattern given on the command line, whose length and stars are bounded; the time limit",
  temml: "4,000 characters of a formula",
  "vscode-languageserver": "a stack that the library makes itself",
  yaml: "64 KB of YAML",
};

/** How long recheck may think about one, in milliseconds. */
const LONGEST = 60_000;

/** How much processor time one that is suspected may take for a text of this many characters, in milliseconds; one of the second degree takes seconds. */
const LONGEST_TRIAL = 500;
const TRIAL = 200_000;

function codeFiles() {
  return ["server/src", "client"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
      .map((name) => `${folder}/${name}`)
      .sort(),
  );
}

/** The bundles of all that users get, not minified: esbuild names the file that each part comes from. */
async function bundles() {
  const outdir = "node_modules/.cache/readable-bundles";
  rmSync(join(root, outdir), { recursive: true, force: true });
  for (const program of [nodePrograms, ...extensionPrograms]) await build({ ...program, outdir, minify: false });
  return readdirSync(join(root, outdir), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => `${outdir}/${name}`);
}

/** The regular expressions of packages in a bundle, in which esbuild names the file that each stretch comes from. */
function expressionsOfPackages(bundle) {
  const names = [...readFileSync(join(root, bundle), "utf8").matchAll(/^ *\/\/ (\S+)$/gm)].flatMap(
    ({ index, 1: file }) => {
      const name = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
      return name || /^(?:server|client|satteri:)/.test(file) ? [{ index, name }] : [];
    },
  );
  return expressionsIn(bundle).flatMap(({ at, ...found }) => {
    const name = names.findLast(({ index }) => index < at)?.name;
    return name && !found.made ? [{ ...found, name }] : [];
  });
}

/** The regular expressions of a file, with their lines; those made from strings are told apart, as they can't be read here. */
function expressionsIn(file) {
  const text = readFileSync(join(root, file), "utf8");
  const found = [];
  const lineOf = (offset) => text.slice(0, offset).split("\n").length;
  new Visitor({
    Literal(node) {
      if (node.regex) found.push({ file, at: node.start, line: lineOf(node.start), ...node.regex });
    },
    NewExpression(node) {
      if (node.callee.name === "RegExp")
        found.push({ file, at: node.start, line: lineOf(node.start), made: text.slice(node.start, node.end) });
    },
  }).visit(parseSync(file.replace(/\.cjs$/, ".js"), text).program);
  return found;
}

/** Whether one keeps growing faster than the text that recheck suspects it with. */
function isSlow(pattern, flags, { pumps, suffix }) {
  const times = Math.ceil(TRIAL / pumps.reduce((sum, { pump }) => sum + pump.length, 1));
  const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join("") + suffix;
  const before = process.cpuUsage();
  try {
    runInNewContext("new RegExp(pattern, flags).test(text)", { pattern, flags, text }, { timeout: LONGEST });
  } catch {
    return true;
  }
  return process.cpuUsage(before).user > 1_000 * LONGEST_TRIAL;
}

function verdictOf(pattern, flags) {
  const { status, complexity, attack, checker, error } = checkSync(pattern, flags, { timeout: LONGEST });
  if (status === "safe") return { verdict: "linear" };
  if (status === "unknown") return { verdict: `unknown (${error?.kind})` };
  if (checker === "fuzz" && !isSlow(pattern, flags, attack)) return { verdict: "linear when tried" };
  return { verdict: complexity.summary, attack: attack.pattern };
}

await import("../../tools/bundle.mjs");
const began = Date.now();
const all = codeFiles().flatMap(expressionsIn);
const written = all.filter(({ made }) => !made);
const counts = new Map();
const known = new Map();
const bounds = Object.entries(BOUNDED).flatMap(([file, each]) =>
  Object.entries(each).map(([start, bound]) => ({ file, start, bound, found: false })),
);
let bad = 0;
function judge({ pattern, flags }) {
  const key = `/${pattern}/${flags}`;
  if (!known.has(key)) known.set(key, verdictOf(pattern, flags));
  const { verdict, attack } = known.get(key);
  return { key, verdict, attack, isLinear: verdict.startsWith("linear") };
}
for (const { file, line, pattern, flags } of written) {
  const { key, verdict, attack, isLinear } = judge({ pattern, flags });
  const listed = bounds.find((each) => each.file === file && key.startsWith(each.start));
  if (listed) listed.found = true;
  else if (!isLinear) bad++;
  const result = listed && !isLinear ? `${verdict}, bounded` : verdict;
  counts.set(result, (counts.get(result) ?? 0) + 1);
  if (!values.all && isLinear) continue;
  const mark = isLinear || listed ? "✔" : "✖";
  const why = listed ? `; ${listed.bound}` : attack ? `, such as ${attack}` : "";
  console.log(`${mark} ${file}:${line} ${key}: ${verdict}${why}`);
}
for (const { file, start } of bounds.filter(({ found }) => !found)) {
  console.log(`✖ ${file} ${start}…: listed, and not there`);
  bad++;
}
for (const { file, line, made } of all.filter(({ made }) => made))
  console.log(`  ${file}:${line} made from text: ${made.replace(/\s+/g, " ").slice(0, 100)}`);
console.log(
  `\n${written.length} regular expressions, ${known.size} of them different, in ${Math.round((Date.now() - began) / 1000)} s: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(", ")}.`,
);

const ofPackages = new Map();
for (const found of (await bundles()).flatMap(expressionsOfPackages))
  ofPackages.set(`${found.name} /${found.pattern}/${found.flags}`, found);
const notLinear = [...ofPackages.values()].flatMap((found) => {
  const { key, verdict, attack, isLinear } = judge(found);
  return isLinear ? [] : [{ name: found.name, key, verdict, attack }];
});
for (const { name, key, verdict, attack } of notLinear) {
  const bound = BOUNDED_PACKAGES[name];
  if (!bound) bad++;
  console.log(`${bound ? "✔" : "✖"} ${name} ${key}: ${verdict}; ${bound ?? `such as ${attack}`}`);
}
for (const name of Object.keys(BOUNDED_PACKAGES).filter((each) => notLinear.every((found) => found.name !== each))) {
  console.log(`✖ ${name}: listed, and has none that is not linear`);
  bad++;
}
console.log(
  `${ofPackages.size} of packages, ${ofPackages.size - notLinear.length} of them linear, ${notLinear.length} bounded.`,
);
process.exitCode = bad || !written.length || !ofPackages.size ? 1 : 0;
