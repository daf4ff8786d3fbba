import type { TextEdit } from "../text/edit.ts";
import { firstFrom } from "../text/first-from.ts";
import { groupBy } from "../text/groups.ts";
import { newlineOf } from "../text/newline.ts";
import { slice } from "../text/range.ts";
import { anchorEntries } from "./anchoring.ts";
import { type LedgerEntry, VERIFIED_TEXT, writeEntry } from "./ledger-entry.ts";
import { type EntryLine, type Ledger, writeHeader } from "./ledger-file.ts";
import { type Context, contextOf, type LedgerSentence } from "./ledger-sentences.ts";
import { isProposal } from "./proposals.ts";

/**
 * The edits of a ledger after which its lines know the sentences that an edit of their station has rewritten. Only for edits that
 * leave what a sentence says as it is, such as another number for the station that it speaks of: what was verified stays so,
 * and the line keeps the words that were verified as `verifiedText`. Lines that did not know their sentence to the letter stay
 * as they are.
 * @param edits what leads from the text of `before` to that of `after`, in offsets of `before`
 * @returns edits in offsets of the ledger's text; none where the ledger can't be changed
 */
export function followText(
  ledger: Ledger,
  before: readonly LedgerSentence[],
  after: readonly LedgerSentence[],
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  if (!ledger.changeable) return [];
  const sameAfter = sentencesAfter(before, after, edits);
  const { anchors } = anchorEntries(before, ledger.entries);
  const hashes = new Map<string, string>();
  const rewritten = new Map<EntryLine, LedgerEntry>();
  anchors.forEach((anchor, index) => {
    const now = sameAfter(index);
    if (!anchor?.exact || !now || now.text === before[index]!.text) return;
    hashes.set(before[index]!.hash, now.hash);
    rewritten.set(anchor.line, withText(anchor.line, now.text, { h: now.hash, ...contextOf(after, now.index) }));
  });
  return ledger.entries.flatMap((line): readonly TextEdit[] => {
    const entry = rewritten.get(line) ?? line.entry;
    // What rests on a sentence still does.
    const restsOn = entry.restsOn.map((hash) => hashes.get(hash) ?? hash);
    const isSame = entry === line.entry && restsOn.every((hash, at) => hash === entry.restsOn[at]);
    return isSame ? [] : [{ range: line.range, newText: writeEntry({ ...entry, restsOn }) }];
  });
}

/** A line's entry for the new words of its sentence; what a person verified is kept beside them, unless they say just that again. */
function withText({ entry, range }: EntryLine, text: string, place: Pick<LedgerEntry, "h"> & Context): LedgerEntry {
  const rest = entry.rest.filter(({ key }) => key !== VERIFIED_TEXT);
  const first = entry.rest.find(({ key }) => key === VERIFIED_TEXT)?.source ?? JSON.stringify(entry.text);
  const isVerified = entry.by !== undefined && !isProposal(entry) && first !== JSON.stringify(text);
  return {
    ...entry,
    ...place,
    text,
    rest: isVerified ? [...rest, { key: VERIFIED_TEXT, source: first, range }] : rest,
  };
}

/** For the place of a sentence before some edits, the sentence that stands there after them, if it is still one. */
function sentencesAfter(
  before: readonly LedgerSentence[],
  after: readonly LedgerSentence[],
  edits: readonly TextEdit[],
): (index: number) => LedgerSentence | undefined {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start);
  let shift = 0;
  const shifts = sorted.map(({ range, newText }) => {
    shift += newText.length - (range.end - range.start);
    return shift;
  });
  const byPlace = new Map(after.map((each) => [placeOf(each.sentence.range), each]));
  return (index) => {
    const { start, end } = before[index]!.sentence.range;
    const first = firstFrom(sorted.length, (at) => sorted[at]!.range.end > start);
    const past = firstFrom(sorted.length, (at) => sorted[at]!.range.start >= end);
    const isWithin = ({ range }: TextEdit) => start <= range.start && range.end <= end;
    if (!sorted.slice(first, past).every(isWithin)) return undefined;
    return byPlace.get(placeOf({ start: start + (shifts[first - 1] ?? 0), end: end + (shifts[past - 1] ?? 0) }));
  };
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }): string {
  return `${start} ${end}`;
}

