import pluralize from "pluralize";
import type { OtherForm, ReferenceWords, RelativeWords, StationName } from "../language.ts";
import { ownNames } from "../unknown.ts";
import { pointingBy } from "./directions.ts";
import { NUMBERS, THROUGH } from "./numbers.ts";

/** What English courses call their lessons. Our judgement, the most usual first. */
const USUAL_NAMES = ["Lesson", "Chapter", "Unit", "Module", "Episode", "Session", "Lecture", "Part", "Week", "Day"];

const STATION: StationName = { one: "Station", many: "Stations", own: false };
/** Short forms of names, with or without a period, and with one only. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  station: [String.raw`Stn\.?`, String.raw`Sta\.`],
  chapter: [String.raw`Ch\.`, String.raw`Chap\.`],
  episode: [String.raw`Ep\.`],
};
const ANY_NOUN = /(?:Stations?|Stn|Sta)$/i;

/** Punctuation, or a word that no count stands before: "at Station 3 and 4 at home" is not one of them. */
const MAY_FOLLOW_NUMBER =
  /\s*(?:$|[.,;:!?)\]"”’—](?!\d)|(?<=\s)(?:(?:are|both|can|have|will|should|must|may|before|after|when|where|while|because|if|as|for|with|then|again|together|too|here|first|respectively|but|so)(?![\p{L}\p{N}'’-]|\s+\d)|at\s+once\b|(?:in|on|of)\s+(?:this|the)\s+(?:learning\s+)?path\b))/uy;

/**
 * How English texts refer to stations.
 * @param words what a path calls them, beside "Station"
 */
export function referencesBy(words: readonly string[]): ReferenceWords {
  const own = words.flatMap((word): readonly StationName[] => {
    const one = pluralize.singular(word);
    if (one.toLowerCase() === STATION.one.toLowerCase()) return [];
    const many = pluralize.plural(one);
    return [{ one, many: many === one ? undefined : many, own: true }];
  });
  const [first, ...others] = own;
  const names: ReferenceWords["names"] = first ? [first, ...others, STATION] : [STATION];
  const begun = new RegExp(String.raw`(?:the\s+)?(?:${names.map(({ one }) => begunWord(one)).join("|")})?$`, "iu");
  return {
    names,
    usualNames: USUAL_NAMES,
    conjunctions: ["and", "or", "&"],
    through: THROUGH,
    mayFollowNumber: MAY_FOLLOW_NUMBER,
    isNoun: (word) => ANY_NOUN.test(word),
    ownNames: own.length ? ownNames([...own.map(({ one }) => one), ...own.flatMap(shortForms)]) : undefined,
    namesOther,
    mayLead: (word, startsSentence) =>
      MAY_LEAD.has(word.toLowerCase()) || (startsSentence && /^\p{Lu}\p{Ll}+(?:ing|ly)$/u.test(word)),
    otherForms: otherFormsOf(names),
    relatives: relativesOf(names),
    needlessAfter: (text) => /^\s+of\s+this\s+(?:learning\s+)?path\b/i.exec(text)?.[0].length ?? 0,
    keepsOrder: (sentence) => /\brespectively\b/i.test(sentence),
    pointing: pointingBy(names),
    introducesItself: introducesItselfBy(names),
    speaksOfClassroom: (text) => CLASSROOM.test(text),
    saysWhere: (between) => SAYS_WHERE.test(between),
    saysWhat: (between) => SAYS_WHAT.test(between),
    begunAfterLeadIn: (before) => {
      const typed = begun.exec(before)![0].length;
      return LEADS_IN.test(before.slice(0, before.length - typed)) ? typed : undefined;
    },
  };
}

const SPELLED = `(?:${NUMBERS.join("|")})`;
const DIGITS = String.raw`\d{1,9}(?![\p{L}\d]|[.,]\d)`;

function shortForms({ one }: StationName): readonly string[] {
  return SHORT[one.toLowerCase()] ?? [];
}

function singular({ one }: StationName): string {
  return one;
}

function plural({ one, many = one }: StationName): string {
  return many;
}

