import { type KnownSentence, quoteOffers, sentenceAt, typedQuote } from "../features/verification.ts";
import { ledgerFileOf } from "../files/belongings.ts";
import type { Change } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import {
  acceptDrift,
  citeSentence,
  disputeSentence,
  type LedgerAndSentences,
  removeOrphans,
  setRole,
  verifySentence,
} from "../ledger/ledger-edits.ts";
import { type Cite, type Evidence, ROLES, type SentenceRole } from "../ledger/ledger-entry.ts";
import { readLedger } from "../ledger/ledger-file.ts";
import { ledgerSentences } from "../ledger/ledger-sentences.ts";
import { needsCitation } from "../ledger/roles.ts";
import type { Source } from "../path/source.ts";
import { roleOf } from "../path/verification.ts";
import { pathsOf } from "../path/workspace.ts";
import { citationsIn } from "../station/citations.ts";
import { changedMiddle } from "../text/edit.ts";
import { type Deed, type Runs, refuse } from "./commands.ts";
import { safeChange } from "./convert.ts";
import type { Choice, CommandAnswer, Question, VerificationCommands } from "./messages.ts";
import { type Snapshot, stationAt } from "./snapshot.ts";

/** The commands that keep a station's ledger. Each changes one sentence's line; what is not given is asked for. */
export const verificationCommands: Runs<VerificationCommands> = {
  "stationmaster.citeSentence": (snapshot, [uri, offset, key]) => {
    const at = find(snapshot, uri, offset);
    const sources = sourcesFor(at);
    if (typeof key !== "string") {
      return choose("Which source supports this sentence?", at, sources, (source) => ({
        title: sourceTitle(source),
        command: "stationmaster.citeSentence",
        arguments: [uri, offset, source.key],
      }));
    }
    const cite: Cite = { key, loc: undefined, verdict: undefined, evidence: undefined, rest: [] };
    return keep(at, (ledger) => citeSentence(ledger, at.status.sentence, cite));
  },

  "stationmaster.setRole": (snapshot, [uri, offset, role]) => {
    const at = find(snapshot, uri, offset);
    if (isRole(role)) return keep(at, (ledger) => setRole(ledger, at.status.sentence, role));
    const likely = roleOf(at.status);
    const roles = [likely, ...ROLES.filter((each) => each !== likely)];
    return choose("What is this sentence?", at, roles, (each) => ({
      title: `${ROLE_NAMES[each]}${each === likely ? " (probably)" : ""}`,
      command: "stationmaster.setRole",
      arguments: [uri, offset, each],
    }));
  },

  "stationmaster.verifySentence": (snapshot, [uri, offset, given, typed]) => {
    const at = find(snapshot, uri, offset);
    const known = { ...(given as Verifying | undefined), ...(typeof typed === "string" && asked(given, typed)) };
    return verify(snapshot, at, known, (more) => ({
      command: "stationmaster.verifySentence",
      arguments: [uri, offset, { ...known, ...more }],
    }));
  },

  "stationmaster.acceptDrift": (snapshot, [uri, offset]) => {
    const at = find(snapshot, uri, offset);
    if (at.status.state !== "drift-minor")
      return refuse("This sentence changed more than a little. Please verify it again.");
    return keep(at, (ledger) => acceptDrift(ledger, at.status));
  },

  "stationmaster.disputeSentence": (snapshot, [uri, offset, why]) => {
    const at = find(snapshot, uri, offset);
    if (typeof why === "string") return keep(at, (ledger) => disputeSentence(ledger, at.status.sentence, why));
    if (at.status.line?.entry.disputed !== undefined)
      return keep(at, (ledger) => disputeSentence(ledger, at.status.sentence, undefined));
    return {
      ask: {
        prompt: "Why do you dispute this sentence?",
        placeholder: "The source gives another year",
        command: "stationmaster.disputeSentence",
        arguments: [uri, offset],
      },
    };
  },

  "stationmaster.removeOrphans": (snapshot, [uri]) => {
    const file = snapshot.uris.fileOf(String(uri));
    const station = stationAt(snapshot, file);
    const stop = pathsOf(snapshot.workspace, file)[0]?.stopOf(file);
    if (!station || !stop) return refuse("Please open a station first.");
    return keep({ stop, station }, removeOrphans);
  },
};

