import type { ClaimWords } from "../language.ts";
import { figures, phrases } from "../phrases.ts";
import { words } from "./word-lists.ts";

const PLACES = ["station", "lesson", "page", "text", "path", "chapter", "article", "course"];
const HERE = [
  "here",
  "above",
  "below",
  "you_read_here",
  "you_find_here",
  "you_read",
  "in_the_lesson",
  "in_the_station",
  "in_the_text",
  ...PLACES.flatMap((place) => ["in", "on", "of"].map((at) => `${at}_this_${place}`)),
].join("|");

/** What is said in a text. Only facts are spoken of without a place where a text speaks of itself: a claim is also what a customer has. */
const SAYINGS = "facts?|statements?|sentences?|claims?|assertions?|numbers?|figures?|definitions?|quotations?";
const CONTENTS = `${SAYINGS}|information|data|content|material|details?|quotes?|lines?|words?|names?|dates?`;
const EVERY =
  "every|each|all|any|every_one|each_one|each_and_every [single|last] [of_the|of_our|of_its|of_these|the|our|its|these]";
const EVERY_FACT = `${EVERY} [factual] facts? & [${HERE}]`;
const EVERY_SAYING = `${EVERY} [factual] ${SAYINGS} & [${HERE}]`;
const EVERY_CONTENT = `${EVERY} ${CONTENTS} &`;
const ALL_THAT_IS_HERE = `${EVERY_CONTENT} ${HERE}`;
const EVERYTHING = `everything|all you_learn_here|of_the_above|${HERE}`;
const THE_CONTENTS = `the|our ${CONTENTS} & ${HERE}`;
const THIS = `this|our [whole|entire|full|complete] ${PLACES.join("|")}`;
const THE_WHOLE = `the whole|entire|full|complete ${PLACES.join("|")}`;
const IS = "is|are|was|were|has_been|have_been|'s_been|'ve_been|traces?";
const BACK_TO = "back_to_a_source|back_to_a_real_source|back_to_a_verified_source";
const A_SOURCE = "[a|an|one|its|their|the] [own|cited|real|verified|reliable|primary|original|named]";
const SOURCE = "source|sources|citation|citations|reference|references";
const PROVERS = "we|we've|i_have|i've|our_editors|our_authors|our_experts|our_team|the_authors|the_editors";
const NO = "no|zero|without|not_a_single|not_one|not_any [single]";
const UNPROVEN = "unverified|uncited|unsourced|unchecked|unreferenced|unsupported";
const BY_WHOM = "[by|per|against|with|from|in|for|sentence|line|claim|fact|statement] & ~";

/** What makes a rule, a wish, a condition, another's words or the contrary of a promise: “Make sure that every fact is cited.” */
const NO_PROMISES = words(`
  not make_sure makes_sure ensure ensures check demand demands require requires
  if whether unless until when before wish world_where world_in_which ideal_world how why ideally
  almost nearly hardly scarcely barely virtually practically suppose imagine assume pretend
  says said saying claims claimed claiming promises promised believe believes believed thinks thought
  hope hopes hoped wanted wants goal_is aim_is idea_is dream_is
`).flatMap((words) => [words, `${words}_that`]);

/** What makes a question of it, and what makes only a place of “this lesson”: “Not every claim in this lesson is verified.” */
const NOT_SAID = words("does do did can is are was were in on of from to than unlike");

/** What a text says of each of its facts. */
const isProven = (subject: string): readonly string[] => [
  `${subject} ${IS} ~ *cited|verified|sourced|checked|referenced|confirmed|validated|substantiated|${BACK_TO}`,
  `${subject} ${IS} ~ *documented$`,
  `${subject} ${IS} ~ *documented by|in|with|from`,
  `${subject} ${IS} ~ fact|double-*checked`,
  `${subject} ${IS} ~ backed_up|backed|supported|confirmed by ${A_SOURCE} *${SOURCE}|evidence`,
  `${subject} ${IS} linked|traced|tied|matched|traceable [back] to ${A_SOURCE} *${SOURCE}`,
  `${subject} can be traced [back] to ${A_SOURCE} *${SOURCE}`,
  `${subject} links|link|leads|lead [back] to ${A_SOURCE} *${SOURCE}`,
  `${subject} has|have|carries|carry|comes_with|come_with|comes_from|come_from|is_from|are_from|is_taken_from|are_taken_from ${A_SOURCE} *${SOURCE}`,
];

