import { firstFrom } from "../text/first-from.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { Station } from "./station.ts";

/**
 * Whether a sentence says where it is from in another way than by a citation: by author and year, “(Okafor, 2019)”, by a name,
 * “According to the World Health Organization”, by a link in it or in the sentence before, by a line “Source: …” below.
 */
export function namesSource(station: Station, sentence: Sentence): boolean {
  const { passage } = sentence;
  const at = passage.sentences.findIndex(({ start }) => start === sentence.start);
  const [before, after] = [passage.sentences[at - 1], passage.sentences[at + 1]];
  const { claims } = passage.language;
  return (
    AUTHOR_AND_YEAR.test(sentence.text) ||
    claims.namesSource(sentence.text) ||
    hasLink(passage, before?.start ?? sentence.start, sentence.end) ||
    (after !== undefined && claims.isSourceLine(after.text)) ||
    isAboveSource(station, passage)
  );
}

/** Whether all that a sentence says is followed by a name: “41% runs off (World Meteorological Organization).” That may be less than a source. */
export function endsInName({ text }: Sentence): boolean {
  return NAME_AT_END.test(text);
}

const NAME_AT_END =
  /\s\((?:\p{Lu}{3,8}|\p{Lu}[\p{L}.’-]+(?: \p{Ll}{1,3}){0,2}(?: \p{Lu}[\p{L}.’-]+(?: \p{Ll}{1,3}){0,2}){1,8})\)[.!]?$/u;

/** “(Okafor, 2019)”, “(see Miller et al. 2019, p. 4; WHO, 2020)”, “Miller (2019)”, “[3]” as pages have it that were pasted. */
const AUTHOR_AND_YEAR =
  /\([^()]{0,80}\p{Lu}[^()]{0,80},? (?:1[5-9]|20)\d\d[a-z]?[^()]{0,80}\)|\((?<=\p{Lu}[\p{L}’'-]+ \()(?:1[5-9]|20)\d\d[a-z]?(?:, [^()]{1,40})?\)|\[\d{1,3}(?:[,–-] ?\d{1,3})*\]/u;

function hasLink({ prose }: Passage, start: number, end: number): boolean {
  return prose.marks.some(
    ({ kind, text }) => (kind === "link" || kind === "linkReference") && text.start < end && start < text.end,
  );
}

/** Whether a line that names a source follows a passage, or the list or quote that holds it: nothing but items stand between. */
function isAboveSource({ passages }: Station, passage: Passage): boolean {
  const { claims } = passage.language;
  let at = firstFrom(passages.length, (index) => passages[index]!.range.start > passage.range.start);
  if (passage.kind === "item")
    while (passages[at]?.kind === "item" && !claims.isSourceLine(passages[at]!.prose.text)) at++;
  const next = passages[at];
  return next !== undefined && next.kind !== "heading" && claims.isSourceLine(next.prose.text);
}
