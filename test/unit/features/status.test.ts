import { expect, test } from "vitest";
import { type Status, statusOf } from "../../../server/src/features/status.ts";
import type { LintFinding } from "../../../server/src/lint/lint.ts";
import type { Severity } from "../../../server/src/rules/rule.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

const PATH = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, rivers.station.md]
  -- rain.station.md --
  # Rain
  -- rivers.station.md --
  # Rivers
`;

function status(file: string, ...severities: Severity[]): Status | undefined {
  const findings = severities.map((severity) => ({ severity }) as LintFinding);
  return statusOf(fixtureWorkspace(parseFixture(PATH)), `${ROOT}/${file}`, findings);
}

test("the status counts errors and warnings, then notes, and no hints", () => {
  expect(status("rain.station.md", "error", "warning", "information", "hint", "hint")).toEqual({
    text: "Station 1: 2 to fix",
    detail: "Station 1 of 2 on the path “Water”. 1 error, 1 warning, 1 note.",
    severity: "error",
  });
  expect(status("rain.station.md", "information", "information", "hint")?.text).toBe("Station 1: 2 notes");
  expect(status("rain.station.md", "hint")).toEqual({
    text: "Station 1: no problems",
    detail: "Station 1 of 2 on the path “Water”. No problems found.",
    severity: "ok",
  });
});

test("the status of a path.yaml is that of its path", () => {
  expect(status("path.yaml", "warning", "warning")).toEqual({
    text: "Learning path: 2 to fix",
    detail: "The path “Water” with 2 stations. 2 warnings.",
    severity: "warning",
  });
});

test("a file that no path uses has no status", () => {
  const files = parseFixture(`${PATH}  -- app/sources.json --\n  {}\n  -- paper/refs.bib --\n  @book{a}\n`);
  for (const file of ["app/sources.json", "paper/refs.bib"]) {
    expect(statusOf(fixtureWorkspace(files), `${ROOT}/${file}`, [])).toBeUndefined();
  }
});
