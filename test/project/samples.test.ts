import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { fileKind } from "../../server/src/files/kinds.ts";
import { lookUpWithin } from "../../server/src/hosts/bounds.ts";
import { fileAt, readText } from "../../server/src/hosts/disk.ts";
import { readersFor } from "../../server/src/hosts/readers.ts";
import { surroundings } from "../../server/src/hosts/surroundings.ts";
import { fixText } from "../../server/src/lint/fix.ts";
import { type LintFinding, lintFile } from "../../server/src/lint/lint.ts";
import { makeWorkspace, withFile } from "../../server/src/path/workspace.ts";
import { allRules } from "../../server/src/rules/all.generated.ts";
import { allExamples } from "../../server/src/rules/examples.generated.ts";
import type { Severity } from "../../server/src/rules/rule.ts";

const samples = fileAt(fileURLToPath(new URL("../../samples", import.meta.url)));
const names = readdirSync(samples, { recursive: true, encoding: "utf8" });
const files = names.map((name) => fileAt(join(samples, name))).filter((file) => fileKind(file) !== "other");
const { texts } = surroundings(files, [samples]);
const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
const broken = files.filter((file) => /\/(?:broken|constitution-drift)/.test(file));
const clean = files.filter((file) => !broken.includes(file) && !/\/global-governance/.test(file));

/** Rules that are off by default are tried too: as hints, so that they make no file unclean. */
const severities = new Map<string, Severity>(
  allRules.filter(({ severity }) => severity === "off").map(({ id }) => [id, "hint"]),
);

function lint(file: string): readonly LintFinding[] {
  return lintFile(workspace, file, { given: { severities, wins: true }, lookUp: lookUpWithin([samples]) });
}

function textOf(file: string): string {
  const read = readText(file);
  return "text" in read ? read.text : "";
}

test("there are samples of every kind", () => {
  expect(clean.length).toBeGreaterThan(10);
  expect(broken.length).toBeGreaterThan(10);
});

describe("a well-written station has no errors and no warnings", () => {
  test.each(clean.map((file) => [file.slice(samples.length + 1), file]))("%s", (_, file) => {
    const grave = lint(file).filter(({ severity }) => severity === "error" || severity === "warning");
    expect(
      grave.map(({ rule, message, range }) => `${rule}: ${message} «${textOf(file).slice(range.start, range.end)}»`),
    ).toEqual([]);
  });
});

/** What to do about a rule that no broken sample shows. */
function howToShow(id: string): string {
  const example = allExamples[id]!.find(({ text }) => /^ *\^+…? \S/m.test(text))!;
  return `No file in samples/broken has a finding of “${id}”. Add a paragraph that has one to the file that fits, such as:\n${example.text}`;
}

describe("the broken samples show every rule", () => {
  const seen = new Set(broken.flatMap(lint).map(({ rule }) => rule));
  test.each(allRules.map(({ id }) => id))("%s", (id) => {
    expect(seen.has(id), howToShow(id)).toBe(true);
  });
});

describe("fixing a sample", () => {
  test.each(files.map((file) => [file.slice(samples.length + 1), file]))(
    "%s leaves nothing more to fix, and brings no error",
    (_, file) => {
      const options = { given: { severities, wins: true }, lookUp: lookUpWithin([samples]) };
      const once = fixText(workspace, file, textOf(file), options).text;
      const after = withFile(workspace, file, once);
      expect(fixText(after, file, once, options).text).toBe(once);
      const left = lintFile(after, file, options);
      expect(left.filter(({ fix }) => fix)).toEqual([]);
      const errors = (all: readonly LintFinding[]) => all.filter(({ severity }) => severity === "error");
      expect(errors(left).length).toBeLessThanOrEqual(errors(lint(file)).length);
    },
  );
});

test("the seed gets an editor's advice", () => {
  const seed = fileAt(join(samples, "global-governance/security-cooperation.station.txt"));
  const text = readFileSync(seed, "utf8");
  const found = lint(seed).map(({ severity, rule, message, range }) => {
    const words = text.slice(range.start, range.end);
    return `${severity} ${rule}: «${words.length > 50 ? `${words.slice(0, 49)}…` : words}» ${message}`;
  });
  expect(`\n${found.join("\n")}\n`).toMatchInlineSnapshot(`
    "
    information reading-level: «Security Cooperation» This station reads at grade 18, and “Global Governance and Organizations” is written for grade 11. Please start with its hardest sentences.
    hint sentence-cited: «When the North Atlantic Treaty Organization launc…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «This specific event demonstrates how collective s…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Without a central global police force, countries …» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «This approach effectively pools military and poli…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Alliances manage regional threats by establishing…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «By formalizing these commitments, nations reduce …» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «This stability allows member states to focus on e…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Key term: Collective security — a system where st…» This seems to be a definition without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Effective cooperation requires more than just a p…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «These activities build trust and ensure that if a…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Without this practical integration, alliances rem…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Nations utilize different strategies to maintain …» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint table-alignment: «| Mechanism | Primary Goal | Enforcement Method |…» The pipes of this table don’t line up.
    hint table-repeated-word: «Flexibility» Every cell of this column repeats “Flexibility”. “Low”, “High” and “Medium” would say it, too.
    hint sentence-cited: «These structures provide a framework for managing…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «This division of labor ensures that no single cou…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «By balancing these different contributions, organ…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Standardized training protocols allow soldiers fr…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Transparent reporting of military budgets builds …» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «Regular diplomatic summits provide a dedicated sp…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    hint sentence-cited: «This collective effort is the only viable alterna…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    information sentence-length: «This collective effort is the only viable alterna…» This sentence has 37 words; at most 30 read well. Could it be two? There are 2 more in this station.
    hint takeaway-topic: «Regional stability relies on shared defense agree…» The takeaway mentions nothing the station is about (“Security Cooperation”, “Collective security”). Is that intended?
    hint sentence-cited: «But this model of regional cooperation faces sign…» This seems to be a fact without a source. Please cite one, or set another sentence type.
    error provenance-claim: «Everything you learn here traces back to a real s…» “Everything you learn here traces back to a real source” promises what nothing here proves. Please remove it.
    information final-newline: «→» The last line has no line end.
    "
  `);
});
