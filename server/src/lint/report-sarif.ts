import type { Log, PhysicalLocation, Region, ReportingDescriptor, Result } from "sarif";
import { allRules } from "../rules/all.generated.ts";
import type { Fix } from "../rules/rule.ts";
import { grouped } from "../text/count.ts";
import { inertJson } from "../text/inert.ts";
import { wellFormed } from "../text/well-formed.ts";
import type { LintFinding } from "./lint.ts";
import { type FileReport, printer, printers, type Report } from "./report.ts";

const LEVELS = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** GitHub takes no more results of a run than this (docs.github.com, "SARIF support for code scanning"). */
const MOST_RESULTS = /* defense: most-results */ 25_000;

/** GitHub takes 10 MB, compressed. */
export const LARGEST_SARIF = 10_000_000;

/**
 * SARIF 2.1.0, as code scanning reads it (OASIS, "Static Analysis Results Interchange Format"). Of more results than GitHub takes
 * the heaviest are kept; of a report that is too large the fixes are left out, and then more and more results, until it fits. A
 * notification in the run says so.
 * @param fits whether a report is no larger than GitHub takes
 */
export function reportSarif(report: Report, version: string, fits: (log: string) => boolean = () => true): string {
  const printOf = printers(report);
  const shortfall = sarifShortfall(report);
  const kept = shortfall
    ? heaviest(report, printOf)
    : report.files.flatMap((file) => [...resultsOf(report, file, printOf)]);
  const notes = [
    ...report.unreadable.map(({ file, reason }) => `${report.nameOf(file)} could not be checked: ${reason}`),
    ...(shortfall ? [shortfall] : []),
  ];
  const whole = logOf(kept, notes, version);
  // defense: largest-sarif
  if (fits(whole)) return whole;
  notes.push("The report would be too large, so it holds no fixes and no related places.");
  const bare = ({ fixes: _, relatedLocations: __, ...result }: Result): Result => result;
  const ranked = LEVEL_ORDER.flatMap((level) => kept.filter((result) => result.level === level));
  let log = logOf(kept.map(bare), notes, version);
  for (let most = kept.length >> 1; most > 0 && !fits(log); most >>= 1) {
    const left = `The report would be too large, so ${grouped(kept.length - most)} more of the lowest severity are left out.`;
    log = logOf(ranked.slice(0, most).map(bare), [...notes, left], version);
  }
  return log;
}

/** How many findings a report in SARIF leaves out, in a sentence; undefined where it holds all. */
export function sarifShortfall({ files }: Report): string | undefined {
  const all = files.reduce((sum, { findings }) => sum + findings.length, 0);
  if (all <= MOST_RESULTS) return undefined;
  return `A run holds 25,000 results at most, so ${grouped(all - MOST_RESULTS)} of the lowest severity are left out.`;
}

const LEVEL_ORDER = ["error", "warning", "note"] as const;

/** The results that are kept of too many; the others are not even made. */
function heaviest(report: Report, printOf: ReturnType<typeof printers>): readonly Result[] {
  const kept: Result[] = [];
  for (const level of LEVEL_ORDER) {
    for (const file of report.files) {
      for (const result of resultsOf(report, file, printOf, level)) {
        if (kept.push(result) === MOST_RESULTS) return kept;
      }
    }
  }
  return kept;
}

function logOf(results: readonly Result[], notes: readonly string[], version: string): string {
  const used = new Set(results.map(({ ruleId }) => ruleId));
  const rules = allRules.filter(({ id }) => used.has(id));
  const places = new Map(rules.map(({ id }, at) => [id, at]));
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Stationmaster", version, rules: rules.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        results: results.map((result) => ({ ...result, ruleIndex: places.get(result.ruleId ?? "") ?? -1 })),
        invocations: [
          {
            executionSuccessful: notes.length === 0,
            toolExecutionNotifications: notes.map((text) => ({ level: "warning", message: { text: literal(text) } })),
          },
        ],
      },
    ],
  };
  return `${inertJson(log)}\n`;
}

function descriptor({ id, summary, why, severity, group }: (typeof allRules)[number]): ReportingDescriptor {
  const plain = why.replace(/\s+/g, " ").trim();
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: plain },
    help: { text: `${summary}\n\n${plain}`, markdown: `${summary}\n\n${plain}` },
    defaultConfiguration: severity === "off" ? { enabled: false } : { level: LEVELS[severity] },
    properties: { tags: [group] },
  };
}

/** @param level leaves out all but these */
function* resultsOf(
  report: Report,
  { file, text, findings, fingerprints }: FileReport,
  printOf: ReturnType<typeof printers>,
  level?: (typeof LEVEL_ORDER)[number],
): Generator<Result> {
  const print = printer(text);
  const uri = uriOf(report.nameOf(file));
  for (const [at, finding] of findings.entries()) {
    if (level && LEVELS[finding.severity] !== level) continue;
    const fixes = [...(finding.fix ? [finding.fix] : []), ...(finding.suggestions ?? [])];
    yield {
      ruleId: finding.rule,
      level: LEVELS[finding.severity],
      message: { /* defense: literal-text-in-sarif */ text: literal(finding.message) },
      locations: [{ physicalLocation: place(uri, print(finding.range)) }],
      ...(finding.related?.length && { relatedLocations: relatedOf(report, finding, printOf) }),
      partialFingerprints: { "stationmaster/v1": fingerprints[at]! },
      ...(fixes.length && { fixes: fixes.map((fix) => fixOf(uri, fix, print)) }),
    };
  }
}

function relatedOf(
  report: Report,
  { related = [] }: LintFinding,
  printOf: ReturnType<typeof printers>,
): Result["relatedLocations"] {
  return related.map(({ file, range, message }, id) => ({
    id,
    message: { text: literal(message) },
    physicalLocation: place(uriOf(report.nameOf(file)), printOf(file)(range)),
  }));
}

type Printed = ReturnType<ReturnType<typeof printer>>;

function place(uri: string, printed: Printed): PhysicalLocation {
  return { artifactLocation: { uri }, region: regionOf(printed) };
}

function regionOf({ start, end }: Printed): Region {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  };
}

function fixOf(
  uri: string,
  { title, edits }: Fix,
  print: ReturnType<typeof printer>,
): NonNullable<Result["fixes"]>[number] {
  return {
    description: { text: literal(title) },
    artifactChanges: [
      {
        artifactLocation: { uri },
        replacements: edits.map(({ range, newText }) => ({
          deletedRegion: regionOf(print(range)),
          insertedContent: { text: newText },
        })),
      },
    ],
  };
}

/**
 * A text as a message that shows just that (SARIF 2.1.0, 3.11.5 and 3.11.6): what looks like a place for an argument or like a
 * link is escaped, with all that looks like an escape then. Other messages stay as they are, for readers that know no escapes.
 */
function literal(text: string): string {
  const plain = /\{\d+\}|\{\{|\}\}/.test(text) ? text.replace(/[{}]/g, "$&$&") : text;
  return /\]\(|\\[\\[\]]/.test(plain) ? plain.replace(/[\\[\]]/g, "\\$&") : plain;
}

/** A file's name as a relative reference; half a character, which UTF-8 does not know, has a stand-in. */
function uriOf(name: string): string {
  return name
    .split("/")
    .map((part) => encodeURIComponent(wellFormed(part)))
    .join("/");
}