/** "Station Ten", "Stn. 10", "station 10 of this path" */
function otherFormsOf(names: readonly StationName[]): ReferenceWords["otherForms"] {
  const nouns = names.map(singular).join("|");
  const short = names.flatMap(shortForms).join("|");
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(?:(${nouns})\s+(${SPELLED})(?![\p{L}\p{N}_-])|(${short || "(?!)"})\s+(${DIGITS})|(${STATION.one})\s+(${DIGITS})(?=\s+of\s+this\s+(?:learning\s+)?path))`,
    "giu",
  );
  return (text) => {
    const found: OtherForm[] = [];
    for (const match of text.matchAll(pattern)) {
      const [whole, noun, spelled, abbreviated, afterAbbreviation, , lowerCase] = match;
      // “In this lesson one sees” is no reference.
      if (noun !== undefined && (!/^\p{Lu}/u.test(noun) || noun === noun.toUpperCase())) continue;
      const form = spelled ? "word" : abbreviated ? "abbreviation" : "lower-case";
      const written = (spelled ?? afterAbbreviation ?? lowerCase)!;
      const number = spelled ? NUMBERS.indexOf(spelled.toLowerCase()) + 1 : Number(written);
      const end = match.index + whole.length;
      const name = nameOf(names, noun ?? abbreviated ?? STATION.one);
      found.push({ form, name, number, start: match.index, end, numberStart: end - written.length });
    }
    return found;
  };
}

/** The name that a word, or its short form, stands for. */
function nameOf(names: readonly StationName[], written: string): StationName {
  const lower = written.toLowerCase();
  const isIt = (name: StationName) =>
    name.one.toLowerCase() === lower ||
    name.many?.toLowerCase() === lower ||
    shortForms(name).some((form) => new RegExp(`^${form}$`, "i").test(written));
  return names.find(isIt) ?? STATION;
}

const SIDES = "previous|preceding|last|next|following";
const WAYS = "before|after";
const WAYS_IN_TIME = "ago|from\\s+now";

/** Each reference that counts has one of these words. */
const DIRECTION = new RegExp(String.raw`\b(?:${SIDES}|${WAYS}|${WAYS_IN_TIME})\b`, "i");

/** "The last station" is the end of a path or of a line, and "the next station along the river" is one of trains. */
function relativesOf(names: readonly StationName[]): ReferenceWords["relatives"] {
  const [ones, manies] = [names.map(singular).join("|"), names.map(plural).join("|")];
  const ends = String.raw`(?![\p{L}\p{N}_-]|\s+(?:of|on|along)\s)`;
  const patterns = [
    // "the previous station", "the last two stations"
    String.raw`(?:the|our)\s+(?<side>${SIDES})\s+(?:(?<many>${SPELLED}|\d{1,2})\s+(?<nouns>${manies})|(?<noun>${ones}))${ends}`,
    // "the station after next", "the station before this one"
    String.raw`the\s+(?<noun>${ones})\s+(?:(?<after>after\s+next|before\s+last)|(?<side>${WAYS})\s+this(?:\s+one)?)${ends}`,
    // "two stations ago", "two stations before this one"
    String.raw`(?:(?:a|one)\s+(?<noun>${ones})|(?<many>${SPELLED}|\d{1,2})\s+(?<nouns>${manies}))\s+(?<way>${WAYS_IN_TIME}|(?:${WAYS})\s+this(?:\s+one)?)${ends}`,
  ].map((pattern) => new RegExp(String.raw`(?<![\p{L}\p{N}])${pattern}`, "giu"));
  return (text) => {
    if (!DIRECTION.test(text)) return [];
    return patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match): RelativeWords[] => {
        const { side, many, noun, nouns, after, way } = match.groups as Readonly<Record<string, string | undefined>>;
        if (noun !== undefined && side?.toLowerCase() === "last") return [];
        const count = many === undefined ? 1 : Number(many) || NUMBERS.indexOf(many.toLowerCase()) + 1;
        if (count === 0) return [];
        const steps = after ? 2 : count;
        const isForward = /^(?:next|following|after|from)/i.test(side ?? after ?? way ?? "");
        const start = match.index;
        return [
          {
            distance: isForward ? steps : -steps,
            nearest: after || way ? steps : 1,
            name: nameOf(names, noun ?? nouns!),
            lead: way && !PREPOSITION.test(text.slice(Math.max(0, start - 20), start)) ? "in " : "",
            start,
            end: start + match[0].length,
          },
        ];
      }),
    );
  };
}

const PREPOSITION = /\b(?:from|in|of|than|to|until|since)\s+$/i;

/** "Welcome to Station 4", "this is Station 4", "here in Station 4"; "Station 4: Rain". */
function introducesItselfBy(names: readonly StationName[]): ReferenceWords["introducesItself"] {
  const nouns = names.map(singular).join("|");
  const introducing = new RegExp(
    String.raw`(?:\bwelcome (?:back )?to|\bthis (?:is|(?:lesson|${nouns})(?:,| is| \()?)|\b(?:here|now|are) (?:in|at|on)|\breached|\bby the end of)\s*$`,
    "i",
  );
  return (before, after) =>
    introducing.test(before) ||
    (/^\s*$/.test(before) && /^\s*(?:$|[:–—|.])/.test(after)) ||
    (/^\s*In $/.test(before) && /^,? (?:you|we)(?:['’]ll| will| are going to)\b/.test(after));
}

/**
 * “Rotate through stations”, “Set up five centers”, “around the room”. What a path says of its own stations, “5 minutes at each
 * station” or “the next station”, does not count. Our judgement.
 */
const CLASSROOM =
  /\brotat(?:e|es|ing|ion)s?\b[^.!?]{0,60}\b(?:stations?|cent(?:er|re)s?|tables?|activit(?:y|ies))\b|\bstations? (?:rotations?|activit(?:y|ies)|setup|celebration)\b|\b(?:activity|discovery|sense|play|math|reading|writing|science) (?:stations|cent(?:er|re)s)\b|\blearning cent(?:er|re)s\b|\bset (?:up|out) [^.!?]{0,40}\b(?:stations|cent(?:er|re)s)\b|\b(?:at|to|visit|between|through|around) (?:each|every|all) (?:of the )?cent(?:er|re)s?\b|\baround the (?:room|classroom)\b/i;

/**
 * “Chapter 3 of *Walden*”, “Lesson 3 of Unit 2” and “Book 2, Chapter 3” are in another work, or in a part of one; “a session
 * 2 hours long” is a measure.
 */
function namesOther(name: string, before: string, after: string): boolean {
  if (OTHER_WORK_AFTER.test(after) || OTHER_WORK_BEFORE.test(before)) return true;
  return /^\p{Ll}/u.test(name) && (/\b(?:an?|one|each|every|per|no)\s+$/i.test(before) || MEASURE.test(after));
}

const OTHER_WORK_AFTER =
  /^(?:,?\s+(?:of|in|from)\s+(?:["“‘']|\p{Lu}[\p{L}'’.-]*['’]s\b|(?:his|her|their)\s)|\s+of\s+(?:(?:the|an?|that|its)\s+)?(?:\p{Lu}|(?:[\p{Ll}-]+\s+){0,2}(?:act|bible|book|charter|code|constitution|guide|handbook|manual|novel|report|textbook|treaty|volume)\b))/u;
const OTHER_WORK_BEFORE =
  /(?:\b(?:Act|Book|Canto|Part|Title|Vol\.|Volume)\s[\dIVXLC]{1,8},?\s|\p{Lu}[\p{L}-]{0,30}['’]s?\s(?:\p{Ll}{1,20}\s)?|\b(?:his|her|their)\s(?:\p{Ll}{1,20}\s)?)$/u;
const MEASURE =
  /^\s+(?:degrees|feet|hours?|inches|kilometers|meters|miles|minutes|months|percent|seconds|weeks|years)\b/i;

/** "the wick explained in Station 2", "the wick, which we met in Station 2,", "the wick (see Station 2)" */
const SAYS_WHERE =
  /^(?:,?\s(?:(?:as|that|which)\s)?(?:(?:are|has\sbeen|have\sbeen|is|was|we|were|will\sbe|you)\s)?(?:already\s|briefly\s|first\s)?(?:covered|defined|described|discussed|explained|explored|introduced|met|saw|seen|studied)\s(?:in|by|at)|\sfrom|\s\((?:see|explained\sin|defined\sin))\s$|^\s\($/i;

/** "Station 2 explains the wick", "Station 2 introduced wicks" */
const SAYS_WHAT =
  /^\s(?:already\s|first\s)?(?:covers?|covered|defines?|defined|describes?|described|discusse[sd]|explains?|explained|introduces?|introduced)\s(?:what\s)?(?:(?:an?|the|this)\s)?$/i;

/** "… discussed in |", "… explained in the |" */
const LEADS_IN =
  /\b(?:cover|defin|describ|discuss|examin|explain|explor|introduc|mention|present|see|shown?|stud(?:i|y)|treat)\w*\s+(?:\w+\s+)?in\s+$/iu;

/** A pattern for as much of a word as has been typed. */
function begunWord(word: string): string {
  return [...word]
    .reduceRight((rest, letter) => (rest ? `${letter}(?:${rest})?` : letter), "")
    .replaceAll(" ", String.raw`\s`);
}

/** Words that may stand capitalized before a reference: they lead into it and are no part of a name. */
const MAY_LEAD = new Set(
  `a about above according across after again against all along also although among an and apart around as aside at
  because before behind below beside besides between beyond both but by compare complete consider consult contrast despite does
  during earlier either except for following from furthermore given go had has have hence how however if in indeed inside
  instead into is it its likewise maybe meanwhile moreover otherwise whenever wherever whose visit
  just later like near neither nor not now of on once only open or our outside over past per perhaps read recall regarding
  remember reread return review revisit see since skim skip so start still study than thanks that the their then there these
  this those though through throughout thus till to today together toward towards under unless unlike until up upon use using
  via was what when where whereas whether which while who why will with within without yet you your here even every each
  if's recalling revisiting reading using following seeing building`.split(/\s+/),
);
