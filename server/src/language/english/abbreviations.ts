/**
 * Whether a full stop only shortens the word before it, so that the sentence goes on.
 * @param word what stands before the full stop, with the stops inside it ("U.N", "p.m")
 * @param before the word before that one, or ""
 * @param rest what follows the full stop, without the space and the opening marks before its first word
 */
export function isAbbreviation(word: string, before: string, rest: string): boolean {
  if (word.length > LONGEST) return false;
  const lower = word.toLowerCase();
  if (isNoAbbreviation(lower)) return false;
  if (/^\p{Ll}/u.test(rest)) return isKnown(word);
  if (/^\p{Lu}$/u.test(word)) return isInitial(word, before, rest);
  if (BEFORE_DIGITS.has(lower)) return NUMBER.test(rest);
  if (BEFORE_NUMBER.has(lower)) return NUMBER.test(rest) || (word !== lower && LETTER.test(rest));
  if (DAYS.has(word)) return DATE.test(rest);
  // "CA.", "EST.": capitals alone spell something else.
  if (/^\p{Lu}{2,}$/u.test(word)) return false;
  if (TITLES.has(word)) return true;
  if (BEHIND_NUMBER.has(lower)) return AFTER_HOUR.test(rest);
  if (LEADING.has(lower)) return !startsSentence(rest) || NAME_WITH_ARTICLE.test(rest);
  if (UNITS.has(word) && /\d$/.test(before)) return /^\d/.test(rest);
  return (/^(?:\p{L}\.)+\p{L}$/u.test(word) || WITHIN.has(lower)) && !startsSentence(rest);
}

/** Whether a word, in small letters, shortens nothing whatever stands around it: no letter, no letters with stops, in no list. */
export function isNoAbbreviation(lower: string): boolean {
  return lower.length > 2 && !lower.includes(".") && !LISTED.has(lower);
}

/** No abbreviation is longer. */
const LONGEST = 20;

/** Whether a text that ends with a full stop has it for an abbreviation, or for letters that may be one: "Fifth Ave.", "the U.S." */
export function endsWithAbbreviation(text: string): boolean {
  const word = /(?<![\p{L}\p{M}.])([\p{L}\p{M}](?:[\p{L}\p{M}.]*[\p{L}\p{M}])?)\.$/u.exec(
    text.slice(-LONGEST - 2),
  )?.[1];
  return word !== undefined && isKnown(word) && !ALSO_WORDS.has(word.toLowerCase());
}

/** Whether a word is an abbreviation at all, for what follows in brackets and tells nothing: "p.m. (local time)". */
function isKnown(word: string): boolean {
  const lower = word.toLowerCase();
  const lists = [BEFORE_DIGITS, BEFORE_NUMBER, LEADING, WITHIN];
  return (
    /^(?:\p{L}\.)*\p{L}$|^etc$/iu.test(word) ||
    TITLES.has(word) ||
    DAYS.has(word) ||
    lists.some((list) => list.has(lower))
  );
}

/** Whether a single capital letter stands for a name ("J. Smith"), and is no label ("plan B") and no unit ("60 W"). */
function isInitial(letter: string, before: string, rest: string): boolean {
  if (INITIAL.test(rest)) return true;
  if (LABELLED.has(before.toLowerCase())) return false;
  if (letter === "I" && BEFORE_I.has(before)) return false;
  if (/^[ACFJKVW]$/.test(letter) && /(?<!\d)\d{1,3}$|[.,]\d+$|(?:°|deg\.)$/.test(before)) return false;
  return !startsSentence(rest) || (SURNAMES.has(firstWord(rest)) && /^\p{Lu}/u.test(before));
}

/** Whether a text begins with a word that begins sentences far more often than it is part of a name. */
export function startsSentence(text: string): boolean {
  return STARTERS.has(firstWord(text)) || /^\p{Lu}\p{Ll}+ly,/u.test(text);
}

function firstWord(text: string): string {
  return /^[\p{L}\p{M}\p{N}]+/u.exec(text)?.[0] ?? "";
}

/** "A. Miller" after "G." */
const INITIAL = /^\p{Lu}\.\s*\p{Lu}/u;

/** "3", "II", "V" */
const NUMBER = /^(?:\p{N}|[IVXLC]{2,}(?!\p{L})|[VXLC](?!\p{L}))/u;

