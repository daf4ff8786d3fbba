// Looks at each regular expression of the code that users get and says which are not known to take time that only grows with
// the text, with a text that brings it about. The judge is recheck.
//   node test/endurance/regexes.mjs [--all]
// Those of the second degree are bounded by the longest text (`syntax/limits.ts`), most of them by the short words, names and
// stretches that they are given, and all that is done with a station by the time limit.
// Ends with 1 if one takes exponential time, or if none were found.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseSync, Visitor } from "oxc-parser";
import { checkSync } from "recheck";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({ options: { all: { type: "boolean", default: false } } });

/** How long recheck may think about one, in milliseconds. */
const LONGEST = 10_000;

function codeFiles() {
  return ["server/src", "client"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
      .map((name) => `${folder}/${name}`)
      .sort(),
  );
}

/** The regular expressions of a file, with their lines; those made from strings are told apart, as they can't be read here. */
function expressionsIn(file) {
  const text = readFileSync(join(root, file), "utf8");
  const found = [];
  const lineOf = (offset) => text.slice(0, offset).split("\n").length;
  new Visitor({
    Literal(node) {
      if (node.regex) found.push({ file, line: lineOf(node.start), ...node.regex });
    },
    NewExpression(node) {
      if (node.callee.name === "RegExp")
        found.push({ file, line: lineOf(node.start), made: text.slice(node.start, node.end) });
    },
  }).visit(parseSync(file, text).program);
  return found;
}
const began = Date.now();
const all = codeFiles().flatMap(expressionsIn);
const written = all.filter(({ made }) => !made);
const counts = new Map();
const known = new Map();
let bad = 0;
for (const { file, line, pattern, flags } of written) {
  const key = `/${pattern}/${flags}`;
  if (!known.has(key)) known.set(key, checkSync(pattern, flags, { timeout: LONGEST }));
  const { status, complexity, attack, error } = known.get(key);
  const verdict = status === "safe" ? "linear" : status === "unknown" ? `unknown (${error?.kind})` : complexity.summary;
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  if (verdict.startsWith("exponential")) bad++;
  if (values.all || status !== "safe")
    console.log(`${file}:${line} ${key}: ${verdict}${attack ? `, such as ${attack.pattern}` : ""}`);
}
for (const { file, line, made } of all.filter(({ made }) => made))
  console.log(`${file}:${line} made from text: ${made.replace(/\s+/g, " ").slice(0, 100)}`);
console.log(
  `\n${written.length} regular expressions, ${known.size} of them different, in ${Math.round((Date.now() - began) / 1000)} s: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(", ")}.`,
);
process.exitCode = bad || !written.length ? 1 : 0;