/**
 * The edits of a ledger after which it knows a source under another key.
 * @returns edits in offsets of the ledger's text; none where the ledger can't be changed
 */
export function followKey(ledger: Ledger, key: string, newKey: string): readonly TextEdit[] {
  if (!ledger.changeable) return [];
  return ledger.entries.flatMap(({ entry, range }): readonly TextEdit[] => {
    if (!entry.cites.some((cite) => cite.key === key)) return [];
    const cites = entry.cites.map((cite) => (cite.key === key ? { ...cite, key: newKey } : cite));
    return [{ range, newText: writeEntry({ ...entry, cites }) }];
  });
}

/**
 * A ledger with the lines of another one at its end, where two stations become one.
 * @returns the joined ledger's text
 */
export function joinLedgers(ledger: Ledger, other: Ledger): string {
  const text = ledger.text || writeHeader([]);
  const newline = newlineOf(text);
  const gap = text === "" || /[\n\r]$/.test(text) ? "" : newline;
  const lines = other.lines.filter(({ kind }) => kind !== "header").map(({ range }) => slice(other.text, range));
  return `${text}${gap}${lines.map((line) => line + newline).join("")}`;
}

/** A ledger in two. */
export interface SplitLedger {
  readonly first: string;
  /** Undefined where nothing is known of any of its sentences. */
  readonly second: string | undefined;
}

/**
 * A ledger parted where its station becomes two: each line goes with its sentence, with the lines below it that speak of none. A
 * sentence that stands in both stations afterwards, such as one of a footnote that both refer to, has a line in both.
 * @param whole the sentences of the station as the ledger knows it
 * @param isSecond whether a sentence of it goes to the second station
 */
export function splitLedger(
  ledger: Ledger,
  whole: readonly LedgerSentence[],
  isSecond: (sentence: LedgerSentence) => boolean,
  first: readonly LedgerSentence[],
  second: readonly LedgerSentence[],
): SplitLedger {
  const { text } = ledger;
  const newline = newlineOf(text);
  const { anchors } = anchorEntries(whole, ledger.entries);
  const placeOfLine = new Map<unknown, LedgerSentence>();
  anchors.forEach((anchor, index) => {
    if (anchor) placeOfLine.set(anchor.line, whole[index]!);
  });
  const parts: { first: string[]; second: string[] } = { first: [], second: [] };
  const exact = anchors.flatMap((anchor) => (anchor?.exact ? anchor.line : []));
  let part = parts.first;
  const own = new Set<unknown>(ledger.entries);
  for (const line of ledger.lines) {
    // What another station of the ledger knows stays where it is.
    if (line.kind === "entry" && !own.has(line)) part = parts.first;
    else if (line.kind === "entry") {
      const sentence = placeOfLine.get(line);
      part = sentence && isSecond(sentence) ? parts.second : parts.first;
    }
    (line.kind === "header" ? parts.first : part).push(slice(text, line.range));
  }
  const [inWhole, inFirst, inSecond] = [whole, first, second].map((each) => groupBy(each, ({ hash }) => hash));
  const count = (sentences: typeof inWhole, hash: string) => sentences!.get(hash)?.length ?? 0;
  for (const { entry, range } of exact) {
    if (count(inFirst, entry.h) + count(inSecond, entry.h) <= count(inWhole, entry.h)) continue;
    const line = slice(text, range);
    if (count(inFirst, entry.h) && !parts.first.includes(line)) parts.first.push(line);
    if (count(inSecond, entry.h) && !parts.second.includes(line)) parts.second.push(line);
  }
  const written = (lines: readonly string[]) => lines.map((line) => line + newline).join("");
  return {
    first: (text.startsWith("\ufeff") ? "\ufeff" : "") + written(parts.first),
    second: parts.second.length ? written([writeHeader([]), ...parts.second]) : undefined,
  };
}
