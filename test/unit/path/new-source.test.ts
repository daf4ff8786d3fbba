import { describe, expect, test } from "vitest";
import { readBibtex } from "../../../server/src/hosts/bibtex.ts";
import { addSource, type NewSource, readTypedSource } from "../../../server/src/path/new-source.ts";
import { isRefusal } from "../../../server/src/path/refusal.ts";
import { readSourceFile } from "../../../server/src/path/sources.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

const BOOK: NewSource = {
  typed: readTypedSource("978-0-306-40615-7"),
  title: "On Rain: A Guide",
  authors: "Smith, Ann; Li, Bo (2021)",
  publisher: "",
  today: "2026-11-23",
};
const PATH = "-- path.yaml --\ntitle: Water\n# In order:\nstations: [rain.station.md]\n-- rain.station.md --\n# Rain\n";

/** The files that are new or changed after a source was added to the path of a fixture. */
function added(fixture: string, source: NewSource): ReadonlyMap<string, string> | string {
  const files = parseFixture(fixture);
  const workspace = fixtureWorkspace(files);
  const [path] = workspace.paths.values();
  const made = addSource(path!, source, readBibtex);
  if (isRefusal(made)) return made.refused;
  const { edits, created } = made.change;
  const name = (file: string) => file.slice(ROOT.length + 1);
  return new Map([
    ...[...edits].map(([file, each]) => [name(file), applyEdits(files.get(file)!, each)] as const),
    ...created.map(({ file, text }) => [name(file), text] as const),
  ]);
}

test.each([
  ["10.1038/171737a0", "DOI", "10.1038/171737a0"],
  ["https://doi.org/10.1038/171737a0", "DOI", "10.1038/171737a0"],
  ["doi: 10.1038/171737a0", "DOI", "10.1038/171737a0"],
  ["arXiv:2104.01234", "arXiv", "2104.01234"],
  ["https://arxiv.org/abs/2104.01234v2", "arXiv", "2104.01234v2"],
  ["ISBN 978-0-306-40615-7", "ISBN", "978-0-306-40615-7"],
  ["https://www.noaa.gov/rain?x=1", "URL", "https://www.noaa.gov/rain?x=1"],
  ["www.noaa.gov/rain", "URL", "https://www.noaa.gov/rain"],
  [" The Rain Book ", "title", "The Rain Book"],
  ["1984", "title", "1984"],
])("“%s” is taken for a %s", (typed, kind, value) => {
  expect(readTypedSource(typed)).toEqual({ kind, value });
});

describe("a source that is added", () => {
  test("makes a list of sources, which the path.yaml names, where there is none", () => {
    expect(added(PATH, BOOK)).toEqual(
      new Map([
        ["path.yaml", "title: Water\n# In order:\nsources: sources.yaml\nstations: [rain.station.md]\n"],
        [
          "sources.yaml",
          `# The sources that stations cite, such as [@smith2021].
- id: smith2021
  type: book
  title: "On Rain: A Guide"
  ISBN: "978-0-306-40615-7"
  author:
    - { family: "Smith", given: "Ann" }
    - { family: "Li", given: "Bo" }
  issued: { date-parts: [[2021]] }
`,
        ],
      ]),
    );
  });

  test.each([
    ["sources.yaml", "- id: smith2021\n  title: Another\n"],
    ["sources.yaml", "references:\n  - id: smith2021\n    title: Another # the first\n"],
    ["sources.json", '[{ "id": "smith2021", "title": "Another" }]\n'],
    ["sources.json", "[]\n"],
    ["sources.bib", "@book{smith2021, title = {Another}}"],
    ["sources.yaml", "# None so far.\n"],
  ])("comes last in a %s such as %j, with all that is known of it", (name, list) => {
    const after = added(`${PATH}-- ${name} --\n${list}`, BOOK);
    expect([...(after as Map<string, string>).keys()]).toEqual([name]);
    const { sources, problems } = readSourceFile(name, (after as Map<string, string>).get(name)!, readBibtex);
    expect(problems).toEqual([]);
    expect(sources.at(-1)).toMatchObject({
      key: list.includes("smith2021") ? "smith2021-2" : "smith2021",
      title: "On Rain: A Guide",
      author: "Smith, Li",
      year: "2021",
    });
    expect(sources.at(-1)!.fields.get("ISBN")!.value).toBe("978-0-306-40615-7");
  });

  test("keeps the day on which a page was read, and takes a name without a comma as an organization", () => {
    const page = { ...BOOK, typed: readTypedSource("https://www.noaa.gov/rain"), authors: "Weather Service" };
    const after = added(PATH, page) as Map<string, string>;
    expect(after.get("sources.yaml")).toBe(`# The sources that stations cite, such as [@weather-service].
- id: weather-service
  type: webpage
  title: "On Rain: A Guide"
  URL: "https://www.noaa.gov/rain"
  author:
    - { literal: "Weather Service" }
  accessed: "2026-11-23"
`);
  });

  test("can have a title with any characters, in each kind of list", () => {
    const typed = readTypedSource('50 % of "Rain" & #Snow: {a_b} $1 – Füße');
    for (const name of ["sources.yaml", "sources.json", "sources.bib"]) {
      const list = { "sources.yaml": "[]", "sources.json": "[]", "sources.bib": "@book{a, title = {A}}" }[name];
      const after = added(`${PATH}-- ${name} --\n${list}\n`, { ...BOOK, typed, authors: "" });
      if (typeof after === "string") continue;
      const { sources } = readSourceFile(name, after.get(name)!, readBibtex);
      expect(sources.at(-1)!.title.replace(/[{}]/g, "")).toBe(typed.value.replace(/[{}]/g, ""));
    }
  });

  test("is refused where a list has no end to add to, and nothing is changed", () => {
    expect(added(`${PATH}-- sources.yaml --\nreferences: [{ id: a, title: A }]\nmore: 1\n`, BOOK)).toBe(
      "“sources.yaml” can't be added to as it is written. Please add the source there by hand; nothing was changed.",
    );
  });

  test("makes the list that a path.yaml names and that is not there", () => {
    const path = PATH.replace("title: Water", "title: Water\nsources: refs/water.bib");
    const after = added(path, BOOK) as Map<string, string>;
    expect([...after.keys()]).toEqual(["refs/water.bib"]);
    expect(after.get("refs/water.bib")).toContain("@book{smith2021,\n  author = {Smith, Ann and Li, Bo},\n");
  });
});