/** What a seal or a heading says of the text that it is at, in no whole sentence: “Fully verified”, “Fact-checked by experts”. */
const SEALS = [
  `^fully|completely|entirely|thoroughly|independently|carefully|100%|100_%|100_percent|100_per_cent *verified|sourced|cited|referenced|checked ${BY_WHOM}$`,
  `^fully|completely|entirely|thoroughly|independently|carefully|100%|100_%|100_percent|100_per_cent-*verified|sourced|cited|referenced$`,
  "^fully|completely|entirely|thoroughly|independently|carefully|100%|100_%|100_percent [fact|double]-*checked",
  `^[reviewed|edited] [and] fact-*checked ${BY_WHOM}$`,
  `^[reviewed|edited] [and] fact-*checked & ~ by|against|with & ~$`,
  "^verified|checked|fact_checked [and] [sourced|cited|verified] [against|by|with] [a|its|the|their|our] primary|original|real|reliable|cited|own|named *sources?|source_texts?$",
  "^verified|checked|sourced|cited|fact_checked sentence|line|claim|fact|statement by|for *sentence|line|claim|fact|statement",
  "^[fact] verified|checked per|each *sentence|line|claim|statement$",
  "^human|source|expert|fact|editor-*verified [facts?|content|information|text]$",
  "^verified|fact_checked *facts|content|information|claims|statements|sources [only]$",
  "^[all|our|every|each] facts?|sources?|claims?|statements?|sentences?|content|accuracy|citations?|references? & *verified|checked|sourced|cited|referenced|fact_checked|double_checked [and] [verified|sourced|cited|checked] [by] ~$",
  "^verified|cited|sourced|checked and *verified|cited|sourced|checked [sentence] [by] [sentence]$",
  "^*verified by our|independent|two|three ~",
  "^*verified accuracy|every|each [sentence|fact|claim|statement]$",
  "^triple-*checked facts|information|content$",
  "^only *verified|cited|sourced facts|information|content|claims$",
  "^nothing *without_a_source|without_a_citation|without_sources$",
  `^no ${CONTENTS} *without_a_source|without_a_citation|without_sources$`,
  `^all|every|each ${SAYINGS} & *verified|checked|cited|sourced against|with|from ${A_SOURCE} source|sources|documents|texts`,
  `^[contains|with|there_are] no|zero|without *${UNPROVEN} ${CONTENTS} [${HERE}]$`,
];