/** "Fig. A" */
const LETTER = /^\p{Lu}(?![\p{L}'’])/u;

/** "Fri. Jan. 9" */
const DATE = /^(?:\p{N}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/u;

/** "5 p.m. Monday", "9 a.m. EST", "9 a.m. Eastern Time" */
const AFTER_HOUR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|[IJ]ST)(?!\p{L})|(?:Eastern|Central|Mountain|Pacific|Greenwich) (?:Mean |Standard |Daylight )?[Tt]ime)/u;

/** "The Hague", unlike "The reader" */
const NAME_WITH_ARTICLE = /^The\s\p{Lu}/u;

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Abbreviations that a name always follows. */
const TITLES = set(`Mr Mrs Ms Mx Dr Prof Rev Hon Gen Brig Col Maj Capt Cmdr Cdr Lt Sgt Cpl Pvt Adm Gov Sen Rep Pres Amb
  Supt Insp Msgr Fr Messrs Mmes Mme Mlle Sra Srta Mt`);

/** Abbreviations that more of the sentence follows, even a name. */
const LEADING = set("mr mrs dr prof e.g i.e eg ie cf viz vs v approx deg nb resp incl");

/** Abbreviations after a number that a day or a time zone may follow, but no other name. */
const BEHIND_NUMBER = set("a.m p.m p.a m.p.h");

/** Abbreviations that digits follow: "No. 5", "Jan. 9", "c. 1500", "A.D. 79". Before anything else they are words or end a sentence. */
const BEFORE_DIGITS = set(
  `no nos nr c ca fl b.c a.d b.c.e c.e rs tel jan feb mar apr jun jul aug sep sept oct nov dec`,
);

/** Abbreviations that a number follows, and if they begin with a capital, a letter too: "Fig. 3", "Art. II", "App. A". */
const BEFORE_NUMBER =
  set(`stn sta fig figs art arts p pp par para paras vol vols ch chap chs sec secs sect eq eqs tab app
  op pt bk ser cl ext apt rm rte hwy`);

/** Abbreviations that are words as well, which end sentences far more often: "liberal arts.", "the sun." */
const ALSO_WORDS = set("app apt art arts ext fig figs mar nos par sat sun tab wed");

const DAYS = set("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun");

/** Abbreviations that may end a sentence, if what follows can start one: “on Fifth Ave. The bus”. */
const WITHIN =
  set(`al inc ltd co corp bros assn jr sr st ft dept univ inst govt est min max hr hrs ave blvd rd ed eds trans
  lb oz ph.d calif fla ariz colo conn mich minn tenn okla phys chem biol proc acad soc lett`);

/** Those of `WITHIN` that are units after a number: they lead on to another number, as in "5 ft. 10 in." */
const UNITS = set("ft lb oz min hr hrs");

/** All of these in small letters. */
const LISTED: ReadonlySet<string> = new Set(
  [["etc"], TITLES, LEADING, BEHIND_NUMBER, BEFORE_DIGITS, BEFORE_NUMBER, DAYS, WITHIN, UNITS].flatMap((list) =>
    [...list].map((word) => word.toLowerCase()),
  ),
);

/** Words that a letter after them is a label of, not an initial: "plan B", "vitamin C", "World War I". */
const LABELLED =
  set(`a an appendix annex class exhibit grade group hepatitis letter level line option part phase plan point
  schedule section stage step team type unit version vitamin war`);

/** Words that an "I" after them means the one who speaks. */
const BEFORE_I = set("am and as can could did do had have may must nor or shall should than was will would");

/** Surnames among the words that begin sentences: "Robert M. May". */
const SURNAMES = set("Can Do How May Still Such Under Will");

/** Words that begin a sentence far more often than they stand in a name after an abbreviation. */
const STARTERS = set(`The This That These Those A An It Its He She They We You I In On At By For From With Without As If
  When While Where After Before Since Because Although Though But And Or So Yet However Still Therefore Thus Then There
  Here Their His Her Our Your My What Who Why How Which Each Every Either Neither Some Many Most Several Such No Not Nor
  All Any Both Another Other Others Nobody Nothing Everyone Everything One Two Three To Today Later Now Once Only Also
  Even Instead Perhaps Finally First Second Third Next Meanwhile Moreover Furthermore Nevertheless Nonetheless Until
  Unlike Like Under Over Between During Despite Did Does Do Is Are Was Were Has Have Had Can Could Should Would Will May
  Might Must`);
