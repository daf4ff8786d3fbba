import type { Meaning, MeaningWords } from "../language.ts";
import { cutsFigure } from "./cut-figures.ts";
import { denialAround } from "./denials.ts";
import { leansOnHeading, pointsAt } from "./leaning.ts";
import { plainReading } from "./plain-reading.ts";
import { qualifierBefore } from "./qualifiers.ts";
import { words } from "./word-lists.ts";

/** What a change of English words changes. */
export const MEANING: MeaningWords = {
  meaningOf,
  opposed,
  expandContractions,
  plainReading,
  qualifierBefore,
  denialAround,
  cutsFigure,
  leansOnHeading,
  pointsAt,
};

/**
 * What a word in lower case means, by lists of our own; undefined for a word that is on none. Better too many than too
 * few: a word that is here by mistake costs a second look at a sentence.
 */
function meaningOf(word: string): Meaning | undefined {
  return LISTED.get(word) ?? (ROMAN.test(word) ? "number" : undefined);
}

/** Whether two words say the opposite or are two degrees of one: "able" and "unable", "strong" and "stronger". */
function opposed(a: string, b: string): Meaning | undefined {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.endsWith(short) && OPPOSITE.has(long.slice(0, -short.length))) return "negation";
  if (stemBefore(a, "less") !== undefined && stemBefore(a, "less") === stemBefore(b, "ful")) return "negation";
  if (stemBefore(b, "less") !== undefined && stemBefore(b, "less") === stemBefore(a, "ful")) return "negation";
  if (long === `${short}less`) return "negation";
  if (a !== b && DEGREE.test(long) && degreeStem(short) === degreeStem(long)) return "comparison";
  return undefined;
}

