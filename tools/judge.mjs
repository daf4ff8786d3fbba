// Says how many findings are right on lessons that were not written for Stationmaster.
//
//   node tools/judge.mjs FOLDER                 precision of each rule, and findings per lesson
//   node tools/judge.mjs FOLDER --open          the sampled findings that nobody has judged yet, with their lines
//   node tools/judge.mjs FOLDER --record FILE   takes down verdicts, one per line: `<rule> <hash> right|wrong|debatable`; `-` reads
//                                               standard input
//     --count 12   findings per rule in the sample      --seed 1   another sample      --rule RULE   this rule only
//     --preset PRESET   with this set of severities
//
// Each folder in FOLDER is a course. Verdicts are kept in test/judgement/verdicts.jsonl by rule and a hash of the lines that a
// finding is about, so that they outlive changes of code; no text of a course is kept. The sample is the same for the same
// findings: its order depends on their hashes alone. Needs `npm run build`.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const VERDICTS = ["right", "wrong", "debatable"];
const SEVERITIES = ["error", "warning", "information", "hint"];
const root = fileURLToPath(new URL("..", import.meta.url));
const verdictFile = join(root, "test/judgement/verdicts.jsonl");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    open: { type: "boolean", default: false },
    record: { type: "string" },
    count: { type: "string", default: "12" },
    seed: { type: "string", default: "1" },
    rule: { type: "string" },
    preset: { type: "string" },
  },
});
const [folder] = positionals;
const count = Number(values.count);
if (folder === undefined || !Number.isInteger(count) || count < 1) {
  console.error(
    "Usage: node tools/judge.mjs FOLDER [--open | --record FILE] [--count 12] [--seed 1] [--rule RULE] [--preset PRESET]",
  );
  process.exit(2);
}

const courses = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const checked = courses.map(({ name }) => check(name));
const findings = checked.flatMap(({ found }) => found).filter(({ rule }) => !values.rule || rule === values.rule);
const verdicts = readVerdicts();
const byRule = groupBy(findings, ({ rule }) => rule);

if (values.record !== undefined) record(readFileSync(values.record === "-" ? 0 : values.record, "utf8"));
else if (values.open) showOpen();
else showTable();

/** The findings of one course, each with the hash of what it is about. */
function check(course) {
  const at = resolve(folder, course);
  const args = ["check", "--no-cache", "--hints", "--fail-on", "never", "--format", "json", "."];
  if (values.preset) args.push("--preset", values.preset);
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.mjs"), ...args], {
    cwd: at,
    encoding: "utf8",
    maxBuffer: 2 ** 29,
  });
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    console.error(`${course}: ${stderr.trim() || "no report"}`);
    process.exit(2);
  }
  const found = report.files.flatMap(({ file, findings: all }) => {
    const lines = all.length ? readFileSync(join(at, file), "utf8").split(/\r\n|\n|\r/) : [];
    return all.map((each) => ({ ...each, course, file, lines, hash: hashOf(each, lines) }));
  });
  const perLesson = report.files.map(
    ({ findings: all }) => all.filter(({ severity }) => severity === "error" || severity === "warning").length,
  );
  while (perLesson.length < report.summary.files) perLesson.push(0);
  return { course, found, perLesson };
}

function hashOf({ rule, range }, lines) {
  const text = lines
    .slice(range.start.line - 1, range.end.line)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  return createHash("sha256").update(`${rule}\0${text}`).digest("hex").slice(0, 12);
}

