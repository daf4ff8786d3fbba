import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { checkedFrames } from "../../server/src/hosts/frames.ts";
import { frame, RawServer } from "../support/raw-server.ts";

const ASK = { jsonrpc: "2.0", id: "ask", method: "workspace/symbol", params: { query: "rain" } };
const BODY = '{"jsonrpc":"2.0","id":9,"method":"x"}';

/** Bytes that are no text: one for each code unit. */
const bytes = (text: string) => Buffer.from(text, "latin1");

describe("a header that does not tell where the next message begins", () => {
  const HEADERS: readonly (readonly [name: string, sent: string, reason: string])[] = [
    ["another negative length", `Content-Length: -5\r\n\r\n${BODY}`, "its Content-Length is not a number of bytes"],
    ["a negative length", `Content-Length: -1\r\n\r\n${BODY}`, "its Content-Length is not a number of bytes"],
    ["a number with an exponent", `Content-Length: 1e3\r\n\r\n${BODY}`, "its Content-Length is not a number of bytes"],
    ["a hexadecimal number", `Content-Length: 0x10\r\n\r\n${BODY}`, "its Content-Length is not a number of bytes"],
    ["a word", `Content-Length: abc\r\n\r\n${BODY}`, "its Content-Length is not a number of bytes"],
    [
      "a huge number",
      `Content-Length: 9999999999\r\n\r\n${BODY}`,
      "its Content-Length is more than a message can have",
    ],
    [
      "a number of 12 digits",
      `Content-Length: 999999999999\r\n\r\n${BODY}`,
      "its Content-Length is not a number of bytes",
    ],
    ["no length", `Content-Type: x\r\n\r\n${BODY}`, "it has no Content-Length"],
    ["nothing", `\r\n${BODY}`, "it has no Content-Length"],
    ["no colon", `Content-Length 37\r\n\r\n${BODY}`, "a line of a header is no name and value"],
    ["bare line feeds", `Content-Length: 37\n\n${BODY}`, "a line of a header doesn't end with CR LF"],
    ["something for a web server", "GET / HTTP/1.1\r\n\r\n", "a line of a header is no name and value"],
    [
      "a length that is too small",
      `Content-Length: ${BODY.length - 1}\r\n\r\n${BODY}Content-Length: ${BODY.length}\r\n\r\n${BODY}`,
      "it has no Content-Length",
    ],
    [
      "a length that is too large",
      `Content-Length: ${BODY.length + 1}\r\n\r\n${BODY}Content-Length: ${BODY.length}\r\n\r\n${BODY}`,
      "it has no Content-Length",
    ],
    ["no end", "X".repeat(100_000), "a header is longer than 8192 bytes"],
  ];

  test.each(HEADERS)("is the last that is read, and says why: %s", async (_, sent, reason) => {
    const unreadable = new Promise<string>((resolve) => {
      const server = RawServer.start(resolve);
      server.initialize();
      server.send(bytes(sent));
    });
    expect(await unreadable).toBe(reason);
  });

  test.each([HEADERS[0]!, HEADERS.at(-1)!])("ends the server with one line: %s", async (_, sent, reason) => {
    const server = RawServer.startProcess();
    server.initialize();
    await server.answer("initialize");
    server.send(bytes(sent));
    expect(await server.ended).toEqual({
      code: 1,
      err: `stationmaster: A message can't be read: ${reason}. The server ends here.\n`,
    });
  });
});

test("a message that is none costs nothing but itself", async () => {
  const server = RawServer.start();
  server.initialize();
  for (const [name, sent] of [
    ["nothing", frame("")],
    ["no JSON", frame("{nope")],
    ["null", frame("null")],
    ["a number", frame("5")],
    ["an empty batch", frame("[]")],
    ["a batch", frame(`[${BODY}]`)],
    ["an object without a method", frame("{}")],
    ["bytes that are no UTF-8", bytes('Content-Length: 4\r\n\r\n"\xff\xfe"')],
    ["brackets in brackets", frame("[".repeat(200_000) + "]".repeat(200_000))],
    ["a method without a name", frame('{"jsonrpc":"2.0","id":9,"method":5}')],
    ["parameters that are none", frame('{"jsonrpc":"2.0","id":9,"method":"textDocument/hover","params":7}')],
    ["an id that is null", frame('{"jsonrpc":"2.0","id":null,"method":"textDocument/hover","params":{}}')],
    ["an id that is an object", frame('{"jsonrpc":"2.0","id":{},"method":"textDocument/hover","params":{}}')],
    ["an answer to nothing", frame('{"jsonrpc":"2.0","id":12345,"result":null}')],
    ["a cancellation without parameters", frame('{"jsonrpc":"2.0","method":"$/cancelRequest"}')],
    ["a cancellation of null", frame('{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}')],
    ["a cancellation of an object", frame('{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}')],
    ["no parameters", frame('{"jsonrpc":"2.0","id":9,"method":"textDocument/hover"}')],
  ] as const) {
    server.send(sent, frame({ ...ASK, id: name }));
    expect((await server.answer(name)).result, name).toEqual([]);
  }
});

