import { lineAt, lineStarts } from "../text/lines.ts";

/** Something that can't be done, with what to do about it. */
export interface Refusal {
  readonly refused: string;
}

/** Whether an answer is one. */
export function isRefusal(answer: object): answer is Refusal {
  return "refused" in answer;
}

/** The number of the line that a refusal names, from 1. */
export function lineNumber(text: string, offset: number): number {
  return lineAt(lineStarts(text), offset) + 1;
}