/** The findings of a rule to be judged: of each course in turn, in the order of hashes that the seed gives. */
function sampleOf(all) {
  const key = ({ hash }) =>
    createHash("sha256")
      .update(values.seed + hash)
      .digest("hex");
  const once = [...new Map(all.map((each) => [each.hash, each])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const piles = courses.map(({ name }) => once.filter(({ course }) => course === name));
  const sample = [];
  while (sample.length < count && piles.some((pile) => pile.length))
    for (const pile of piles) if (pile.length && sample.length < count) sample.push(pile.shift());
  return sample;
}

function readVerdicts() {
  if (!existsSync(verdictFile)) return new Map();
  const lines = readFileSync(verdictFile, "utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)).map((each) => [`${each.rule} ${each.hash}`, each.verdict]));
}

function record(text) {
  const known = new Set(findings.map(({ rule, hash }) => `${rule} ${hash}`));
  const given = text.split("\n").filter((line) => line.trim());
  const added = [];
  for (const line of given) {
    const [rule, hash, verdict] = line.trim().split(/\s+/);
    if (!VERDICTS.includes(verdict) || !known.has(`${rule} ${hash}`)) {
      console.error(`Expected “<rule> <hash> ${VERDICTS.join("|")}” of a finding in these courses; got “${line}”.`);
      process.exit(2);
    }
    added.push(`${JSON.stringify({ rule, hash, verdict })}\n`);
  }
  appendFileSync(verdictFile, added.join(""));
  console.log(`${added.length} verdicts recorded.`);
}

function showOpen() {
  for (const [rule, all] of byRule) {
    for (const each of sampleOf(all).filter(({ hash }) => !verdicts.has(`${rule} ${hash}`))) {
      const { course, file, range, severity, message, lines, hash } = each;
      console.log(`\n${rule} ${hash}  ${severity}  ${course}/${file}:${range.start.line}\n  ${message}`);
      for (let line = Math.max(1, range.start.line - 3); line <= Math.min(lines.length, range.end.line + 3); line++) {
        const isIts = line >= range.start.line && line <= range.end.line;
        console.log(`  ${isIts ? ">" : "|"} ${lines[line - 1].slice(0, 300)}`);
      }
    }
  }
}

function showTable() {
  console.log("| Rule | Severity | Findings | Judged | Right | Wrong | Debatable | Right of 100 |");
  console.log("| ---- | -------- | -------: | -----: | ----: | ----: | --------: | -----------: |");
  const totals = new Map(SEVERITIES.map((severity) => [severity, { found: 0, judged: 0, right: 0, fair: 0 }]));
  const groups = groupBy(findings, ({ rule, severity }) => `${severity} ${rule}`);
  const rank = (name) => SEVERITIES.indexOf(name.split(" ")[0]);
  for (const [name, all] of [...groups].sort(([a, x], [b, y]) => rank(a) - rank(b) || y.length - x.length)) {
    const [severity, rule] = name.split(" ");
    const given = sampleOf(all).flatMap(({ hash }) => verdicts.get(`${rule} ${hash}`) ?? []);
    const [right, wrong, debatable] = VERDICTS.map((verdict) => given.filter((each) => each === verdict).length);
    const share = given.length ? Math.round((100 * right) / given.length) : "";
    console.log(
      `| ${rule} | ${severity} | ${all.length} | ${given.length} | ${right} | ${wrong} | ${debatable} | ${share} |`,
    );
    const total = totals.get(severity);
    total.found += all.length;
    if (given.length === 0) continue;
    total.judged += given.length;
    total.weight = (total.weight ?? 0) + all.length;
    total.right += (all.length * right) / given.length;
    total.fair += (all.length * (right + debatable)) / given.length;
  }
  console.log("\nOf 100 findings, each rule with the weight of its findings:");
  for (const [severity, { found, judged, weight, right, fair }] of totals) {
    if (!judged) continue;
    const of100 = (sum) => ((100 * sum) / weight).toFixed(0);
    console.log(
      `  ${severity}: ${of100(right)} right, ${of100(fair)} right or debatable (${judged} judged of ${found} found)`,
    );
  }
  console.log("\nErrors and warnings in the median lesson:");
  for (const { course, perLesson } of checked) {
    const sorted = perLesson.sort((a, b) => a - b);
    console.log(`  ${course}: ${sorted[Math.floor(sorted.length / 2)] ?? 0} (${sorted.length} lessons)`);
  }
}

function groupBy(all, keyOf) {
  const groups = new Map();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}
