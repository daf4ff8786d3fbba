import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import packageJson from "../../../../package.json" with { type: "json" };
import { IGNORING_FILES, saysWhatIsIgnored } from "../../files/ignoring-files.ts";
import { fileKind, isPicture } from "../../files/kinds.ts";
import { isInside } from "../../files/names.ts";
import { ignorePatterns } from "../../path/ignore-patterns.ts";
import type { FileOnDisk, Host, Ignoring } from "../../protocol/host.ts";
import { serve } from "../../protocol/server.ts";
import { askClient } from "../../protocol/to-client.ts";
import { Uris } from "../../protocol/uris.ts";
import { readStation } from "../../station/station.ts";
import { naturalOrder } from "../../text/natural-order.ts";
import { readBibtex } from "../bibtex.ts";
import { guessLanguage } from "../guess-language.ts";
import { ignoringBy } from "../ignoring.ts";
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

async function listAll(): Promise<readonly string[]> {
  const listed = await askClient(connection, "stationmaster/listFiles", undefined);
  const files = listed.map((uri) => uris.fileOf(uri));
  known = new Set(files);
  return files;
}

async function listIn(folders: readonly string[], ignoring?: Ignoring): Promise<readonly string[]> {
  const files = await listAll();
  return files.filter(
    (file) =>
      folders.some((folder) => isInside(folder, file)) && fileKind(file) !== "other" && !ignoring?.isIgnored(file),
  );
}

/** What is ignored in some folders: all that says so is read at once, since nothing can be read while it is asked. */
async function ignoringIn(folders: readonly string[]): Promise<Ignoring> {
  const saying = (await listAll()).filter(
    (file) => saysWhatIsIgnored(file) && folders.some((folder) => isInside(folder, file)),
  );
  const patterns = new Map<string, readonly string[]>();
  for (const file of saying) patterns.set(file, ignorePatterns(file, (await read(file))?.text ?? ""));
  return ignoringBy({
    roots: folders,
    isTop: (folder) => folders.includes(folder),
    patternsIn: (folder) => IGNORING_FILES.flatMap((name) => patterns.get(`${folder}/${name}`) ?? []),
  });
}

async function read(file: string): Promise<FileOnDisk | undefined> {
  const answer = await askClient(connection, "stationmaster/readFile", { uri: uris.uriOf(file) });
  if (answer === null) return undefined;
  const { text, code = NO_TEXT } = answer;
  return text === undefined ? { text: "", unread: whyUnread(code) } : { text };
}

const host: Host = {
  readers: async () => ({
    station: (text, language) => readStation(text, readWithRemark, language),
    bibtex: readBibtex,
  }),
  texReader: async () => (await import("../tex.ts")).readTex,
  ignoring: ignoringIn,
  list: (folders, _deep, _closed, ignoring) => listIn(folders, ignoring),
  listBelow: (places, _closed, ignoring) => listIn(places, ignoring),
  allFiles: async (folder) => {
    const ignoring = await ignoringIn([folder]);
    const isHidden = (file: string) => file.slice(folder.length).includes("/.");
    const all = await listAll();
    return all
      .filter((file) => isInside(folder, file) && !isHidden(file) && !ignoring.isIgnored(file))
      .sort(naturalOrder);
  },
  guessLanguage: async () => guessLanguage,
  read,
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
