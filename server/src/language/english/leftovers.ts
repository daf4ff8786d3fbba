import type { LeftoverWords, TextPlace } from "../language.ts";

/**
 * What is left over in English texts. All lists are our judgement, after drafts, published courses, and what chat programs
 * write. Rather too few: a lesson about to-do lists, about chat programs or about a film in the cinemas has none.
 */
export const LEFTOVERS: LeftoverWords = {
  isPlaceholderSignal: (word) => PLACEHOLDER_SIGNALS.test(word),
  isChatSignal: (word) => CHAT_SIGNALS.test(word),
  placeholdersIn,
  isWordCount: (text) => WORD_COUNT.test(text) && !/^\D*\d{1,3}00\b\D*$/.test(text),
  isChat: (sentence, place) => CHAT[place].some((each) => each.test(sentence)),
};

const PLACEHOLDER_SIGNALS =
  /^(?:TODO|FIXME|TBA|TBD|TBC|X{2,3}|Y{2,3}|soon|insert|here|needed|dubious|whom|who|when|ipsum|count|words|construction|stub|placeholder|progress|written|added|completed|announced|decided)$/i;
const CHAT_SIGNALS =
  /^(?:certainly|sure|absolutely|course|question|yes|okay|happy|here|here['’]s|AI|intelligence|model|knowledge|training|update|hope|let|like|me|feel|need|want|else)$/i;

/** What is still missing from a lesson, in lines such as “Video coming soon”. */
const PARTS =
  "answers?|chapters?|charts?|content|details|diagrams?|examples?|exercises?|figures?|glossary|graphs?|illustrations?|images?|lessons?|maps?|materials?|modules?|more|notes|page|photos?|pictures?|questions?|quiz(?:zes)?|recordings?|resources?|screenshots?|sections?|slides?|solutions?|sources?|stations?|summary|tables?|text|transcripts?|translations?|units?|videos?|worksheets?";
const MISSING = new RegExp(
  String.raw`^[^\p{L}]*(?:(?:[\p{L}’'-]+ ){0,3}(?:${PARTS})(?: (?:is|are|will be))?[:,–—-]? ?)?(?:coming soon|to be (?:written|added|completed|announced|decided))[^\p{L}]*$`,
  "iu",
);
const UNFINISHED =
  /^(?:this|the) (?:chapter|lesson|module|page|part|section|station|unit) is (?:still )?(?:under construction|a (?:stub|placeholder|work in progress)|to be written|being written)\b[^.!?]{0,40}[.!?…]*$/i;
const WHOLE =
  /^[^\p{L}]*(?:(?:your |the )?(?:text|content|title|description|definition|picture|image) (?:goes )?here|under construction|work in progress|placeholder(?: text)?|T\.?B\.?[AD]\.?|TBC|TODO|FIXME)[^\p{L}]*$/iu;

// A look ahead at its first letter comes before a look back: nearly everywhere it is enough.

/** “TODO: write this”, “TODO write this”, “[TODO]”: a note to oneself, and no word about such notes. */
const NOTE =
  /(?=[FT])(?<![\p{L}\p{N}“"‘'*-])(?:(?:TODO|FIXME)(?=\s*(?::|—|–)|\s*[\])])|(?:TBD|TBC)(?=\s*\]|\s*:)|(?<=(?:^|[.!?]\s|[:–—(]\s?))(?:TODO|FIXME)(?=\s(?:add|check|cite|complete|describe|expand|explain|fill|find|finish|fix|include|insert|link|mention|replace|rewrite|update|verify|write)\b)|(?<=:\s)(?:TBD|TBC)(?=[.\s]*$))/gu;

/** “[Insert picture here]”, “[add an example here]”, “[your text here]”; “[Insert]” alone is a key. */
const SLOT =
  /[[<]\s?(?:insert\s[^[\]<>]{2,120}|(?:add|attach|describe|image|include|link|paste|picture|photo|place|put|screenshot|source|video|write|your)\s(?:[^[\]<>]{0,100}\s)?(?:goes\s)?here)\s?[\]>]/giu;

/** “(coming soon)” after what is to come. */
const ASIDE = /[([]\s?(?:coming soon|to be (?:written|added|completed))[.!…]*\s?[\])]/giu;

/** “[citation needed]”, and its kin from encyclopedias that everyone may edit. */
const WANTED =
  /(?=\[)(?<![“"‘'`])\[(?:(?:better source|citation|clarification|page|source|verification|year) needed|according to whom\?|by whom\?|dubious\s[–—-]\sdiscuss|when\?|who\?)\](?![”"’'`])/giu;

/** “XX%”, “XX million”: a figure that nobody has looked up. */
const NO_FIGURE = /(?=[XY])(?<![\p{L}\p{N}$])(?:X{2,3}|Y{2,3})(?:\s?%|\s(?:percent|per cent|million|billion)\b)/gu;

const LOREM = /(?=l)(?<![“"‘'])\blorem ipsum(?=[\s,.]{1,4}dolor\b|[\s,.]{0,4}$)/giu;

/** The places to be filled in, and what a text that has one has in it: most texts have none of these. */
const WITHIN: readonly { readonly pattern: RegExp; readonly needs: RegExp }[] = [
  { pattern: NOTE, needs: /TODO|FIXME|TBD|TBC/ },
  { pattern: SLOT, needs: /[[<]/ },
  { pattern: ASIDE, needs: /[([]/ },
  { pattern: WANTED, needs: /\[/ },
  { pattern: NO_FIGURE, needs: /XX|YY/ },
  { pattern: LOREM, needs: /lorem/i },
];

function placeholdersIn(text: string): readonly TextPlace[] {
  const whole = text.length < 200 && (MISSING.test(text) || UNFINISHED.test(text) || WHOLE.test(text));
  if (whole) return [{ start: 0, end: text.length }];
  const found = WITHIN.flatMap(({ pattern, needs }) => {
    if (!needs.test(text)) return [];
    const matches = [...text.matchAll(pattern)];
    // Several slots in one paragraph are a form to be filled in by its readers.
    if (pattern === SLOT && matches.length > 1) return [];
    return matches.map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
  });
  return found
    .filter(({ start }) => !isTalkedAbout(text.slice(Math.max(0, start - 40), start)))
    .sort((a, b) => a.start - b.start);
}

/** “the tag [citation needed]”, “comments such as TODO: …”: what is named there is meant. */
function isTalkedAbout(before: string): boolean {
  return /(?:\b(?:an?|the|comments?|labels?|like|marks?|markers?|notes?|phrase|placeholders?|says?|such as|tags?|templates?|type|words?|write|writes|written)|[“"‘'])[:,]?\s*[“"‘']?$/i.test(
    before,
  );
}

const WORD_COUNT =
  /^[[(*]?\s?(?:(?:approximate |approx\. |final |total )?word count\s?[:=–—-]\s?(?:approximately |approx\.? |about |~|≈)?\d[\d,.]{0,8}(?: words)?|(?:~|≈|approximately |approx\.? |about |total: )?\d[\d,]{2,8} words)\.?\s?[\])]?$/i;

const OPENER = "(?:certainly|sure|absolutely|of course|great question|yes|okay|happy to help)(?: thing)?[!,.:–—-]+";
const MADE =
  "(?:answer|article|breakdown|content|draft|essay|explanation|lesson|module|outline|overview|paragraph|passage|piece|revision|rewrite|section|station|summary|table|text|unit|version)";
const HERE_IS = String.raw`here(?:[’']s| is| are)\s(?:[\p{L}\p{N}’'-]+,?\s){0,8}?${MADE}`;

/** “Certainly! Here is a revised version of your lesson:” */
const HANDED_OVER = new RegExp(
  String.raw`^${OPENER}\s(?:${HERE_IS}\b|I(?:[’']ve| have) (?:added|created|drafted|edited|expanded|prepared|rewritten|revised|updated|written)\b)`,
  "iu",
);
/** Without “Certainly!” it needs a word on what was done with the text. */
const REWORKED = new RegExp(
  String.raw`^here(?:[’']s| is)\s(?:an?|the|your)\s(?:[\p{L}-]+,?\s){0,4}?(?:cleaned-up|corrected|edited|expanded|improved|polished|requested|revised|reworked|rewritten|shortened|updated)\s(?:[\p{L}-]+\s){0,3}?${MADE}\b`,
  "iu",
);
const AS_AN_AI =
  /^(?:(?:I[’']m sorry|I apologize|sorry|unfortunately|however|but|please note),?\s(?:but\s|that\s)?)?as an? (?:AI|artificial intelligence|large language model|language model)\b[^.!?“”"]{0,40},\s(?:I|my)\b/i;
const KNOWLEDGE = /^(?:as of|up to) my (?:last|latest|most recent) (?:knowledge|training|update)\b/i;

const OFFERS: readonly RegExp[] = [
  /^I hope (?:this|that|it) (?:\p{L}+ )?helps(?: you)?(?:,[^.!?]{0,60})?[.!]?$/iu,
  /^(?:please )?let me know if you(?:[’']d| would) like (?:me to|any|more|further|it|this|the|another|additional|to (?:add|adjust|change|expand|include|make))\b/i,
  /^(?:please )?let me know if (?:you want me to|you need (?:any )?(?:adjustments|changes|edits|further|modifications|revisions)|this (?:meets|works|is what))\b/i,
  /^(?:would you like|do you want) me to\b/i,
  /^(?:feel free to (?:ask|let me know|adjust|modify|customize)|if you(?:[’']d| would) like, I can|if you (?:need|want) (?:any )?(?:further|more) (?:adjustments|changes|edits|revisions))\b/i,
  /^is there anything else (?:I can|you(?:[’']d| would) like)\b/i,
];

const ANYWHERE: readonly RegExp[] = [HANDED_OVER, AS_AN_AI, KNOWLEDGE];

const CHAT: Readonly<Record<Parameters<LeftoverWords["isChat"]>[1], readonly RegExp[]>> = {
  start: [...ANYWHERE, REWORKED],
  middle: ANYWHERE,
  end: [...ANYWHERE, ...OFFERS],
};
