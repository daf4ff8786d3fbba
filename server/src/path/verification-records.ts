import { ledgerFileOf } from "../files/belongings.ts";
import type { Change } from "../files/change.ts";
import { baseName, folderOf } from "../files/names.ts";
import { checkEvidence, findQuote, isQuotable, quoteAt } from "../ledger/evidence.ts";
import { acceptProposals, type LedgerAndSentences, type Looked, verifySentences } from "../ledger/ledger-edits.ts";
import { type Cite, type Evidence, ROLES, type SentenceRole } from "../ledger/ledger-entry.ts";
import { readLedger } from "../ledger/ledger-file.ts";
import { contextOf, type LedgerSentence } from "../ledger/ledger-sentences.ts";
import { isMachineMethod, isProgram, PERSONAL_METHODS } from "../ledger/proposals.ts";
import { needsCitation } from "../ledger/roles.ts";
import { isFresh, type SentenceStatus } from "../ledger/states.ts";
import { isAuthor, namesSomebody } from "../station/authors.ts";
import { jsonParts } from "../syntax/json-parts.ts";
import { changedMiddle, type TextEdit } from "../text/edit.ts";
import { groupBy } from "../text/groups.ts";
import { citeVerified, supportOf, type WantedCites } from "./cite-verified.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { ledgerFor } from "./shared-ledgers.ts";
import { leaningOn, roleOf, statusOf, stopsOnce, verifiableIn } from "./verification.ts";
import type { Workspace } from "./workspace.ts";

/** What a program, or a person with another tool, has found out of one sentence: a line of the file that is recorded. */
export interface VerificationRecord {
  /** The sentence's hash. */
  readonly h: string;
  readonly role: SentenceRole | undefined;
  /** The key of the source that supports it, its words there, and their place; undefined where its role needs none. */
  readonly key: string | undefined;
  readonly exact: string | undefined;
  readonly loc: string | undefined;
  readonly by: string;
  readonly method: string;
  /** The station's file, and what is before and after the sentence, where its hash alone is not enough. */
  readonly file: string | undefined;
  readonly prefix: string | undefined;
  readonly suffix: string | undefined;
}

/** What is wrong with a line, counted from 1. */
export interface RecordProblem {
  readonly line: number;
  readonly message: string;
}

/** A change of ledgers, and of texts that have to cite what they are verified with; and of which sentences it records what. */
export interface Recorded {
  readonly change: Change;
  /** How many sentences cite their source from now on, in the text. */
  readonly cited: number;
  readonly verified: readonly LedgerSentence[];
  readonly proposed: readonly LedgerSentence[];
}

/**
 * Records lines such as `{"h":…,"role":"fact","key":…,"exact":…,"loc":…,"by":…,"method":…}`: all of them, or none. What a model
 * records is proposed.
 * @param fileOf the file that a name in a record stands for
 * @param today as `2026-11-23`
 */
export function recordVerifications(
  workspace: Workspace,
  paths: readonly LearningPath[],
  text: string,
  fileOf: (name: string) => string,
  today: string,
): Recorded | readonly RecordProblem[] {
  const problems: RecordProblem[] = [];
  const records = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\n|\r/)
    .flatMap((source, index) => {
      if (source.trim() === "") return [];
      const record = readRecord(source);
      if (typeof record !== "string") return [{ ...record, line: index + 1 }];
      problems.push({ line: index + 1, message: record });
      return [];
    });
  const places = placesIn(paths, today);
  const found = new Map<Stop, Found>();
  const seen = new Map<SentenceStatus, number>();
  const [verified, proposed]: [LedgerSentence[], LedgerSentence[]] = [[], []];
  for (const record of records) {
    const place = placeOf(places, record, fileOf);
    const before = typeof place === "string" ? undefined : seen.get(place.status);
    const looked =
      typeof place === "string"
        ? place
        : before === undefined
          ? lookedOf(place, record, today)
          : `Line ${before} is about the same sentence.`;
    if (typeof place !== "string") seen.set(place.status, record.line);
    if (typeof place === "string" || typeof looked === "string") {
      problems.push({ line: record.line, message: looked as string });
      continue;
    }
    foundAt(found, place).looked.push(looked);
    (isMachineMethod(record.method) ? proposed : verified).push(place.status.sentence);
  }
  if (problems.length) return problems.sort((a, b) => a.line - b.line);
  const changes = [...found.values()].map(
    ({ path, stop, looked }): LedgerChange => ({
      path,
      stop,
      cites: new Map(
        looked.flatMap(({ sentence, who, cite }) =>
          cite && !isMachineMethod(who.method) ? [[sentence.index, [cite]]] : [],
        ),
      ),
      make: (at) => verifySentences(at, looked),
    }),
  );
  return { ...changeOf(workspace, changes, today), verified, proposed };
}

