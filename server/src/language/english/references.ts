import type { OtherForm, ReferenceWords, RelativeWords } from "../language.ts";
import { pointing } from "./directions.ts";
import { NUMBERS } from "./numbers.ts";

const NOUN = "Station";
/** Short forms of it, with or without a period, and with one only. */
const [SHORT, SHORT_WITH_PERIOD] = ["Stn", "Sta"];
const ANY_NOUN = new RegExp(`(?:${NOUN}s?|${SHORT}|${SHORT_WITH_PERIOD})$`, "i");

/** Punctuation, or a word that no count stands before: "at Station 3 and 4 at home" is not one of them. */
const MAY_FOLLOW_NUMBER =
  /\s*(?:$|[.,;:!?)\]"”’—](?!\d)|(?<=\s)(?:(?:are|both|can|have|will|should|must|may|before|after|when|where|while|because|if|as|for|with|then|again|together|too|here|first|respectively|but|so)(?![\p{L}\p{N}'’-]|\s+\d)|at\s+once\b|(?:in|on|of)\s+(?:this|the)\s+(?:learning\s+)?path\b))/u;

/** How English texts refer to stations. */
export const REFERENCES: ReferenceWords = {
  noun: NOUN,
  nouns: `${NOUN}s`,
  conjunctions: ["and", "or", "&"],
  through: ["to", "through"],
  mayFollowNumber: MAY_FOLLOW_NUMBER,
  isNoun: (word) => ANY_NOUN.test(word),
  mayLead: (word, startsSentence) =>
    MAY_LEAD.has(word.toLowerCase()) || (startsSentence && /^\p{Lu}\p{Ll}+(?:ing|ly)$/u.test(word)),
  otherForms,
  relatives,
  needlessAfter: (text) => /^\s+of\s+this\s+(?:learning\s+)?path\b/i.exec(text)?.[0].length ?? 0,
  keepsOrder: (sentence) => /\brespectively\b/i.test(sentence),
  pointing,
  introducesItself: (before) => INTRODUCING.test(before),
  begunAfterLeadIn: (before) => (LEADS_IN.test(before) ? BEGUN.exec(before)![0].length : undefined),
};

const SPELLED = `(?:${NUMBERS.join("|")})`;
const DIGITS = String.raw`\d{1,9}(?![\p{L}\d]|[.,]\d)`;

/** "Station Ten", "Stn. 10", "station 10 of this path" */
const OTHER = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(?:(${NOUN})\s+(${SPELLED})(?![\p{L}\p{N}_-])|(${SHORT}\.?|${SHORT_WITH_PERIOD}\.)\s+(${DIGITS})|(${NOUN})\s+(${DIGITS})(?=\s+of\s+this\s+(?:learning\s+)?path))`,
  "giu",
);

function otherForms(text: string): readonly OtherForm[] {
  const found: OtherForm[] = [];
  for (const match of text.matchAll(OTHER)) {
    const [whole, capitalized, spelled, abbreviated, afterAbbreviation, , lowerCase] = match;
    if (capitalized !== undefined && capitalized !== NOUN) continue;
    const form = spelled ? "word" : abbreviated ? "abbreviation" : "lower-case";
    const written = (spelled ?? afterAbbreviation ?? lowerCase)!;
    const number = spelled ? NUMBERS.indexOf(spelled.toLowerCase()) + 1 : Number(written);
    const end = match.index + whole.length;
    found.push({ form, number, start: match.index, end, numberStart: end - written.length });
  }
  return found;
}

/** "The last station" is the end of a path or of a line, and "the next station along the river" is one of trains. */
const RELATIVE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])the\s+(previous|preceding|last|next|following)\s+(?:(${SPELLED}|\d{1,2})\s+)?(${NOUN}s?)(?![\p{L}\p{N}_-]|\s+(?:of|on|along)\s)`,
  "giu",
);

function relatives(text: string): readonly RelativeWords[] {
  const found: RelativeWords[] = [];
  for (const match of text.matchAll(RELATIVE)) {
    const [whole, side, count, noun] = match;
    const plural = noun!.length > NOUN.length;
    if (plural !== (count !== undefined)) continue;
    if (!plural && side!.toLowerCase() === "last") continue;
    const many = count === undefined ? 1 : Number(count) || NUMBERS.indexOf(count.toLowerCase()) + 1;
    if (many === 0) continue;
    const distance = /next|following/i.test(side!) ? many : -many;
    found.push({ distance, start: match.index, end: match.index + whole.length });
  }
  return found;
}

/** "Welcome to Station 4", "this is Station 4", "here in Station 4". */
const INTRODUCING =
  /(?:\bwelcome (?:back )?to|\bthis (?:is|(?:station|lesson)(?:,| is| \()?)|\b(?:here|now|are) (?:in|at|on)|\breached)\s*$/i;

/** "… discussed in |", "… explained in the |" */
const LEADS_IN =
  /\b(?:cover|defin|describ|discuss|examin|explain|explor|introduc|mention|present|see|shown?|stud(?:i|y)|treat)\w*\s+(?:\w+\s+)?in\s+(?:the\s+)?(?:St?a?t?i?o?n?)?$/iu;
const BEGUN = /(?:the\s+)?(?:St?a?t?i?o?n?)?$/iu;

/** Words that may stand capitalized before a reference: they lead into it and are no part of a name. */
const MAY_LEAD = new Set(
  `a about above according across after again against all along also although among an and apart around as aside at
  because before behind below beside besides between beyond both but by compare complete consider consult contrast despite does
  during earlier either except for following from given go had has have hence how however if in inside instead into is it its
  just later like near neither nor not now of on once only open or our outside over past per perhaps read recall regarding
  remember reread return review revisit see since skim skip so start still study than thanks that the their then there these
  this those though through throughout thus till to today together toward towards under unless unlike until up upon use using
  via was what when where whereas whether which while who why will with within without yet you your here even every each
  if's recalling revisiting reading using following seeing building`.split(/\s+/),
);
