import { MASK, type Prose } from "../syntax/prose.ts";
import type { Passage } from "./passage.ts";
import type { StationItem, StationList } from "./station.ts";

/**
 * Whether a reader knows what a list is a list of: the paragraph above ends with a colon or a dash, asks, leaves a blank, tells
 * learners what to do, or breaks off so that the items finish its sentence; or a heading right above names the list.
 */
export function isIntroduced({ list, leadIn, heading, boxed, items }: StationList): boolean {
  if (!leadIn) return boxed || heading?.language.structure.namesList(heading.prose.text) === true;
  const text = withoutCitations(leadIn.prose);
  if (/[:：–—][“"*)\]]*$/.test(text) || /_{3,}|…{2,}|\.{4,}/.test(text)) return true;
  const { structure } = leadIn.language;
  const last = leadIn.sentences[leadIn.sentences.length - 1]?.text ?? "";
  if (asks(last) || (list.ordered && leadIn.sentences.some(({ text }) => asks(text))) || structure.asksToAct(last))
    return true;
  if (ENDS_SENTENCE.test(text)) return false;
  return (isEmphasized(leadIn) && structure.namesList(text)) || structure.breaksOff(text) || finishSentence(items);
}

/** A list of answers is numbered; the question may come before what it is about. */
function asks(sentence: string): boolean {
  return /[?？؟][^\p{L}]*$/u.test(sentence);
}

function isEmphasized({ prose }: Passage): boolean {
  return prose.marks.some(
    ({ kind, text }) =>
      (kind === "strong" || kind === "emphasis") && text.start === 0 && text.end === prose.text.length,
  );
}

/** “the tide falls and”, “the boats tip.”: small initials, and a period after the last item alone. */
function finishSentence(items: readonly StationItem[]): boolean {
  const texts = items.map(({ passage }) => passage?.prose.text.trim() ?? "");
  const last = texts[texts.length - 1];
  return (
    texts.every((text) => /^\p{Ll}/u.test(text)) &&
    !!last?.endsWith(".") &&
    !texts.slice(0, -1).some((text) => text.endsWith("."))
  );
}

/** Whether a passage only leads to something: a link that is most of it, or a work with its author or its year. */
export function isReference({ prose }: Passage): boolean {
  const { text, marks } = prose;
  let linked = 0;
  for (const { kind, text: of } of marks) if (kind === "link" || kind === "linkReference") linked += of.end - of.start;
  return (
    linked * 2 > text.trim().length || /^[^.]{3,80}\((?:1[5-9]|20)\d\d[a-z]?\)|^\p{Lu}[\p{L}’'-]+, \p{Lu}\./u.test(text)
  );
}

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