interface Found extends Pick<Place, "path" | "stop"> {
  readonly looked: Looked[];
}

function foundAt(found: Map<Stop, Found>, { path, stop }: Place): Found {
  const known = found.get(stop) ?? { path, stop, looked: [] };
  found.set(stop, known);
  return known;
}

/** What programs have proposed, and no person has accepted. */
export interface Proposal {
  readonly path: LearningPath;
  readonly stop: Stop;
  readonly status: SentenceStatus;
}

/**
 * What programs have proposed on some paths, in order.
 * @param hashes of the sentences that are wanted; all where it is empty
 * @returns or why nothing can be accepted: nothing is proposed for one of them
 */
export function proposalsIn(
  paths: readonly LearningPath[],
  hashes: readonly string[],
  today: string,
): readonly Proposal[] | string {
  const wanted = new Set(hashes);
  const proposals = placesIn(paths, today).filter(
    ({ status: { sentence, state } }) => state === "proposed" && (wanted.size === 0 || wanted.has(sentence.hash)),
  );
  const unknown = hashes.find((hash) => !proposals.some(({ status }) => status.sentence.hash === hash));
  return unknown === undefined ? proposals : `Nothing is proposed for a sentence with the hash “${unknown}”.`;
}

/**
 * Accepts what programs have proposed, under a person's name.
 * @param today as `2026-11-23`
 * @returns the change, or why nothing can be accepted
 */
export function acceptAll(
  workspace: Workspace,
  proposals: readonly Proposal[],
  by: string,
  today: string,
): Recorded | string {
  for (const proposal of proposals) {
    if (!namesSomebody(by, proposal.path.language)) return "--accept expects --by with a person's name.";
    const refused = whyNotAccepted(proposal, by);
    if (refused !== undefined) return refused;
    if (!proposal.stop.ledger!.ledger.changeable) return unchangeable(proposal.stop);
  }
  const person = { by, method: ACCEPTED_BY, at: today };
  const changes = [...groupBy(proposals, ({ stop }) => stop)].map(
    ([stop, own]): LedgerChange => ({
      path: own[0]!.path,
      stop,
      cites: new Map(own.map(({ status }) => [status.sentence.index, supportOf(status)])),
      make: (at) =>
        acceptProposals(
          at,
          own.map(({ status }) => status),
          person,
        ),
    }),
  );
  const verified = proposals.map(({ status }) => status.sentence);
  return { ...changeOf(workspace, changes, today), verified, proposed: [] };
}

/** Why a proposal can't be accepted under a name: it is theirs, no person has it, or it would not count; undefined where it can. */
export function whyNotAccepted({ path, stop, status }: Proposal, by: string): string | undefined {
  const { entry } = status.line!;
  if (isSamePerson(by, entry.by ?? "")) return `“${by}” proposed this, so someone else has to accept it.`;
  if (isProgram(by)) return `“${by}” is a program. Please accept proposals under a person's name.`;
  return whyNotCounted(path, stop, { by, method: ACCEPTED_BY, role: roleOf(status) });
}

/** How a person has looked who accepts a proposal. */
const ACCEPTED_BY = "human";

/** Why a path does not count what a person says of a sentence; undefined where it does. */
function whyNotCounted(
  { standards, title }: LearningPath,
  { station }: Stop,
  { by, method, role }: { readonly by: string; readonly method: string; readonly role: SentenceRole },
): string | undefined {
  const { methods = [], independent } = standards.sentences;
  if (methods.length > 0 && !methods.includes(method))
    return `“${method}” does not count on “${title}”, which asks for ${methods.join(" or ")}.`;
  if (independent && needsCitation(role) && isAuthor(station!, by))
    return `“${by}” is an author of this station, so someone else has to verify it.`;
  return undefined;
}

