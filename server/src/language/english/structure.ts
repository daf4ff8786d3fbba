import type { DefinitionParts, StructureWords } from "../language.ts";
import { countsIn } from "./counts.ts";
import { isClosingLabel } from "./labels.ts";
import { announcesList, asksToAct, breaksOff, namesList, namesLongList } from "./lead-ins.ts";
import { isNobody, withoutTitles } from "./person-names.ts";
import { isAside, isTimetableEntry, leadsOn, opensScene, partNamed } from "./station-parts.ts";

/** What tells the parts of an English station. */
export const STRUCTURE: StructureWords = {
  startsBridge: (text) => CONTRAST.test(text),
  leadsOn,
  partNamed,
  opensScene,
  isAside,
  isTimetableEntry,
  isClosingLabel,
  asksAtOnce: (question) => ASKING.test(question),
  countsIn,
  conjunctions: ["and", "or"],
  withoutTitles,
  isNobody,
  isEmptyLinkText: (lower) => EMPTY_LINK_TEXTS.has(lower),
  isEmptyAltText: (lower) => EMPTY_ALT_TEXT.test(lower),
  isCaption: (line) => CAPTION.test(line),
  isRefrain: (lower) => REFRAIN.test(lower),
  namesAfter: (before) => NAMES.test(before),
  definitionIn,
  namesList,
  namesLongList,
  asksToAct,
  announcesList,
  breaksOff,
  mayBeEmpty: (column) => MAY_BE_EMPTY.test(column),
  sumsUp: (label) => SUMS_UP.test(label),
  isToWorkOn: (heading) => TO_WORK_ON.test(heading),
};

const CONTRAST =
  /^(?:but|yet|however|still|although|though|while|nevertheless|nonetheless|even so|whereas|despite|only)\b/i;

const ASKING =
  /^(?:what|why|how|who|whom|whose|when|where|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|may|might|must)(?:['’](?:s|re|d|ll|t))?\s/i;

const EMPTY_LINK_TEXTS = new Set([
  "here",
  "click here",
  "link",
  "this link",
  "the link",
  "this",
  "click",
  "read more",
  "more",
  "this page",
  "see here",
  "right here",
]);

/** A word for any image, perhaps with a number, and nothing else. */
const EMPTY_ALT_TEXT =
  /^(?:an? |the |this |my )?(?:alt(?:ernative)? ?text|artwork|chart|clip ?art|diagram|drawing|fig\.?|figure|gif|graph|graphic|icon|illustration|image|img|infographic|jpe?g|logo|media|photo|photograph|pic|picture|placeholder|png|screen ?shot|screen ?capture|slide|snapshot|thumbnail|untitled|visual)(?: ?(?:here|below|above|of it|no\.?|#)?[ .-]?\d{0,4}(?:\.\d{1,3})?[a-z]?)?[.:]?$/i;

const CAPTION =
  /^[*_]{0,2}(?:table|figure|fig\.|chart|exhibit|box|diagram|plate|map|listing)\s?\d{1,3}(?:[.-]\d{1,3})?\b[.:–—]?/i;

const REFRAIN =
  /^(?:(?:possible |sample |suggested |model |example )?(?:solutions?|answers?|answer key|hints?|output|result|discussion|explanation|feedback)(?: \d{1,3})?|(?:exercise|challenge|try it(?: out| yourself)?|your turn|check your (?:understanding|knowledge|work)|quick check|practice|think about it|question))[:!?.]?$/i;

/** What columns for remarks, for learners, and for what not everything has are called. Our judgement. */
const MAY_BE_EMPTY =
  /\b(?:answers?|comments?|completed|deadline|done|due|exceptions?|feedback|grade|homework|ideas|if any|initials|my|notes?|observations?|optional|reflections?|remarks?|score|signature|tally|thoughts|your?)\b|[?✓✔☐]/i;

const SUMS_UP =
  /^(?:(?:grand|sub|running|overall|weekly|monthly|yearly)[ -]?)?(?:totals?|sum|average|mean|median|overall|combined)\b/i;

const TO_WORK_ON =
  /\b(?:activity|activities|assignment|chart|exercises?|homework|hand-?outs?|journal|log|note-?catcher|organizer|planner|practice|problems?|quiz|recording (?:form|sheet)|rubric|task|template|test|try it|work ?sheets?|your turn)\b/i;

/** "An alliance is …", "Alliances are …", "Alliance means …": up to six words, none of which only points to another. */
const DEFINITION =
  /^(?:(?:an?|the)\s+)?((?:[^\s,;:.!?]+\s+){0,5}?[^\s,;:.!?]+)\s+(?:is defined as|are defined as|means?|refers? to|describes?|is|are)\s+(?!(?:\p{L}+(?:ing|ed|ly)|not|also|often|very|more|most|less|too|so|in|on|at|to|by|of|from|for|as|with|like|here|there|true|only)\b)(?=\p{L})/iu;
const POINTS =
  /^(?:it|this|that|these|those|they|there|here|he|she|we|you|i|what|who|which|such|one|some|many|most|all|both|another)\b/i;
const NAMES =
  /\b(?:called|known as|termed|named|referred to as|the term(?: for \S+ is)?|the word for \S+ is)\s+(?:(?:an?|the)\s+)?$/i;
const ARTICLE = /^(?:(?:an?|the)\s+)?/i;

function definitionIn(sentence: string): DefinitionParts | undefined {
  const match = DEFINITION.exec(sentence);
  if (!match || POINTS.test(match[1]!)) return undefined;
  const termStart = match[0].indexOf(match[1]!, ARTICLE.exec(sentence)![0].length);
  return { termStart, termEnd: termStart + match[1]!.length, definitionStart: match[0].length };
}
