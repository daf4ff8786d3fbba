import { expect, test } from "vitest";
import { stationEdits } from "../../../server/src/path/rename-files.ts";
import { stationOf } from "../../../server/src/path/workspace.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

const WELLS = "---\npermalink: /springs/\n---\n# Wells\n";

test.each<[link: string, after: string]>([
  ["01-wells", "02-deep-wells"],
  ["wells.html", "deep-wells.html"],
  ["/2020/wells/", "/2020/deep-wells/"],
  ["01-wells.md", "02-deep-wells.md"],
  ["/springs/", "/springs/"],
])("a link to “%s” is “%s” after its file is renamed", (link, after) => {
  const files = parseFixture(`-- path.yaml --
stations: [01-wells.md, rivers.md]
-- 01-wells.md --
${WELLS}
-- rivers.md --
# Rivers

See [them](${link}).
`);
  const workspace = fixtureWorkspace(files);
  const file = `${ROOT}/rivers.md`;
  const edits = stationEdits(workspace, file, stationOf(workspace, file)!, (each) =>
    each.replace("01-wells.md", "02-deep-wells.md"),
  );
  expect(applyEdits(files.get(file)!, edits)).toContain(`[them](${after})`);
});