test("a message that is none is answered or reported", async () => {
  const server = RawServer.start();
  server.initialize();
  await server.answer("initialize");
  const noJson = ["", "{nope"];
  server.send(...noJson.map(frame));
  await server.until(() =>
    server.messages.filter(({ id }) => id === null).length === noJson.length ? true : undefined,
  );
  expect(server.messages.filter(({ id }) => id === null).map(({ error }) => error)).toEqual(
    noJson.map(() => ({ code: -32700, message: "This message is not JSON." })),
  );
  const noMessages = ["null", "5", "[]", `[${BODY}]`, "{}", "[".repeat(200_000) + "]".repeat(200_000)];
  server.send(...noMessages.map(frame), frame(ASK));
  await server.answer("ask");
  expect(server.told("window/logMessage")).toHaveLength(noMessages.length);
});

test("messages are read in pieces of any size, and many at once", async () => {
  const server = RawServer.start();
  server.initialize();
  await server.answer("initialize");
  for (const byte of frame({ ...ASK, id: "byte by byte" })) server.send(Buffer.of(byte));
  server.send(bytes(`content-type: a; charset=utf-8\r\ncontent-length:  ${BODY.length} \r\n\r\n${BODY}`));
  server.send(Buffer.concat(Array.from({ length: 200 }, (_, at) => frame({ ...ASK, id: at + 100 }))));
  expect((await server.answer("byte by byte")).result).toEqual([]);
  expect((await server.answer(9)).error?.code).toBe(-32601);
  expect((await server.answer(299)).result).toEqual([]);
});

test("what is cut anywhere is passed on as it was", () => {
  const whole = Buffer.concat([frame({ text: "Wörter" }), frame(BODY), frame(""), frame("x".repeat(300))]);
  for (let size = 1; size < 80; size++) {
    const reasons: string[] = [];
    const guard = checkedFrames((reason) => reasons.push(reason));
    const passed: Buffer[] = [];
    guard.on("data", (data: Buffer) => passed.push(data));
    for (let at = 0; at < whole.length; at += size) guard.write(whole.subarray(at, at + size));
    guard.end();
    expect(reasons).toEqual([]);
    expect(Buffer.concat(passed).equals(whole)).toBe(true);
  }
});

test("each of 2,000 requests is answered once, whatever its id", async () => {
  const server = RawServer.start();
  server.initialize();
  // As the library that carries messages writes them, every other one looks like the one before.
  const ids = Array.from({ length: 1_000 }, (_, at) => at - 500).flatMap((id) => [id, String(id)]);
  server.send(Buffer.concat(ids.map((id) => frame({ ...ASK, id }))));
  server.send(frame({ ...ASK, id: "last" }));
  await server.answer("last");
  const answered = server.messages.flatMap(({ id, method }) => (method === undefined && id !== undefined ? [id] : []));
  expect(answered).toHaveLength(2_002);
  expect(new Set(answered).size).toBe(2_002);
});

test("20,000 cancellations of nothing do no harm", async () => {
  const server = RawServer.start();
  server.initialize();
  const cancel = (id: number) => frame({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id } });
  server.send(Buffer.concat(Array.from({ length: 20_000 }, (_, at) => cancel(at + 1000))), frame(ASK));
  expect((await server.answer("ask")).result).toEqual([]);
});

describe("the life of a server", () => {
  test("nothing is answered before it is initialized", async () => {
    const server = RawServer.start();
    server.send(frame({ jsonrpc: "2.0", method: "textDocument/didOpen", params: {} }), frame(ASK));
    expect((await server.answer("ask")).error?.code).toBe(-32002);
    server.initialize();
    expect((await server.answer("initialize")).result).toBeDefined();
    server.send(frame({ ...ASK, id: "again" }));
    expect((await server.answer("again")).result).toEqual([]);
  });

  test("it is initialized once", async () => {
    const server = RawServer.start();
    server.initialize();
    server.send(frame({ jsonrpc: "2.0", id: 2, method: "initialize", params: { capabilities: {} } }));
    expect((await server.answer(2)).error?.code).toBe(-32600);
  });

  test("nothing is answered after its shutdown, and it ends well", async () => {
    const server = RawServer.startProcess();
    server.initialize();
    server.send(frame({ jsonrpc: "2.0", id: 2, method: "shutdown" }), frame(ASK));
    expect((await server.answer("ask")).error?.code).toBe(-32600);
    server.send(frame({ jsonrpc: "2.0", method: "exit" }));
    expect(await server.ended).toEqual({ code: 0, err: "" });
  });

  test("without a shutdown it does not end well", async () => {
    const server = RawServer.startProcess();
    server.initialize();
    server.send(frame({ jsonrpc: "2.0", method: "exit" }));
    expect((await server.ended).code).toBe(1);
  });

  test("it ends when nobody can send it anything any more", async () => {
    const server = RawServer.startProcess();
    server.initialize();
    await server.answer("initialize");
    server.hangUp();
    expect((await server.ended).code).toBe(1);
  });

  test("it ends when its editor is gone", async () => {
    const editor = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    const server = RawServer.startProcess();
    server.initialize({ processId: editor.pid });
    await server.answer("initialize");
    editor.kill("SIGKILL");
    expect((await server.ended).code).toBe(1);
  }, 20_000);
});
