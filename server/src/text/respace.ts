import { changedMiddle, type TextEdit } from "./edit.ts";

/**
 * Small edits from one text to another that differs in its white space: one for each space that changes. Where more
 * differs, one edit of what lies between the common beginning and the common end.
 */
export function respace(before: string, after: string, offset: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const from = endOfSpace(before, i);
    const to = endOfSpace(after, j);
    const [old, wanted] = [before.slice(i, from), after.slice(j, to)];
    if (old !== wanted) edits.push(...changedMiddle(old, wanted, offset + i));
    if (before[from] !== after[to]) return changedMiddle(before, after, offset);
    i = from + 1;
    j = to + 1;
  }
  return edits;
}

function endOfSpace(text: string, at: number): number {
  let end = at;
  while (text[end] === " " || text[end] === "\t") end++;
  return end;
}
