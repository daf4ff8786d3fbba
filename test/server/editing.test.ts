import { describe, expect, test } from "vitest";
import type { CodeAction, Position, Range, TextEdit } from "vscode-languageserver/node";
import type { CellStep, EmphasisStep, PreviewAnswer } from "../../server/src/protocol/messages.ts";
import { applyEdits } from "../../server/src/text/edit.ts";
import { lineStarts, positionAt } from "../../server/src/text/lines.ts";
import { folderWith } from "../support/command-line.ts";
import { withCursor } from "../support/cursor.ts";
import { LanguageClient } from "../support/language-client.ts";

const NAME = "rain.station.md";

/** A client with one open station, whose cursor or selection is given. */
async function opened(drawn: string, encodings?: readonly string[]) {
  const { text, selection } = withCursor(drawn);
  const client = await LanguageClient.start(folderWith(""), { ...(encodings && { encodings }) });
  await client.open(NAME, text);
  const starts = lineStarts(text);
  const at = (offset: number): Position => positionAt(text, starts, offset, client.encoding);
  const range: Range = { start: at(selection.start), end: at(selection.end) };
  const textDocument = { uri: client.uri(NAME) };
  const textAfter = (edits: readonly TextEdit[]) =>
    applyEdits(
      text,
      edits.map((edit) => ({ range: client.offsets(text, edit.range), newText: edit.newText })),
    );
  return { client, range, textDocument, textAfter };
}

describe("a table", () => {
  test("is known around a place, and gone through cell by cell", async () => {
    const { client, range, textDocument, textAfter } = await opened(
      "# Rain\n\n| 平和 | b |\n| - | - |\n| c | d$0 |\n",
      ["utf-8"],
    );
    const place = { textDocument, position: range.start };
    expect(await client.request("stationmaster/table", place)).toEqual({
      start: { line: 2, character: 0 },
      end: { line: 4, character: 9 },
    });
    const title = { textDocument, position: { line: 0, character: 1 } };
    expect(await client.request("stationmaster/table", title)).toBeNull();
    expect(await client.request("stationmaster/cell", { ...title, to: "next" })).toBeNull();
    const found = await client.request<CellStep>("stationmaster/cell", { ...place, to: "next" });
    const after = "# Rain\n\n| 平和 | b   |\n| ---- | --- |\n| c    | d   |\n|      |     |\n";
    expect(textAfter(found.edits as TextEdit[])).toBe(after);
    const cell = { line: 5, character: 2 };
    expect(found.selection).toEqual({ start: cell, end: cell });
  });
});

test("the light bulb offers fixes, then to define, and last to suppress, before refactorings", async () => {
  const { client, range, textDocument } = await opened("# Rain\n\nThe the D$0DT stays. The birds don't.\n");
  const offered = async (from: number, only?: readonly string[]) => {
    const context = { diagnostics: [], ...(only && { only }) };
    const place = { start: { line: 2, character: from }, end: range.end };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument,
      range: place,
      context,
    });
    return actions.map(({ kind, title }) => `${kind}: ${title.split(" ")[0]}`);
  };
  await client.pull(NAME);
  expect(await offered(0, ["quickfix"])).toEqual(["quickfix: Remove", "quickfix: Define", "quickfix: Suppress"]);
  expect(await offered(0, ["refactor"])).toContain("refactor.extract: Define");
  expect(await offered(range.start.character, ["quickfix"])).toEqual([]);
  expect(await offered(range.start.character, ["refactor"])).toContain("refactor.extract: Define");
});

test("nothing is a mistake yet in a station that is open and empty", async () => {
  const { client } = await opened("");
  await client.open("snow.station.txt", "\n");
  expect(await client.pull("snow.station.txt")).toEqual([]);
  await client.replace("snow.station.txt", "- Snow\n");
  expect((await client.pull("snow.station.txt")).map(({ message }) => message)).toContain(
    "This station has no title. Please start it with a line that is its title.",
  );
});

