import { describe, expect, test } from "vitest";
import { pathCoverage, statusOf } from "../../../server/src/path/verification.ts";
import { coverageText } from "../../../server/src/path/verification-words.ts";
import { type Workspace, withFile } from "../../../server/src/path/workspace.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";
import { TODAY, verifiedLine } from "../../support/ledger.ts";

const FACT = "Some 40 liters fell in a day.";

const RAIN = `
  -- path.yaml --
  tier: premium
  stations: [rain.station.md]
  -- sources.yaml --
  - { id: noah, title: On Rain }
  -- sources/noah.txt --
  Some 40 liters fell in a day.
  -- rain.ledger.jsonl --
  {"format":1,"splitter":1}
  ${verifiedLine(FACT, "noah", { at: "2026-01-01" })}
  -- rain.station.md --
  # Rain

  Some 40 liters fell in a day [@noah].
`;

const workspaceOf = (fixture: string) => fixtureWorkspace(parseFixture(fixture));

function stateIn(workspace: Workspace, promised = false): string {
  const path = workspace.paths.get(`${ROOT}/path.yaml`)!;
  return statusOf(path, path.stops[0]!, { today: TODAY, promised }).sentences[0]!.state;
}

describe("what counts as verified follows the path's options", () => {
  const days = "rules: { sentence-verified: { days: 30 } }\n";

  test("of its path.yaml", () => {
    expect(stateIn(workspaceOf(RAIN))).toBe("fresh");
    expect(stateIn(workspaceOf(RAIN.replace("tier: premium\n", `tier: premium\n  ${days}`)))).toBe("expired");
  });

  test("of a stationmaster.yaml that comes, changes and goes", () => {
    const before = workspaceOf(RAIN);
    const file = `${ROOT}/stationmaster.yaml`;
    const set = withFile(before, file, days);
    expect(stateIn(set)).toBe("expired");
    const longer = withFile(set, file, days.replace("30", "3000"));
    expect(stateIn(longer)).toBe("fresh");
    expect(stateIn(withFile(set, file, undefined))).toBe("fresh");
  });

  test("unless they can't be understood", () => {
    const wrong = "rules: { sentence-verified: { days: -1, stored: maybe, methods: human } }";
    const noText = RAIN.replace(/ {2}-- sources\/noah.txt --\n.*\n/, "");
    expect(stateIn(workspaceOf(noText.replace("tier: premium\n", `tier: premium\n  ${wrong}\n`)))).toBe("missing");
  });

  test("and on other paths a promise asks what a premium path does", () => {
    const noText = RAIN.replace(/ {2}-- sources\/noah.txt --\n.*\n/, "").replace("tier: premium\n", "");
    const workspace = workspaceOf(noText);
    expect([stateIn(workspace), stateIn(workspace, true)]).toEqual(["fresh", "missing"]);
  });

  test("of each of its paths", () => {
    const other = `-- other/path.yaml --\ntier: premium\n${days}stations: [../rain.station.md]\nsources: ../sources.yaml\n`;
    const workspace = workspaceOf(
      `${RAIN.replace(/^ {2}/gm, "")}${other}-- other/sources/noah.txt --\nSome 40 liters fell in a day.\n`,
    );
    const states = [...workspace.paths.values()].map(
      (path) => statusOf(path, path.stops[0]!, { today: TODAY }).sentences[0]!.state,
    );
    expect(states.sort()).toEqual(["expired", "fresh"]);
  });
});

describe("a path is not whole", () => {
  const two = RAIN.replace("[rain.station.md]", "[rain.station.md, hail.station.md]");
  const coverageOf = (workspace: Workspace) =>
    pathCoverage(workspace.paths.get(`${ROOT}/path.yaml`)!, { today: TODAY });

  test("where a station is missing", () => {
    expect(coverageOf(workspaceOf(two))).toMatchObject({ covered: 1, due: 1, unread: 1 });
    expect(coverageText(coverageOf(workspaceOf(two)))).toBe("1 of 1 fact verified, 1 station that can't be read");
  });

  test("where a station is too long to be read", () => {
    const long = withFile(workspaceOf(two), `${ROOT}/hail.station.md`, `# Hail\n\n${"It hails. ".repeat(12_000)}`);
    expect(coverageOf(long)).toMatchObject({ covered: 1, due: 1, unread: 1 });
  });

  test("but whole with a station that is planned", () => {
    const planned = RAIN.replace("[rain.station.md]", "[rain.station.md, { planned: Hail }]");
    expect(coverageOf(workspaceOf(planned))).toMatchObject({ covered: 1, due: 1, unread: 0 });
  });
});
