import { describe, expect, test } from "vitest";
import type { ServerNotifications } from "../../server/src/protocol/messages.ts";
import { folderWith } from "../support/command-line.ts";
import { LanguageClient } from "../support/language-client.ts";

const RAIN = `
  -- rain.station.md --
  # Rain

  **Key term:** Evaporation — how water becomes vapor.

  Drops.

  `;

/** Types at a place, a letter at a time, and waits after each until the server has taken it in. @returns where words were offered */
async function offered(languageId: string, ...typed: readonly [before: string, letters: string][]) {
  const client = await LanguageClient.start(folderWith(RAIN), { opensSuggestions: true });
  const told: string[] = [];
  client.connection.onNotification(
    "stationmaster/offers",
    ({ position: { line, character } }: ServerNotifications["stationmaster/offers"]) => {
      told.push(`${line}:${character}`);
    },
  );
  await client.open("rain.station.md", undefined, languageId);
  await client.rules("rain.station.md");
  for (const [before, letters] of typed) {
    const document = client.texts.get(client.uri("rain.station.md"))!;
    let offset = document.text.indexOf(before) + before.length;
    for (const letter of letters) {
      const lines = document.text.slice(0, offset).split("\n");
      const position = { line: lines.length - 1, character: lines.at(-1)!.length };
      document.text = document.text.slice(0, offset) + letter + document.text.slice(offset++);
      await client.tell("textDocument/didChange", {
        textDocument: { uri: client.uri("rain.station.md"), version: ++document.version },
        contentChanges: [{ range: { start: position, end: position }, text: letter }],
      });
      await client.rules("rain.station.md");
      // The server, which runs here, looks at the word in a turn of its own: one that was asked for before this one comes first.
      await new Promise((resolve) => setTimeout(resolve, 0));
      await client.rules("rain.station.md");
    }
  }
  return told;
}

describe("suggestions while somebody types Markdown", () => {
  test("come for the beginning of a key term, once per word", async () => {
    expect(await offered("markdown", ["Drops.", " By evapo"])).toEqual(["4:10"]);
    expect(await offered("markdown", ["Drops.", " By ev or evap"])).toEqual(["4:10", "4:16"]);
  });

  test("come for the beginning of a part of a station, at the start of a line", async () => {
    expect(await offered("markdown", ["Drops.", "\n\nTake"])).toEqual(["6:0"]);
    expect(await offered("markdown", ["Drops.", " Take"])).toEqual([]);
  });

  test("don't come for prose, in a term's own callout, or in the language of stations", async () => {
    expect(await offered("markdown", ["Drops.", " They fall to the ground.\n\nThe end"])).toEqual([]);
    expect(await offered("markdown", ["Drops.", " 12 e e e"])).toEqual([]);
    expect(await offered("markdown", ["Drops.", " By evaporatio"], ["how water", " by evaporatio"])).toEqual(["4:10"]);
    expect(await offered("station", ["Drops.", " By evapo"])).toEqual([]);
  });
});