test("what is selected becomes bold, at each place", async () => {
  const { client, range, textDocument, textAfter } = await opened("# Rain\n\n平和 $0falls$0 here.\n", ["utf-8"]);
  const params = { textDocument, ranges: [range], emphasis: "bold" };
  const found = await client.request<EmphasisStep>("stationmaster/emphasis", params);
  expect(textAfter(found.edits as TextEdit[])).toBe("# Rain\n\n平和 **falls** here.\n");
  expect(found.selections).toEqual([{ start: { line: 2, character: 9 }, end: { line: 2, character: 14 } }]);
});

const options = { tabSize: 2, insertSpaces: true };

describe("the server", () => {
  test("formats a station, and a range of it", async () => {
    const { client, range, textDocument, textAfter } = await opened("# Rain\n\n|平和|b|\n|-|-|\n\n$0* Drops$0\n");
    const whole = await client.request<TextEdit[]>("textDocument/formatting", { textDocument, options });
    expect(textAfter(whole)).toBe("# Rain\n\n| 平和 | b   |\n| ---- | --- |\n\n- Drops\n");
    const part = await client.request<TextEdit[]>("textDocument/rangeFormatting", { textDocument, range, options });
    expect(textAfter(part)).toBe("# Rain\n\n|平和|b|\n|-|-|\n\n- Drops\n");
  });

  test("formats on a command, and as a source action that saving may run", async () => {
    const { client, range, textDocument } = await opened("# Rain\n\n|a|b|\n|-|-|\n\n$0* Drops$0\n");
    const whole = "# Rain\n\n| a   | b   |\n| --- | --- |\n\n- Drops\n";
    const part = "# Rain\n\n|a|b|\n|-|-|\n\n- Drops\n";
    const actions = (at: Range, only?: readonly string[]) =>
      client.request<CodeAction[]>("textDocument/codeAction", {
        textDocument,
        range: at,
        context: { diagnostics: [], ...(only && { only }) },
      });
    const all = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };
    const [action, ...more] = await actions(all, ["source.formatStation"]);
    expect(more).toEqual([]);
    expect(client.after(NAME, action!.edit!)).toBe(whole);
    expect(client.after(NAME, (await actions(range, ["source.formatStation"]))[0]!.edit!)).toBe(part);
    expect((await actions(all)).filter(({ kind }) => kind?.startsWith("source"))).toEqual([]);
    await client.execute("stationmaster.formatStation", textDocument.uri, range);
    await client.execute("stationmaster.formatStation", textDocument.uri);
    expect(client.edits.map(({ edit }) => client.after(NAME, edit))).toEqual([part, whole]);
    await client.replace(NAME, whole);
    expect(await client.execute("stationmaster.formatStation", textDocument.uri)).toEqual({
      message: "This is formatted already.",
    });
  });

  test("makes the fix that a preview shows beside a finding, and no other", async () => {
    const text = "# Rain\n\nIt falls on the the hills.\n";
    const { client, textDocument } = await opened(text);
    const page = await client.ask<PreviewAnswer>("stationmaster/preview", NAME, { id: "1", revision: 0 });
    const marks = Object.values(page.marks).flat();
    const { range, fixes } = marks.find(({ rule }) => rule === "no-repeated-word")!;
    const version = client.texts.get(textDocument.uri)!.version;
    await client.execute("stationmaster.applyFix", textDocument.uri, "no-repeated-word", range, fixes[0], version);
    expect(client.edits.map(({ edit }) => client.after(NAME, edit))).toEqual(["# Rain\n\nIt falls on the hills.\n"]);
    const refused = "The text has changed in the meantime. Please try again.";
    const given = ["no-repeated-word", range, fixes[0], version] as const;
    for (const [at, forged] of ["hook", { start: 0, end: text.length }, "Remove everything", version + 1].entries()) {
      const other = given.with(at, forged as never);
      await expect(client.execute("stationmaster.applyFix", textDocument.uri, ...other)).rejects.toThrow(refused);
    }
    expect(client.edits).toHaveLength(1);
  });

  test("shows what was found last at its sentence, while the text around it is typed", async () => {
    const text = "# Rain\n\nIt rains. It falls on the the hills. It stops.\n";
    const { client } = await opened(text);
    const sentences = async () => {
      const page = await client.ask<PreviewAnswer>("stationmaster/preview", NAME, { id: "1", revision: 0 });
      const shown = client.texts.get(client.uri(NAME))!.text;
      return Object.entries(page.marks).flatMap(([key, marks]) =>
        marks
          .filter(({ rule }) => rule === "no-repeated-word")
          .map(({ sentence, range }) => {
            const [start, end] = page.ranges[key]!.slice(2 * sentence);
            return [shown.slice(start, end), shown.slice(range.start, range.end)];
          }),
      );
    };
    const [found] = await sentences();
    expect(found?.[0]).toBe("It falls on the the hills.");
    await client.replace(NAME, text.replace("It rains", "Now it really rains"));
    expect(await sentences()).toEqual([found]);
    await client.replace(NAME, text.replace("It rains. ", ""));
    expect(await sentences()).toEqual([found]);
  });

  test("formats for clients that count in bytes", async () => {
    const { client, textDocument, textAfter } = await opened("# Rain\n\n|平和|😀 |\n|-|-|", ["utf-8"]);
    expect(client.encoding).toBe("utf-8");
    const whole = await client.request<TextEdit[]>("textDocument/formatting", { textDocument, options });
    expect(textAfter(whole)).toBe("# Rain\n\n| 平和 | 😀  |\n| ---- | --- |\n");
  });

  test("has nothing to format in a file that is no station", async () => {
    const { client } = await opened("# Rain");
    await client.open("path.yaml", "title:   Rain");
    const textDocument = { uri: client.uri("path.yaml") };
    expect(await client.request("textDocument/formatting", { textDocument, options })).toEqual([]);
  });

  test("goes on with a list on Enter, and lines up a table on a pipe", async () => {
    const { client, range, textDocument, textAfter } = await opened("# Rain\n\n1. Drops\n$0");
    const ask = (ch: string) =>
      client.request<TextEdit[]>("textDocument/onTypeFormatting", { textDocument, position: range.start, ch, options });
    expect(textAfter(await ask("\n"))).toBe("# Rain\n\n1. Drops\n2. \n");
    expect(await ask("|")).toEqual([]);
  });

  test("says what pasted text becomes, at one place", async () => {
    const { client, range, textDocument } = await opened("# Rain\n\nSee $0the charter$0.");
    const ask = (params: object) => client.request("stationmaster/paste", { textDocument, ...params });
    const made = { text: "[the charter](https://un.org)", title: "Insert a link" };
    expect(await ask({ range, text: "https://un.org" })).toEqual(made);
    expect(await ask({ ranges: [range], text: "https://un.org", html: "" })).toEqual(made);
    expect(await ask({ ranges: [range, range], text: "https://un.org" })).toBeNull();
    expect(await ask({ range, text: "un" })).toBeNull();
  });

  test("offers refactorings of the kinds that are asked for", async () => {
    const { client, range, textDocument } = await opened("# Rain\n\nIt rains.$0 It snows.\n");
    const ask = (only?: readonly string[]) =>
      client.request<CodeAction[]>("textDocument/codeAction", {
        textDocument,
        range,
        context: { diagnostics: [], ...(only && { only }) },
      });
    const [action] = (await ask(["refactor"])).filter(({ title }) => title === "Turn the sentences into a list");
    expect(action?.kind).toBe("refactor.rewrite");
    expect(client.after(NAME, action!.edit!)).toBe("# Rain\n\n- It rains.\n- It snows.\n");
    expect((await ask()).map(({ title }) => title)).toContain("Turn the sentences into a list");
    expect((await ask(["refactor.extract"])).map(({ title }) => title)).not.toContain("Turn the sentences into a list");
    expect((await ask(["quickfix"])).some(({ kind }) => kind !== "quickfix")).toBe(false);
  });
});
