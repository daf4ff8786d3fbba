import type { ClaimWords } from "../language.ts";

/** What English texts claim, and what they promise of their sources. */
export const CLAIMS: ClaimWords = {
  unattributed:
    /\b(?:(?:most|many|some|several|leading|numerous|all)\s(?:experts?|scientists?|researchers?|scholars?|critics?|historians?|economists?|doctors?|studies)(?:\s(?:agree|say|believe|claim|argue|think|show|suggest|find|found))?|(?:studies|research|evidence|science|statistics|surveys?)\s(?:show|shows|suggest|suggests|prove|proves|has shown|have shown|indicate|indicates|confirm|confirms)|experts\s(?:agree|say|believe|claim|argue|recommend)|it is (?:widely|commonly|generally) (?:believed|known|accepted|thought|held|agreed)|according to (?:experts|studies|research|scientists|researchers))\b/i,
  figure: /(?<![\p{L}\p{N}.,])(?:\d[\d,.]*\d|\d)\s?(?:%|percent\b|per cent\b|(?:million|billion|trillion)\b)/iu,
  example: /\b(?:suppose|imagine|for example|for instance|e\.g\.|say,|let us|let's|if|would|could|picture|assume)\b/i,
  isClaimWord: (word) => CLAIM_WORD.test(word) || AMOUNT.test(word),
  promise:
    /\b(?:every(?:thing)?\s(?:single\s)?(?:fact|statement|sentence|claim|you learn here)\s(?:is|are|has been|traces?)\s(?:\w+\s){0,2}?(?:cited|verified|sourced|checked|back to a (?:real |verified )?source)|(?:per|by)[- ]sentence[- ]verified|verified sentence by sentence|traces? back to (?:a )?(?:real|verified) sources?)\b[^.!?\n]*/i,
  promisesGovernments: (text) => /\bgovernments?\b/i.test(text),
  isPromiseWord: (word) => /cited|verified|sourced|checked|trace/i.test(word),
};

/** The words that every claim in the name of others has one of. */
const CLAIM_WORD =
  /(?:^|['’])(?:experts?|scientists?|researchers?|scholars?|critics?|historians?|economists?|doctors?|studies|research|evidence|science|statistics|surveys?|believed|known|accepted|thought|held|agreed)(?:['’]|$)/i;
/** The words that every figure has one of, but those with a sign. */
const AMOUNT = /(?:percent|cent|[mb]illion|trillion)(?:['’]|$)/i;