type Place = Proposal;

/** All sentences of paths, those of a station on several paths once. */
function placesIn(paths: readonly LearningPath[], today: string): readonly Place[] {
  return stopsOnce(paths).flatMap(({ path, stop }) =>
    stop.station ? statusOf(path, stop, { today }).sentences.map((status) => ({ path, stop, status })) : [],
  );
}

/** The sentence that a record speaks of, or why that is not known. */
function placeOf(
  places: readonly Place[],
  { h, file, prefix, suffix }: VerificationRecord,
  fileOf: (name: string) => string,
): Place | string {
  const same = places.filter(({ status }) => status.sentence.hash === h);
  if (same.length === 0) return "No sentence here has this hash. It may have changed since it was listed.";
  const here = same.filter(({ path, stop, status: { sentence } }) => {
    if (file !== undefined && fileOf(file) !== stop.file) return false;
    const around = contextOf(verifiableIn(path, stop), sentence.index);
    return (prefix ?? around.prefix) === around.prefix && (suffix ?? around.suffix) === around.suffix;
  });
  if (here.length === 1) return here[0]!;
  return here.length === 0
    ? "No sentence at this place has this hash. It may have changed since it was listed."
    : `${here.length} sentences have this hash. Please say which one, with “file”, “prefix” and “suffix” as they are listed.`;
}

/** What a record says of its sentence, or why that can't be recorded. */
function lookedOf({ path, stop, status }: Place, record: VerificationRecord, today: string): Looked | string {
  const { by, method } = record;
  if (!namesSomebody(by, path.language)) return NOBODY;
  if (!isMachineMethod(method) && isProgram(by)) return `“${by}” is a program. Please give “method” as model.`;
  if (stop.ledger && !stop.ledger.ledger.changeable) return unchangeable(stop);
  const role = record.role ?? roleOf(status);
  const refused = isMachineMethod(method) ? whyNotProposed(status) : whyNotCounted(path, stop, { by, method, role });
  if (refused !== undefined) return refused;
  const cite = needsCitation(role) ? citeOf(path, record) : undefined;
  if (typeof cite === "string") return cite;
  return { sentence: status.sentence, who: { by, method, at: today }, role, cite };
}

/** Why a program can't propose anything for a sentence: a person has spoken, and what they said would be gone. */
function whyNotProposed({ state }: SentenceStatus): string | undefined {
  if (isFresh(state)) return "This sentence is already verified.";
  if (state === "drift-minor")
    return "This sentence was verified, and changed only slightly. A person can accept that.";
  return state === "disputed" ? "Someone disputes this sentence, so a person has to decide." : undefined;
}

const NOBODY = "“by” names nobody. Please say who looked at this.";

/** What a record says of a source, with the place of its words in the stored text; or what is wrong with it. */
function citeOf(path: LearningPath, { key, exact, loc, method }: VerificationRecord): Cite | string {
  if (key === undefined) return "A fact or a definition needs a source: “key” is missing.";
  const source = path.sources.get(key);
  if (!source) return `There is no source “${key}” on “${path.title}”.`;
  if (source.retracted) return `The source “${key}” is retracted.`;
  if (exact === undefined) return "The words of the source are missing: “exact”.";
  if (loc === undefined) return "The place in the source is missing: “loc”.";
  const text = path.sourceText(key);
  if (!text) return `No text of “${key}” is stored. Please store it with “stationmaster sources add”.`;
  if (!isQuotable(exact)) return "“exact” is too short. Please quote at least three words or 12 characters.";
  const quote: Evidence = { exact, prefix: "", suffix: "", snapshot: undefined, rest: [] };
  const { found, changed } = checkEvidence(text, quote, path.language);
  const place = findQuote(text, quote);
  if (!found || changed || place?.score !== 1) return `The stored text of “${key}” does not contain these words.`;
  const evidence = quoteAt(text, place.range);
  // Whoever accepts a proposal is shown what is right before its words.
  const { denial } = checkEvidence(text, isMachineMethod(method) ? evidence : quote, path.language);
  if (denial) return `The stored text of “${key}” says “${denial}” right beside these words. Please quote that, too.`;
  return { key, loc, verdict: "supports", evidence, rest: [] };
}

