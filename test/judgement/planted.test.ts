import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { lintFile } from "../../server/src/lint/lint.ts";
import { type Workspace, withFile } from "../../server/src/path/workspace.ts";
import { fixtureLookUp, fixtureWorkspace, ROOT } from "../support/fixture.ts";
import { TODAY } from "../support/ledger.ts";

// Lessons as a good writer leaves them, and defects planted in them one at a time: in other words and forms than the examples of
// the rules, since a rule that knows its examples alone is of no use.

const here = fileURLToPath(new URL(".", import.meta.url));
const lessons: ReadonlyMap<string, string> = new Map(
  ["bees", "trails"].flatMap((folder) =>
    readdirSync(here + folder).map(
      (name) => [`${ROOT}/${folder}/${name}`, readFileSync(`${here}${folder}/${name}`, "utf8")] as const,
    ),
  ),
);

interface Defect {
  /** Any of these finds it. */
  readonly rules: readonly string[];
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const defects = readFileSync(`${here}planted.txt`, "utf8")
  .split(/\n\n(?=[a-z|-]+ [a-z]+\/[a-z]+\n)/)
  .slice(1)
  .map((block): Defect => {
    const [head = "", ...lines] = block.split("\n");
    const [rule = "", name = ""] = head.split(" ");
    const file = [...lessons.keys()].find((each) => each.startsWith(`${ROOT}/${name}.`));
    if (file === undefined) throw new Error(`There is no lesson “${name}”.`);
    const after = (mark: string) => lines.flatMap((line) => (line[0] === mark ? [line.slice(2)] : [])).join("\n");
    return { rules: rule.split("|"), file, from: after("-"), to: after("+") };
  });

const workspace = fixtureWorkspace(lessons);

function found(among: Workspace, file: string) {
  const options = { given: {}, lookUp: fixtureLookUp(lessons), today: TODAY };
  return lintFile(among, file, options);
}

/** What is found in each lesson as it is. */
const foundInClean = new Map([...lessons.keys()].map((file) => [file, found(workspace, file)]));

function isFound({ rules, file, from, to }: Defect): boolean {
  const clean = lessons.get(file)!;
  if (clean.split(from).length !== 2) throw new Error(`“${from}” is not in ${file} once.`);
  const planted = withFile(workspace, file, clean.split(from).join(to));
  const ofRules = (findings: ReturnType<typeof found>) => findings.filter(({ rule }) => rules.includes(rule)).length;
  return ofRules(found(planted, file)) > ofRules(foundInClean.get(file)!);
}

test.each([...lessons.keys()])("%s has no error and no warning, and at most one note", (file) => {
  const all = foundInClean.get(file)!;
  const severe = all.filter(({ severity }) => severity === "error" || severity === "warning");
  expect(severe.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  expect(all.filter(({ severity }) => severity === "information").map(({ message }) => message)).toSatisfy(
    (notes: readonly string[]) => notes.length <= 1,
  );
});

describe("planted defects", () => {
  test("are found in 95 of 100 cases", { tags: "slow" }, () => {
    const missed = defects.filter((defect) => !isFound(defect)).map(({ rules, to }) => `${rules}: ${to}`);
    expect(defects.length).toBeGreaterThanOrEqual(135);
    expect(missed.length / defects.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
  });
});
