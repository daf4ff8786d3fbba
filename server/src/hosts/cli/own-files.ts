import { isInside } from "../../files/names.ts";
import { type Content, writeWhole } from "../atomic-write.ts";
import { endsOf, fileAt, isRegular } from "../disk.ts";

/** What this program writes into files of which nobody wrote a word: a report may not cost a baseline what was decided there. */
type OwnKind = "report" | "baseline";

/** What a file of some form begins and ends with. */
interface Form {
  readonly start: RegExp;
  readonly end: RegExp;
}

/** How each form says of itself that this program wrote it. */
const FORMS: Readonly<Record<OwnKind, readonly Form[]>> = {
  baseline: [{ start: /^\{\s*"version":\s*1,\s*"findings":\s*\{/, end: /\}\s*\}\s*$/ }],
  report: [
    // Pages, of reports and of exports.
    { start: /^<!DOCTYPE html>\n[\s\S]*?\n<meta name="generator" content="Stationmaster">\n/, end: /\n<\/html>\n$/ },
    { start: /^%PDF-/, end: /\n% Stationmaster\n$/ },
    // JSON.
    { start: /^\{"version":1,"files":\[/, end: /"summary":\{"files":\d+,[^{}]*"fixable":\d+\}\}\n$/ },
    {
      start: /^\{"(?:file|unreadable|version)":/,
      end: /(?:^|\n)\{"version":1,"summary":\{"files":\d+,[^{}]*"fixable":\d+\}\}\n$/,
    },
    {
      start: /^\{"file":"[^\n]*","station":\d+,"line":\d+,"column":\d+,"h":"[\da-f]{16}",/,
      end: /"candidates":\[[^\n]*\]\}\n$/,
    },
    { start: /^\{"version":1,(?:"proves":"[^"]*",)?(?:"retractions":\{[^{}]*\},)?"paths":\[/, end: /\]\}\n$/ },
    {
      start: /^\{"\$schema":"[^"]*","version":"2\.1\.0","runs":\[\{"tool":\{"driver":\{"name":"Stationmaster",/,
      end: /\}\n$/,
    },
    { start: /^\{"stationmasterShard":1,/, end: /\}\n$/ },
    {
      start:
        /^\[\n {2}\{\n {4}"description": "[^\n]*",\n {4}"check_name": "[^\n]*",\n {4}"fingerprint": "[\da-f]{16}",\n/,
      end: /\n {2}\}\n\]\n$/,
    },
    { start: /^\[\]\n$/, end: /^/ },
    { start: /^\{\n {2}"source": \{\n {4}"name": "stationmaster"\n {2}\},\n {2}"diagnostics": \[/, end: /\]\n\}\n$/ },
    // XML.
    {
      start: /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="Stationmaster">\n/,
      end: /<\/testsuites>\n$/,
    },
    {
      start:
        /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<checkstyle version="4\.3">\n(?: {2}<file name="[^"\n]*">\n|<\/checkstyle>)/,
      end: /<\/checkstyle>\n$/,
    },
    // For people, and for GitHub Actions.
    {
      start: /^### Stationmaster: [^\n]+\n\n[\d,]+ files? checked\.\n/,
      end: /\n(?:[\d,]+ files? checked\.|- [^\n]*|And [\d,]+ more\.)\n$/,
    },
    {
      start: /^/,
      end: /(?:^|\n)(?:[✔✖] )?[\d,]+ files? checked(?:, [\d,]+ could not be read)?: (?:[\d,]+ fix(?:es)? made, )?(?:no problems found\.|[\d,]+ (?:error|warning|note|hint)s?\b[^\n]*\.)(?: --fix can fix [\d,]+ of them\.)?\n$/,
    },
    { start: /^::(?:error|warning|notice) file=/, end: /(?:^|\n)::(?:error|warning|notice) file=[^\n]*\n$/ },
    { start: /^/, end: /\n\n“Verified”\s+means:[\s\S]*\.\n$/ },
    { start: /^No learning path here has verified sentences\.\n$/, end: /^/ },
    // Figures of stations.
    { start: /^[^\n]*\n[\d,]+ stations?(?:, [^\n]*)? · [\d,]+ min\n\n +Station /, end: /^/ },
    { start: /^### [^\n]*\n\n[\d,]+ stations?(?:, [^\n]*)? · [\d,]+ min\n\n\| # \| Station \| /, end: /^/ },
    { start: /^path,number,title,file,words,minutes,grade,key terms,references,verified,facts,to sort\r\n/, end: /^/ },
    { start: /^There is no learning path here, and no station\.\n$/, end: /^/ },
    // What changed.
    {
      start: /^[^\n]*\n\n {2}(?:No longer verified|Stations|Key terms|References|Verified)\n/,
      end: /^/,
    },
    { start: /^### [^\n]*\n\n\*\*(?:No longer verified|Stations|Key terms|References|Verified)\*\*\n/, end: /^/ },
    { start: /^Nothing has changed on any learning path\.\n$/, end: /^/ },
    // Sources.
    {
      start: /^[^\n]* \([^\n]*\): [\d,]+ sources?(?:, [\d,]+ not cited)?(?:, [\d,]+ missing)?\n/,
      end: /^/,
    },
    { start: /^There is no learning path here: neither a path\.yaml nor stations with numbered names\.\n$/, end: /^/ },
  ],
};

/** How much of a file is looked at on either end, in bytes. */
const LOOKED_AT = 4_000;

/**
 * Why a file may not be written: it is there, and does not say that this program wrote it. Every command that writes a report, an
 * export or a baseline asks this. A device or a pipe takes what comes.
 * @param name as the command line has it
 * @param isForced whether the user said that anything may be overwritten
 * @returns undefined where it may be written
 */
export function whyNotOverwritten(name: string, kind: OwnKind, isForced = false): string | undefined {
  const file = fileAt(name);
  if (isForced || !isRegular(file) || isInside("/dev", file)) return undefined;
  const ends = endsOf(file, LOOKED_AT);
  if (ends === undefined) return "It can't be read, so it was left alone. Please choose another name, or add --force.";
  const [head, tail] = ends;
  if (head === "" || FORMS[kind].some(({ start, end }) => start.test(head) && end.test(tail))) return undefined;
  const what = kind === "baseline" ? "a baseline" : "a report of Stationmaster";
  return `It is there already, and is not ${what}. Please choose another name, or add --force to overwrite it.`;
}

/**
 * Writes a report, an export or a baseline so that it is never half written, and only over what this program wrote.
 * @param name as the command line has it
 * @returns undefined, or a sentence that says why nothing was written
 */
export function writeOwn(name: string, content: Content, kind: OwnKind, isForced?: boolean): string | undefined {
  return whyNotOverwritten(name, kind, isForced) ?? writeWhole(fileAt(name), content);
}
