import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import packageJson from "../../../../package.json" with { type: "json" };
import { fileKind, isPicture } from "../../files/kinds.ts";
import { isInside } from "../../files/names.ts";
import type { Host } from "../../protocol/host.ts";
import { serve } from "../../protocol/server.ts";
import { askClient } from "../../protocol/to-client.ts";
import { Uris } from "../../protocol/uris.ts";
import { readStation } from "../../station/station.ts";
import { readBibtex } from "../bibtex.ts";
import { NO_TEXT, whyUnread } from "../unread.ts";
import { readWithRemark } from "./remark-reader.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
);

/** Folders of several file systems may lie in one workspace: their files are told apart as the server tells them. */
const uris = new Uris();

/** Everything that lies in the workspace's folders, as the client last told. */
let known: ReadonlySet<string> = new Set();

async function listIn(folders: readonly string[]): Promise<readonly string[]> {
  const listed = await askClient(connection, "stationmaster/listFiles", undefined);
  const files = listed.map((uri) => uris.fileOf(uri));
  known = new Set(files);
  return files.filter((file) => folders.some((folder) => isInside(folder, file)) && fileKind(file) !== "other");
}

const host: Host = {
  readers: async () => ({
    station: (text, language) => readStation(text, readWithRemark, language),
    bibtex: readBibtex,
  }),
  list: listIn,
  listBelow: listIn,
  read: async (file) => {
    const read = await askClient(connection, "stationmaster/readFile", { uri: uris.uriOf(file) });
    if (read === null) return undefined;
    const { text, code = NO_TEXT } = read;
    return text === undefined ? { text: "", unread: whyUnread(code) } : { text };
  },
  lookUp: (folders) => (file) => {
    if (!folders.some((folder) => isInside(folder, file))) return "outside";
    return known.has(file) ? "found" : "missing";
  },
  realPlace: (file) => file,
  pictures: async (folder) => [...known].filter((file) => isInside(folder, file) && isPicture(file)).slice(0, 500),
  today: () => new Date().toISOString().slice(0, 10),
  withinTime: (_, run) => ({ value: run() }),
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

serve(connection, host, packageJson.version, uris);