/** What English texts claim, and what they promise of their sources. */
export const CLAIMS: ClaimWords = {
  unattributed: phrases([
    "most|many|some|several|leading|numerous|all *experts|scientists|researchers|scholars|critics|historians|economists|doctors|studies [have|also|now|still|would|even|often] agree|agreed|say|said|believe|claim|claimed|argue|argued|think|show|showed|shown|suggest|suggested|find|found|estimate|estimated|recommend|consider|expect|warn|point_out|hold|insist|maintain",
    "*studies|research|evidence|science|statistics|surveys? show|shows|suggest|suggests|prove|proves|has_shown|have_shown|has_proven|have_proven|has_found|have_found|indicate|indicates|confirm|confirms",
    "*experts agree|say|believe|claim|argue|recommend",
    "it is widely|commonly|generally *believed|known|accepted|thought|held|agreed",
    "according to *experts|studies|research|scientists|researchers",
  ]),
  figure: figures(["percent", "per_cent", "million", "billion", "trillion"], ["%"]),
  supposes: (sentence) => SUPPOSES.test(sentence),
  asksForProof: (before) =>
    /\b(?:case|user|field) $/i.test(before) ||
    /\b(?:than|what|whatever|whether|if|until|unless|which|how|where|as|beyond|because|let)\s+(?:(?:the|our|your|this|that|any|such|some|no)\s+)?(?:\p{L}+\s+)?$/iu.test(
      before,
    ),
  isNoClaim: (before, figure, after) =>
    SETTING.test(before) ||
    GRADE.test(before) ||
    (SOME_CASE.test(before) && MAY_BE.test(after)) ||
    (/(?:^|[:;,] )[*_]*(?:[\p{L}&'’/-]+ ){1,5}\((?:\d{1,3}[-–] ?)?$/u.test(before) &&
      /^\)[*_]*\s*(?:[—–:;,.]|$)/.test(after)) ||
    /^(?:0|100|110)(?:%| ?per)/.test(figure) ||
    COMPUTED.test(before + figure + after) ||
    COUNTS_ITSELF.test(before) ||
    INSTRUCTS.test(before) ||
    (/\ban? $/i.test(before) ? !CHANGE.test(after) && /^[ -]\p{L}/u.test(after) : RATE.test(after)) ||
    /[“"‘][^“‘”"]*$/.test(before),
  namesSource: (sentence) => NAMED.test(sentence),
  isSourceLine: (line) =>
    /^[(*_[]*(?:(?:photo|image|picture|chart|graph|graphic|map|table|illustration|infographic) )?(?:sources?|data|figures?|adapted|credits?|courtesy|from|reference|via)(?: from| of)?\s?[:—–]|[([](?:(?:photo|image|chart|map) )?(?:credits?|sources?|data)(?: from)?:/i.test(
      line,
    ),
  example: /\b(?:suppose|imagine|for example|for instance|e\.g\.|say,|let us|let's|if|would|could|picture|assume)\b/i,
  promise: phrases(
    [
      ...isProven(EVERY_FACT),
      ...isProven(ALL_THAT_IS_HERE),
      ...isProven(EVERYTHING),
      `everything's [${HERE}] ~ *cited|verified|sourced|checked|referenced|confirmed`,
      ...isProven(THE_CONTENTS),
      ...SEALS,
      `${EVERY_SAYING} ${IS} ~ *cited|verified|sourced|referenced|${BACK_TO}`,
      `${EVERY_SAYING} ${IS} ~ fact|double-*checked`,
      `${EVERY_SAYING} ${IS} ~ *checked|verified|compared|confirmed against|with|by ${A_SOURCE} ${SOURCE}`,
      `${EVERY_SAYING} ${IS} ~ backed_up|backed|supported by a|an|its|their cited|verified|real|own|primary *${SOURCE}`,
      `${EVERY_SAYING} ${IS} traceable|traced|linked|tied [back] to ${A_SOURCE} *${SOURCE}`,
      `${EVERY_SAYING} can be traced [back] to ${A_SOURCE} *${SOURCE}`,
      `${EVERY_SAYING} links|link|leads|lead [back] to ${A_SOURCE} *${SOURCE}`,
      `${EVERY_SAYING} has|have|carries|carry|comes_with|come_with ${A_SOURCE} *${SOURCE}$`,
      `${EVERY_SAYING} ${IS} ~ *checked|confirmed|validated|documented|substantiated$`,
      `${EVERY_CONTENT} ${IS} ~ *cited|verified|sourced|referenced|checked$`,
      `${EVERY_CONTENT} ${IS} ~ *verified|checked for accuracy|correctness`,
      `${EVERY_CONTENT} ${IS} ~ fact|double-*checked`,
      `everything ${IS} ~ *verified|sourced|cited|referenced$`,
      `everything ${IS} ~ fact-*checked`,
      `every|each|all [of_the|the|our] ${CONTENTS} and [every|each|all|the] facts? [${HERE}] ${IS} ~ *cited|verified|sourced|checked`,
      `100%|100_%|100_percent of the|our ${CONTENTS} [${HERE}] ${IS} ~ *cited|verified|sourced|checked`,
      `${THIS} ${IS} [both|fully|completely|entirely|carefully|thoroughly] *verified|sourced`,
      `${THIS} ${IS} 100%|100_%|100_percent *verified|sourced|cited|checked`,
      `our facts? ${IS} ~ *verified|sourced|cited|checked$`,
      `facts?|statements?|claims?|it|everything ${IS} *verified|checked sentence by|for sentence`,
      `${THIS} ${IS} *verified|checked sentence by|for sentence`,
      `is|are|was|were per|by-sentence-*verified`,
      `${THIS} ${IS} fully|completely|entirely|carefully|thoroughly *cited|checked|referenced`,
      `${THIS} ${IS} ~ fact-*checked`,
      `${THIS} contains|has|uses|states only|nothing_but *verified|sourced|cited|fact_checked facts|information|claims|statements|content`,
      `${THIS} contains|has|makes no *${UNPROVEN} ${CONTENTS}`,
      `${THE_WHOLE} ${IS} ~ *verified|sourced|cited|fact_checked`,
      `${PROVERS} [have] [carefully|also|always] *verified|checked|sourced|cited|confirmed ${EVERY} ${SAYINGS}`,
      `${PROVERS} [have] [carefully|also|always] fact|double-*checked ${EVERY} ${CONTENTS}`,
      `${PROVERS} [have] [carefully|also|always] *verified|checked|sourced everything ${HERE}`,
      `${PROVERS} [have] [carefully|also|always] fact|double-*checked everything`,
      `${PROVERS} [carefully|always] *verify|check|source|cite|confirm ${EVERY} facts?`,
      `${PROVERS} [carefully|always] link|trace|tie|match ${EVERY} ${SAYINGS} [back] to ${A_SOURCE} *${SOURCE}`,
      `${PROVERS} give|cite|name|list a *${SOURCE} for ${EVERY} ${SAYINGS}`,
      `there is|are|'s [a|one] *${SOURCE} for ${EVERY} facts?`,
      `there is|are|'s [a|one] *${SOURCE} for ${EVERY} ${CONTENTS} ${HERE}`,
      `${NO} ${SAYINGS} [${HERE}] is|are|was|were|goes|go *unverified|uncited|unsourced|unchecked`,
      `none of_the|of_our|of_these ${SAYINGS} [${HERE}] is|are|was|were|goes|go *unverified|uncited|unsourced|unchecked`,
      `*nothing ${HERE} is|was|goes unverified|uncited|unsourced|unchecked|made_up|invented|without_a_source`,
      `there is|are|'s no *${UNPROVEN} ${CONTENTS} ${HERE}`,
      `there is|are|'s not a|one [single] *${UNPROVEN} ${CONTENTS} ${HERE}`,
      `${EVERY_SAYING} ${IS} ~ backed_up|backed|supported by [a|an|its|their] *${SOURCE} and cited|verified|checked`,
      "^fully *cited|sourced|referenced and fact_checked|verified",
      "^fact-*checked and verified|sourced|cited",
      "^100%|100_percent|fully *verified|sourced|cited facts|information|content",
      `^only *verified facts ${HERE}`,
      "per|by-sentence-*verified",
      "*verified sentence by|for sentence",
      "*traces? back to [a] real|verified sources?",
    ],
    {
      tail: String.raw`(?![^.!?\n]*\?)[^.!?\n]*`,
      notAfter: [...NO_PROMISES, ...NOT_SAID],
      notWithin: words("not never rarely seldom sometimes partly partially hardly no yet to_be"),
      joints: ["and", "or", "and_every", "and_each", "and_all", "and_the"],
      marks: "[,:]?",
    },
  ),
  mayTeach,
  saysOnlyPromise: (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => OF_PROMISES.has(word)),
  isCitationSignal: (text) => SIGNAL.test(text),
  isLocator: (text) => text.split(",").every((part) => isPlace(part.trim())),
  promisesGovernments: (text) => /\bgovernments?\b/i.test(text),
};

/** What begins an example that goes on: “Suppose that …”, “Let us say …”. */
const SUPPOSES =
  /\b(?:suppose|supposing|imagine|assume|assuming|pretend|picture an?|let us say|let's say|let’s say|say (?:that )?(?:you|we|there|an?)|consider an?|take an?|think of an?|for example|for instance|an example|worked example)\b/i;

/** What is worked out in the sentence itself: “30 of 1,000”, “4 × 5”, “= 20%”. */
const COMPUTED =
  /\d (?:out of|of) (?:the |these |those )?\d|\d ?[×÷*/+=] ?\d|= ?\d|÷|×|\b(?:divided by|multiplied by|times as|plus|minus|adds up to|sums? up to)\b/i;

/** A line of code or settings: “grid-template-rows: 25% 25%”, “height: 70vh; /* 70%”. */
const SETTING = /(?:^|[\s;{])[a-z]+(?:-[a-z]+)+\s?: ?[^.;]{0,60}$|\d(?:vh|vw|px|em|rem|fr|pt)\b[^.]{0,40}$|\d% $/;

/** A line of a scale of marks: “1-2 errors: 90%”, “Pass (above 70%)”. */
const GRADE =
  /^[*_]*(?:more than |over |under |below |fewer than )?\d{1,3}(?:[-–]\d{1,3})? (?:errors?|mistakes?|points?|answers?|correct|wrong|right)\b[^.]{0,20}: $|\((?:above|below|over|under|at least|less than|more than) $/i;

/** “A model with 90% accuracy may fail” speaks of any such model, and counts nothing. */
const SOME_CASE = /^(?:so |but |even |and )?an? (?:[\p{L}-]+ ){1,3}(?:with|of|at) $/iu;
const MAY_BE = /\b(?:may|might|can|could|would|will|is|means?)\b/i;

/** A figure that someone is told to use, or that “you” have: “Zoom to 200%”, “you pay 5%”. */
const INSTRUCTS =
  /(?:^|[:;(] ?|\. |, (?:then |and )?)(?:add|adjust|aim|alter|aspire|bring|calculate|change|charge|cut|divide|drag|draw|enlarge|enter|fill|heat|hold|increase|invest|keep|leave|lower|make|mix|move|multiply|pay|pick|pour|press|pull|put|raise|reduce|replace|resize|save|scale|set|shrink|skip|slide|spend|stir|stretch|subtract|take|test|tip|turn|type|try|use|weigh|zoom)\b[^.]{0,120}$|\b(?:you|we|i)\b[^.]{0,60}$/i;

/** What a text counts of itself: “18 concepts, 7.7%”. */
const COUNTS_ITSELF =
  /\b\d{1,5} (?:chapters?|concepts?|cards?|entries|entry|exercises?|items?|lessons?|pages?|questions?|sections?|slides?|terms?|topics?|units?|words?)\b[^.\p{L}]{0,10}$/iu;

/** What follows a figure of change, which someone has counted even where it stands before a noun: “a 40% drop”. */
const CHANGE =
  /^[ -](?:\p{L}+ )?(?:increase|decrease|drop|rise|fall|decline|growth|jump|gain|loss|reduction|surge|cut|share|majority|lead|shift|difference|gap|improvement|slump|spike|hike|of)\b/iu;

/** What follows a figure that names a rate, a mark or a mixture, and no count: “5% interest”, “15% of the flour”. */
const RATE =
  /^[ -](?:interest|confidence|significance|certainty|sure|certain|correct|right|wrong|normal|safe|probability|likely|discount|off|tax|tip|vat|commission|fee|margin|opacity|zoom|brightness|hydration|alcohol|solution|acid|humidity|full|ready|done|complete|cotton|wool|pure|effort|rule|mark|level|threshold|case|use case)\b|^ of (?:the |your |its |their )?(?:flour|dough|batter|water|sugar|salt|butter|mixture|mix|solution|weight|recipe|total|price|bill|sum|amount|time|screen|page|width|height|original|grade|points|marks|score|answers|questions|loan|payment)\b/i;

/** Who says so, by name: “According to the World Health Organization”, “Darwin wrote”, “the 2020 census counted”. */
const NAMED =
  /\b[Aa]ccording to (?:the |an? |its |his |her |their )?(?:\d{4} )?(?:[\p{Ll}-]+ ){0,3}[“"*]?(?:\p{Lu}|\d{4})|\b[Aa]ccording to (?:the |its )(?:[\p{L}-]+ )?(?:census|charter|constitution|law|act|treaty|report|survey|atlas|almanac)\b|(?=(?:reports?|reported|estimates?|estimated|found|finds|counted|counts|calculated|wrote|writes|says|said|states?|stated|argues?|argued|shows?|showed|puts?|notes?|noted|measured|observed|concluded|concludes|claims?|claimed)\b)(?<=\b(?!(?:Studies|Research|Evidence|Experts|Most|Many|Some|Several|Scientists|Researchers|Scholars|Historians|Critics|Statistics|Surveys|Data|Science|All|Numerous|Leading|It|This|That|These|Those|They|He|She|We|The|Figures|Numbers|Which|What|Who) )(?:\p{Lu}[\p{L}.’'-]+ (?:of |for |and |on |the )*)+(?:(?:and (?:(?:his|her|their) )?(?:colleagues|coauthors|team|others)|et al\.) )?)|\b(?:census|survey|poll|report|study) (?:(?:conducted|commissioned|published|made) )?(?:by|from|of|in) (?:the )?[“"*]?\p{Lu}|\b(?:data|figures|estimates|numbers|statistics) (?:by|from|of) (?:the )?\p{Lu}|(?<=\b(?:\d{4}|\p{Lu}[\p{L}’']+) )(?:census|survey|poll|report|study)\b/u;

/** Whether something is so of facts anywhere: they have sources, and nothing says that this is so “in this lesson”. */
function mayTeach(promise: string): boolean {
  if (/\b(?:here|above|below|this|these|our|we)\b/i.test(promise)) return false;
  const verb = /\b(?:has|have|carr(?:y|ies)|comes? with|can be traced|leads?|links?|there (?:is|are))\b/i.exec(promise);
  return verb !== null && /\b(?:sources?|citations?|references?)\b/i.test(promise.slice(verb.index));
}

/** The words that promises are made of. A sentence with any other word says something of the world, too. */
const OF_PROMISES = new Set(
  words(`
    100 a against all always an and any are arxiv article as at author authors back backed been below both by can carefully
    carries carry chapter check checked citation citations cite cited cites claim claims come comes completely content
    course data definition definitions detail details each editors entirely every everything evidence experts fact facts figure
    figures find for from fully go goes government governments has have here in independently information invented is its
    learn lesson linked list made matched more name no none nothing number numbers of on one only open or our own page path per
    percent premium primary pubmed quotation quotations quote quotes read real reference references referenced reliable
    research sentence sentences single source sourced sources statement statements station supported team text that the their
    there these this thoroughly tied to trace traced traces unchecked uncited unsourced unverified up verified verify was we
    were with without you
  `),
);

/** What leads to a source and says nothing of it. */
const SIGNAL =
  /^(?:(?:see|also|cf|compare|e\.?g|for example|for instance|and|in|from|after|quoted|cited|as)\b[.,]?\s*)*$/i;

/** A place in a source: “p. 4”, “Art. I”, “pages 33-35 and 40”, “Preamble”, “passim”. */
const LABEL = String.raw`(?:\p{Lu}[\p{L}’']*|\p{L}{1,5}\.|pages?|sections?|chapters?|paras?|paragraphs?|points?|lines?|verses?|notes?|figures?|tables?|volumes?|parts?|acts?|scenes?|columns?|articles?|clauses?|items?|no|at)`;
const NUMBER = String.raw`[§¶#]*\s?(?:\d[\p{L}\d]{0,7}|[IVXLCDM]{1,8}|[ivxlcdm]{1,8})(?:[.:]\d{1,6}){0,4}`;
const LOCATOR = new RegExp(
  String.raw`^(?:(?:${LABEL}\s?){0,3}${NUMBER}(?:\s?(?:[-–—&]|and|to|ff?\.)\s?(?:${NUMBER})?){0,6}|ff?\.?|)$`,
  "u",
);

function isPlace(text: string): boolean {
  return PART.test(text) || (LOCATOR.test(text) && !JUDGES.test(text));
}

/** The parts of a work that have a name and no number. */
const PART =
  /^(?:(?:the|executive|general)\s)?(?:abstract|acknowledg(?:e)?ments|afterword|annex|appendix|bibliography|conclusions?|dedication|epigraph|epilog(?:ue)?|errata|foreword|glossary|index|introduction|passim|postscript|preamble|preface|prolog(?:ue)?|references|schedule|summary|supplement|title page)$/i;

/** What says that a source is wrong, or denies what it says, and may look like the name of a part: “Refuted 2020” (a list of our own). */
const JUDGES =
  /(?<![\p{L}\p{N}_])(?:no|not|never|nothing|un\p{L}+|dis(?:prov|put|credit|miss|agree|claim)\p{L}*|false\p{L}*|fake\p{L}*|wrong\p{L}*|incorrect\p{L}*|inaccura\p{L}*|invalid\p{L}*|mis(?:tak|lead|quot|represent)\p{L}*|refut\p{L}*|retract\p{L}*|reject\p{L}*|rebut\p{L}*|den(?:y|ies|ied|ial)|debunk\p{L}*|contra(?:ry|dict)?\p{L}*|contest\p{L}*|doubt\p{L}*|alleg\p{L}*|myth\p{L}*|hoax\p{L}*|rumou?r\p{L}*|lies?|error\p{L}*|obsolete|outdated|superseded|withdrawn|corrected|nonsense|only|true)(?!\p{L})/iu;
