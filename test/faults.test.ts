import { beforeAll, expect, test } from "vitest";
import { offeredCapabilities, requests } from "../server/src/protocol/requests.ts";
import { folderWith } from "./support/command-line.ts";
import { faultyProgram } from "./support/faulty.ts";
import { LanguageClient } from "./support/language-client.ts";

let program: string;

/** A server in which every answer, every change, and what is done later fails where a text asks for it. */
beforeAll(async () => {
  const failing = (words: string) => `if (document.text.includes("${words}")) throw new Error("on purpose");`;
  program = await faultyProgram("faults", [
    {
      file: "server/src/protocol/entry.ts",
      before: "        if (!answered) throw",
      code: `if (file && connected.session.documents.get(file)?.text.includes("FAIL TO ANSWER")) throw new Error("on purpose");`,
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    this.documents.set(file, document);\n    this.typing =",
      code: failing("FAIL TO CHANGE"),
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    this.documents.set(file, document);\n    this.#put(file, document.text);",
      code: `
        ${failing("FAIL TO OPEN")}
        if (document.text.includes("FAIL LATER")) this.host.later(1, () => { throw new Error("on purpose, later"); });
        if (document.text.includes("FAIL SOON")) queueMicrotask(() => { throw new Error("on purpose, soon"); });
        if (document.text.includes("FAIL A PROMISE")) void Promise.reject(new Error("on purpose, promised"));
      `,
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    this.documents.delete(file);",
      code: `if (this.documents.get(file)?.text.includes("FAIL TO CLOSE")) throw new Error("on purpose");`,
    },
    {
      file: "server/src/protocol/session.ts",
      before: "    for (const file of files) if (!this.documents.has(file)) this.orders.forget(file);",
      code: `if (files.some((file) => file.includes("fail"))) throw new Error("on purpose");`,
    },
  ]);
}, 60_000);

const WELL = "# Rain\n\nRain rain falls.\n";

/** Whether a server still does what it is for. */
async function works(client: LanguageClient): Promise<void> {
  await client.open("well.station.md", WELL);
  expect(await client.rules("well.station.md")).toContain("no-repeated-word");
  await client.close("well.station.md");
}

const position = { line: 0, character: 1 };
const range = { start: position, end: position };
const PARAMS = {
  position,
  range,
  positions: [position],
  newName: "mist",
  ch: "\n",
  options: { tabSize: 2, insertSpaces: true },
  context: { diagnostics: [], includeDeclaration: true },
  ranges: [],
  text: "",
  id: "a",
  revision: 0,
  view: "station",
};

test("an answer that fails costs that answer", async () => {
  const client = await LanguageClient.start(folderWith("-- rain.station.md --\n# Rain\n"), { program });
  await client.open("rain.station.md", "# Rain\n\nFAIL TO ANSWER.\n");
  const methods: string[] = [];
  for (const { register } of requests) {
    register({ connection: { onRequest: ({ method }: { method: string }) => methods.push(method) } } as never);
  }
  expect(methods.length).toBeGreaterThan(Object.keys(offeredCapabilities()).length);
  const aboutDocuments = methods.filter((method) => method.startsWith("textDocument/"));
  for (const method of aboutDocuments) {
    await expect(client.ask(method, "rain.station.md", PARAMS), method).rejects.toMatchObject({
      code: -32603,
      message: expect.stringContaining("on purpose"),
    });
  }
  await works(client);
});

test.each(["FAIL TO OPEN", "FAIL LATER", "FAIL SOON", "FAIL A PROMISE", "FAIL TO CLOSE", "FAIL TO CHANGE"])(
  "what nobody waits for and fails costs nothing else: %s",
  async (words) => {
    const client = await LanguageClient.start(folderWith("-- rain.station.md --\n# Rain\n"), { program });
    if (words === "FAIL TO CHANGE") {
      await client.open("rain.station.md", WELL);
      await client.replace("rain.station.md", `${WELL}${words}`);
      await client.replace("rain.station.md", "# Rain\n\nSnow snow falls.\n");
      expect(await client.rules("rain.station.md")).toContain("no-repeated-word");
    } else {
      await client.open("rain.station.md", `${WELL}${words}`);
      await client.close("rain.station.md");
    }
    await client.tell("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("fail.station.md"), type: 1 }],
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await works(client);
  },
);
