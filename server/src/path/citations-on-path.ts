import type { Citation } from "../station/citations.ts";
import type { SourceFile } from "./sources.ts";

/**
 * The citations among what a path's stations may cite: on a path without any list of sources, “@name” in running text is
 * somebody's name, a decorator or the like, and only brackets say that it is a citation.
 */
export function citationsOnPath(
  { sourceFiles }: { readonly sourceFiles: readonly SourceFile[] },
  citations: readonly Citation[],
): readonly Citation[] {
  return sourceFiles.length > 0 ? citations : citations.filter(({ inText }) => !inText);
}
