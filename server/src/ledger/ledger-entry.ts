import { isJson, type JsonPart, jsonParts } from "../syntax/json-parts.ts";
import type { Range } from "../text/range.ts";

/** What a ledger says of one sentence. */
export interface LedgerEntry {
  /** The sentence's hash (`sentence-hash.ts`). */
  readonly h: string;
  /** What the sentence said when it was looked at. */
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  /** What the sentence does, as a person decided; undefined where nobody has. */
  readonly role: SentenceRole | undefined;
  readonly cites: readonly Cite[];
  /** Who looked at it last, such as `orcid:0000-0002-1825-0097`. */
  readonly by: string | undefined;
  /** How, such as `human`. */
  readonly method: string | undefined;
  /** When, as `2026-11-23`. */
  readonly at: string | undefined;
  /** The last day on which this holds. */
  readonly expires: string | undefined;
  /** Why somebody doubts the sentence, perhaps in no words; undefined where nobody does. */
  readonly disputed: string | undefined;
  /** The hashes of the sentences that a synthesis rests on. */
  readonly restsOn: readonly string[];
  /** The title and the headings that it stood below, the nearest last, if it is about what these name; else none, as in older lines. */
  readonly under: readonly string[];
  /** What it referred to: titles of stations, headings, and tables and lists by their hashes; none in older lines. */
  readonly leadsTo: readonly string[];
  /** What else stands in its line. It is kept. */
  readonly rest: readonly JsonPart[];
}

/** The key, among the rest, of what a sentence said when it was verified, where Stationmaster itself has rewritten it since. */
export const VERIFIED_TEXT = "verifiedText";

export const ROLES = [
  "fact",
  "definition",
  "example",
  "analogy",
  "signpost",
  "synthesis",
  "opinion",
  "question",
] as const;

export type SentenceRole = (typeof ROLES)[number];

/** A source that speaks of a sentence. */
export interface Cite {
  readonly key: string;
  /** Where in the source, such as `p. 4`. */
  readonly loc: string | undefined;
  /** What the source says of the sentence (the labels of FEVER and SciFact); undefined where nobody has looked. */
  readonly verdict: Verdict | undefined;
  readonly evidence: Evidence | undefined;
  readonly rest: readonly JsonPart[];
}

