import { isPluralNoun } from "./nouns.ts";
import { words } from "./word-lists.ts";

/**
 * Whether a heading says what the list right below it is a list of: it asks (“What Do You Need?”, “What You Need”), its main noun
 * is a plural (“Ways to Stay Dry”), or it has one of the words that lists are called by (“Further Reading”).
 */
export function namesList(heading: string): boolean {
  const text = heading.trim().toLowerCase();
  if (/[?:]$/.test(text) || WHAT.test(text)) return true;
  const all = text.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if (all.some((word) => LIST_NAMES.has(word))) return true;
  const end = all.findIndex((word, at) => at > 0 && AFTER_NOUN.has(word));
  const noun = all[(end < 0 ? all.length : end) - 1];
  return noun !== undefined && !/^how$/.test(all[0]!) && isPluralNoun(noun);
}

/** Whether a heading names a list that may be as long as it has to: what one looks things up in, or works through. */
export function namesLongList(heading: string): boolean {
  return (heading.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => LONG_LISTS.has(word));
}

/** Whether a sentence tells learners to do something with what follows: “Choose the right answer.” */
export function asksToAct(sentence: string): boolean {
  return TASK.test(sentence);
}

/** Whether a sentence promises what follows right after it: “in this order”, “Here are some tips”, “many reasons” */
export function announcesList(sentence: string): boolean {
  return ANNOUNCES.test(sentence);
}

/** Whether a text breaks off, so that each item of a list goes on with its sentence: “Notice how”, “To cross the river” */
export function breaksOff(text: string): boolean {
  return OPEN_END.test(text) || STEM.test(text);
}

/** What points ahead. “These” at the start of a sentence points back. Our judgement. */
const ANNOUNCES =
  /\b(?:(?:the|as) follow(?:ing|s)|following (?:\p{L}+ ){0,2}\p{L}+s|below|here (?:is|are|come)|here we (?:give|list|show)|in th(?:is|ese) (?:order|steps?|ways?)|there (?:is|are) (?:a (?:few|number|variety)|several|some|many|various|different)|(?:several|various|a (?:few|number of)) \p{L}+(?: \p{L}+)?s)\b|(?<=\p{L},? )these (?:\p{L}+ ){0,2}\p{L}+s\b/iu;

/** A sentence that waits for its second half. */
const STEM = /^(?:to|for|if|when|while|in order to|after|before|by) [^.!?]{1,120}$/i;

const WHAT = /^(?:what|who) (?:you|we|they|to|it takes|i|is|are|this|the)\b/;

/** Where the noun that a heading is about ends: “Signs of Rain”, “Tools That Help”. */
const AFTER_NOUN: ReadonlySet<string> = new Set(
  words("of for to in on at by with from that which who whose when before after about against as under over between"),
);

/** What lists are called by that do not end like a plural. Our judgement. */
const LIST_NAMES: ReadonlySet<string> = new Set(
  words(`agenda answer bibliography challenge checklist contents discussion equipment evidence example exercise gear glossary
  hint homework index list materials menu outline outlook overview practice preparation quiz reading recap review schedule
  self-assessment solution summary syllabus timeline vocabulary homework assignment toolkit takeaway faq`),
);

const LONG_LISTS: ReadonlySet<string> = new Set(
  words(`acknowledgments acknowledgements answers appendix bibliography challenges cited contents contributors credits
  definitions discussion exercises extension extensions faq glossary homework index keywords links practice problems questions quiz reading readings
  references resources review solution solutions sources terms thanks timeline vocabulary worksheet`),
);

/** A sentence of a task: what a learner is told to do with what follows, perhaps after how or with whom. */
const TASK =
  /^(?:[("“*]*)(?:(?:please|now|then|next|finally|first|together|in pairs|in groups|in small groups|in your (?:own words|notebook|group)|with (?:a|your) (?:partner|neighbor|classmate|group)|for each[^,.]{1,60}|working in [^,.]{1,30}|using [^,.]{1,60}|on (?:a|your) [^,.]{1,40}|in one sentence|in two or three sentences),?\s+)?(?:analyze|answer|apply|arrange|assess|categorize|check|choose|circle|classify|color|compare|complete|consider|correct|cross out|decide|define|describe|discuss|distinguish|draw|estimate|evaluate|explain|explore|fill|find|follow|go through|group|identify|illustrate|imagine|interpret|label|mark|match|name|order|outline|pair|pick|place|predict|put|rank|rate|recall|recognize|reflect|rewrite|say|select|solve|sort|summarize|tell|test|think|tick|translate|try|underline|unscramble|use this|walk through|work|write)\b/i;

const OPEN_END =
  /(?:^|\s)(?:a|an|the|and|or|but|that|which|who|how|why|when|where|whether|if|because|to|of|for|from|with|without|by|in|on|at|as|into|than|is|are|was|were|be|been|can|could|may|might|must|should|will|would|has|have|had|do|does|did|not|you|we|they|it|he|she|your|their|its|includes?|including|means?|mean|contains?|covers?|finds?|requires?|involves?|learns?|uses?|shows?|needs?|offers?|gives?|sees?|says?|asks?|explains?|describes?)[,\s—–-]*$/i;
