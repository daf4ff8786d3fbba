import { expect, test } from "vitest";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { fixtureLookUp, fixtureWorkspace, parseFixture } from "../../support/fixture.ts";

const SITE = "-- mkdocs.yml --\nsite_name: Water\n";

/** The severities of a rule's findings in the files of a fixture. */
function severitiesOf(rule: string, fixture: string): readonly string[] {
  const files = parseFixture(fixture);
  const workspace = fixtureWorkspace(files);
  const options = { given: {}, lookUp: fixtureLookUp(files) };
  return [...files.keys()].flatMap((file) =>
    lintFile(workspace, file, options).flatMap((finding) => (finding.rule === rule ? finding.severity : [])),
  );
}

test.each<[what: string, rule: string, text: string, alone: string, onSite: string]>([
  ["a heading that is nearly there", "link-target", "# Rain\n\n[Drops](#dropps)\n\n## Drops\n", "error", "hint"],
  ["a heading that is not there", "link-target", "# Rain\n\n[Wells](#wells)\n", "error", "error"],
  ["an image in a folder that is nowhere", "link-target", "# Rain\n\n![A drop](/theme/drop.png)\n", "error", "hint"],
  ["a file that is not there", "link-target", "# Rain\n\n[Wells](wells.md)\n", "error", "error"],
  ["no title", "title", "Rain falls.\n\n## Roofs\n\nThey catch it.\n", "error", "hint"],
  ["a second title", "title", "# Rain\n\nIt falls.\n\n# Snow\n\nIt falls, too.\n", "error", "warning"],
])("%s on a site", (_, rule, text, alone, onSite) => {
  const page = `-- rain.station.md --\n${text}`;
  expect(severitiesOf(rule, page)).toEqual([alone]);
  expect(severitiesOf(rule, SITE + page)).toEqual([onSite]);
});

test("a title that is alike is less certain in another folder", () => {
  const path = (other: string) =>
    `-- path.yaml --\ntitle: Water\nstations: [a/rain.station.md, ${other}]\n-- a/rain.station.md --\n# Rain\n-- ${other} --\n# Rain\n`;
  expect(severitiesOf("unique-title", path("a/drops.station.md"))).toEqual(["warning", "warning"]);
  expect(severitiesOf("unique-title", path("b/drops.station.md"))).toEqual(["hint", "hint"]);
  for (const overview of ["a/_OVERVIEW.md", "a/README.md", "a/rain-overview.md"])
    expect(severitiesOf("unique-title", path(overview).replaceAll("a/rain.station.md", "a/rain.md"))).toEqual([
      "hint",
      "hint",
    ]);
});
