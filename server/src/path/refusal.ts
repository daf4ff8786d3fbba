/** Something that can't be done, with what to do about it. */
export interface Refusal {
  readonly refused: string;
}

/** Whether an answer is one. */
export function isRefusal(answer: object): answer is Refusal {
  return "refused" in answer;
}