/** A folded text with the words that shortened ones stand for, so that "don't" and "do not" are one. */
function expandContractions(text: string): string {
  return text
    .replace(/\b(c)an(?:'t|not)\b/gi, "$1an not")
    .replace(/\b(w)on't\b/gi, "$1ill not")
    .replace(/\b(sh)an't\b/gi, "$1all not")
    .replace(/(?<=[a-z])n't\b/gi, " not")
    .replace(/(?<=[a-z])'ll\b/gi, " will")
    .replace(/(?<=[a-z])'d\b/gi, " would");
}

const OPPOSITE: ReadonlySet<string> = new Set([
  "un",
  "in",
  "im",
  "il",
  "ir",
  "dis",
  "non",
  "anti",
  "counter",
  "de",
  "mis",
  "a",
  "ab",
]);

const DEGREE = /(?:er|est)$/;

function stemBefore(word: string, ending: string): string | undefined {
  return word.length > ending.length + 2 && word.endsWith(ending) ? word.slice(0, -ending.length) : undefined;
}

/** "strong", "stronger" and "strongest", "easy" and "easier", "big" and "bigger", "large" and "larger". */
function degreeStem(word: string): string {
  return word
    .replace(DEGREE, "")
    .replace(/i$/, "y")
    .replace(/(\p{L})\1$/u, "$1")
    .replace(/e$/, "");
}

/** A Roman numeral of two letters or more in lower case, as pages and clauses have it. */
const ROMAN = /^(?=[ivxlcdm]{2})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;

const NUMBERS = `zero nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
  million millions billion billions trillion trillions dozen dozens score scores pair pairs couple once twice thrice double
  doubled doubles triple tripled quadruple single twofold threefold tenfold first second third fourth fifth sixth seventh
  eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
  twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth thirds
  fourths fifths sixths sevenths eighths ninths tenths quarter quarters hundredths thousandths tens teens twenties thirties
  forties fifties sixties seventies eighties nineties early mid late percent percentage`;

const UNITS = `second seconds minute minutes hour hours day days daily week weeks weekly month months monthly year years
  yearly annual annually decade decades century centuries millennium millennia nanometer nanometers micrometer micrometers
  millimeter millimeters centimeter centimeters meter meters kilometer kilometers millimetre millimetres centimetre
  centimetres metre metres kilometre kilometres inch inches foot feet yard yards mile miles acre acres hectare hectares
  gram grams kilogram kilograms tonne tonnes ton tons pound pounds ounce ounces liter liters litre litres gallon gallons
  barrel barrels degree degrees celsius fahrenheit kelvin watt watts kilowatt kilowatts megawatt megawatts gigawatt
  gigawatts joule joules calorie calories volt volts ampere amperes hertz pascal pascals newton newtons mole moles dollar
  dollars euro euros pence cent cents yen yuan rupee rupees ruble rubles franc francs nm mm cm km kg mg ml kw mw gw kwh
  mph kmh bn mn tn lb lbs oz ha hz m g s h l ft min hrs hr yr yrs am pm bc ad bce ce`;

const NEGATIONS = `not no never none neither nor nobody nothing nowhere without non lack lacks lacked lacking fail fails
  failed failing failure refuse refuses refused deny denies denied denying reject rejects rejected forbid forbids forbade
  forbidden prohibit prohibits prohibited prevent prevents prevented preventing avoid avoids avoided hardly scarcely barely
  except unless unlike instead against false wrong absent absence impossible unable cease ceases ceased stop stops stopped
  end ends ended`;

const QUANTITIES = `all some most mostly few many much little both each every none half any several only either whole entire
  entirely majority minority always often sometimes usually generally typically mainly largely nearly almost about
  approximately roughly around exactly precisely everyone everybody everything everywhere someone somebody something
  anyone anybody anything sole solely merely rarely seldom frequently ever partly partially fully completely totally wholly
  total and or but plenty enough numerous countless multiple various another other others lot lots part parts rest alone just even also
  too constantly occasionally primarily primary main chiefly`;

const MODALS = `may might must shall should can could will would ought need needs needed likely unlikely probably possibly
  perhaps maybe possible certain certainly definitely surely able required requires require allowed allows allow permitted
  permits permit obliged optional mandatory if whether suggest suggests suggested prove proves proved proven claim claims
  claimed alleged allegedly believe believes believed apparently reportedly supposedly seem seems seemed appear appears
  appeared tend tends guarantee guarantees guaranteed ensure ensures ensured`;

const COMPARISONS = `more less than fewer better best worse worst greater greatest least farther further farthest furthest
  elder eldest rather equal equally same different differently similar similarly identical opposite maximum minimum max min
  exceed exceeds exceeded superior inferior senior junior major minor previous next last as`;

/** Which way something goes, in space, in time, in amount, and from whom to whom. */
const DIRECTIONS = `by from to into onto toward towards versus above below over under beyond beneath before after until since
  prior former latter top bottom up down upward downward left right north south east west northern southern eastern western
  inside outside internal external import imports imported export exports exported increase increases increased increasing
  decrease decreases decreased decreasing rise rises rose risen rising fall falls fell fallen falling grow grows grew grown
  growing shrink shrinks shrank shrunk shrinking gain gains gained lose loses lost losing win wins won raise raises raised
  reduce reduces reduced expand expands expanded decline declines declined`;

/** Adjectives whose comparative and superlative end in -er and -est. */
const GRADABLE = `big bright broad calm cheap clean clear close cold cool dark deep dense dry early easy fair fast few fine firm flat
  full great hard harsh healthy heavy high hot huge keen large late light long loose loud low narrow near new noisy old plain
  poor proud pure quick quiet rare rich rough sad safe sharp short shallow simple slow small smart smooth soft steep stiff
  strict strong tall thick thin tight tiny tough ugly vast warm weak wealthy wet wide wild wise young`;

function degrees(word: string): readonly string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ier`, `${word.slice(0, -1)}iest`];
  if (word.endsWith("e")) return [`${word}r`, `${word}st`];
  const stem = /[^aeiou][aeiou][bdgmnpt]$/.test(word) ? word + word.slice(-1) : word;
  return [`${stem}er`, `${stem}est`, `${word}er`, `${word}est`];
}

/** Of a word on two lists the later list counts; what matters is that it is on one. */
const LISTED: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...words(DIRECTIONS).map((word) => [word, "direction"] as const),
  ...words(COMPARISONS).map((word) => [word, "comparison"] as const),
  ...words(GRADABLE)
    .flatMap(degrees)
    .map((word) => [word, "comparison"] as const),
  ...words(MODALS).map((word) => [word, "modal"] as const),
  ...words(QUANTITIES).map((word) => [word, "quantity"] as const),
  ...words(NEGATIONS).map((word) => [word, "negation"] as const),
  ...words(NUMBERS).map((word) => [word, "number"] as const),
  ...words(UNITS).map((word) => [word, "number"] as const),
]);
