import { PassThrough, type Readable, type Writable } from "node:stream";
import { createConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { readBibtex } from "../../server/src/hosts/bibtex.ts";
import { IGNORES_NOTHING } from "../../server/src/hosts/ignoring.ts";
import { readTex } from "../../server/src/hosts/tex.ts";
import type { Host } from "../../server/src/protocol/host.ts";
import { serve } from "../../server/src/protocol/server.ts";
import { station } from "./fixture.ts";

/** How stations and lists of sources are read by it. */
export const readers = { station, bibtex: readBibtex };

/**
 * A server within this process, for tests that ask too much, or look at too small a moment, to talk to another one.
 * @param files the names of all files that there are
 * @param read what one of them holds
 * @param later how it waits; by the clock, where a test does not say when time has passed
 * @returns where it listens, and what it says, as bytes and as messages
 */
export function serverInProcess(
  files: Iterable<string>,
  read: (file: string) => Promise<string | undefined>,
  later: Host["later"] = byTheClock,
): { input: Writable; output: Readable; reader: StreamMessageReader; writer: StreamMessageWriter } {
  const all = [...files];
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(
    createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    {
      // Called through the object, which a test may spy on.
      readers: async () => ({ ...readers, station: (text: string) => readers.station(text) }),
      texReader: async () => readTex,
      ignoring: async () => IGNORES_NOTHING,
      list: async (folders) => all.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`))),
      listBelow: async () => [],
      allFiles: async () => [...files],
      guessLanguage: async () => () => undefined,
      read: async (file) => {
        const text = await read(file);
        return text === undefined ? undefined : { text };
      },
      lookUp: () => () => "found",
      realPlace: (file) => file,
      pictures: async () => [],
      today: () => "2026-11-23",
      withinTime: (_, run) => ({ value: run() }),
      later,
    },
    "0",
  );
  return {
    input: toServer,
    output: toClient,
    reader: new StreamMessageReader(toClient),
    writer: new StreamMessageWriter(toServer),
  };
}

function byTheClock(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
