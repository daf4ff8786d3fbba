/**
 * The words right before or right after a quote that take it back: “It is false that”, “not”, “… , which is a myth”. Narrower than
 * what only weakens a quote or hands it on to someone.
 * @param before what comes before it in its source, folded
 * @param after what comes after it
 * @returns undefined where nothing takes it back
 */
export function denialAround(before: string, after: string): string | undefined {
  const lead = DENIES_NEXT.exec(before.slice(-LONGEST))?.[0] ?? DENIES_FROM_AFAR.exec(before.slice(-LONGEST))?.[0];
  return (
    (lead ?? DENIED.exec(after.slice(0, LONGEST))?.[0])?.replace(/^[\s"'(),;:.-]+|[\s"'(,;:-]+$/g, "") || undefined
  );
}

/** What is further away than this is not right beside it (our judgement). */
const LONGEST = 120;

const FALSE = String.raw`(?:false|untrue|incorrect|wrong|inaccurate|mistaken|not\s(?:true|the\scase|so|correct)|nonsense|impossible|disproved|disproven|refuted|debunked|retracted|fabricated|(?:an?\s)?(?:\w+\s)?(?:myth|hoax|lie|legend|error|mistake|fabrication|falsehood|misconception))`;

/** What the quote goes on from: “was not”, “Myth:”, “no evidence that”. */
const DENIES_NEXT =
  /(?:\b(?:not|never|nor|hardly|scarcely|barely|cannot|no|no\sone|nobody|without)|n't|\b(?:myth|false|not|wrong|untrue|fiction|hoax)\s?[:-]|\b(?:denied|denies|deny|disputes?|disputed|refutes?|refuted|rejects?|rejected|doubts?|doubted)(?:\sthe\s(?:claim|idea|story|belief))?(?:\sthat)?|\b(?:no|without|little)\s(?:evidence|proof|sign|reason\sto\sbelieve)(?:\sthat)?|\b(?:far\sfrom|instead\sof|rather\sthan)(?:\sthe\scase\sthat)?)\s?["'(]*\s*$/i;

/** “It is false that”, “The claim that”: what is said of all that follows in the sentence. */
const DENIES_FROM_AFAR = new RegExp(
  String.raw`\b${FALSE}\s(?:(?:claim|idea|belief|story|rumor|report|assertion|notion)\s)?(?:to\s(?:say|claim|believe|think|suppose)\s)?that\s?["'(]*\s*$`,
  "i",
);

/** “, which is false”, “. That is a myth”, “? No”. */
const DENIED = new RegExp(
  String.raw`^["')\]]*(?:\s?\?["')\]]*\s?(?:no|nope|not|never|hardly|scarcely|wrong|false)\b|\s?[,;:.!?-]?\s?["')\]]*\s?\(?(?:(?:but|yet|and|however),?\s)?(?:which|that|this|it|all\sof\s(?:which|this|it)|(?:that|this|the)\s(?:claim|story|report|statement|figure))?\s?(?:is|was|are|were|has\s(?:since\s)?been|had\sbeen|proved|turned\sout)\s(?:to\sbe\s)?(?:\w+ly\s|since\s|later\s|now\s)?${FALSE}\b|\s?\((?:false|wrong|untrue|not\strue|myth|sic)\b)`,
  "i",
);