/** What has been chosen so far for a sentence that is being verified. */
interface Verifying {
  readonly key?: string;
  /** The words of the source, as they were chosen or typed; empty for none. */
  readonly quote?: string;
  /** Whether the words stand in the source like that, or were taken as they are. */
  readonly taken?: boolean;
  readonly loc?: string;
  readonly by?: string;
  /** What the typed answer is for. */
  readonly asks?: "quote" | "loc" | "by";
}

type Next = (more: Verifying) => Pick<Question, "command" | "arguments">;

function asked(given: unknown, typed: string): Verifying {
  const { asks } = (given ?? {}) as Verifying;
  return asks ? { [asks]: typed } : {};
}

/** Asks for what is missing, one thing after the other, and then writes it down. */
function verify(snapshot: Snapshot, at: KnownSentence, known: Verifying, next: Next): CommandAnswer | Deed {
  const { path, status } = at;
  const role = roleOf(status);
  if (!needsCitation(role)) return keep(at, (ledger) => setRole(ledger, status.sentence, role));
  const sources = sourcesFor(at);
  const cited = sources.filter(({ key }) => status.line?.entry.cites.some((cite) => cite.key === key));
  const key = known.key ?? (cited.length === 1 ? cited[0]!.key : undefined);
  if (key === undefined) {
    return choose("Which source supports this sentence?", at, cited.length ? cited : sources, (source) => ({
      title: sourceTitle(source),
      ...next({ key: source.key }),
    }));
  }
  const text = path.sourceText(key);
  if (known.quote === undefined) {
    const type = { title: "Type its words …", ...question(next({ key, asks: "quote" }), QUOTE) };
    if (!text) return { ask: ask(next({ key, asks: "quote" }), QUOTE) };
    const offers = quoteOffers(text, status.sentence.text);
    return choose("Which words of the source say so?", at, [...offers, undefined], (offer) =>
      offer ? { title: `“${offer.evidence.exact}”`, ...next({ key, quote: offer.evidence.exact, taken: true }) } : type,
    );
  }
  const found = text && typedQuote(text, known.quote);
  if (text && !known.taken && found?.score !== 1) {
    if (!found) refuse("The stored text of the source does not contain these words, or any like them.");
    return {
      choose: {
        question: "The source says it in other words.",
        detail: `You typed: “${known.quote}”\n\nThe source has (${Math.floor(found.score * 100)} % alike): “${found.evidence.exact}”`,
        choices: [{ title: "Take the Source's Words", ...next({ key, quote: found.evidence.exact, taken: true }) }],
      },
    };
  }
  const loc = known.loc ?? status.line?.entry.cites.find((cite) => cite.key === key)?.loc;
  if (loc === undefined) return { ask: ask(next({ key, asks: "loc" }), PLACE) };
  const by = known.by ?? snapshot.settings.verifier;
  if (!by) return { ask: { ...ask(next({ key, loc, asks: "by" }), PERSON), remember: "stationmaster.verifier" } };
  const evidence: Evidence = found?.evidence ?? {
    exact: known.quote,
    prefix: "",
    suffix: "",
    snapshot: undefined,
    rest: [],
  };
  const cite: Cite = { key, loc, verdict: "supports", evidence, rest: [] };
  const person = { by, method: "human", at: snapshot.today };
  return keep(at, (ledger) => {
    const roled = setRole(ledger, status.sentence, role);
    const read = roled === undefined ? ledger : { ...ledger, ledger: readLedger(roled) };
    return verifySentence(read, status.sentence, person, cite) ?? roled;
  });
}

