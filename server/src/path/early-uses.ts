import type { Language } from "../language/language.ts";
import { sentenceAt } from "../station/passage.ts";
import { isProse, type Station } from "../station/station.ts";
import { textOffset } from "../syntax/prose.ts";
import { isNamed } from "./named.ts";
import type { Definition, Term, TermUse } from "./terms.ts";

/**
 * The uses of a term before its first definition by which a reader would have to guess, in path order. None are those that only
 * name it (objectives, overviews, titles of works, links), those after a sentence that explains it, and those of everyday words.
 */
export function earlyUses(term: Term): readonly TermUse[] {
  let uses = known.get(term);
  if (!uses) {
    uses = findEarlyUses(term);
    known.set(term, uses);
  }
  return uses;
}

const known = new WeakMap<Term, readonly TermUse[]>();

function findEarlyUses({ name, definitions, uses }: Term): readonly TermUse[] {
  const [first] = definitions;
  if (!first?.stop.station) return [];
  const { language } = first.stop.station;
  const end = uses.findIndex((use) => !isBefore(use, first));
  const before = (end < 0 ? uses : uses.slice(0, end)).filter((use) => !isInItsSection(use, first));
  if (before.length === 0 || isEveryday(name, before.length, language) || isOfGlossary(first)) return [];
  const early: TermUse[] = [];
  for (const use of before) {
    if (!isProse(use.passage)) continue;
    if (introduces(use)) break;
    if (use.passage.role !== "bridge" && !isName(use) && !isCommonNoun(use, name) && !isOutlook(use) && !isNamed(use))
      early.push(use);
  }
  return early.length > 0 && isAlwaysName(uses) ? [] : early;
}

/** Whether a term has its capitals within sentences, too, and never goes without. */
function isAlwaysName(uses: readonly TermUse[]): boolean {
  return uses.some(isName) && uses.every(({ passage, text }) => !isProse(passage) || /^\p{Lu}/u.test(text));
}

function isBefore({ stop, range }: TermUse, { stop: at, keyTerm }: Definition): boolean {
  return stop.number < at.number || (stop === at && range.start < keyTerm.range.start);
}

/** Whether a term is used in the section that defines it: writers show a thing first, and name it in the callout below. */
function isInItsSection({ stop, range }: TermUse, { stop: at, keyTerm }: Definition): boolean {
  if (stop !== at) return false;
  const section = at.station!.sections.findLast(({ range: { start } }) => start <= keyTerm.range.start);
  return section !== undefined && section.range.start <= range.start;
}

/** A single word that everyone uses, or that the path itself uses again and again before it is defined. */
function isEveryday(name: string, uses: number, language: Language): boolean {
  if (/\s/.test(name.trim()) || /\p{Lu}/u.test(name.slice(1))) return false;
  return uses >= MANY || language.terms.isEveryday(name.toLowerCase());
}

/** Nobody defines a word late that this many sentences needed before. Our judgement. */
const MANY = 6;

/** Whether a use explains its term: it is set off as terms are where they are explained, or its sentence says what it is. */
function introduces({ passage, range, text }: TermUse): boolean {
  const { prose, language } = passage;
  const start = textOffset(prose, range.start);
  const end = start + text.length;
  const setOff = prose.marks.some(
    ({ kind, text: marked }) =>
      kind === "strong" &&
      marked.start <= start &&
      end <= marked.end &&
      marked.end - marked.start <= text.length + SET_OFF,
  );
  const sentence = sentenceAt(passage, start);
  if (setOff || !sentence) return setOff;
  const after = prose.text.slice(end, sentence.end);
  if (language.terms.introduces(prose.text.slice(sentence.start, start), after)) return true;
  const next = passage.sentences[passage.sentences.indexOf(sentence) + 1];
  return /^[^\p{L}]{0,3}$/u.test(after) && next !== undefined && language.terms.takesUp(next.text);
}

/** Whether a use is a name, which a text may mention like any other: capitals within a sentence. */
function isName({ passage, range, text }: TermUse): boolean {
  const start = textOffset(passage.prose, range.start);
  const words = text.split(/[\s-]+/).filter((word) => !passage.language.words.isSmallInTitles(word));
  return (
    words.every((word) => /^\p{Lu}\p{Ll}/u.test(word)) &&
    !passage.sentences.some((each) => each.start >= start - 2 && each.start <= start)
  );
}

/** Whether a use means any thing of the kind that a name has its words from: “a bill of rights” beside “Bill of Rights”. */
function isCommonNoun({ text }: TermUse, name: string): boolean {
  return /[\s-]\p{Lu}\p{Ll}/u.test(name) && !/\p{Lu}/u.test(text);
}

/** How much more than a term may be bold with it: an article, brackets with an acronym. Our judgement. */
const SET_OFF = 12;

/** Whether a use only says what is going to come, or stands in a list of works. */
function isOutlook({ stop, passage, range, text }: TermUse): boolean {
  const { terms, structure } = passage.language;
  // An answer to choose, or a list of names.
  if (passage.prose.text.trim() === text) return true;
  const sentence = sentenceAt(passage, textOffset(passage.prose, range.start));
  if (sentence && (terms.looksAhead(sentence.text) || structure.asksToAct(sentence.text))) return true;
  return stop.station !== undefined && outlookOf(stop.station).has(passage);
}

const outlooks = new WeakMap<Station, ReadonlySet<unknown>>();

/** The passages of a station below headings and lead-ins that only name what is explained elsewhere: objectives, works, glossaries. */
export function outlookOf(station: Station): ReadonlySet<unknown> {
  let found = outlooks.get(station);
  if (!found) {
    const { terms } = station.language;
    const sections = station.sections.filter(({ heading }) => terms.namesOutlook(heading.prose.text));
    const lists = station.lists.filter(
      ({ leadIn, heading }) =>
        (leadIn && terms.looksAhead(leadIn.prose.text)) || (heading && terms.namesOutlook(heading.prose.text)),
    );
    found = new Set([
      ...sections.flatMap(({ passages }) => passages),
      ...lists.flatMap(({ range }) =>
        station.passages.filter((passage) => range.start <= passage.range.start && passage.range.end <= range.end),
      ),
    ]);
    outlooks.set(station, found);
  }
  return found;
}

/** Whether a definition stands in a glossary, which explains what was used before: below such a heading, or among others at the end. */
function isOfGlossary({ stop: { station, title }, keyTerm }: Definition): boolean {
  if (!station) return false;
  const { terms } = station.language;
  if (station.keyTerms.length >= ENTRIES && terms.namesOutlook(title)) return true;
  const section = station.sections.findLast(({ range }) => range.start <= keyTerm.range.start);
  if (!section) return false;
  const inside = section.passages.filter(({ role }) => role === "key-term").length;
  if (inside > 0 && terms.namesOutlook(section.heading.prose.text)) return true;
  return (
    inside >= ENTRIES &&
    section.passages.every(({ role, kind }) => role === "key-term" || role === "footer" || kind === "heading")
  );
}

/** A glossary has at least this many entries; fewer callouts in a row may stand anywhere. Our judgement. */
const ENTRIES = 3;
