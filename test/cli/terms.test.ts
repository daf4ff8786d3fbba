import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));

const COURSE = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, wells.station.md]
  -- rain.station.md --
  # Rain

  **Key term:** Evaporation — how water becomes vapor.

  **Key term:** Common-pool resource (CPR) — a good that is used up.
  -- wells.station.md --
  # Wells

  By evaporation, common-pool resources and evaporation's traces are lost.
`;

describe("stationmaster terms", () => {
  test("lists the key terms of a path, and where each is defined", async () => {
    expect((await stationmaster(folderWith(COURSE), ["terms"])).out).toMatchInlineSnapshot(`
      "Water  path.yaml
      2 key terms
        Evaporation  Station 1 “Rain”, used 2 times
        Common-pool resource (CPR)  Station 1 “Rain”, used 1 time
      "
    `);
  });

  test("writes the words that a spelling checker should know, in the forms that are used", async () => {
    const { out, code } = await stationmaster(folderWith(COURSE), ["terms", "--format", "txt"]);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "Common-pool",
      "common-pool",
      "CPR",
      "Evaporation",
      "evaporation",
      "resource",
      "resources",
      "",
    ]);
  });

  test("takes a station on no path, and says where there is none", async () => {
    const folder = folderWith("-- dew.station.md --\n# Dew\n\n**Key term:** Dew — water on leaves.\n");
    expect((await stationmaster(folder, ["terms", "--format", "txt"])).out).toBe("Dew\n");
    expect((await stationmaster(folderWith(""), ["terms"])).out).toBe(
      "There is no learning path here, and no station.\n",
    );
    expect((await stationmaster(`${samples}/constitution`, ["terms"])).out).toContain("key terms");
  });
});
