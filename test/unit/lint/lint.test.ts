import { describe, expect, test } from "vitest";
import { lintFile } from "../../../server/src/lint/lint.ts";
import type { GivenSettings } from "../../../server/src/lint/settings.ts";
import { allRules } from "../../../server/src/rules/all.generated.ts";
import type { Severity } from "../../../server/src/rules/rule.ts";
import { newStation } from "../../../server/src/station/new-station.ts";
import { fixtureLookUp, fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

/** What the chosen rules find in a file of a fixture, as "severity rule: the words". */
function found(fixture: string, name: string, given: GivenSettings = {}): readonly string[] {
  const files = parseFixture(fixture);
  const file = `${ROOT}/${name}`;
  const findings = lintFile(fixtureWorkspace(files), file, { given, lookUp: fixtureLookUp(files) });
  const chosen = findings.filter(({ rule }) =>
    /^(?:acronym-expanded|heading-mark|list-lead-in|path-schema|unused-suppression)$/.test(rule),
  );
  return chosen.map(
    ({ rule, severity, range }) => `${severity} ${rule}: ${files.get(file)!.slice(range.start, range.end)}`,
  );
}

const STATION = `
  -- a.station.md --
  # Rain:

  - In barrels
`;

describe("severities", () => {
  test("are the rules' own where nobody says anything", () => {
    expect(found(STATION, "a.station.md")).toEqual(["warning heading-mark: :", "warning list-lead-in: In barrels"]);
  });

  test("come from stationmaster.yaml, from path.yaml before it, and from the command line before both", () => {
    const workspace = `-- stationmaster.yaml --\nrules: { heading-mark: error, list-lead-in: hint }\n`;
    const path = `-- path.yaml --\nstations: [a.station.md]\nrules:\n  heading-mark: { severity: information }\n`;
    const both = `${workspace}${path}-- a.station.md --\n# Rain:\n\n- In barrels\n`;
    expect(found(`${workspace}-- a.station.md --\n# Rain:\n\n- In barrels\n`, "a.station.md")).toEqual([
      "error heading-mark: :",
      "hint list-lead-in: In barrels",
    ]);
    expect(found(both, "a.station.md")[0]).toBe("information heading-mark: :");
    const given = new Map([["heading-mark", "hint" as const]]);
    expect(found(both, "a.station.md", { severities: given })[0]).toBe("information heading-mark: :");
    expect(found(both, "a.station.md", { severities: given, wins: true })[0]).toBe("hint heading-mark: :");
  });

  test("come from a preset: draft keeps errors only", () => {
    expect(found(STATION, "a.station.md", { preset: "draft", wins: true })).toEqual([]);
  });

  test("of a path hold for that path's stations alone", () => {
    const fixture = `
      -- one/path.yaml --
      stations: [a.station.md]
      rules: { heading-mark: off }
      -- one/a.station.md --
      # Rain:
      -- two/a.station.md --
      # Rain:
    `;
    expect(found(fixture, "one/a.station.md")).toEqual([]);
    expect(found(fixture, "two/a.station.md")).toEqual(["warning heading-mark: :"]);
  });
});

test("acronyms that readers know add up: those of all paths, of a path, and of the rule's option", () => {
  const fixture = `
    -- stationmaster.yaml --
    known: [WMO]
    -- path.yaml --
    stations: [a.station.md]
    known: [JMA]
    rules: { acronym-expanded: { known: [DWD] } }
    -- a.station.md --
    # Rain

    The WMO, the JMA, the DWD and the NWS count the drops.
  `;
  expect(found(fixture, "a.station.md")).toEqual(["warning acronym-expanded: NWS"]);
});

describe("settings that can't be understood are found where they stand", () => {
  test("in path.yaml and in stationmaster.yaml", () => {
    const rules = "rules: { heading-marc: off, heading-mark: loud, list-lead-in: { words: 3 } }";
    const fixture = `-- path.yaml --\nstations: []\n${rules}\n-- stationmaster.yaml --\npreset: strikt\nruls: {}\n${rules}\n`;
    const inRules = ["heading-marc", "loud", "words"].map((words) => `error path-schema: ${words}`);
    expect(found(fixture, "path.yaml")).toEqual(inRules);
    expect(found(fixture, "stationmaster.yaml")).toEqual([
      "error path-schema: strikt",
      "error path-schema: ruls",
      ...inRules,
    ]);
  });
});

describe("a comment silences", () => {
  const about = (comment: string, rest: string) => found(`-- a.station.md --\n${comment}\n${rest}`, "a.station.md");

  test("the next heading, and nothing after it", () => {
    expect(about("<!-- stationmaster-disable-next heading-mark: as it was -->", "# Rain:\n\n## Snow:\n")).toEqual([
      "warning heading-mark: :",
    ]);
  });

  test("the next list as a whole", () => {
    expect(
      about("# Rain\n\n<!-- stationmaster-disable-next list-lead-in: it is a poem -->", "- In barrels\n- In ponds\n"),
    ).toEqual([]);
  });

  test("only the rules it names, or every rule where it names none", () => {
    expect(about("<!-- stationmaster-disable-next list-lead-in: as it was -->", "# Rain:\n")).toContain(
      "warning heading-mark: :",
    );
    expect(about("<!-- stationmaster-disable-next : as it was -->", "# Rain:\n")).not.toContain(
      "warning heading-mark: :",
    );
  });

  test("everything up to where it is enabled again, or to the end", () => {
    const [off, on] = [
      "<!-- stationmaster-disable heading-mark: old -->",
      "<!-- stationmaster-enable heading-mark -->",
    ];
    expect(about(off, `# Rain:\n\n## Snow:\n\n${on}\n\n## Hail:\n`)).toEqual(["warning heading-mark: :"]);
    expect(about(off, "# Rain:\n\n## Snow:\n")).toEqual([]);
  });

  test("in the paste form too", () => {
    const text = "Rain\n<!-- stationmaster-disable-next list-lead-in: it is a poem -->\n- In barrels\n";
    expect(found(`-- a.station.txt --\n${text}`, "a.station.txt")).toEqual([]);
  });
});

test("a station on two paths is checked on each, with each path's settings", () => {
  const fixture = `
    -- one/path.yaml --
    title: One
    stations: [../shared/a.station.md]
    -- two/path.yaml --
    title: Two
    stations: [../shared/a.station.md, b.station.md]
    -- two/b.station.md --
    # B
    -- shared/a.station.md --
    # A

    See Station 2.
  `;
  const files = parseFixture(fixture);
  const findings = lintFile(fixtureWorkspace(files), `${ROOT}/shared/a.station.md`, {
    given: {},
    lookUp: fixtureLookUp(files),
  });
  expect(findings.filter(({ rule }) => rule === "station-exists").map(({ message }) => message)).toEqual([
    "Station 2 does not exist on the path “One”, which ends at Station 1.",
  ]);
});

test("a rule that throws costs its own findings, not the others'", () => {
  const files = parseFixture(STATION);
  const failed: string[] = [];
  const workspace = fixtureWorkspace(files);
  const lookUp = () => {
    throw new Error("the disk is gone");
  };
  const station = `${ROOT}/b.station.md`;
  const withLink = fixtureWorkspace(new Map([[station, "# Rain:\n\nSee [the map](map.md) here.\n"]]));
  const findings = lintFile(withLink, station, { given: {}, lookUp, onRuleFailed: (rule) => failed.push(rule) });
  expect(failed).toEqual(["link-target"]);
  expect(findings.map(({ rule }) => rule)).toContain("heading-mark");
  expect(workspace.folders.size).toBe(1);
});

test("on a premium path “strict” asks for no less than the path does by itself", () => {
  const severities = (fixture: string, given: GivenSettings = {}) => {
    const files = parseFixture(fixture);
    return lintFile(fixtureWorkspace(files), `${ROOT}/a.station.md`, { given, lookUp: fixtureLookUp(files) })
      .filter(({ rule }) => rule === "sentence-cited")
      .map(({ severity }) => severity);
  };
  const premium =
    "-- path.yaml --\ntier: premium\nstations: [a.station.md]\n-- a.station.md --\n# A\n\nIt fell 42 times.\n";
  expect(severities(premium)).toEqual(["error"]);
  expect(severities(premium, { preset: "strict", wins: true })).toEqual(["error"]);
  expect(severities(premium, { preset: "strict" })).toEqual(["error"]);
  expect(severities(`-- stationmaster.yaml --\npreset: strict\n${premium}`)).toEqual(["error"]);
});

describe("one cause is one finding", () => {
  const all = (fixture: string, rules: Readonly<Record<string, Severity>>) => {
    const files = parseFixture(fixture);
    const severities = new Map<string, Severity>([
      ...allRules.map(({ id }) => [id, "off"] as const),
      ...Object.entries(rules),
    ]);
    const options = { given: { severities, wins: true }, lookUp: fixtureLookUp(files) };
    return lintFile(fixtureWorkspace(files), `${ROOT}/a.station.md`, options).map(
      ({ rule, severity, related }) => `${severity} ${rule}${related?.length ? ` and ${related.length} more` : ""}`,
    );
  };
  const fact =
    "-- path.yaml --\ntier: premium\nstations: [a.station.md]\n-- a.station.md --\n# A\n\nIt fell 42 times.\n";

  test("a fact without a source, which therefore is not verified", () => {
    expect(all(fact, { "sentence-cited": "error", "sentence-verified": "error" })).toEqual(["error sentence-cited"]);
    expect(all(fact, { "sentence-cited": "off", "sentence-verified": "error" })).toEqual(["error sentence-verified"]);
  });

  test("but an error is not left out for what is less than an error, or silenced", () => {
    expect(all(fact, { "sentence-cited": "hint", "sentence-verified": "error" })).toEqual([
      "hint sentence-cited",
      "error sentence-verified",
    ]);
    const silenced = fact.replace("It fell", "<!-- stationmaster-disable-next sentence-cited: for now -->\nIt fell");
    expect(all(silenced, { "sentence-cited": "error", "sentence-verified": "error" })).toEqual([
      "error sentence-verified",
    ]);
  });

  test("the key term of a template, which every new station has", () => {
    const text = newStation("Rain");
    const files = new Map(parseFixture(`-- path.yaml --\nstations: [b.station.md, a.station.md]`));
    for (const name of ["a", "b"]) files.set(`${ROOT}/${name}.station.md`, text);
    const options = { given: {}, lookUp: fixtureLookUp(files) };
    const rules = lintFile(fixtureWorkspace(files), `${ROOT}/a.station.md`, options).map(({ rule }) => rule);
    expect(rules).toContain("leftovers");
    expect(rules).not.toContain("term-defined-once");
    expect(rules).not.toContain("term-spacing");
  });

  test("a footer of three lines", () => {
    const footer = `
      -- a.station.md --
      # Rain

      It rains.

      Everything you learn here traces back to a real source.

      Every fact is cited and verified.

      See what Premium includes →
    `;
    expect(all(footer, { "provenance-claim": "error", "no-page-furniture": "warning" })).toEqual([
      "error provenance-claim and 2 more",
    ]);
  });
});

test("of several long sentences the longest is reported, and those that a comment allows don't count", () => {
  const sentence = (words: number) => `${"Rain and ".repeat(words / 2 - 1)}more rain.`;
  const station = [32, 40, 36, 60].map(sentence);
  const found = (text: string) => {
    const files = parseFixture(`-- a.station.md --\n# Rain\n\n${text}\n`);
    return lintFile(fixtureWorkspace(files), `${ROOT}/a.station.md`, { given: {}, lookUp: fixtureLookUp(files) })
      .filter(({ rule }) => rule === "sentence-length")
      .map(({ message, related }) => [message.match(/\d+/g)?.map(Number), related?.length]);
  };
  expect(found(station.join("\n\n"))).toEqual([[[60, 30, 3], 3]]);
  const allowed = station.with(3, `<!-- stationmaster-disable-next sentence-length: a chant -->\n${station[3]}`);
  expect(found(allowed.join("\n\n"))).toEqual([[[40, 30, 2], 2]]);
});

test("a heading right above a part of its section is a hint, above the next section a warning", () => {
  const files = parseFixture("-- a.station.md --\n# Rain\n\n## Clouds\n\n### High Clouds\n\n### Low Clouds\n\nFog.\n");
  const found = lintFile(fixtureWorkspace(files), `${ROOT}/a.station.md`, { given: {}, lookUp: fixtureLookUp(files) });
  expect(found.filter(({ rule }) => rule === "no-empty-section").map(({ severity }) => severity)).toEqual([
    "hint",
    "warning",
  ]);
});

describe("a part that hardly any lesson of a path has is asked for once", () => {
  /** A path of lessons with and without a takeaway, and what the rule “takeaway” finds in it, file by file. */
  function takeaways(endings: readonly string[], header = "title: Water") {
    const lesson = (ending: string, at: number) =>
      `-- ${at}.station.md --\n# Rain ${at}\n\nIt rains. It pours.\n\n## Clouds\n\nClouds rise. They fall.\n\n${ending}\n`;
    const list = endings.map((_, at) => `${at}.station.md`).join(", ");
    const files = parseFixture(`-- path.yaml --\n${header}\nstations: [${list}]\n${endings.map(lesson).join("")}`);
    const workspace = fixtureWorkspace(files);
    return [...files.keys()].flatMap((file) =>
      lintFile(workspace, file, { given: {}, lookUp: fixtureLookUp(files) })
        .filter(({ rule }) => rule === "takeaway")
        .map(({ severity, message }) => `${file.slice(ROOT.length + 1)} ${severity} ${message.slice(0, 44)}`),
    );
  }
  const MISSING = "warning This station has no takeaway. Please add one";

  test("in the path.yaml, as a note", () => {
    expect(takeaways(["", "", "", ""])).toEqual(["path.yaml information 4 of 4 lessons on this path have no takeaway"]);
  });

  test("but in each lesson of a path in our form that has it, and of any path that mostly has it", () => {
    const missing = (...at: number[]) => at.map((number) => `${number}.station.md ${MISSING}`);
    const summary = "## Summary\n\nRain falls.";
    const ours = "Key term: Drop — a little water that falls.";
    expect(takeaways([summary, "", "", ours])).toEqual(missing(1, 2, 3));
    expect(takeaways(["", "", "", "", "", "Takeaway: Rain falls."])).toEqual(missing(0, 1, 2, 3, 4));
    expect(takeaways([summary, "", summary, summary])).toEqual(missing(1));
    expect(takeaways([summary, "", summary, ""])).toEqual([
      "path.yaml information 2 of 4 lessons on this path have no takeaway",
    ]);
    expect(takeaways(["", "", ""])).toEqual(missing(0, 1, 2));
  });

  test("with the severity that settings give the rule", () => {
    const strict = "title: Water\nrules: { takeaway: error }";
    expect(takeaways(["", "", "", ""], strict)).toEqual([
      "path.yaml error 4 of 4 lessons on this path have no takeaway",
    ]);
    expect(takeaways(["", "", "", ""], "title: Water\nrules: { takeaway: off }")).toEqual([]);
  });

  test("at the first title of a folder without a path.yaml", () => {
    const lesson = (at: number) =>
      `-- ${at}-rain.station.md --\n# Rain ${at}\n\n## Clouds\n\nClouds rise. They fall.\n`;
    const files = parseFixture([1, 2, 3, 4].map(lesson).join(""));
    const workspace = fixtureWorkspace(files);
    const hooks = [...files.keys()].flatMap((file) =>
      lintFile(workspace, file, { given: {}, lookUp: fixtureLookUp(files) })
        .filter(({ rule }) => rule === "hook")
        .map(({ range }) => `${file.slice(ROOT.length + 1)}: ${files.get(file)!.slice(range.start, range.end)}`),
    );
    expect(hooks).toEqual(["1-rain.station.md: # Rain 1"]);
  });
});

describe("what is our form alone", () => {
  const OURS = "Key term: Drop — a little water that falls.\n\nTakeaway: Rain falls.";

  /** The severities of “list-lead-in” for a list without a lead-in, in the first of some lessons that end as given. */
  function severities(endings: readonly string[], header = "title: Water"): readonly string[] {
    const lesson = (ending: string, at: number) =>
      `-- ${at}.station.md --\n# Rain ${at}\n\nIt rains. It pours.\n\n${at ? "" : "- Drops\n- Clouds\n\n"}## Clouds\n\nClouds rise. They fall.\n\n${ending}\n`;
    const list = endings.map((_, at) => `${at}.station.md`).join(", ");
    const files = parseFixture(`-- path.yaml --\n${header}\nstations: [${list}]\n${endings.map(lesson).join("")}`);
    const options = { given: {}, lookUp: fixtureLookUp(files) };
    return lintFile(fixtureWorkspace(files), `${ROOT}/0.station.md`, options)
      .filter(({ rule }) => rule === "list-lead-in")
      .map(({ severity }) => severity);
  }

  test("is not asked for on a path whose lessons are not written as stations", () => {
    expect(severities(["", "", "", ""])).toEqual([]);
    expect(severities(["", "", "", ""], "title: Water\npreset: adopt")).toEqual([]);
    expect(severities(["**Takeaway:** Rain falls.", "", "", ""])).toEqual([]);
  });

  test("weighs as much as ever where a quarter of them are, or where they are few", () => {
    expect(severities(["", "", "", OURS])).toEqual(["information"]);
    expect(severities(["", "", "", "", OURS])).toEqual([]);
    expect(severities(["", "", ""])).toEqual(["information"]);
  });

  test("has the severity that settings give it", () => {
    expect(severities(["", "", "", ""], "title: Water\nrules: { list-lead-in: error }")).toEqual(["error"]);
    expect(severities(["", "", "", ""], "title: Water\npreset: strict")).toEqual(["information"]);
  });
});

test("a list after a sentence that announces one is a warning, after any other a note", () => {
  const severityBelow = (sentence: string) => {
    const files = parseFixture(`-- a.station.md --\n# Rain\n\n${sentence}\n\n- A drop\n- A cloud\n`);
    const findings = lintFile(fixtureWorkspace(files), `${ROOT}/a.station.md`, { given: {}, lookUp: () => "found" });
    return findings.find(({ rule }) => rule === "list-lead-in")?.severity;
  };
  const announcing = [
    "Rain is made of two things.",
    "The following things make rain.",
    "It is made in this order.",
    "Here are the parts of rain.",
    "There are many signs of rain.",
    "Rain has several causes.",
    "The town looks for these signs.",
  ];
  expect(announcing.map(severityBelow)).toEqual(announcing.map(() => "warning"));
  const telling = ["It rained all night.", "These were loud.", "Nobody had seen rain like it."];
  expect(telling.map(severityBelow)).toEqual(telling.map(() => "information"));
});
