import { sentenceHash } from "../ledger/sentence-hash.ts";
import type { Station } from "../station/station.ts";
import { firstFrom } from "../text/first-from.ts";
import { fold } from "../text/fold.ts";
import { type Range, slice } from "../text/range.ts";
import type { LintFinding } from "./lint.ts";

/**
 * What each finding of a file is known by from one run to the next: its rule, and what the sentence says that it begins in (its
 * line, where it stands in no sentence). So it stays the same finding while text is written elsewhere in the file, and is
 * another one when its sentence changes. Where a rule finds several things in one sentence they are numbered.
 * @param findings in the order of the text
 * @returns 16 hexadecimal digits for each, perhaps with a number after
 */
export function fingerprints(
  text: string,
  station: Station | undefined,
  findings: readonly LintFinding[],
): readonly string[] {
  const sentences = station ? sentenceRanges(station) : [];
  const often = new Map<string, number>();
  // A long sentence in which much is found is read once for each rule.
  const names = new Map<string, string>();
  return findings.map(({ rule, range }) => {
    const place = placeOf(text, sentences, range);
    const at = `${rule} ${place.start} ${place.end}`;
    const name = names.get(at) ?? sentenceHash(`${rule}\n${fold(slice(text, place))}`);
    names.set(at, name);
    const count = (often.get(name) ?? 0) + 1;
    often.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
}

function sentenceRanges(station: Station): readonly Range[] {
  const all = station.passages.flatMap(({ sentences }) => sentences.map(({ range }) => range));
  return all.sort((a, b) => a.start - b.start);
}

/** How much of a line counts on either side of where a finding begins, in UTF-16 code units: each has another part of it to read. */
const LONGEST_LINE = 200;

function placeOf(text: string, sentences: readonly Range[], { start }: Range): Range {
  const sentence = sentences[firstFrom(sentences.length, (at) => sentences[at]!.start > start) - 1];
  if (sentence && start <= sentence.end) return sentence;
  const from = Math.max(0, start - LONGEST_LINE);
  const before = text.slice(from, start);
  const length = text.slice(start, start + LONGEST_LINE).search(/[\n\r]|$/);
  return {
    start: from + Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1,
    end: start + length,
  };
}
