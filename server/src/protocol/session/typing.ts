import type { LintFinding } from "../../lint/lint.ts";
import { stationOf, type Workspace } from "../../path/workspace.ts";
import { lineStart } from "../../text/line-start.ts";
import { intersects, type Range, slice } from "../../text/range.ts";

/** Where a writer is typing. */
export interface Typing {
  readonly file: string;
  /** After what was typed last, in UTF-16 code units. */
  readonly offset: number;
  /** Whether they have paused. */
  readonly rests?: boolean;
}

/**
 * Findings without opinions about what is being typed: they wait until the writer goes on or pauses. Those about a space or a
 * missing line end right there wait until they type elsewhere: a pause for thought ends no line. Errors and warnings don't wait.
 */
export function withoutOpinionsOnTyped(
  workspace: Workspace,
  typing: Typing,
  findings: readonly LintFinding[],
): readonly LintFinding[] {
  const typed = sentenceBeingTyped(workspace, typing);
  if (!typed) return findings;
  const { text } = stationOf(workspace, typing.file)!;
  const waits = ({ severity, range }: LintFinding) =>
    severity !== "error" &&
    severity !== "warning" &&
    intersects(range, typed) &&
    (!typing.rests || isOfSpace(slice(text, range)));
  return findings.filter((finding) => !waits(finding));
}

/** Whether a finding's text is nothing but space, or a single character, as the last one that no line end follows. */
function isOfSpace(text: string): boolean {
  return text.trim().length < 2;
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
