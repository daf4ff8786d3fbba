import { expect, test } from "vitest";
import { IGNORES_NOTHING } from "../../../server/src/hosts/ignoring.ts";
import { readClient } from "../../../server/src/protocol/client-features.ts";
import { linesOf, openDocument } from "../../../server/src/protocol/documents.ts";
import type { Host } from "../../../server/src/protocol/host.ts";
import { Session } from "../../../server/src/protocol/session/session.ts";
import { Uris } from "../../../server/src/protocol/uris.ts";
import { readers } from "../../support/server-in-process.ts";

/** A place without a disk. */
const HOST: Host = {
  readers: async () => readers,
  texReader: async () => () => undefined,
  ignoring: async () => IGNORES_NOTHING,
  list: async () => [],
  listBelow: async () => [],
  allFiles: async () => [],
  guessLanguage: async () => () => undefined,
  read: async () => undefined,
  lookUp: () => () => "missing",
  realPlace: (file) => file,
  pictures: async () => [],
  today: () => "2026-11-29",
  withinTime: (_, run) => ({ value: run() }),
  later: () => () => {},
};

const FILE = "/water/rain.station.md";

async function start() {
  const session = new Session(HOST, (message) => expect.fail(message));
  await session.start();
  const client = readClient({ processId: null, rootUri: null, capabilities: {} });
  let version = 0;
  const document = (text: string) => openDocument(linesOf(text, "utf-16"), ++version, "station");
  const snapshot = () => session.snapshot({ uris: new Uris(), client });
  return { session, document, snapshot };
}

const rulesOf = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

test("a snapshot stays as it is while its document is changed and closed", async () => {
  const { session, document, snapshot } = await start();
  session.open(FILE, document("# Rain\n\nRain rain falls.\n"));
  const before = snapshot();
  session.change(FILE, document("# Rain\n\nRain falls.\n"), undefined);
  const after = snapshot();
  session.configure({ scope: "open", inlayHints: false });
  await session.close(FILE);
  expect([before.linesOf(FILE).text, after.linesOf(FILE).text]).toEqual([
    "# Rain\n\nRain rain falls.\n",
    "# Rain\n\nRain falls.\n",
  ]);
  expect(rulesOf(after.findings(FILE))).not.toContain("no-repeated-word");
  expect(rulesOf(before.findings(FILE))).toContain("no-repeated-word");
  expect([before, after].map(({ documents }) => documents.get(FILE)?.version)).toEqual([1, 2]);
  expect([before.settings.inlayHints, snapshot().settings.inlayHints]).toEqual([true, false]);
  expect(snapshot().documents.size).toBe(0);
});

test("a snapshot leaves out opinions on the sentence that was being typed, whatever is typed since", async () => {
  const { session, document, snapshot } = await start();
  const text = "# Rain\n\nMost experts agree that rain is wet. It ends.\n";
  session.open(FILE, document(text));
  session.change(FILE, document(text), text.indexOf("agree"));
  const typing = snapshot();
  session.typing = undefined;
  const opinion = "no-unattributed-claim";
  expect(rulesOf(typing.findings(FILE))).toContain(opinion);
  expect(rulesOf(typing.shown(FILE))).not.toContain(opinion);
  expect(rulesOf(snapshot().shown(FILE))).toContain(opinion);
});
