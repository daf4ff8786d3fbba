import { describe, expect, test } from "vitest";
import type { CompletionItem, CompletionList, TextEdit } from "vscode-languageserver/node";
import type { Completion } from "../../server/src/features/completion/place.ts";
import { completionDocumentation, completions } from "../../server/src/features/completion.ts";
import { CALLOUT_ROLES, CALLOUTS } from "../../server/src/station/callouts.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { folderWith } from "../support/command-line.ts";
import { cpuSeconds } from "../support/cpu-time.ts";
import { cursorFixture, ROOT } from "../support/fixture.ts";
import { LanguageClient } from "../support/language-client.ts";

function offered(fixture: string, typed?: string): readonly Completion[] {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  const pictures = [`${ROOT}/images/a river.png`];
  return completions(workspace, file, files.get(file)!, offset, { pictures, typed }).items;
}

/** The offers, a line each: label and detail. */
function labels(fixture: string): string[] {
  return offered(fixture).map(({ label, detail }) => (detail ? `${label} (${detail})` : label));
}

/** The line with the cursor once the first offer with a label is taken. */
function taken(fixture: string, label: string): string {
  const { workspace, files, file, offset } = cursorFixture(fixture);
  const text = files.get(file)!;
  const found = completions(workspace, file, text, offset).items.find((item) => item.label === label)!;
  const after = applyEdits(text, [found]);
  const start = after.lastIndexOf("\n", found.range.start - 1) + 1;
  return after.slice(start, after.indexOf("\n", found.range.start + found.newText.length));
}

const PATH = `
  -- path.yaml --
  title: Global Governance
  stations:
    - foundations.station.md
    - planned: Trade and Development
    - resources.station.md
    - security.station.md
    - health.station.md
  sources: sources.json
  -- sources.json --
  [{ "id": "ostrom1990", "title": "Governing the Commons", "author": [{ "family": "Ostrom" }], "issued": { "raw": "1990" } },
   { "id": "un2004", "title": "A More Secure World", "author": [{ "literal": "United Nations" }], "issued": { "raw": "2004" } }]
  -- foundations.station.md --
  # Foundations

  **Key term:** Global governance — how the world is run without a world government.
  -- resources.station.md --
  # Resource Management

  **Key term:** Common pool resource — a good that is used up and hard to fence off.

  **Takeaway:** Shared resources last where users make the rules.
  -- health.station.md --
  # Global Health

  **Key term:** Pandemic — a disease that spreads over the world.

  ## How It Spreads
`;

function security(line: string): string {
  return `${PATH}  -- security.station.md --\n  # Security\n\n  ${line}\n\n  ## Shared Threats\n\n  Some.\n`;
}

test("a takeaway is offered until the station has one with its label", () => {
  const offers = (more: string) => labels(`# Rain\n\nIt pours. It falls.\n\n${more}\n\nTak$0\n`);
  expect(offers("## Clouds")).toContain("Takeaway (what the reader should still know next week)");
  expect(offers("**Takeaway:** Rain comes from clouds.")).toEqual([]);
  expect(labels("# Rain\n\n**Key term:** Drizzle — light rain.\n\nKey$0\n")).toHaveLength(1);
});

describe("a reference", () => {
  test("after “Station” is offered the stations of the path, earlier ones first, with what they are", () => {
    expect(labels(security("It is like Station $0"))).toEqual([
      "3 Resource Management",
      "2 Trade and Development (planned)",
      "1 Foundations",
      "5 Global Health (later)",
    ]);
    expect(taken(security("It is like Station $0"), "3 Resource Management")).toBe("It is like Station 3");
  });

  test("is found by its title, too", () => {
    expect(taken(security("It is like Station Res$0"), "3 Resource Management")).toBe("It is like Station 3");
  });

  test.each([
    ["Stations 1 and $0", "Stations 1 and 3"],
    ["Stations 1, $0", "Stations 1, 3"],
    ["Stations 1, 2, and $0", "Stations 1, 2, and 3"],
    ["Stations 1-$0", "Stations 1-3"],
    ["Stations 1 to $0", "Stations 1 to 3"],
    ["Stations $0", "Stations 3"],
  ])("goes on in an enumeration: %s", (before, after) => {
    expect(taken(security(before), "3 Resource Management")).toBe(after);
  });

  test("after “discussed in” is offered the stations closest in topic first, number and all", () => {
    const line = "It is as hard as the sharing of pandemic costs, discussed in $0";
    expect(labels(security(line))[0]).toBe("Station 5 (Global Health, later)");
    expect(taken(security("Resource management was discussed in the $0"), "Station 3")).toBe(
      "Resource management was discussed in Station 3",
    );
    expect(labels(security("Resource management was discussed in Station $0"))[0]).toBe("3 Resource Management");
  });

  test.each(["The police station $0", "International Space Stations$0", "It rains $0"])(
    "is not offered: %s",
    (line) => {
      expect(offered(security(line), " ")).toEqual([]);
    },
  );

  test("has the takeaway and the key terms as its documentation", () => {
    const { workspace, file } = cursorFixture(security("Station $0"));
    expect(completionDocumentation(workspace, file, "station 3")).toBe(
      "Resource Management\n\nShared resources last where users make the rules.\n\nKey terms: Common pool resource",
    );
    expect(completionDocumentation(workspace, file, "station 2")).toBe("Station 2 is planned, and not written yet.");
  });
});

