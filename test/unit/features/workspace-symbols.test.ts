import { describe, expect, test } from "vitest";
import { workspaceSymbols } from "../../../server/src/features/workspace-symbols.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { fixtureWorkspace, parseFixture } from "../../support/fixture.ts";

const FILES = parseFixture(`
  -- path.yaml --
  title: Governance
  stations: [resources.station.md, security.station.txt]
  -- resources.station.md --
  # Resource Management

  Key term: Commons — what all share.

  ## Managing Rivers
  -- security.station.txt --
  Security Cooperation

  States act together.

  Costs of Common Rules

  Rules cost time.
  -- lone.station.md --
  # Arms Race
`);

function find(query: string): readonly string[] {
  return workspaceSymbols(fixtureWorkspace(FILES), query).map(({ name, kind, file, range, container }) => {
    expect(name).toContain(slice(FILES.get(file)!, range));
    return `${kind}: ${name}${container && ` (${container})`}`;
  });
}

describe("a search", () => {
  test("finds stations by title and by number", () => {
    expect(find("resource")[0]).toBe("station: 1 Resource Management (Governance)");
    expect(find("2 sec")).toEqual(["station: 2 Security Cooperation (Governance)"]);
  });

  test("finds headings and key terms, the best first", () => {
    expect(find("commo")).toEqual([
      "term: Commons (Resource Management)",
      "heading: Costs of Common Rules (Security Cooperation)",
    ]);
  });

  test("puts the beginning of a name before letters here and there", () => {
    expect(find("ar")[0]).toBe("station: Arms Race");
    expect(find("ar")).toContain("heading: Managing Rivers (Resource Management)");
  });

  test("finds by the letters words begin with", () => {
    expect(find("rm")[0]).toBe("station: 1 Resource Management (Governance)");
    expect(find("mari")[0]).toBe("heading: Managing Rivers (Resource Management)");
  });

  test("for nothing shows the stations", () => {
    expect(find("")).toEqual([
      "station: 1 Resource Management (Governance)",
      "station: 2 Security Cooperation (Governance)",
      "station: Arms Race",
    ]);
  });

  test("for what is not there finds nothing", () => expect(find("xyz")).toEqual([]));
});

test("among ten thousand stations is quick and shows no more than 200", { tags: "slow" }, () => {
  const files = new Map<string, string>();
  for (let at = 0; at < 10_000; at++) {
    files.set(
      `/fixture/p${at % 100}/${at}-a.station.txt`,
      `Resource Management ${at}\n\nText is here now.\n\nCommon Ground\n\nText is here.\n`,
    );
  }
  const workspace = fixtureWorkspace(files);
  workspaceSymbols(workspace, "a");
  const spent = cpuSeconds(() => {
    expect(workspaceSymbols(workspace, "reman 77")).toHaveLength(200);
    expect(workspaceSymbols(workspace, "resource management 7777")[0]!.name).toBe("7777 Resource Management 7777");
  });
  expect(spent).toBeLessThan(0.5);
});
