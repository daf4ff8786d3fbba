import { readLabel } from "../syntax/labels.ts";
import type { Passage, Sentence } from "./passage.ts";
import { isProse, type Station } from "./station.ts";

/**
 * Whether a station explains a term in another form than a callout: in bold where a sentence says what it is, in a list of
 * definitions, or in a section called “Key terms”.
 */
export function explainsTerms({ passages, sections, keyTerms, language }: Station): boolean {
  if (keyTerms.length > 0) return true;
  const isGlossary = ({ prose }: Passage) => readLabel(`${prose.text}:`, language.labels)?.role === "key-term";
  if (sections.some(({ heading }) => isGlossary(heading))) return true;
  return passages.some(
    (passage) => isProse(passage) && (isDefinitionList(passage) || passage.sentences.some(explainsEmphasized)),
  );
}

/** `Depth`, and on the next line `: how far the sea reaches down`. */
function isDefinitionList({ prose: { text }, kind }: Passage): boolean {
  return kind === "paragraph" && /^[^\n:.!?]{1,60}\s:\s+\S/.test(text);
}

/** “An **aquifer** is …” and “This is called an **aquifer**.” */
function explainsEmphasized({ passage, text, start, end }: Sentence): boolean {
  const { structure } = passage.language;
  const marks = passage.prose.marks.filter(
    ({ kind, text: at }) => (kind === "strong" || kind === "emphasis") && start <= at.start && at.end <= end,
  );
  if (marks.length === 0) return false;
  const parts = structure.definitionIn(text);
  return marks.some(
    ({ text: at }) =>
      (parts && at.start - start <= parts.termStart && parts.termEnd <= at.end - start) ||
      structure.namesAfter(text.slice(0, at.start - start)),
  );
}
