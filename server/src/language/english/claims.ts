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
    "most|many|some|several|leading|numerous|all *experts|scientists|researchers|scholars|critics|historians|economists|doctors|studies [have|also|now|still|would|even|often] agree|agreed|say|said|believe|claim|claimed|argue|argued|think|show|showed|shown|suggest|suggested|find|found|estimate|estimated|recommend|consider|expect|warn|point_out|hold|insist|maintain",
    "*studies|research|evidence|science|statistics|surveys? show|shows|suggest|suggests|prove|proves|has_shown|have_shown|indicate|indicates|confirm|confirms",
    "*experts agree|say|believe|claim|argue|recommend",
    "it is widely|commonly|generally *believed|known|accepted|thought|held|agreed",
    "according to *experts|studies|research|scientists|researchers",
  ]),
  figure: figures(["percent", "per_cent", "million", "billion", "trillion"], ["%"]),
  supposes: (sentence) => SUPPOSES.test(sentence),
  isNoClaim: (before, figure, after) =>
    /^(?:0|100|110)(?:%| ?per)/.test(figure) ||
    COMPUTED.test(before + figure + after) ||
    INSTRUCTS.test(before) ||
    (/\ban? $/i.test(before) ? !CHANGE.test(after) && /^[ -]\p{L}/u.test(after) : RATE.test(after)) ||
    /[“"‘][^”"]*$/.test(before),
  namesSource: (sentence) => NAMED.test(sentence),
  isSourceLine: (line) =>
    /^[(*_[]*(?:sources?|data|figures?|adapted|credits?|from|reference|via)(?: from)?\s?[:—–]/i.test(line),
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

/** What begins an example that goes on: “Suppose that …”, “Let us say …”. */
const SUPPOSES =
  /\b(?:suppose|supposing|imagine|assume|assuming|pretend|picture an?|let us say|let's say|let’s say|say (?:that )?(?:you|we|there|an?)|consider an?|take an?|think of an?|for example|for instance|an example|worked example)\b/i;

/** What is worked out in the sentence itself: “30 of 1,000”, “4 × 5”, “= 20%”. */
const COMPUTED =
  /\d (?:out of|of) (?:the |these |those )?\d|\d ?[×÷*/+=] ?\d|= ?\d|÷|×|\b(?:divided by|multiplied by|times as|plus|minus|adds up to|sums? up to)\b/i;

/** A figure that someone is told to use, or that “you” have: “Zoom to 200%”, “you pay 5%”. */
const INSTRUCTS =
  /(?:^|[:;(] ?|\. |, (?:then |and )?)(?:add|adjust|aim|aspire|bring|calculate|charge|cut|divide|drag|draw|enlarge|enter|fill|heat|hold|increase|invest|keep|leave|lower|make|mix|move|multiply|pay|pick|pour|press|pull|put|raise|reduce|replace|save|scale|set|shrink|skip|spend|stir|subtract|take|test|tip|turn|type|try|use|weigh|zoom)\b[^.]{0,80}$|\b(?:you|we|i)\b[^.]{0,60}$/i;

/** What follows a figure of change, which someone has counted even where it stands before a noun: “a 40% drop”. */
const CHANGE =
  /^[ -](?:\p{L}+ )?(?:increase|decrease|drop|rise|fall|decline|growth|jump|gain|loss|reduction|surge|cut|share|majority|lead|shift|difference|gap|improvement|slump|spike|hike|of)\b/iu;

/** What follows a figure that names a rate, a mark or a mixture, and no count: “5% interest”, “15% of the flour”. */
const RATE =
  /^[ -](?:interest|confidence|significance|certainty|sure|certain|correct|right|wrong|normal|safe|probability|likely|discount|off|tax|tip|vat|commission|fee|margin|opacity|zoom|brightness|hydration|alcohol|solution|acid|humidity|full|ready|done|complete|cotton|wool|pure|effort|rule|mark|level|threshold|case|use case)\b|^ of (?:the |your |its |their )?(?:flour|dough|batter|water|sugar|salt|butter|mixture|mix|solution|weight|recipe|total|price|bill|sum|amount|time|screen|page|width|height|original|grade|points|marks|score|answers|questions|loan|payment)\b/i;

/** Who says so, by name: “According to the World Health Organization”, “Darwin wrote”, “the 2020 census counted”. */
const NAMED =
  /\b[Aa]ccording to (?:the |an? |its |his |her |their )?(?:\d{4} )?(?:[\p{Ll}-]+ ){0,3}[“"*]?(?:\p{Lu}|\d{4})|\b[Aa]ccording to (?:the |an? )?(?:[\p{L}-]+ )?(?:census|charter|constitution|law|act|treaty|report|survey|atlas|almanac)\b|\b(?!(?:Studies|Research|Evidence|Experts|Most|Many|Some|Several|Scientists|Researchers|Scholars|Historians|Critics|Statistics|Surveys|Data|Science|All|Numerous|Leading|It|This|That|These|Those|They|He|She|We|The|Figures|Numbers|Which|What|Who) )(?:\p{Lu}[\p{L}.’'-]+ (?:of |for |and |on |the )*)+(?:reports?|reported|estimates?|estimated|found|finds|counted|counts|calculated|wrote|writes|says|said|states?|stated|argues?|argued|shows?|showed|puts?|notes?|noted|measured|observed|concluded|concludes|claims?|claimed)\b|\b(?:census|survey|poll|report|study) (?:by|from|of) (?:the )?\p{Lu}|\b(?:data|figures|estimates|numbers|statistics) (?:by|from|of) (?:the )?\p{Lu}|\b(?:\d{4}|\p{Lu}[\p{L}’']+) (?:census|survey|poll|report|study)\b/u;

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
