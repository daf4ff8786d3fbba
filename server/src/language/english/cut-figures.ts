import { SMALL_NUMBERS, TENS, THROUGH } from "./numbers.ts";
import { words } from "./word-lists.ts";

/**
 * Whether a quote begins or ends within a figure: “rose by 5” in “rose by 5 thousand” or “rose by 5 to 50”, “five” in “twenty
 * five”.
 * @param before what comes before the quote in its source, folded
 * @param quote the quote, folded
 * @param after what comes after it
 */
export function cutsFigure(before: string, quote: string, after: string): boolean {
  const begins = BEGINS.exec(quote.slice(0, LONGEST))?.[0];
  if (begins && (LEADS_ON.test(before.slice(-LONGEST)) || (!/\d/.test(begins) && COUNTS.test(before.slice(-LONGEST)))))
    return true;
  if (/\d$/.test(quote) && TO_ANOTHER.test(after)) return true;
  return ENDS.test(quote.slice(-LONGEST)) && GOES_ON.test(after.slice(0, LONGEST));
}

/** In UTF-16 code units: what is further away is not a part of the same figure. */
const LONGEST = 40;

const SCALES = words("dozen score hundred thousand million billion trillion bn mn tn m k");
const NUMBER = String.raw`(?:\d|(?:${[...SMALL_NUMBERS, ...TENS, "hundred", "thousand", "million", "billion", "half"].join("|")})\b)`;

const BEGINS = new RegExp(`^${NUMBER}`, "i");
const ENDS = new RegExp(
  String.raw`(?:\d|\b(?:${[...SMALL_NUMBERS, ...TENS, "hundred", "thousand", "million", "billion"].join("|")}))$`,
  "i",
);

/** “minus 5”, “5 or 6”, “three point five”. */
const LEADS_ON = new RegExp(String.raw`(?:\b(?:minus|negative)|${NUMBER}\d* (?:or|point))\s$`, "i");

/** “twenty five”, “a hundred and five”, “two thousand five” */
const COUNTS = new RegExp(String.raw`\b(?:${TENS.join("|")}|(?:hundred|thousand|million|billion)(?: and)?)[ -]$`, "i");

/** The other end of a range. */
const TO_ANOTHER = new RegExp(String.raw`^ (?:${THROUGH.join("|")}) \p{N}`, "u");

/** What a span of time follows, “rose by 5 in 10 years”, is no share. */
const TIME = "(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries)";

const GOES_ON = new RegExp(
  String.raw`^(?:[ -](?:${SCALES.join("|")})s?\b|[ -]?(?:per ?cent|percentage)\b|[ -](?:times|fold|point)\b|⁄\d| and an? (?:half|quarter|third)\b| (?:or|out of|of every) (?:an? )?${NUMBER}| in (?:\d{1,3}(?![\d,.])|(?:${[...SMALL_NUMBERS, ...TENS].join("|")})\b)(?! ${TIME}\b)|[ -](?:${SMALL_NUMBERS.slice(1, 10).join("|")})\b| and (?:${[...SMALL_NUMBERS, ...TENS].join("|")})\b(?<=\b(?:hundred|thousand)\b.{0,20}))`,
  "i",
);