describe("a key term", () => {
  test("is offered as it is written in a sentence, with where it is defined", () => {
    expect(labels(security("A com$0"))).toEqual(["Common pool resource (Station 3)"]);
    expect(taken(security("A com$0"), "Common pool resource")).toBe("A common pool resource");
    expect(taken(security("Com$0 of all"), "Common pool resource")).toBe("Common pool resource of all");
    expect(taken(security("Every common po$0"), "Common pool resource")).toBe("Every common pool resource");
  });

  test("is not offered where it stands whole, so that Enter makes a new line", () => {
    expect(offered(security("A common pool resource$0"))).toEqual([]);
    expect(offered(security("Common pool resource$0"))).toEqual([]);
    expect(labels(security("A common pool resourc$0"))).toEqual(["Common pool resource (Station 3)"]);
  });

  test("that a later station defines says so", () => {
    expect(labels(security("A pand$0"))).toEqual(["Pandemic (not defined yet here: Station 5 “Global Health”)"]);
  });

  test("is found by any of its words, and tells its definition", () => {
    expect(labels(security("Some gover$0"))).toEqual(["Global governance (Station 1)"]);
    const { workspace, file } = cursorFixture(security("$0"));
    const [item] = offered(security("A com$0"));
    expect(completionDocumentation(workspace, file, item!.about!)).toBe(
      "a good that is used up and hard to fence off.",
    );
  });
});

describe("a source", () => {
  test("is found by key, author, title or year, and closes its bracket", () => {
    const [first] = offered(security("It rains [@$0"));
    expect(first).toMatchObject({
      label: "ostrom1990",
      detail: "Ostrom 1990",
      filterText: "ostrom1990 Ostrom Governing the Commons 1990",
    });
    expect(taken(security("It rains [@os$0"), "ostrom1990")).toBe("It rains [@ostrom1990]");
    expect(taken(security("It rains [see @os$0]."), "ostrom1990")).toBe("It rains [see @ostrom1990].");
    expect(taken(security("It rains [@un2004; @$0]."), "ostrom1990")).toBe("It rains [@un2004; @ostrom1990].");
    expect(taken(security("So says @$0"), "un2004")).toBe("So says @un2004");
  });

  test("is not offered in a mail address", () => expect(offered(security("me@ex$0"))).toEqual([]));
});

describe("a link", () => {
  test("is offered stations, then their headings", () => {
    expect(labels(security("See [it]($0)"))).toContain("health.station.md (Global Health)");
    expect(taken(security("See [it](hea$0)"), "health.station.md")).toBe("See [it](health.station.md)");
    expect(labels(security("See [it](health.station.md#$0)"))).toEqual([
      "global-health (Global Health)",
      "how-it-spreads (How It Spreads)",
    ]);
    expect(taken(security("See [it](#sh$0)"), "shared-threats")).toBe("See [it](#shared-threats)");
  });

  test("to a picture is offered the pictures there are", () => {
    expect(offered(security("![A river]($0)")).map(({ newText }) => newText)).toEqual(["images/a%20river.png"]);
  });
});

describe("a comment that silences a rule", () => {
  test("is offered whole, then the rules' names", () => {
    expect(labels(security("<!-- $0")).map((label) => label.split(" ")[0])).toEqual([
      "stationmaster-disable-next",
      "stationmaster-disable",
      "stationmaster-enable",
    ]);
    expect(taken(security("<!-- stationmaster-disable-next list-le$0 -->"), "list-lead-in")).toBe(
      "<!-- stationmaster-disable-next list-lead-in -->",
    );
  });
});