export const VERDICTS = ["supports", "refutes", "not-enough"] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The words of a source (a TextQuoteSelector of the W3C's Web Annotation Data Model), and which text of it they were found in. */
export interface Evidence {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The hash of the source's stored text; undefined where none is stored. */
  readonly snapshot: string | undefined;
  readonly rest: readonly JsonPart[];
}

export interface LedgerProblem {
  readonly range: Range;
  readonly message: string;
}

/** What is noted while a line is read. */
export interface EntryReading {
  readonly problems: LedgerProblem[];
  /**
   * Whether it can't be known what the line says: a key is in one object twice, so that another reader would take the other value,
   * or the day until which it holds can't be read.
   */
  unclear: boolean;
}

/**
 * Reads one line of a ledger.
 * @param line JSON without an error
 * @param reading gets what is wrong
 * @returns undefined where the line lacks what makes it one of a sentence
 */
export function readEntry(line: string, offset: number, reading: EntryReading): LedgerEntry | undefined {
  const { problems } = reading;
  const whole = { start: offset, end: offset + line.length };
  const members = membersOf({ key: undefined, source: line, range: whole }, reading);
  const h = members.take("h", hashOf, "A hash is 16 digits from 0 to f.");
  const text = members.take("text", textOf, "The text of a sentence is text in quotation marks.");
  if (h === undefined || text === undefined) {
    if (!members.rest.some(({ key }) => key === "h" || key === "text"))
      problems.push({ range: whole, message: "This line names no sentence: it needs “h” and “text”." });
    return undefined;
  }
  const prefix = members.take("prefix", textOf, IS_TEXT) ?? "";
  const suffix = members.take("suffix", textOf, IS_TEXT) ?? "";
  const role = members.take("role", oneOf(ROLES), `Unknown role. Roles are ${ROLES.join(", ")}.`);
  const cites = members.takeAll("cites", (part) => readCite(part, reading));
  const by = members.take("by", textOf, IS_TEXT);
  const method = members.take("method", textOf, IS_TEXT);
  const at = members.take("at", dateOf, IS_DATE);
  const expires = members.take("expires", dateOf, IS_DATE);
  if (members.rest.some(({ key }) => key === "expires")) reading.unclear = true;
  const reason = () => members.take("disputed", reasonOf, "The reason for a dispute is text in quotation marks.");
  const first = reason();
  const disputed = first === "" ? (reason() ?? "") : first; // a doubt without a word says no more than one with a reason
  const restsOn = members.takeAll("restsOn", (part) => {
    const hash = hashOf(JSON.parse(part.source));
    if (hash === undefined) problems.push({ range: part.range, message: "A hash is 16 digits from 0 to f." });
    return hash;
  });
  const textIn = (part: JsonPart) => {
    const text = textOf(JSON.parse(part.source));
    if (text === undefined) problems.push({ range: part.range, message: IS_TEXT });
    return text;
  };
  const under = members.takeAll("under", textIn);
  const leadsTo = members.takeAll("leadsTo", textIn);
  // A doubt that can't be read still is one.
  const doubted = disputed ?? (members.rest.some(({ key }) => key === "disputed") ? "" : undefined);
  const { rest } = members;
  return {
    h,
    text,
    prefix,
    suffix,
    role,
    cites,
    by,
    method,
    at,
    expires,
    disputed: doubted,
    restsOn,
    under,
    leadsTo,
    rest,
  };
}

/** An entry as it is written: known keys in one order, then the others as they were. */
export function writeEntry(entry: LedgerEntry): string {
  return writeObject(
    [
      ["h", entry.h],
      ["text", entry.text],
      ["prefix", entry.prefix],
      ["suffix", entry.suffix],
      ["role", entry.role ?? null],
      ["cites", entry.cites.length || !holds(entry.rest, "cites") ? { json: array(entry.cites.map(writeCite)) } : null],
      ["by", entry.by ?? null],
      ["method", entry.method ?? null],
      ["at", entry.at ?? null],
      ["expires", entry.expires ?? null],
      ["disputed", entry.disputed === "" && holds(entry.rest, "disputed") ? undefined : entry.disputed],
      ["restsOn", texts(entry.restsOn)],
      ["under", texts(entry.under)],
      ["leadsTo", texts(entry.leadsTo)],
    ],
    entry.rest,
  );
}

function readCite(part: JsonPart, reading: EntryReading): Cite | undefined {
  const members = membersOf(part, reading);
  const key = members.take("key", textOf, IS_TEXT);
  if (key === undefined) {
    reading.problems.push({ range: part.range, message: "This names no source: it needs a “key”." });
    return undefined;
  }
  const loc = members.take("loc", textOf, IS_TEXT);
  const verdict = members.take("verdict", oneOf(VERDICTS), `Unknown verdict. Verdicts are ${VERDICTS.join(", ")}.`);
  const evidence = members.takeOne("evidence", (inner) => readEvidence(inner, reading));
  return { key, loc, verdict, evidence, rest: members.rest };
}

function writeCite(cite: Cite): string {
  return writeObject(
    [
      ["key", cite.key],
      ["loc", cite.loc],
      ["verdict", cite.verdict ?? null],
      ["evidence", cite.evidence && { json: writeEvidence(cite.evidence) }],
    ],
    cite.rest,
  );
}

function readEvidence(part: JsonPart, reading: EntryReading): Evidence | undefined {
  const members = membersOf(part, reading);
  const exact = members.take("exact", textOf, IS_TEXT);
  if (exact === undefined) {
    reading.problems.push({ range: part.range, message: "This quotes nothing: it needs “exact”." });
    return undefined;
  }
  const prefix = members.take("prefix", textOf, IS_TEXT) ?? "";
  const suffix = members.take("suffix", textOf, IS_TEXT) ?? "";
  const snapshot = members.take("snapshot", snapshotName, "A snapshot is “sha256:” and 64 digits from 0 to f.");
  return { exact, prefix, suffix, snapshot, rest: members.rest };
}

function writeEvidence(evidence: Evidence): string {
  return writeObject(
    [
      ["exact", evidence.exact],
      ["prefix", evidence.prefix],
      ["suffix", evidence.suffix],
      ["snapshot", evidence.snapshot],
    ],
    evidence.rest,
  );
}

const IS_TEXT = "This is text in quotation marks.";
const IS_DATE = "A date is written as 2026-11-23.";

/** The members of an object, taken one by one. What is not taken, or is not what it should be, is the rest. */
interface Members {
  readonly rest: readonly JsonPart[];
  take<Value>(key: string, read: (value: unknown) => Value | undefined, otherwise: string): Value | undefined;
  takeOne<Value>(key: string, read: (part: JsonPart) => Value | undefined): Value | undefined;
  /** All items of a list or none: a list of which one can't be read is kept as it is. */
  takeAll<Value>(key: string, read: (part: JsonPart) => Value | undefined): readonly Value[];
}

function membersOf({ source, range }: JsonPart, reading: EntryReading): Members {
  const { problems } = reading;
  const object = /^\s*\{/.test(source);
  const rest = object ? [...jsonParts(source, range.start)] : [];
  const seen = new Set<string>();
  const asked = new Set<string>();
  const lists = new Set<string>();
  for (const { key, range: at } of rest) {
    if (seen.has(key!)) {
      problems.push({ range: at, message: `“${key}” is here twice. Please keep one.` });
      reading.unclear = true;
    }
    seen.add(key!);
  }
  // “Verdict” beside “verdict” may be what another reader takes.
  for (const { key, range: at } of rest) {
    const plain = key!.toLowerCase();
    if (plain === key || !seen.has(plain)) continue;
    problems.push({ range: at, message: `“${plain}” is here twice, once as “${key}”. Please keep one.` });
    reading.unclear = true;
  }
  // A null says no more than nothing where the key is known, and so does a list of nothing.
  const isNothing = ({ key, source }: JsonPart) =>
    source === "null" ? asked.has(key!) : /^\[\s*\]$/.test(source) && lists.has(key!);
  const taken = <Value>(key: string, read: (part: JsonPart) => Value | undefined): Value | undefined => {
    asked.add(key);
    for (const [index, part] of rest.entries()) {
      const value = part.key === key && !isNothing(part) ? read(part) : undefined;
      if (value === undefined) continue;
      rest.splice(index, 1);
      return value;
    }
    return undefined;
  };
  return {
    get rest() {
      return rest.filter((part) => !isNothing(part));
    },
    take: (key, read, otherwise) => {
      const scalarOf = ({ source: json }: JsonPart) => (/^[[{]/.test(json) ? undefined : read(JSON.parse(json)));
      const value = taken(key, (part) => {
        const found = scalarOf(part);
        if (found === undefined) problems.push({ range: part.range, message: otherwise });
        return found;
      });
      // What says the same once more says nothing more.
      for (let at = rest.length - 1; at >= 0 && value !== undefined; at--)
        if (rest[at]!.key === key && scalarOf(rest[at]!) === value) rest.splice(at, 1);
      return value;
    },
    takeOne: taken,
    takeAll: (key, read) => {
      lists.add(key);
      const values = taken(key, (part) => {
        if (!part.source.startsWith("[")) {
          problems.push({ range: part.range, message: "This is a list in square brackets." });
          return undefined;
        }
        const items = jsonParts(part.source, part.range.start);
        const values = items.flatMap((item) => read(item) ?? []);
        return values.length === items.length ? values : undefined;
      });
      return values ?? [];
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function hashOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[0-9a-f]{16}$/.test(value) ? value : undefined;
}

function snapshotName(value: unknown): string | undefined {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value) ? value : undefined;
}

function reasonOf(value: unknown): string | undefined {
  return value === true ? "" : textOf(value);
}

/** A day that there is, perhaps with a time of day after it. */
function dateOf(value: unknown): string | undefined {
  const match =
    typeof value === "string"
      ? /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(
          value,
        )
      : null;
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) ? match[0] : undefined;
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function oneOf<Value extends string>(values: readonly Value[]): (value: unknown) => Value | undefined {
  return (value) => values.find((each) => each === value);
}

function texts(items: readonly string[]): Written {
  return items.length ? { json: array(items.map((item) => JSON.stringify(item))) } : undefined;
}

function array(items: readonly string[]): string {
  return `[${items.join(",")}]`;
}

function holds(rest: readonly JsonPart[], key: string): boolean {
  return rest.some((part) => part.key === key);
}

type Written = string | null | undefined | { readonly json: string };

/** An object on one line. A key without a value that can be read keeps the one that stood there; `undefined` leaves it out. */
export function writeObject(
  known: readonly (readonly [key: string, value: Written])[],
  rest: readonly JsonPart[],
): string {
  const waiting = [...rest];
  const members: string[] = [];
  const put = (key: string, json: string) => members.push(`${JSON.stringify(key)}:${json}`);
  for (const [key, value] of known) {
    const kept = waiting.findIndex((part) => part.key === key);
    if (typeof value === "string") put(key, JSON.stringify(value));
    else if (value) put(key, value.json);
    else if (kept >= 0) put(key, waiting.splice(kept, 1)[0]!.source);
    else if (value === null) put(key, "null");
  }
  for (const { key, source } of waiting) put(key!, source);
  return `{${members.join(",")}}`;
}

/** Whether a line can be read: JSON that is an object. */
export function isObject(line: string): boolean {
  return /^\s*\{/.test(line) && isJson(line);
}