const QUOTE = { prompt: "The words of the source that say so", placeholder: "All legislative Powers herein granted …" };
const PLACE = { prompt: "Where in the source are they?", placeholder: "p. 4" };
const PERSON = { prompt: "Who verifies? Your name or ORCID iD is kept in the ledger.", placeholder: "Ann Smith" };

function ask(
  { command, arguments: given }: ReturnType<Next>,
  words: { readonly prompt: string; readonly placeholder: string },
) {
  return { ...words, command, arguments: given };
}

/** A choice that leads to a question. */
function question(next: ReturnType<Next>, words: typeof QUOTE) {
  return { command: "stationmaster.ask" as const, arguments: [ask(next, words)] };
}

function choose<Item>(
  title: string,
  { status }: KnownSentence,
  items: readonly Item[],
  choice: (item: Item) => Choice["choices"][number],
): CommandAnswer {
  return { choose: { question: title, detail: status.sentence.text, choices: items.map(choice), list: true } };
}

/** @throws ResponseError where there is no sentence at the place */
function find(snapshot: Snapshot, uri: unknown, offset: unknown): KnownSentence {
  const file = snapshot.uris.fileOf(String(uri));
  const at = sentenceAt(snapshot.workspace, file, Number(offset), snapshot.today);
  if (at) return at;
  return refuse(
    stationAt(snapshot, file)
      ? "Please put the cursor in a sentence of a station that is on a path."
      : "Please open a station first.",
  );
}

/** The sources of the path, those first that the sentence cites. */
function sourcesFor({ path, station, status }: KnownSentence): readonly Source[] {
  if (path.sources.size === 0) {
    return refuse("This path has no sources yet. Please list them in a file such as sources.yaml beside path.yaml.");
  }
  const here = new Set([
    ...(status.line?.entry.cites.map(({ key }) => key) ?? []),
    ...citationsIn(station, status.sentence.sentence).map(({ key }) => key),
  ]);
  const all = [...path.sources.values()];
  return [...all.filter(({ key }) => here.has(key)), ...all.filter(({ key }) => !here.has(key))];
}

function sourceTitle({ key, title, author, year }: Source): string {
  return [[author, year].filter(Boolean).join(" "), title || key].filter(Boolean).join(": ");
}

const ROLE_NAMES: Readonly<Record<SentenceRole, string>> = {
  fact: "A fact: it can be looked up",
  definition: "A definition: it says what a term means",
  example: "An example",
  analogy: "An analogy: it compares to help understand",
  signpost: "A signpost: it says where to look",
  synthesis: "A synthesis: it draws together other sentences",
  opinion: "An opinion",
  question: "A question",
};

function isRole(value: unknown): value is SentenceRole {
  return ROLES.includes(value as SentenceRole);
}

/** Makes a change of a station's ledger, in one step that can be undone, and has it saved. */
function keep(
  { stop, station }: Pick<KnownSentence, "stop" | "station">,
  make: (at: LedgerAndSentences) => string | undefined,
): CommandAnswer | Deed {
  const ledger = stop.ledger?.ledger ?? readLedger("");
  if (!ledger.changeable) refuse(`${baseName(stop.ledger!.file)} can't be changed until its errors are fixed.`);
  const next = make({ ledger, sentences: ledgerSentences(station) });
  if (next === undefined || next === ledger.text) return { message: "There is nothing to record." };
  const file = stop.ledger?.file ?? ledgerFileOf(stop.file!);
  const none = { renamed: [], deleted: [] };
  const change: Change = stop.ledger
    ? { ...none, created: [], edits: new Map([[file, changedMiddle(ledger.text, next)]]) }
    : { ...none, created: [{ file, text: next }], edits: new Map() };
  return async (connected) => {
    const edit = await safeChange(connected, change);
    const { applied, failureReason } = await connected.connection.workspace.applyEdit({ label: "Verify", edit });
    if (!applied) refuse(failureReason ?? "The change could not be made.");
    return { save: [connected.uris.uriOf(file)] };
  };
}
