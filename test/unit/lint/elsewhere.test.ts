import { expect, test } from "vitest";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { fixtureLookUp, fixtureWorkspace, ROOT } from "../../support/fixture.ts";

const NAMES = ["rain", "snow", "hail", "fog", "dew", "frost", "sleet", "mist", "ice"];

/** What is found of a rule in lessons that are not written as stations, by file. */
function found(
  rule: string,
  lesson: (name: string) => string,
  others: readonly string[] = [],
  settings = "",
): readonly string[] {
  const files = new Map([
    [
      `${ROOT}/path.yaml`,
      `title: Water\npreset: adopt\n${settings}stations:\n${NAMES.map((each) => `  - ${each}.md\n`).join("")}`,
    ],
    ...NAMES.map((name) => [`${ROOT}/${name}.md`, `# The ${name}\n\n${lesson(name)}\n`] as const),
    ...others.map((name) => [`${ROOT}/${name}`, "A picture"] as const),
  ]);
  const workspace = fixtureWorkspace(files);
  return NAMES.flatMap((name) =>
    lintFile(workspace, `${ROOT}/${name}.md`, { given: {}, lookUp: fixtureLookUp(files) })
      .filter((finding) => finding.rule === rule)
      .map(({ severity }) => `${name} ${severity}`),
  );
}

const hints = NAMES.map((name) => `${name} hint`);

test("addresses that are written alike and all lead nowhere are hints", () => {
  expect(found("link-target", (name) => `It falls: ![A drop](pictures/${name}.png)`)).toEqual(hints);
  expect(found("link-target", (name) => `It falls: [more](wiki/${name}-more)`)).toEqual(hints);
});

test("a dead one among those that lead somewhere is an error", () => {
  const living = NAMES.slice(1).map((name) => `pictures/${name}.png`);
  expect(found("link-target", (name) => `It falls: ![A drop](pictures/${name}.png)`, living)).toEqual(["rain error"]);
});

test("a few dead ones are no convention", () => {
  const dead = (name: string) => (["rain", "snow"].includes(name) ? `It falls: ![A drop](${name}.png)` : "It falls.");
  expect(found("link-target", dead)).toEqual(["rain error", "snow error"]);
});

test("what a template puts into each lesson is said once", () => {
  const banner = () => "It falls.\n\n![](https://example.org/banner.png)";
  expect(found("image-alt", banner)).toEqual(["rain error", ...hints.slice(1)]);
  expect(found("link-text", () => "Join us [here](https://example.org/join).")).toEqual([
    "rain warning",
    ...hints.slice(1),
  ]);
});

test("a kind of finding weighs what it has earned, and not what its rule has", () => {
  expect(
    found("image-alt", (name) => `It falls: ![a-drop-of-${name}](https://example.org/a-drop-of-${name}.png)`),
  ).toEqual(hints);
});

test("what has one cause for a whole course is a hint: no list of sources, icons in place of headings", () => {
  expect(found("citation-exists", (name) => `It falls [@${name}2001].`)).toEqual(hints);
  expect(found("image-alt", (name) => `It falls.\n\n## <img src="https://example.org/${name}.png">`)).toEqual(hints);
});

test("what can't be anything else keeps its weight", () => {
  expect(found("no-lost-character", (name) => (name === "rain" ? "It f\uFFFDlls." : "It falls."))).toEqual([
    "rain error",
  ]);
  const cited = (name: string) => (name === "rain" ? "It falls :contentReference[oaicite:0]{index=0}." : "It falls.");
  expect(found("leftovers", cited)).toEqual(["rain warning"]);
  expect(found("leftovers", (name) => (name === "rain" ? "TODO: say how." : "It falls."))).toEqual(["rain hint"]);
  const missing = (name: string) => (name === "rain" ? "It falls, as Lesson 42 says." : "It falls.");
  expect(found("station-exists", missing, [], "call: Lesson\n")).toEqual(["rain error"]);
  const railway = (name: string) => (name === "rain" ? "It falls at Station 42." : "It falls.");
  expect(found("station-exists", railway)).toEqual(["rain hint"]);
});
