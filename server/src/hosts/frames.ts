import { Transform } from "node:stream";

/** Headers are some 30 bytes long; an editor that sends more than this sends something else. */
const LONGEST_HEADER = 8 * 1024;

/** A message becomes one string, and V8 has none that are longer (2^29 - 24 code units). */
const LONGEST_MESSAGE = 2 ** 29 - 24;

/**
 * Passes on the bytes of messages, each a header with its length and then as many bytes, and looks at the headers. Where one is
 * broken nobody can tell where the next message begins: a reader that waits for it would never answer again.
 * @param onBroken told what is wrong; nothing is passed on from there
 */
export function checkedFrames(onBroken: (reason: string) => void): Transform {
  let header = "";
  let left = 0;
  let broken = false;

  /** Goes through the next bytes of a message or its header. Gives back how many they were. */
  const advance = (chunk: Buffer, at: number): number => {
    if (left > 0) {
      const passed = Math.min(left, chunk.length - at);
      left -= passed;
      return passed;
    }
    const newline = chunk.indexOf("\n", at);
    const end = newline < 0 ? chunk.length : newline + 1;
    header += chunk.toString("latin1", at, Math.min(end, at + LONGEST_HEADER + 1));
    // defense: longest-header
    if (header.length > LONGEST_HEADER) throw new Error(`a header is longer than ${LONGEST_HEADER} bytes`);
    if (newline >= 0 && !header.endsWith("\r\n")) throw new Error("a line of a header doesn't end with CR LF");
    if (header.endsWith("\r\n\r\n") || header === "\r\n") {
      left = lengthIn(header);
      header = "";
    }
    return end - at;
  };

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length && !broken; ) at += advance(chunk, at);
      } catch (error) {
        broken = true;
        onBroken((error as Error).message);
      }
      done(null, broken ? undefined : chunk);
    },
  });
}

/**
 * The number of bytes that follow a header.
 * @throws Error where it tells none
 */
function lengthIn(header: string): number {
  let length: number | undefined;
  for (const line of header.split("\r\n").slice(0, -2)) {
    const [, name, value] = /^([!-9;-~]+):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error("a line of a header is no name and value");
    if (name.toLowerCase() !== "content-length") continue;
    if (!/^\d{1,10}$/.test(value.trim())) throw new Error("its Content-Length is not a number of bytes");
    length = Number(value.trim());
    if (length > LONGEST_MESSAGE) throw new Error("its Content-Length is more than a message can have");
  }
  if (length === undefined) throw new Error("it has no Content-Length");
  return length;
}
