import type { ClaimWords } from "../language.ts";
import { figures, phrases } from "../phrases.ts";

const EVERYTHING = "every|everything [single] fact|statement|sentence|claim|you_learn_here";

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
      `${EVERYTHING} is|are|has_been|traces? ~ *cited|verified|sourced|checked|back_to_a_source|back_to_a_real_source|back_to_a_verified_source`,
      "per|by-sentence-*verified",
      "*verified sentence by sentence",
      "*traces? back to [a] real|verified sources?",
    ],
    "[^.!?\\n]*",
  ),
  promisesGovernments: (text) => /\bgovernments?\b/i.test(text),
};
