import type { Citation } from "../station/citations.ts";
import type { LearningPath } from "./learning-path.ts";

/**
 * The citations among what a path's stations may cite: on a path without any list of sources, “@name” in running text is
 * somebody's name, a decorator or the like, and only brackets say that it is a citation. “@fig-map” is a reference to a figure,
 * unless a source has that key.
 */
export function citationsOnPath(
  { sourceFiles, sources }: Pick<LearningPath, "sourceFiles" | "sources">,
  citations: readonly Citation[],
): readonly Citation[] {
  const cited = sourceFiles.length > 0 ? citations : citations.filter(({ inText }) => !inText);
  return cited.filter(({ key }) => !CROSS_REFERENCE.test(key) || sources.has(key));
}

/** What Quarto's references to figures, tables, equations and the like begin with (https://quarto.org/docs/authoring/cross-references.html). */
const CROSS_REFERENCE =
  /^(?:fig-|tbl-|lst-|eq-|sec-|alg-|tip-|nte-|wrn-|imp-|cau-|thm-|lem-|cor-|prp-|cnj-|def-|exm-|exr-|sol-|rem-)/;
