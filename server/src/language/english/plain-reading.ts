import { withoutHyphen } from "./hyphens.ts";
import { SMALL_NUMBERS, TENS } from "./numbers.ts";
import { plainSpelling } from "./spelling.ts";
import { type Replacement, replaced, words } from "./word-lists.ts";
import { WORDS } from "./words.ts";

/**
 * A folded text in one of the ways in which it may be written: two sentences of one plain reading say the same. Closed lists
 * alone, none of which takes a word for another one. For comparing only: nobody writes like this.
 */
export function plainReading(text: string): string {
  const plain = replaced(text, BEFORE_WORDS).replace(WORD, plainWord);
  const inDigits = replaced(plain, AFTER_WORDS).replace(HUNDREDS, scaled).replace(SCALED, scaled);
  return replaced(inDigits, AFTER_NUMBERS);
}

function scaled(match: string, digits: string, fraction: string | undefined, scale: string): string {
  const zeros = SCALES[scale.toLowerCase()]!;
  const decimals = fraction?.slice(1) ?? "";
  return decimals.length > zeros ? match : digits + decimals.padEnd(zeros, "0");
}

const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;

function plainWord(word: string): string {
  if (!word.includes("-")) return plainSpelling(word);
  const lower = word.toLowerCase();
  // A capital within it makes it a name.
  if (word.slice(1) === lower.slice(1)) {
    const open = withoutHyphen(word.split("-").map(plainSpelling).join("-").toLowerCase()) ?? withoutHyphen(lower);
    if (open !== undefined) return word[0] === lower[0] ? open : open[0]!.toUpperCase() + open.slice(1);
  }
  return word.split("-").map(plainSpelling).join("-");
}

const MONTHS = `January February March April May June July August September October November December`;
const MONTH = `(?:${words(MONTHS).join("|")})`;
const SHORT_MONTHS: Readonly<Record<string, string>> = Object.fromEntries(
  words(MONTHS).flatMap((month) => [
    [month.slice(0, 3), month],
    [month.slice(0, 4), month],
  ]),
);
const SHORT_MONTH = "(Jan|Feb|Mar|Apr|Jun|June|Jul|July|Aug|Sept|Sep|Oct|Nov|Dec)";

/** Ranks and titles, as they are shortened before a name. */
const TITLES: Readonly<Record<string, string>> = {
  Doctor: "Dr",
  Professor: "Prof",
  Saint: "St",
  Mister: "Mr",
  General: "Gen",
  Colonel: "Col",
  Captain: "Capt",
  Lieutenant: "Lt",
  Sergeant: "Sgt",
  Governor: "Gov",
  Senator: "Sen",
  Reverend: "Rev",
  Mount: "Mt",
  Fort: "Ft",
};

/** Abbreviations that are written with a period or without one. */
const STOPPED =
  words(`Dr Mr Mrs Ms Messrs St Ste Mt Ft Prof Gen Col Capt Lt Sgt Maj Gov Sen Rev Hon Pres Supt Jr Sr Inc Ltd Corp Bros vs etc et al cf
  ca approx Ave Blvd Rd viz ibid esp incl dept Dept est Est ed eds trans repr tel Tel min max`);

const UNITS =
  words(`km m cm mm nm µm μm um kg g mg μg µg ng t l L cl dl ml mL min h Hz kHz MHz GHz THz kW MW GW TW kWh MWh GWh TWh kV mV V W mW Pa hPa kPa MPa GPa mbar bar
  kJ MJ GJ cal kcal eV keV MeV GeV dB KB kB MB GB TB PB kbit Mbit mol mmol rpm ft lb lbs oz mi mph km\\/h m\\/s ha Bq kBq Sv mSv ppm ppb ms sq yd yds pt hp psi AU kN MN Nm lm lx cd
  am pm AM PM`);

const ORDINALS: readonly string[] = words(
  `zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
  seventeenth eighteenth nineteenth twentieth twenty-first`,
);
const SCALES: Readonly<Record<string, number>> = { hundred: 2, thousand: 3, million: 6, billion: 9, trillion: 12 };
const HUNDREDS = /(?<![\d.,\p{L}])(\d+)(\.\d+)? (hundred)(?![\p{L}-])/giu;
const SCALED = /(?<![\d.,\p{L}])(\d+)(\.\d+)? (thousand|million|billion|trillion)(?![\p{L}-])/giu;

const SPELLED_OUT = new RegExp(
  String.raw`(?<![\p{L}\p{N}'-])(?:(${TENS.join("|")})(?:-(${SMALL_NUMBERS.slice(1, 10).join("|")}))?|(?<!\b[Nn]o )(${SMALL_NUMBERS.join("|")}))(?![\p{L}\p{N}'])(?!-(?:${[...SMALL_NUMBERS, ...TENS].join("|")})\b)`,
  "giu",
);

