import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));

/** What holds in a station: by its language, by its name, or since a path lists it. */
const STATION =
  "editorLangId == station || resourceFilename =~ /\\.station\\.(md|txt)$/i || resourcePath in stationmaster.listed";

/** Every condition of the manifest. */
function conditions(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    (key === "when" || key === "enablement") && typeof each === "string" ? [each] : conditions(each),
  );
}

describe("the manifest", () => {
  test("asks whether something is a station in one way, and never for its language alone", () => {
    const asked = conditions(contributes).filter((condition) => condition.includes(STATION));
    expect(asked.length).toBeGreaterThan(10);
    for (const condition of conditions(contributes)) {
      expect(condition.replaceAll(STATION, "")).not.toMatch(/LangId|resource(?:Filename|Path|Extname)|\.listed/);
      // An “and” would bind one of the three alone.
      if (condition.includes("&&")) expect(condition.replaceAll(`(${STATION})`, "")).not.toContain("||");
    }
  });
});
