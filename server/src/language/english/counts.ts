import type { Count } from "../language.ts";
import { NUMBERS } from "./numbers.ts";

/** The numbers that count several things. */
const NUMBER_WORDS = NUMBERS.slice(1);

/** Things that lists and tables are made of. Our judgement: what a lesson counts before it lists it. */
const LISTED = new Set(
  `actions activities advantages agreements answers approaches areas arguments aspects attributes barriers bases behaviors
  benefits branches building-blocks categories causes challenges characteristics choices claims classes clues commitments
  components concepts concerns conditions consequences considerations criteria dangers decisions differences dimensions
  disadvantages drawbacks duties effects elements errors examples exercises explanations facets factors facts families
  features fields flaws forces formats forms formulas foundations functions goals guidelines habits hints ideas
  ingredients instruments issues items kinds laws lessons levels limitations limits layers main-points measures mechanisms
  methods milestones mistakes models modes motives needs norms objections objectives obligations obstacles operations
  options outcomes parts patterns phases pillars pitfalls points policies possibilities practices principles problems
  procedures processes promises properties purposes qualities questions reasons recommendations requirements
  responsibilities results rights risks roles routes rules scenarios schools sections senses services shapes signs skills
  sources stages standards statements steps strategies strengths structures styles subjects suggestions symptoms
  tactics tasks techniques tendencies terms tests themes theories things threats tips tools topics traits trends tricks
  types uses values variables varieties versions views virtues ways weaknesses`.split(/\s+/),
);

/** Words that no counted thing holds between its number and its noun. */
const NO_MODIFIER = new Set(
  `of the a an and or to in on at by for from with that which who is are was were be been has have had will would can may
  more less percent per than as if but not these those this its their his her our your my`.split(/\s+/),
);

const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{N}$€£.,:/–-])(?:(${NUMBER_WORDS.join("|")})|(\d{1,2}))(?![\p{L}\p{N}%°–-]|[.,:/]\d)`,
  "giu",
);

/** What makes a number no promise of that many: "at least two", "all three", "one of the four", "two or three", "page 4". */
const WEAKENED =
  /(?:\b(?:all|both|other|another|first|last|next|previous|least|most|than|over|under|about|around|nearly|almost|roughly|some|between|or|to|not|every|each|any|only)|\b(?:one|two|some|most|many|each|several|part|half|none|any|either|neither|\p{L}+(?:th|rd|nd|st))\s+of(?:\s+(?:the|these|those|its|their|our))?|\b(?:p|pp|page|pages|stations?|lessons?|chapters?|units?|modules?|episodes?|sessions?|section|part|table|figure|fig|step|no|number|article|phase|level|stage|grade|act|book|volume)\.?)\s+$/iu;

/** What makes a number a promise, whatever it counts: "the following three states", "compares two states". */
const PROMISED =
  /(?:\b(?:following)|\b(?:compares?|contrasts?|lists?|outlines?|summari[sz]es?|sets out|shows?|presents?|describes?|divided into|falls? into|splits? into|consists? of|made (?:up )?of|comes? in)(?:\s+(?:the|these|how the))?)\s+$/iu;

/** The counts in a sentence that promise that many things. Conservative: what may be any other number is none. */
export function countsIn(sentence: string): readonly Count[] {
  const counts: Count[] = [];
  if (GIVES_EXAMPLES.test(sentence)) return counts;
  for (const match of sentence.matchAll(NUMBER)) {
    const number = match[2] ? Number(match[2]) : NUMBER_WORDS.indexOf(match[1]!.toLowerCase()) + 2;
    if (number < 2 || number > 20) continue;
    const before = sentence.slice(Math.max(0, match.index - 40), match.index);
    if (WEAKENED.test(before)) continue;
    const end = nounEnd(sentence, match.index + match[0].length, PROMISED.test(before));
    if (
      end !== undefined &&
      !turnsToOthers(sentence, end) &&
      !isScore(sentence, match.index, end) &&
      !namesAll(sentence, match.index, end)
    )
      counts.push({ number, start: match.index, end });
  }
  return counts;
}

/** What follows is only some of what was counted, or shows what it is: “three kinds of rain, such as”, “Example: …” */
const GIVES_EXAMPLES =
  /^\W{0,3}(?:for )?(?:example|instance|e\.g\.)|\b(?:for example|for instance|e\.g\.|such as|including|among (?:them|these|others)|(?:some|one|a few) of (?:them|these|which|its|their))\b[^.!?]{0,200}$/i;

/** “Rest and water are the two main needs”, “two ways are used: aloud and in writing”, “7 seas and 5 lands”: all are named there. */
function namesAll(sentence: string, start: number, end: number): boolean {
  return (
    /\band [^.:;!?]{1,60}(?:are|were) (?:the |these )?$/i.test(sentence.slice(0, start)) ||
    /^[^.!?]{0,80}:\s[^.:!?]{0,200}\b(?:and|or)\b/i.test(sentence.slice(end)) ||
    /^ and \d{1,2} \p{L}/u.test(sentence.slice(end))
  );
}

/** “worth 5 points”, “5 points each”: what an answer is worth. A text that makes points says so with a colon. */
function isScore(sentence: string, start: number, end: number): boolean {
  return /\bpoints$/i.test(sentence.slice(start, end)) && !/:\W{0,20}$/.test(sentence);
}

/** "These two principles led to several rules:" counts what came before; what follows are the rules. */
function turnsToOthers(sentence: string, from: number): boolean {
  const rest = sentence.slice(from, from + 400).replace(POINTS_TO_LIST, "");
  for (const [word] of rest.matchAll(/[\p{L}\p{M}-]+/gu)) {
    const lower = word.toLowerCase();
    if (LISTED.has(lower) || TURNS.has(lower)) return true;
  }
  return false;
}

/** Words that lead to the list or table itself: “which are compared in the following table”. */
const POINTS_TO_LIST =
  /\b(?:in|by|as|see|shown in) (?:the|this) (?:following |next )?(?:table|list|chart|overview|outline|steps)(?: below| that follows)?\b|\b(?:as follows|the following)[:.]?$/giu;

const TURNS = new Set([
  "this",
  "these",
  "those",
  "following",
  "several",
  "some",
  "many",
  "such",
  "other",
  "others",
  ...NUMBER_WORDS,
]);

/** Where the counted noun ends: a plural of the list, within four words of the number; after a promise any plural. */
function nounEnd(sentence: string, from: number, promised: boolean): number | undefined {
  const words = /^\s+([\p{L}][\p{L}\p{M}'’-]*)/u;
  let at = from;
  for (let count = 0; count < 4; count++) {
    const match = words.exec(sentence.slice(at, at + 60));
    if (!match) return undefined;
    const word = match[1]!.toLowerCase();
    at += match[0].length;
    if (NO_MODIFIER.has(word)) return undefined;
    if (LISTED.has(word) || (promised && isPlural(word) && !continues(sentence, at)))
      return isTime(word) ? undefined : at;
  }
  return undefined;
}

/** A noun that another noun follows is only part of a name: "two sales models". */
function continues(sentence: string, at: number): boolean {
  const next = /^\s+([\p{L}][\p{L}-]*)/u.exec(sentence.slice(at, at + 40))?.[1]?.toLowerCase();
  return next !== undefined && LISTED.has(next);
}

function isPlural(word: string): boolean {
  return /[^s]s$/.test(word) || /^(?:men|women|people|children|criteria|phenomena|media|data)$/.test(word);
}

function isTime(word: string): boolean {
  return /^(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries|times|meters|metres|miles|kilometers|kilometres|dollars|euros|percents?)$/.test(
    word,
  );
}
