import type { LintFinding } from "../../lint/lint.ts";
import { stationOf, type Workspace } from "../../path/workspace.ts";
import { lineStart } from "../../text/line-start.ts";
import { intersects, type Range } from "../../text/range.ts";

/** Where a writer is typing. */
export interface Typing {
  readonly file: string;
  /** After what was typed last, in UTF-16 code units. */
  readonly offset: number;
}

/** Findings without opinions about what is being typed: they wait until the writer goes on or pauses. Errors and warnings don't. */
export function withoutOpinionsOnTyped(
  workspace: Workspace,
  typing: Typing,
  findings: readonly LintFinding[],
): readonly LintFinding[] {
  const typed = sentenceBeingTyped(workspace, typing);
  if (!typed) return findings;
  return findings.filter(
    ({ severity, range }) => severity === "error" || severity === "warning" || !intersects(range, typed),
  );
}

/** The sentence that is being typed, with the space up to what comes next: that is typed, too, or the end of the text. */
export function sentenceBeingTyped(workspace: Workspace, { file, offset }: Typing): Range | undefined {
  const station = stationOf(workspace, file);
  if (!station) return undefined;
  const { text, passages } = station;
  const line = lineStart(text, offset);
  const last = line + text.slice(line, offset).trimEnd().length;
  const passage = passages.find(({ range }) => range.start <= last && last <= range.end);
  const sentences = passage?.sentences ?? [];
  const sentence = sentences.findLast(({ range }) => range.start <= last)?.range ?? sentences[0]?.range;
  const end = Math.max(sentence?.end ?? last, offset);
  return { start: sentence?.start ?? last, end: end + text.slice(end).search(/\S|$/) };
}
