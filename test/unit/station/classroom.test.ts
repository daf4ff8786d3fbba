import { describe, expect, test } from "vitest";
import { station } from "../../support/fixture.ts";

function referencesIn(text: string): readonly string[] {
  return station(text).references.map((each) => each.text);
}

const BODY = "\n\nCatch some drops.\n\n";

describe("stations in a classroom", () => {
  test.each([
    [
      "bold lines",
      `Set up four stations.\n\n**Station 1: Drops**${BODY}**Station 2: Ice**${BODY}Go back to Station 1.\n`,
    ],
    [
      "headings",
      `Pupils rotate between stations.\n\n## Station 1: Drops${BODY}## Station 2: Ice${BODY}Clean Station 2.\n`,
    ],
    ["items", "Set out five stations around the room.\n\n- Station 1: Drops\n- Station 2 – Ice\n- Station 3: Fog\n"],
    [
      "rows",
      "These are the activity stations.\n\n| Where | What |\n|---|---|\n| Station 1 | Drops |\n| Station 2 | Ice |\n",
    ],
  ])("are no stations of the path: %s", (_, text) => {
    expect(referencesIn(`# Rain\n\n${text}`)).toEqual([]);
  });

  test.each([
    [
      "where nobody moves between them",
      `**Station 1: Drops**${BODY}**Station 2: Ice**${BODY}`,
      ["Station 1", "Station 2"],
    ],
    ["where only one is labeled", `Rotate through the stations.\n\n**Station 1: Drops**${BODY}`, ["Station 1"]],
    [
      "where their numbers do not rise",
      "Visit every station.\n\n- Station 4: Drops\n- Station 9: Ice\n",
      ["Station 4", "Station 9"],
    ],
    [
      "in an overview of the path",
      "Spend 5 minutes at each station before you go to the next station.\n\n- Station 1: Drops\n- Station 2: Ice\n",
      ["the next station", "Station 1", "Station 2"],
    ],
  ])("are stations of the path %s", (_, text, references) => {
    expect(referencesIn(`# Rain\n\n${text}`)).toEqual(references);
  });

  test("leave other stations of the path alone", () => {
    const text = `# Rain\n\nRotate through the stations.\n\n**Station 1: Drops**${BODY}**Station 2: Ice**${BODY}See Station 7.\n`;
    expect(referencesIn(text)).toEqual(["Station 7"]);
  });
});
