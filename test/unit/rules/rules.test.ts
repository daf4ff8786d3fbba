import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixText } from "../../../server/src/lint/fix.ts";
import { type LintOptions, lintFile } from "../../../server/src/lint/lint.ts";
import { allRules } from "../../../server/src/rules/all.generated.ts";
import { allExamples } from "../../../server/src/rules/examples.generated.ts";
import type { Example, Rule, Severity } from "../../../server/src/rules/rule.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import { drawFixture, fixtureLookUp, fixtureWorkspace, notesOf, parseFixture } from "../../support/fixture.ts";

const isRule = (name: string) => name !== "rule.ts" && !name.endsWith(".generated.ts");
const ruleFiles = readdirSync(new URL("../../../server/src/rules/", import.meta.url)).filter((name) => isRule(name));

function lintOptions(rule: Rule, example: Example, files: ReadonlyMap<string, string>): LintOptions {
  const others = allRules.map(({ id }) => [id, "off"] as const);
  const own: Severity = rule.severity === "off" ? "warning" : rule.severity;
  // Rules about suppressions speak of what other rules found, so these run as well.
  const severities = new Map<string, Severity>(rule.checkSuppressions ? [] : others).set(rule.id, own);
  return {
    given: { severities, options: new Map([[rule.id, example.options ?? {}]]), wins: true },
    lookUp: fixtureLookUp(files),
    onRuleFailed: (id, file, error) => {
      throw new Error(`${id} failed on ${file}`, { cause: error });
    },
  };
}

function draw(rule: Rule, example: Example, files: ReadonlyMap<string, string>): string {
  const workspace = fixtureWorkspace(files);
  const options = lintOptions(rule, example, files);
  const notes = [...files.keys()].map((file) => {
    const findings = lintFile(workspace, file, options).filter((finding) => finding.rule === rule.id);
    return [file, notesOf(findings)] as const;
  });
  return drawFixture(files, new Map(notes));
}

function fixAll(rule: Rule, example: Example, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const workspace = fixtureWorkspace(files);
  const options = lintOptions(rule, example, files);
  return new Map([...files].map(([file, text]) => [file, fixText(workspace, file, text, options).text]));
}

function hasFix(rule: Rule, example: Example, files: ReadonlyMap<string, string>): boolean {
  const workspace = fixtureWorkspace(files);
  const options = lintOptions(rule, example, files);
  return [...files.keys()].some((file) => lintFile(workspace, file, options).some((f) => f.rule === rule.id && f.fix));
}

test("every file of the rules' folder is a rule of the list, under its own name", () => {
  expect(allRules.map(({ id }) => `${id}.ts`).sort()).toEqual(ruleFiles.sort());
});

describe.each(allRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const examples = allExamples[id]!;

  test("has examples that show it, and others that show what is in order", () => {
    expect(examples.some(({ text }) => /^ *\^+…? \S/m.test(text))).toBe(true);
    expect(examples.some(({ text }) => !/^ *\^+…? \S/m.test(text))).toBe(true);
  });

  test.each(examples)("$title", (example) => {
    const files = parseFixture(example.text);
    expect(draw(rule, example, files)).toBe(dedent(example.text));
    expect(hasFix(rule, example, files)).toBe(example.fixed !== undefined);
    if (example.fixed === undefined) return;
    const fixed = fixAll(rule, example, files);
    expect(drawFixture(fixed, new Map())).toBe(dedent(example.fixed));
    expect(hasFix(rule, example, fixed)).toBe(false);
    expect(fixAll(rule, example, fixed)).toEqual(fixed);
    for (const newline of ["\r\n", "\r"]) {
      const written = (texts: ReadonlyMap<string, string>) =>
        new Map([...texts].map(([file, text]) => [file, text.replaceAll("\n", newline)]));
      expect(fixAll(rule, example, written(files))).toEqual(written(fixed));
    }
  });
});
