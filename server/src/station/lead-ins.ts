import { MASK, type Prose } from "../syntax/prose.ts";
import type { Passage } from "./passage.ts";
import type { StationItem, StationList } from "./station.ts";

/**
 * Whether a reader knows what a list is a list of: the paragraph above ends with a colon or a dash, asks, leaves a blank, tells
 * learners what to do, is a label, or breaks off so that the items finish its sentence; a heading right above names the list; its
 * section has lists by nature, such as “Review Questions” or “References”; or its items are choices or links.
 */
export function isIntroduced(stationList: StationList): boolean {
  const { list, leadIn, heading, boxed, items } = stationList;
  if (isLookedUp(stationList)) return true;
  if (!leadIn) return boxed || heading?.language.structure.namesList(heading.prose.text) === true;
  const text = withoutCitations(leadIn.prose);
  if (/(?:[:：–—]|\.{3}|…)[“"*)\]]*$/.test(text) || /_{3,}|…{2,}|\.{4,}/.test(text)) return true;
  const { structure } = leadIn.language;
  const last = leadIn.sentences[leadIn.sentences.length - 1]?.text ?? "";
  const leads = (sentence: string) => asks(sentence) || structure.asksToAct(sentence);
  if (leads(last) || (list.ordered && leadIn.sentences.some((sentence) => leads(sentence.text)))) return true;
  if (ENDS_SENTENCE.test(text)) return false;
  return (
    isEmphasized(leadIn) ||
    structure.partNamed(text) !== undefined ||
    structure.breaksOff(text) ||
    finishSentence(items)
  );
}

/** Whether a sentence promises a list right after it, so that a colon is missing: “There are three ways”, “in this order”. */
export function announcesList({ sentences, language }: Passage): boolean {
  const last = sentences[sentences.length - 1]?.text ?? "";
  return language.structure.announcesList(last) || language.structure.countsIn(last).length > 0;
}

/** “( ) Rhine”, “(x) Danube”, “[ ] Elbe”, as quizzes write what to choose from. */
export function isChoice({ passage }: StationItem): boolean {
  return passage !== undefined && /^(?:\([ xX✓]?\)|\[[ xX✓]?\])\s/.test(passage.prose.text);
}

/**
 * Whether a list is looked up or worked through, not learned: choices, links, works, key terms, or what a section of questions,
 * exercises, objectives or references holds. Such a list tells what it is by itself.
 */
export function isLookedUp({ items, under }: Pick<StationList, "items" | "under">): boolean {
  if (items.some(isChoice) || (under && isOfLists(under))) return true;
  const own = items.filter(
    ({ passage }) => passage && (passage.role === "key-term" || isReference(passage) || beginsWithLink(passage)),
  ).length;
  return own * 2 > items.length;
}

export function beginsWithLink({ prose: { marks } }: Passage): boolean {
  return marks.some(
    ({ kind, text }) => (kind === "link" || kind === "linkReference") && text.start === 0 && text.end > 0,
  );
}

/** Objectives, points to remember, questions, references: what such a section holds is its lists. */
function isOfLists({ prose: { text }, language: { structure } }: Passage): boolean {
  const part = structure.partNamed(text);
  return part === "objectives" || part === "summary" || part === "back matter" || structure.namesLongList(text);
}

/** A list of answers is numbered; the question may come before what it is about. */
function asks(sentence: string): boolean {
  return /[?？؟][^\p{L}?？؟]*$/u.test(sentence);
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
  if (linked * 2 > text.trim().length || DATED_WORK.test(text)) return true;
  return NAMED_WORK.test(text) && (linked > 0 || /\b(?:1[5-9]|20)\d\d\b/.test(text));
}

/** “Okafor and Lind (2019)”, “Okafor, A.” */
const DATED_WORK = /^[^.]{3,80}\((?:1[5-9]|20)\d\d[a-z]?\)|^\p{Lu}[\p{L}’'-]+, \p{Lu}\./u;
/** “Okafor, Ada, and Mara Lind. ” */
const NAMED_WORK = /^\p{Lu}[\p{L}’'-]+, \p{Lu}[^.:!?]{1,80}\.\s/u;

/** Marks that a sentence or its introduction to something ends with, in every script, and what closes after them. */
export const ENDS_SENTENCE = /[\p{STerm}:：…]["”’'»)\]」』）]*$/u;

/** A passage's text without the citations and note marks at its end, so that the mark before them is seen. */
export function withoutCitations({ text, masked }: Prose): string {
  let end = text.length;
  for (;;) {
    while (end > 0 && /\s/.test(text[end - 1]!)) end--;
    const note = NOTE_MARK.exec(text.slice(Math.max(0, end - LONGEST_NOTE_MARK), end));
    if (note) {
      end -= note[0].length;
      continue;
    }
    if (text[end - 1] !== "]" || masked[end - 1] !== MASK) return text.slice(0, end);
    const open = text.lastIndexOf("[", end - 1);
    if (open < 0 || masked[open] !== MASK) return text.slice(0, end);
    end = open;
  }
}

/** “[3]”, “[3, 4]”, “³”: a note as plain text, after a word or a mark. */
const NOTE_MARK = /(?<=\S)\s?(?:\[\d{1,3}(?:[,–-] ?\d{1,3}){0,3}\]|[¹²³⁰⁴-⁹]{1,3})$/;
const LONGEST_NOTE_MARK = 24;
