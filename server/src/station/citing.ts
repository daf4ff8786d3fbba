import { type Prose, sourceRange } from "../syntax/prose.ts";
import type { TextEdit } from "../text/edit.ts";
import { citationsIn } from "./citations.ts";
import type { Sentence } from "./passage.ts";
import type { Station } from "./station.ts";

/** A source that a sentence is to cite. */
export interface WantedCitation {
  readonly key: string;
  /** The place in the source, such as “p. 4”. */
  readonly loc?: string | undefined;
}

/**
 * The edit that makes a sentence cite a source, as in “It rains [@noah, p. 4].”: before its end mark, or within the citation that is
 * there. The place in the source is left out where it would be read as words of the sentence.
 * @returns undefined where the key can't be written in a citation, or the sentence is without words
 */
export function citingEdit(station: Station, sentence: Sentence, wanted: WantedCitation): TextEdit | undefined {
  const key = writtenKey(wanted.key);
  if (key === undefined) return undefined;
  const { prose, language } = sentence.passage;
  const { loc } = wanted;
  const isPlace = loc !== undefined && loc.trim() !== "" && !/[^\p{L}\p{N} .,:§¶#&’'–—-]/u.test(loc);
  const cited = isPlace && language.claims.isLocator(loc.trim()) ? `${key}, ${loc.trim()}` : key;
  const at = placeToCite(sentence);
  if (at <= sentence.start) return undefined;
  const before = citationsIn(station, sentence).find((each) => !each.inText && each.at.end === at);
  if (before) return insertion(before.range.end - 1, `; ${cited}`);
  return insertion(sourceAfter(prose, at), ` [${cited}]`);
}

/** A key with its sign; undefined for one that a citation can't have, or that is markup. */
function writtenKey(key: string): string | undefined {
  if (/^[\p{L}\p{N}](?:[\p{L}\p{N}_:.#%+?/-]*[\p{L}\p{N}])?$/u.test(key) && !/[:.#%+?/-]{2}/.test(key))
    return `@${key}`;
  return /^[\p{L}\p{N} .,:;'()/#%+=!?-]{1,200}$/u.test(key) && key.trim() === key ? `@{${key}}` : undefined;
}

function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

/** Where in `prose.text` a citation goes: before the marks that end a sentence, but after an abbreviation's period. */
function placeToCite({ text, start, passage }: Sentence): number {
  const end = /(?<![.!?…:;])([.!?…:;]{1,9})["'”’»)\]]{0,9}\s*$/u.exec(text);
  if (!end) return start + text.trimEnd().length;
  const isShort = end[1] === "." && passage.language.sentences.endsWithAbbreviation(text.slice(0, end.index + 1));
  return start + text.slice(0, isShort ? text.length : end.index).trimEnd().length;
}

/** The place in the source after a place of the text, outside of code and links, and after footnote marks. */
function sourceAfter(prose: Prose, at: number): number {
  let place = sourceRange(prose, at - 1, at).end;
  for (const { kind, text, range } of prose.marks) {
    const isWithin = kind === "code" || kind === "link" || kind === "linkReference" ? text.start < at : text.end === at;
    if (isWithin && text.end >= at && range.start <= place) place = Math.max(place, range.end);
  }
  return place;
}
