import type { ClaimWords } from "../language.ts";
import { figures, phrases } from "../phrases.ts";

const FACTS = "facts?|statements?|sentences?|claims?|numbers?|figures?|definitions?";
const PLACES = ["station", "lesson", "page", "text", "path", "chapter", "article", "course"];
const HERE = [
  "here",
  "above",
  "below",
  ...PLACES.flatMap((place) => ["in", "on", "of"].map((at) => `${at}_this_${place}`)),
];
const EVERY_FACT = `every|each|all [single] [of_the|of_our|the|our|these] ${FACTS} [and_every|and_each|and_all|and] [${FACTS}] [${HERE.join("|")}]`;
const EVERYTHING = `everything you_learn_here|you_read_here|${HERE.join("|")}`;
const IS = "is|are|was|were|has_been|have_been|traces?";
const VERIFIED =
  "*cited|verified|sourced|checked|referenced|back_to_a_source|back_to_a_real_source|back_to_a_verified_source";

/** What English texts claim, and what they promise of their sources. */
export const CLAIMS: ClaimWords = {
  unattributed: phrases([
    "most|many|some|several|leading|numerous|all *experts?|scientists?|researchers?|scholars?|critics?|historians?|economists?|doctors?|studies [agree|say|believe|claim|argue|think|show|suggest|find|found]",
    "*studies|research|evidence|science|statistics|surveys? show|shows|suggest|suggests|prove|proves|has_shown|have_shown|indicate|indicates|confirm|confirms",
    "*experts agree|say|believe|claim|argue|recommend",
    "it is widely|commonly|generally *believed|known|accepted|thought|held|agreed",
    "according to *experts|studies|research|scientists|researchers",
  ]),
  figure: figures(["percent", "per_cent", "million", "billion", "trillion"], ["%"]),
  example: /\b(?:suppose|imagine|for example|for instance|e\.g\.|say,|let us|let's|if|would|could|picture|assume)\b/i,
  promise: phrases(
    [
      `${EVERY_FACT} ${IS} ~ ${VERIFIED}`,
      `${EVERYTHING} ${IS} ~ ${VERIFIED}`,
      `${EVERY_FACT} ${IS} fact-*checked`,
      `this ${PLACES.join("|")} is|was|has_been [both|fully|completely|entirely|carefully|thoroughly] *verified|sourced`,
      `this ${PLACES.join("|")} is|was|has_been fully|completely|entirely|carefully|thoroughly *cited|checked|referenced`,
      `we [have] [carefully] *verified|checked|sourced|cited every|each|all [single] [of_the|the] ${FACTS}`,
      `no ${FACTS} [${HERE.join("|")}] is|are|was|were|goes|go *unverified|uncited|unsourced|unchecked`,
      "per|by-sentence-*verified",
      "*verified sentence by sentence",
      "*traces? back to [a] real|verified sources?",
    ],
    "[^.!?\\n]*",
  ),
  isCitationSignal: (text) => SIGNAL.test(text),
  isLocator: (text) => text.split(",").every((part) => LOCATOR.test(part.trim())),
  promisesGovernments: (text) => /\bgovernments?\b/i.test(text),
};

/** What leads to a source and says nothing of it. */
const SIGNAL =
  /^(?:(?:see|also|cf|compare|e\.?g|for example|for instance|and|in|from|after|quoted|cited|as)\b[.,]?\s*)*$/i;

/** A place in a source: “p. 4”, “Art. I”, “pages 33-35 and 40”, “Preamble”, “passim”. */
const LABEL = String.raw`(?:\p{Lu}[\p{L}’']*|\p{L}{1,5}\.|pages?|sections?|chapters?|paras?|paragraphs?|points?|lines?|verses?|notes?|figures?|tables?|volumes?|parts?|acts?|scenes?|columns?|articles?|clauses?|items?|no|at)`;
const NUMBER = String.raw`[§¶#]*\s?(?:\d[\p{L}\d]{0,7}|[IVXLCDM]{1,8}|[ivxlcdm]{1,8})(?:[.:]\d{1,6}){0,4}`;
const LOCATOR = new RegExp(
  String.raw`^(?:(?:${LABEL}\s?){0,3}${NUMBER}(?:\s?(?:[-–—&]|and|to|ff?\.)\s?(?:${NUMBER})?){0,6}|\p{Lu}[\p{L}’']{2,}(?:\s\p{Lu}[\p{L}’']{2,}){0,2}|preface|introduction|abstract|appendix|foreword|conclusion|passim|ff?\.?|)$`,
  "u",
);
