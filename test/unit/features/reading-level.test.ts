import { describe, expect, test } from "vitest";
import { codeLenses } from "../../../server/src/features/code-lens.ts";
import { hover } from "../../../server/src/features/hover.ts";
import { preview } from "../../../server/src/features/preview.ts";
import { statusOf } from "../../../server/src/features/status.ts";
import { fixtureWorkspace, ROOT } from "../../support/fixture.ts";

const HARD =
  "Governments along an international river usually establish a permanent commission, because separate administrations rarely have reliable information about agricultural consumption.";

function workspaceFor(grade: number) {
  return fixtureWorkspace(
    new Map([
      [`${ROOT}/path.yaml`, `audience: { readingGrade: ${grade} }\nstations: [a.station.md]\n`],
      [`${ROOT}/a.station.md`, `# Rivers\n\n${Array.from({ length: 8 }, () => HARD).join(" ")}\n`],
    ]),
  );
}

const file = `${ROOT}/a.station.md`;
const host = { stationAddress: () => undefined, pictureAddress: () => undefined };

describe("where a station's grade is shown, it is said that its readers can't follow", () => {
  test.each([
    [11, true],
    [30, false],
  ])("on a path for grade %i: %s", (grade, isHard) => {
    const workspace = workspaceFor(grade);
    const shown = {
      lens: codeLenses(workspace, file).map(({ text }) => text),
      status: statusOf(workspace, file, [])?.detail,
      hover: hover(workspace, file, 3)!.lines.map(({ text }) => text),
      preview: preview(workspace, file, [], host)!.blocks.map(({ html }) => html),
    };
    for (const text of Object.values(shown)) {
      if (isHard) expect(String(text)).toMatch(/grade \d+, (?:and is )?written for (?:grade )?11/i);
      else expect(String(text)).not.toContain("written for");
    }
  });
});
