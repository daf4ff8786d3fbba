// Shows what `check --fix` and `convert` change in the text that a reader sees, for a folder of courses, and fails if a word is
// lost: `npm run fixes -- FOLDER [--quiet]`. A course is a folder; the originals stay as they are. Needs `npm run build` first.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { missedWord, shownWords, writtenWords } from "./shown-words.mjs";

const root = resolve(import.meta.dirname, "..");
const bin = join(root, Object.values(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin)[0]);
const [folder, ...options] = process.argv.slice(2);
if (!folder) {
  console.error("usage: npm run fixes -- FOLDER [--quiet]");
  process.exit(2);
}
const quiet = options.includes("--quiet");

let [files, changed, converted] = [0, 0, 0];
const lost = [];

const courses = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
for (const course of courses.length ? courses : ["."]) {
  const [original, copy] = [join(folder, course), mkdtempSync(join(tmpdir(), "fixes-"))];
  cpSync(original, copy, { recursive: true });
  try {
    const { status, stderr } = run(["check", "--fix", "--no-cache", "--quiet", "."], copy);
    // 1 says that findings are left.
    if (status !== 0 && status !== 1) lost.push(`${course}: check --fix ended with ${status}: ${stderr.trim()}`);
    for (const file of textsIn(original)) compareFile(course, original, copy, file);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
console.log(`\n${files} files: ${changed} changed by --fix, ${converted} converted, ${lost.length} with words lost`);
for (const each of lost) console.log(`✖ ${each}`);
process.exit(lost.length ? 1 : 0);

function compareFile(course, original, copy, file) {
  files++;
  const [before, after] = [readFileSync(join(original, file), "utf8"), readFileSync(join(copy, file), "utf8")];
  const name = join(course, file);
  if (before !== after) {
    changed++;
    report(name, "--fix", missedWord(before, after, isMarkdown(before)));
    showChanges(name, before, after);
  }
  if (!/\.station\.\w+$/.test(file)) return;
  const { status, stdout } = run(["convert", join(original, file)], copy);
  if (status !== 0 || stdout === before) return;
  converted++;
  report(name, "convert", missedByConvert(before, stdout));
}

function report(name, what, missed) {
  if (missed) lost.push(`${name}: ${what}: ${missed}`);
}

/** Words and numbers have to be the same; the “o” before an item is a mark of a word processor. */
function missedByConvert(before, after) {
  const [left, right] = [writtenWords(before.replace(/^[ \t]*o(?:\t| {2,})/gm, "")), writtenWords(after)];
  const at = left.findIndex((word, index) => word !== right[index]);
  if (at >= 0)
    return `“${left.slice(Math.max(0, at - 3), at + 4).join(" ")}” became “${right.slice(Math.max(0, at - 3), at + 4).join(" ")}”`;
  return right.length > left.length ? `“${right[left.length]}” was added` : undefined;
}

/** Lines whose visible words or marks are others. */
function showChanges(name, before, after) {
  if (quiet) return;
  const [old, fresh] = [before.split(/\r\n|\n|\r/), after.split(/\r\n|\n|\r/)];
  const gone = countOf(fresh);
  const came = countOf(old);
  const removed = old.filter((line) => line.trim() && !take(gone, line.trim()));
  const added = fresh.filter((line) => line.trim() && !take(came, line.trim()));
  if (removed.length + added.length === 0) return;
  console.log([`\n-- ${name}`, ...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)].join("\n"));
}

function countOf(lines) {
  const counts = new Map();
  for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
  return counts;
}

function take(counts, line) {
  const count = counts.get(line) ?? 0;
  counts.set(line, count - 1);
  return count > 0;
}

/** Whether Markdown's signs mean anything in a text: it has front matter or a heading with a sign. */
function isMarkdown(text) {
  return /^\uFEFF?---\r?\n|^ {0,3}#{1,6}[ \t]+\S/m.test(text) && shownWords(text).words.length > 0;
}

function textsIn(original) {
  const names = readdirSync(original, { recursive: true }).map(String);
  return names.filter((name) => /\.(?:md|txt|yaml|yml)$/.test(name) && statSync(join(original, name)).isFile()).sort();
}

function run(args, cwd) {
  return spawnSync(process.execPath, [bin, ...args], { cwd, encoding: "utf8", maxBuffer: 1 << 29 });
}