describe("a part of a station", () => {
  test("is offered at the start of a line, in the form of the text", () => {
    expect(labels(security("$0")).map((label) => label.split(" (")[0])).toEqual([
      "Key term",
      "Section",
      "Table",
      "List",
      ...CALLOUT_ROLES.filter((role) => role !== "key-term").map((role) => CALLOUTS[role].name),
    ]);
    expect(taken(security("Key$0"), "Key term")).toBe(
      "**Key term:** ${1:Term} — ${2:one sentence that says what it is}.",
    );
    expect(taken("Rain\n\nIt rains.\n\nKey$0\n", "Key term")).toBe(
      "Key term: ${1:Term} — ${2:one sentence that says what it is}.",
    );
  });

  test("that is a key term gets its em dash after the label", () => {
    expect(taken(security("Key term:$0"), "Term — definition.")).toBe(
      "Key term: ${1:Term} — ${2:one sentence that says what it is}.",
    );
  });

  test("is a whole station in an empty file", () => {
    expect(offered("$0\n")[0]!.newText).toMatch(/^# \$\{1:Title\}\n/);
  });
});

describe("path.yaml", () => {
  const yaml = (text: string) =>
    `-- path.yaml --\n${text}\n-- rain.station.md --\n# Rain\n-- snow.station.md --\n# Snow\n-- sources.bib --\n@book{a, title={A}}\n`;

  test("is offered its keys, and the keys within a key", () => {
    expect(labels(yaml("ti$0"))).toContain("title (What the learning path is called.)");
    expect(labels(yaml("audience:\n  re$0"))).toEqual(["readingGrade (The school grade whose readers can follow.)"]);
    expect(labels(yaml("audience: { $0"))).toEqual(["readingGrade (The school grade whose readers can follow.)"]);
    expect(labels(yaml("rules:\n  list-lead-in: { $0"))[0]).toMatch(/^severity/);
  });

  test("is offered the values of a key", () => {
    expect(labels(yaml("tier: $0")).map((label) => label.split(" ")[0])).toEqual(["standard", "premium"]);
    expect(labels(yaml("rules:\n  list-lead-in: $0")).slice(0, 2)).toEqual([
      "error (A list follows a sentence that ends with a colon.)",
      "warning (A list follows a sentence that ends with a colon.)",
    ]);
    expect(labels(yaml("rules:\n  list-lead-in: { severity: $0"))).toContain("off");
    expect(labels(yaml("sources: $0"))).toContain("sources.bib");
  });

  test.each([
    "stations:\n  - rain.station.md\n  - $0",
    "stations:\n- rain.station.md\n- $0",
    "stations: [rain.station.md, $0",
  ])("is offered stations that are not listed yet, and a planned one: %j", (text) => {
    expect(labels(yaml(text))).toEqual(["snow.station.md", "planned (The title of a station that has no file yet.)"]);
  });

  test("has front matter's keys in a station", () => {
    expect(labels("---\nre$0\n---\n\n# Rain\n")).toEqual([
      "author (Who wrote this: names or ORCID iDs. Someone else has to verify it.)",
      "requires (What a reader must have read first: stations, by file or title.)",
    ]);
  });
});

test.each(["```\n  It is like Station $0\n  ```", "Write `Station $0` here", "    Station $0"])(
  "nothing is offered in code: %j",
  (text) => {
    expect(offered(security(text))).toEqual([]);
  },
);

test("a very long line takes a short time", () => {
  const line = `${"It is like Station 3, and so on [@un2004]. ".repeat(3_000)}Station $0`;
  const { workspace, files, file, offset } = cursorFixture(security(line));
  completions(workspace, file, files.get(file)!, offset);
  expect(cpuSeconds(() => completions(workspace, file, files.get(file)!, offset))).toBeLessThan(0.1);
});

test("over the protocol, a completion is one edit in order, and its documentation comes when asked for", async () => {
  const client = await LanguageClient.start(folderWith(security("It is like Station ")));
  await client.open("security.station.md");
  await client.pull("security.station.md");
  const list = await client.at<CompletionList>(
    "textDocument/completion",
    "security.station.md",
    "like Station ",
    {},
    13,
  );
  const [first, second] = list.items;
  expect(first).toMatchObject({ label: "3 Resource Management", sortText: "00000", commitCharacters: [",", ")"] });
  expect(second!.sortText).toBe("00001");
  expect((first!.textEdit as TextEdit).newText).toBe("3");
  const resolved = await client.request<CompletionItem>("completionItem/resolve", first!);
  expect(resolved.documentation).toContain("Shared resources last where users make the rules.");
});
