import type { Connection } from "vscode-languageserver";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import packageJson from "../../../package.json" with { type: "json" };
import type { Host } from "../protocol/host.ts";
import { serve } from "../protocol/server.ts";
import { lookUpWithin, picturesIn, readText, scan, today } from "./disk.ts";
import { readersFor } from "./readers.ts";

const host: Host = {
  readers: readersFor,
  list: async (folders) => folders.flatMap((folder) => scan(folder)),
  read: async (file) => {
    const read = readText(file);
    return "text" in read ? read.text.replace(/^\uFEFF/, "") : undefined;
  },
  lookUp: lookUpWithin,
  pictures: async (folder) => picturesIn(folder),
  printPdf: async (html, file) => (await import("./pdf.ts")).printPdf(html, file),
  today,
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Serves one client over standard input and output until it is gone. */
export function serveStdio(): Promise<number> {
  // Whatever is printed would be taken for a message.
  console.log = console.error;
  return run(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}

/** Serves the client that started this process, over the channel it asked for. */
export function serveParent(): Promise<number> {
  return run(createConnection(ProposedFeatures.all));
}

function run(connection: Connection): Promise<number> {
  serve(connection, host, packageJson.version);
  return new Promise((resolve) => connection.onExit(() => resolve(0)));
}
