import { lintFile } from "../../server/src/lint/lint.ts";
import { slice } from "../../server/src/text/range.ts";
import { fixtureWorkspace, LONE_FILE, parseFixture } from "./fixture.ts";

/** What is found in a fixture, or in one station's text as it is, and which rules failed. */
export function fixtureFindings(source: string) {
  const files = source.includes("-- path.yaml --") ? parseFixture(source) : new Map([[LONE_FILE, source]]);
  const failed: string[] = [];
  const findings = [...files].flatMap(([file, text]) =>
    lintFile(fixtureWorkspace(files), file, {
      given: {},
      lookUp: (target) => (files.has(target) ? "found" : "missing"),
      onRuleFailed: (rule, _, error) => failed.push(`${rule}: ${error}`),
    }).map((finding) => ({ ...finding, words: slice(text, finding.range) })),
  );
  const readable = findings.filter(({ rule }) => rule === "readable");
  return {
    failed,
    rules: findings.map(({ rule }) => rule),
    readable: readable.map(({ words, message }) => `${words}: ${message}`),
  };
}