function inDigits(_: string, tens: string | undefined, ones: string | undefined, small: string | undefined): string {
  if (tens === undefined) return String(SMALL_NUMBERS.indexOf(small!.toLowerCase()));
  return String(10 * (TENS.indexOf(tens.toLowerCase()) + 2) + (ones ? SMALL_NUMBERS.indexOf(ones.toLowerCase()) : 0));
}

/** "19th", as an ordinal is written in digits. */
function ordinalInDigits(word: string): string {
  const number = ORDINALS.indexOf(word.toLowerCase());
  const last = Math.floor(number / 10) === 1 ? 0 : number % 10;
  return `${number}${{ 1: "st", 2: "nd", 3: "rd" }[last] ?? "th"}`;
}

/** Units of the metric system whose words are their signs after digits. */
const METRIC: Readonly<Record<string, string>> = {
  kilometer: "km",
  meter: "m",
  centimeter: "cm",
  millimeter: "mm",
  kilogram: "kg",
  gram: "g",
  milligram: "mg",
  liter: "L",
  milliliter: "mL",
};

/**
 * Words that are typed twice by mistake. What may be meant is not among them: "had had", "that that", "gave her her book", and
 * "left on on Monday".
 */
const DOUBLED =
  words(`a an the of by in at to for from with and or but as was were is are be been its their our my your this these those into
  than when where while because between among after before during it they he she we which would`);

/** After such a verb, a preposition may be a part of it: "passed by by night", "came in in May". */
const MOVING = words(
  `pass passes passed passing come comes came coming go goes went going gone walk walked walks sail sailed sails flew fly flies
  march marched marches stand stood stands stop stopped stops drop dropped drops move moved moves let break broke take took taken
  bring brought give gave given hand handed join joined turn turned call called check checked log logged trade traded live lived
  settle settled stay stayed lead led stick stuck set kick kicked pay paid pays ask asked look looked care cared account accounted`,
);

