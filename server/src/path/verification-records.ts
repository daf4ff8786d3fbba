import { ledgerFileOf } from "../files/belongings.ts";
import type { Change } from "../files/change.ts";
import { baseName } from "../files/names.ts";
import { checkEvidence, findQuote, quoteAt } from "../ledger/evidence.ts";
import { acceptProposal, setRole, verifySentence } from "../ledger/ledger-edits.ts";
import { type Cite, type Evidence, ROLES, type SentenceRole } from "../ledger/ledger-entry.ts";
import { type Ledger, readLedger } from "../ledger/ledger-file.ts";
import { contextOf, type LedgerSentence, ledgerSentences } from "../ledger/ledger-sentences.ts";
import { isMachineMethod, PERSONAL_METHODS } from "../ledger/proposals.ts";
import { needsCitation } from "../ledger/roles.ts";
import { isFresh, type SentenceStatus } from "../ledger/states.ts";
import { jsonParts } from "../syntax/json-parts.ts";
import { changedMiddle } from "../text/edit.ts";
import type { LearningPath, Stop } from "./learning-path.ts";
import { roleOf, statusOf } from "./verification.ts";

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

/** A change of ledgers, and of how many sentences it records what. */
export interface Recorded {
  readonly change: Change;
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
  const ledgers = new LedgerTexts();
  const seen = new Map<SentenceStatus, number>();
  const [verified, proposed]: [LedgerSentence[], LedgerSentence[]] = [[], []];
  for (const record of records) {
    const place = placeOf(places, record, fileOf);
    const before = typeof place === "string" ? undefined : seen.get(place.status);
    const refused =
      typeof place === "string"
        ? place
        : before === undefined
          ? recordOne(ledgers, place, record, today)
          : `Line ${before} speaks of the same sentence.`;
    if (typeof refused === "string") problems.push({ line: record.line, message: refused });
    if (typeof place === "string") continue;
    seen.set(place.status, record.line);
    (isMachineMethod(record.method) ? proposed : verified).push(place.status.sentence);
  }
  if (problems.length) return problems.sort((a, b) => a.line - b.line);
  return { change: ledgers.change(), verified, proposed };
}

/**
 * Accepts what programs have proposed, under a person's name.
 * @param hashes of the sentences; all that are proposed where it is empty
 * @returns the change, or why nothing can be accepted
 */
export function acceptProposals(
  paths: readonly LearningPath[],
  hashes: readonly string[],
  by: string,
  today: string,
): Recorded | string {
  const wanted = new Set(hashes);
  const proposals = placesIn(paths, today).filter(
    ({ status: { sentence, state } }) => state === "proposed" && (wanted.size === 0 || wanted.has(sentence.hash)),
  );
  const unknown = hashes.find((hash) => !proposals.some(({ status }) => status.sentence.hash === hash));
  if (unknown !== undefined) return `Nothing is proposed for a sentence with the hash “${unknown}”.`;
  const ledgers = new LedgerTexts();
  for (const { stop, status } of proposals) {
    if (isSamePerson(by, status.line!.entry.by ?? ""))
      return `“${by}” proposed this, so someone else has to accept it.`;
    const ledger = ledgers.of(stop);
    if (!ledger.changeable) return unchangeable(stop);
    const person = { by, method: "human", at: today };
    const next = acceptProposal({ ledger, sentences: ledgerSentences(stop.station!) }, status, person);
    if (next !== undefined) ledgers.put(stop, next);
  }
  return { change: ledgers.change(), verified: proposals.map(({ status }) => status.sentence), proposed: [] };
}

interface Place {
  readonly path: LearningPath;
  readonly stop: Stop;
  readonly status: SentenceStatus;
}

