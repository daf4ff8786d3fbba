import type { LearningPath } from "./learning-path.ts";
import { fieldOf, type Source } from "./source.ts";
import { bareIdentifier } from "./source-identifiers.ts";

/**
 * A row of a list of retractions, by the columns of Retraction Watch's
 * (https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/), with its texts as they are written there.
 */
export interface RetractionRow {
  /** Such as “Retraction” or “Expression of concern”. */
  readonly nature: string;
  readonly doi: string;
  readonly pmid: string;
  /** Such as “4/15/2021 0:00”: month, day, year. */
  readonly date: string;
  /** Such as “+Error in Data;+Notice - Limited or No Information;”. */
  readonly reasons: string;
  /** The DOI of the notice itself. */
  readonly notice: string;
  /** The number of the row in the whole list; rows of one day are in this order. */
  readonly record: string;
}

/** What a list says of one paper. */
export interface RetractionNotice {
  /** In lowercase: “retraction”, “expression of concern”, “correction”, “reinstatement”, or what else is written there. */
  readonly nature: string;
  /** As `2021-04-15`; empty where it can't be read. */
  readonly date: string;
  readonly reasons: readonly string[];
  /** The DOI of the notice; empty where there is none. */
  readonly notice: string;
  /** By which of its identifiers the paper was found. */
  readonly by: { readonly kind: "DOI" | "PMID"; readonly value: string };
  /** The number of its row in the list; 0 where it has none. */
  readonly record: number;
}

/** A list that sources were looked up in. */
export interface RetractionList {
  /** Its name, without folders. */
  readonly file: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** The day of its latest notice that is not still to come, as `2026-11-23`; empty where it has none. */
  readonly date: string;
  readonly rows: number;
  /** The notices of each source, by `identifiersToLookUp`. */
  readonly notices: ReadonlyMap<string, readonly RetractionNotice[]>;
}

/** A source with what a list says of it. */
export interface CheckedSource {
  readonly source: Source;
  /** The latest first. */
  readonly notices: readonly RetractionNotice[];
  /** Whether it is retracted by the list and was not reinstated since. */
  readonly isRetracted: boolean;
  /** Whether it has a DOI or a PMID, without which it can't be looked up. */
  readonly isLookedUp: boolean;
}

/** The sources of a path with what a list says of them. */
export function lookUpRetractions(
  { sources }: Pick<LearningPath, "sources">,
  list: RetractionList,
): readonly CheckedSource[] {
  return [...sources.values()].map((source) => {
    const wanted = identifiersToLookUp(source);
    const found = wanted.flatMap((each) => list.notices.get(each) ?? []);
    // A row may be found by both identifiers.
    const notices = [...new Map(found.reverse().map((each) => [each.record || each, each])).values()]
      .sort(byTime)
      .reverse();
    return { source, notices, isRetracted: isRetracted(notices), isLookedUp: wanted.length > 0 };
  });
}

/** The keys of the sources that a list says are retracted. */
export function retractedByList(sources: readonly CheckedSource[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ source, isRetracted }) => (isRetracted ? [source.key] : [])));
}

/** Whether a station of a path, or the ledger of one, cites a source. */
export function isCited({ citationsOf, stops }: Pick<LearningPath, "citationsOf" | "stops">, key: string): boolean {
  return (
    citationsOf.has(key) ||
    stops.some(({ ledger }) => ledger?.ledger.entries.some(({ entry }) => entry.cites.some((cite) => cite.key === key)))
  );
}

/** Whether a source that is cited is retracted, as its own entry says or the list does. */
export function citesRetracted(
  path: Pick<LearningPath, "citationsOf" | "stops">,
  sources: readonly CheckedSource[],
): boolean {
  return sources.some(({ source, isRetracted }) => (isRetracted || source.retracted) && isCited(path, source.key));
}

/** The DOI and the PMID of a source, which may be in its address, as lists of retractions are asked for them. */
export function identifiersToLookUp(source: Source): readonly string[] {
  const written = source.identifiers.flatMap(({ kind, value }) =>
    kind === "DOI" || kind === "PMID" ? [identifier(kind, value)] : [],
  );
  const url = fieldOf(source, "URL");
  const all = [...written, ...(["DOI", "PMID"] as const).map((kind) => identifier(kind, decoded(url)))];
  return [...new Set(all.flatMap((each) => each ?? []))];
}

/** What a row says, by each identifier that it names the paper with. */
export function* noticesIn(row: RetractionRow): Generator<readonly [identifier: string, notice: RetractionNotice]> {
  const shared = {
    nature: row.nature.trim().toLowerCase(),
    date: isoDate(row.date),
    reasons: reasonsIn(row.reasons),
    notice: identifier("DOI", row.notice)?.slice("DOI ".length) ?? "",
    record: /^\d{1,9}$/.test(row.record.trim()) ? Number(row.record) : 0,
  };
  for (const kind of ["DOI", "PMID"] as const) {
    for (const written of row[kind === "DOI" ? "doi" : "pmid"].split(/;\s+|;(?=10\.|\d+$)/)) {
      const found = identifier(kind, written);
      if (found) yield [found, { ...shared, by: { kind, value: found.slice(kind.length + 1) } }];
    }
  }
}

/** The day of a row, as `2021-04-15`, of a date as Retraction Watch or ISO 8601 writes it; empty for any other. */
export function isoDate(written: string): string {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/.exec(written.trim());
  const [, month, day, year] = american ?? [];
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(written.trim()) ?? [];
  const parts = american ? [year!, month!, day!] : [isoYear ?? "", isoMonth ?? "", isoDay ?? ""];
  if (parts[0] === "" || Number(parts[1]) > 12 || Number(parts[2]) > 31) return "";
  return parts.map((part) => part.padStart(2, "0")).join("-");
}

/** A retraction holds until a reinstatement that is later, as far as both days are known. */
function isRetracted(notices: readonly RetractionNotice[]): boolean {
  const reinstatements = notices.filter(({ nature, date }) => nature === "reinstatement" && date !== "");
  return notices.some(
    (notice) =>
      notice.nature.startsWith("retraction") &&
      (notice.date === "" || reinstatements.every((each) => byTime(each, notice) < 0)),
  );
}

function byTime(a: RetractionNotice, b: RetractionNotice): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : a.record - b.record;
}

function reasonsIn(written: string): readonly string[] {
  return written
    .split(";")
    .map((reason) => reason.trim().replace(/^\+\s*/, ""))
    .filter(Boolean);
}

/** An identifier as it is looked up, such as “DOI 10.1000/rain”; undefined for what is none, such as “unavailable” or 0. */
function identifier(kind: "DOI" | "PMID", written: string): string | undefined {
  const bare = bareIdentifier(kind, written);
  const known =
    kind === "DOI" ? /^10\.\d[^\s/]*\/\S+$/.exec(bare)?.[0].toLowerCase() : /^0*([1-9]\d{0,8})$/.exec(bare)?.[1];
  return known && `${kind} ${known}`;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