const BEFORE_WORDS: readonly Replacement[] = [
  [/…|\. \. \./g, "..."],
  [/\u00b5/g, "\u03bc"],
  [
    /(?<!\p{L})(it|he|she|that|there|here|what|who|where|how|when|this)'s(?= (?:been|had|got|become|gone)\b)/giu,
    "$1 has",
  ],
  [/(?<!\p{L})(it|he|she|that|there|here|what|who|where|how|when|this)'s(?![\p{L}'])/giu, "$1 is"],
  [/(?<!\p{L})(let)'s(?!\p{L})/giu, "$1 us"],
  [/(?<=\p{L})'re(?!\p{L})/giu, " are"],
  [/(?<=\p{L})'ve(?!\p{L})/giu, " have"],
  [/(?<=\p{L})'ll(?!\p{L})/giu, " will"],
  [/(?<!\p{L})(I)'m(?!\p{L})/gu, "$1 am"],
  [/(?<!\p{L})(c)an(?:'t|not)(?!\p{L})/giu, "$1an not"],
  [/(?<!\p{L})(w)on't(?!\p{L})/giu, "$1ill not"],
  [/(?<!\p{L})(sh)an't(?!\p{L})/giu, "$1all not"],
  [/(?<=[a-z])n't(?!\p{L})/giu, " not"],
  // Initials with spaces between them: "J. R. R. Tolkien"
  [/(?<=(?<![\p{L}\p{N}])\p{Lu}\.) (?=\p{Lu}\.)/gu, ""],
  // Letters with stops: "U.S.", "e.g."
  [/(?<![\p{L}.])(?:\p{L}\.){2,}(?![\p{L}])/gu, (letters) => letters.replaceAll(".", "")],
  [/(?<!\p{L})(ie|eg),(?= )/gu, "$1"],
  [/(?<!\p{L})Ph\.? ?D\.?(?!\p{L})/gu, "PhD"],
  [/(?<!\p{L})(No|Nos|no|nos|pp?|[Vv]ol|[Ff]igs?|[Cc]h|[Aa]rt|[Ss]ec|[Pp]ar)\.(?= ?\d)/gu, "$1"],
  [new RegExp(String.raw`(?<![\p{L}.'])(${STOPPED.join("|")})\.(?!\p{L})`, "gu"), "$1"],
  [/(?<= )(?:vs|versus|v\.)(?= )/g, "v"],
  [new RegExp(String.raw`(?<!\p{L})(${Object.keys(TITLES).join("|")})(?= \p{Lu})`, "gu"), (title) => TITLES[title]!],
  [new RegExp(String.raw`(?<=\d(?:st|nd|rd|th)? )${SHORT_MONTH}(?:\.|(?!\p{L}))`, "gu"), (_, month) => monthOf(month!)],
  [
    new RegExp(String.raw`(?<!\p{L})${SHORT_MONTH}(?:\.(?= \p{Ll}|,| \d)|(?=\.? \d))`, "gu"),
    (_, month) => monthOf(month!),
  ],
  [new RegExp(String.raw`(?<!\p{L})the (?=\d{1,2}(?:st|nd|rd|th) of ${MONTH}(?!\p{L}))`, "gu"), ""],
  [new RegExp(String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})(?!\p{L})`, "gu"), "$2 $1"],
  [new RegExp(String.raw`(?<!\p{L})(${MONTH} \d{1,2})(?:st|nd|rd|th)?(?!\d),?(?= \d{4}(?!\d))`, "gu"), "$1"],
  [new RegExp(String.raw`(?<!\p{L})(${MONTH} \d{1,2})(?:st|nd|rd|th)(?!\p{L})`, "gu"), "$1"],
  // A year in the middle of a sentence may have a comma after it, where what follows is nothing that can be counted.
  [
    new RegExp(String.raw`(?<=${MONTH} \d{1,2} \d{4}),(?= (?:in|at|by|the|and|after|before|with|when)(?!\p{L}))`, "gu"),
    "",
  ],
  [/^((?:In|By|Since|Until|After|Before) \d{4}),(?= (?:the|it|he|she|they|this|these)(?!\p{L}))/gu, "$1"],
  [/ & /g, " and "],
  // A dash between words is written with spaces or without.
  [/(?<=\p{L}) - (?=\p{L})/gu, "-"],
  // American and British quotation marks, and the comma inside or after them.
  [/(?<=^|[ ([-])'([^'"]{1,300})'(?=$|[ .,;:!?)\]-])/g, '"$1"'],
  [/"([.,])/g, '$1"'],
];

function monthOf(short: string): string {
  return SHORT_MONTHS[short.slice(0, 3)]!;
}

/** Replacements after numbers are in digits. */
const AFTER_NUMBERS: readonly Replacement[] = [
  [
    new RegExp(String.raw`(?<=\d )(${Object.keys(METRIC).join("|")})s?(?![\p{L}'-])`, "gu"),
    (_, unit) => METRIC[unit!]!,
  ],
  [/(?<=\d) degrees? Celsius(?!\p{L})/gu, "°C"],
  [/(?<=\d ?[cdm]?)l(?![\p{L}\d'])/gu, "L"],
  [/(?<=\d) ?° ?(?=[CF](?![\p{L}\p{N}]))/gu, "°"],
  [new RegExp(String.raw`(?<=\d) (?=(?:${UNITS.join("|")})(?![\p{L}\d]))`, "gu"), ""],
];

const AFTER_WORDS: readonly Replacement[] = [
  [/(?<!\p{L})per cent(?!\p{L})/gu, "percent"],
  [
    new RegExp(
      String.raw`(?<![\p{L}'-])(?<!\b(?:${MOVING.join("|")}) )(${DOUBLED.join("|")})(?: \1)+(?![\p{L}'-])`,
      "gu",
    ),
    "$1",
  ],
  [new RegExp(String.raw`^(${DOUBLED.join("|")})(?: \1)(?![\p{L}'-])`, "iu"), "$1"],
  // Thousands separators, the same in all of a number.
  [/(?<![\d.,'\p{L}])\d{1,3}([ ,'])\d{3}(?:\1\d{3})*(?![\d'])/gu, (number) => number.replace(/[ ,']/g, "")],
  [SPELLED_OUT, inDigits],
  [/(?<=\d) ?(?:%|percent(?!\p{L}))/gu, "%"],
  [/(?<![\d.,\p{L}])\.(?=\d)/gu, "0."],
  [
    new RegExp(String.raw`(?<![\p{L}\p{N}'-])(?:${ORDINALS.slice(1).toReversed().join("|")})(?![\p{L}\p{N}'-])`, "giu"),
    ordinalInDigits,
  ],
  [/(?<=\d(?:st|nd|rd|th))-(?=century(?!\p{L}))/gu, " "],
  [/(?<=\d ?)[AP]M(?![\p{L}\d])/gu, (half) => half.toLowerCase()],
  [/(?<=\d )x(?= \d)/gu, "×"],
  [/§ (?=\d)/gu, "§"],
  // The capital of the word that begins the sentence, where that word is no name.
  [/^[("'[]*\p{L}+/u, (first) => (isPlainWord(first) ? first.toLowerCase() : first)],
  [/(?<=[\p{L}\p{N}%])\.(?=["')\]]*$)/u, ""],
];

function isPlainWord(first: string): boolean {
  const word = first.replace(/^[("'[]*/, "");
  const lower = word.toLowerCase();
  if (ALSO_NAMES.has(lower)) return false;
  return word.slice(1) === lower.slice(1) && (WORDS.isFunctionWord(lower) || lower.endsWith("ly"));
}

const ALSO_NAMES: ReadonlySet<string> = new Set(
  words("may will us come long lily sally molly polly billy emily italy sicily"),
);