/** All sentences of paths, those of a station on several paths once. */
function placesIn(paths: readonly LearningPath[], today: string): readonly Place[] {
  const seen = new Set<string>();
  return paths.flatMap((path) =>
    path.stops.flatMap((stop) => {
      if (stop.file === undefined || !stop.station || seen.has(stop.file)) return [];
      seen.add(stop.file);
      return statusOf(path, stop, { today }).sentences.map((status) => ({ path, stop, status }));
    }),
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
  const here = same.filter(({ stop, status: { sentence } }) => {
    if (file !== undefined && fileOf(file) !== stop.file) return false;
    const around = contextOf(ledgerSentences(stop.station!), sentence.index);
    return (prefix ?? around.prefix) === around.prefix && (suffix ?? around.suffix) === around.suffix;
  });
  if (here.length === 1) return here[0]!;
  return here.length === 0
    ? "No sentence at this place has this hash. It may have changed since it was listed."
    : `${here.length} sentences have this hash. Please say which one, with “file”, “prefix” and “suffix” as they are listed.`;
}

/** Adds a record to its ledger, or says why not. */
function recordOne(
  ledgers: LedgerTexts,
  { path, stop, status }: Place,
  record: VerificationRecord,
  today: string,
): string | undefined {
  const { by, method } = record;
  const ledger = ledgers.of(stop);
  if (!ledger.changeable) return unchangeable(stop);
  if (isMachineMethod(method) && isFresh(status.state)) return "This sentence is already verified.";
  const role = record.role ?? roleOf(status);
  const cite = needsCitation(role) ? citeOf(path, record) : undefined;
  if (typeof cite === "string") return cite;
  const sentences = ledgerSentences(stop.station!);
  const roled = setRole({ ledger, sentences }, status.sentence, role);
  const read = roled === undefined ? ledger : readLedger(roled);
  const next = verifySentence({ ledger: read, sentences }, status.sentence, { by, method, at: today }, cite) ?? roled;
  if (next !== undefined) ledgers.put(stop, next);
  return undefined;
}

/** What a record says of a source, with the place of its words in the stored text; or what is wrong with it. */
function citeOf(path: LearningPath, { key, exact, loc }: VerificationRecord): Cite | string {
  if (key === undefined) return "A fact or a definition needs a source: “key” is missing.";
  if (!path.sources.has(key)) return `There is no source “${key}” on “${path.title}”.`;
  if (exact === undefined) return "The words of the source are missing: “exact”.";
  if (loc === undefined) return "The place in the source is missing: “loc”.";
  const text = path.sourceText(key);
  if (!text) return `No text of “${key}” is stored. Please store it in “sources”.`;
  const quote: Evidence = { exact, prefix: "", suffix: "", snapshot: undefined, rest: [] };
  const { found, changed } = checkEvidence(text, quote, path.language);
  const place = findQuote(text, quote);
  if (!found || changed || place?.score !== 1) return `The stored text of “${key}” does not contain these words.`;
  return { key, loc, verdict: "supports", evidence: quoteAt(text, place.range), rest: [] };
}

function unchangeable({ ledger }: Stop): string {
  return `${baseName(ledger!.file)} can't be changed until its errors are fixed.`;
}

function isSamePerson(a: string, b: string): boolean {
  return a.normalize("NFKC").trim().toLowerCase() === b.normalize("NFKC").trim().toLowerCase();
}

/** Ledgers as they become, one change after the other. */
class LedgerTexts {
  readonly #next = new Map<string, { readonly stop: Stop; readonly ledger: Ledger }>();

  of(stop: Stop): Ledger {
    return this.#next.get(stop.file!)?.ledger ?? stop.ledger?.ledger ?? readLedger("");
  }

  put(stop: Stop, text: string): void {
    this.#next.set(stop.file!, { stop, ledger: readLedger(text) });
  }

  change(): Change {
    const all = [...this.#next.values()];
    return {
      edits: new Map(
        all.flatMap(({ stop, ledger }) =>
          stop.ledger ? [[stop.ledger.file, changedMiddle(stop.ledger.ledger.text, ledger.text)]] : [],
        ),
      ),
      created: all.flatMap(({ stop, ledger }) =>
        stop.ledger ? [] : [{ file: ledgerFileOf(stop.file!), text: ledger.text }],
      ),
      renamed: [],
      deleted: [],
    };
  }
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
  if (wrong !== undefined) return `“${wrong}” is text in quotation marks.`;
  const [h, role, key, exact, loc, by, method, file, prefix, suffix] = KNOWN.map((each) => {
    const value = read[each] as string | null | undefined;
    return value === null || (value?.trim() === "" && each !== "prefix" && each !== "suffix") ? undefined : value;
  });
  if (h === undefined || !/^[0-9a-f]{16}$/.test(h)) return "A hash is 16 digits from 0 to f: “h”.";
  if (role !== undefined && !isRole(role)) return `Unknown role. Roles are ${ROLES.join(", ")}.`;
  if (by === undefined || !/[\p{L}\p{N}]/u.test(by)) return "Nobody is named who looked at this: “by”.";
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