function unchangeable({ ledger }: Stop): string {
  return `${baseName(ledger!.file)} can't be changed until its errors are fixed.`;
}

/** Whether two names are one, as far as their letters tell. */
function isSamePerson(a: string, b: string): boolean {
  return a.normalize("NFKC").trim().toLowerCase() === b.normalize("NFKC").trim().toLowerCase();
}

/** What becomes of the ledger of one station, and what its sentences have to cite from now on. */
interface LedgerChange {
  readonly path: LearningPath;
  readonly stop: Stop;
  readonly cites: WantedCites;
  readonly make: (at: LedgerAndSentences) => string | undefined;
}

/** The change of all ledgers, and of the stations that have to cite what they are verified with. */
function changeOf(
  workspace: Workspace,
  changes: readonly LedgerChange[],
  today: string,
): Pick<Recorded, "change" | "cited"> {
  const ledgers = new Map<string, { readonly before: string | undefined; readonly text: string }>();
  const edits = new Map<string, readonly TextEdit[]>();
  for (const { path, stop, cites, make } of changes) {
    const file = stop.ledger?.file ?? ledgerFileOf(stop.file!);
    const known = ledgers.get(file);
    const { stations } = workspace.folders.get(folderOf(stop.file!))!;
    // Stations of one name share a ledger, which the one before has changed.
    const ledger = known
      ? ledgerFor(stop.file!, stations, { file, ledger: readLedger(known.text) }).ledger
      : (stop.ledger?.ledger ?? readLedger(""));
    const text = make({ ledger, sentences: verifiableIn(path, stop), leaningOf: leaningOn(path, stop) });
    if (text !== undefined) ledgers.set(file, { before: known ? known.before : stop.ledger?.ledger.text, text });
    const { sentences } = statusOf(path, stop, { today });
    const citing = cites.size ? citeVerified(workspace, stop.file!, sentences, cites) : [];
    if (citing.length) edits.set(stop.file!, citing);
  }
  const cited = [...edits.values()].flat().length;
  const created: Change["created"][number][] = [];
  for (const [file, { before, text }] of ledgers) {
    if (before === undefined) created.push({ file, text });
    else if (before !== text) edits.set(file, changedMiddle(before, text));
  }
  return { change: { edits, created, renamed: [], deleted: [] }, cited };
}

const KNOWN = ["h", "role", "key", "exact", "loc", "by", "method", "file", "prefix", "suffix"] as const;

/** A record, or what is wrong with its line. */
function readRecord(source: string): VerificationRecord | string {
  const read = parsed(source);
  if (read === undefined) return "This line is not a JSON object.";
  const keys = jsonParts(source).map(({ key }) => key!);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) return `“${twice}” is here twice. Please keep one.`;
  const unknown = keys.find((key) => !(KNOWN as readonly string[]).includes(key));
  if (unknown !== undefined) return `“${unknown}” is not known. A record has ${KNOWN.join(", ")}.`;
  const wrong = KNOWN.find((key) => read[key] !== undefined && read[key] !== null && typeof read[key] !== "string");
  if (wrong !== undefined) return `“${wrong}” expects text in quotation marks.`;
  const [h, role, key, exact, loc, by, method, file, prefix, suffix] = KNOWN.map((each) => {
    const value = read[each] as string | null | undefined;
    return value === null || (value?.trim() === "" && each !== "prefix" && each !== "suffix") ? undefined : value;
  });
  if (h === undefined || !/^[0-9a-f]{16}$/.test(h)) return "“h” expects a hash: 16 digits from 0 to f.";
  if (role !== undefined && !isRole(role)) return `“role” expects ${ROLES.join(", ")}; got “${role}”.`;
  if (by === undefined || !/[\p{L}\p{N}]/u.test(by)) return NOBODY;
  if (method === undefined || !(isMachineMethod(method) || PERSONAL_METHODS.some((each) => each === method)))
    return `“method” expects ${PERSONAL_METHODS.join(", ")} or model; got “${method ?? ""}”.`;
  return { h, role, key, exact, loc, by, method, file, prefix, suffix };
}

function isRole(value: string): value is SentenceRole {
  return (ROLES as readonly string[]).includes(value);
}

function parsed(source: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
