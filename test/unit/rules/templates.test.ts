import { expect, test } from "vitest";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { CALLOUT_ROLES, CALLOUTS } from "../../../server/src/station/callouts.ts";
import { DEFINITION_TO_WRITE, newStation } from "../../../server/src/station/new-station.ts";
import { slice } from "../../../server/src/text/range.ts";
import { withoutStops } from "../../../server/src/text/snippet.ts";
import { fixtureLookUp, fixtureWorkspace, LONE_FILE, ROOT } from "../../support/fixture.ts";

/** What the rule "leftovers" finds in a text. */
function leftoversIn(text: string): readonly string[] {
  const files = new Map([[LONE_FILE, text]]);
  const findings = lintFile(fixtureWorkspace(files), LONE_FILE, {
    given: {},
    lookUp: fixtureLookUp(files),
  });
  return findings.filter(({ rule }) => rule === "leftovers").map(({ range }) => slice(text, range));
}

test("of an untouched new station, all is found but what a finished one could say as well", () => {
  let rest = newStation("Rain");
  for (const found of leftoversIn(rest)) rest = rest.replace(found, "…");
  expect(rest.replace(/\n+/g, "\n")).toBe(
    [
      "# Rain",
      "… …",
      "## What It Is",
      "…",
      "…",
      "## How It Works",
      "…",
      "| Case | What happens |",
      "| ---- | ------------ |",
      "| … |",
      "| … |",
      "In practice, remember these steps:",
      "- …",
      "- …",
      "…",
      "…",
      "",
    ].join("\n"),
  );
});

test.each(CALLOUT_ROLES)("an untouched skeleton of a %s is found", (role) => {
  const { labeled, body } = CALLOUTS[role].skeleton;
  const text = `${labeled ? `**${CALLOUTS[role].name}:** ` : ""}${withoutStops(body)}`;
  expect(leftoversIn(`# Rain\n\nIt rains. It pours.\n\n## Clouds\n\nThey bring the rain.\n\n${text}\n`)).toEqual([
    text,
  ]);
});

test("a definition that has still to be written is found, whatever term it is of", () => {
  const text = `**Key term:** Drizzle — ${DEFINITION_TO_WRITE}.`;
  expect(leftoversIn(`# Rain\n\n## Clouds\n\n${text}\n`)).toEqual([text]);
});

test("a line that a template puts into each lesson is one warning a path, and a hint elsewhere", () => {
  const names = ["rain", "snow", "hail", "fog", "dew"].map((name) => `${name}.station.md`);
  const files = new Map(
    names.map((name) => [`${ROOT}/${name}`, "# Water\n\nIt rains.\n\nSubscribe to our newsletter →\n"]),
  );
  files.set(`${ROOT}/path.yaml`, `stations: [${names}]\n`);
  const workspace = fixtureWorkspace(files);
  const severities = names.map((name) => {
    const found = lintFile(workspace, `${ROOT}/${name}`, { given: {}, lookUp: fixtureLookUp(files) });
    return found.filter(({ rule }) => rule === "no-page-furniture").map(({ severity }) => severity);
  });
  expect(severities).toEqual([["warning"], ["hint"], ["hint"], ["hint"], ["hint"]]);
});

test("words in parentheses between bullets are a hint, other words more", () => {
  const severityOf = (between: string) => {
    const files = new Map([
      [LONE_FILE, `# Sky\n\nIt has two layers:\n\n- One is gray.\n\n${between}\n\n- One is white.\n`],
    ]);
    const found = lintFile(fixtureWorkspace(files), LONE_FILE, { given: {}, lookUp: fixtureLookUp(files) });
    return found.find(({ rule }) => rule === "list-unbroken")?.severity;
  };
  expect([severityOf("(See the picture.)"), severityOf("See the picture on the wall.")]).toEqual([
    "hint",
    "information",
  ]);
});
