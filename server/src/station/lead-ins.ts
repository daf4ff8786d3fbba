import { MASK, type Prose } from "../syntax/prose.ts";

/** Marks that a sentence or its introduction to something ends with, in every script, and what closes after them. */
export const ENDS_SENTENCE = /[\p{STerm}:：…]["”’'»)\]」』）]*$/u;

/** A lead-in's text without the citations at its end, so that the mark before them is seen. */
export function withoutCitations({ text, masked }: Prose): string {
  let end = text.length;
  for (;;) {
    while (end > 0 && /\s/.test(text[end - 1]!)) end--;
    if (text[end - 1] !== "]" || masked[end - 1] !== MASK) return text.slice(0, end);
    const open = text.lastIndexOf("[", end - 1);
    if (open < 0 || masked[open] !== MASK) return text.slice(0, end);
    end = open;
  }
}
