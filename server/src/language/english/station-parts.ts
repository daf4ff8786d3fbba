import type { NamedPart } from "../language.ts";

/** What the headings of English lessons say of their sections, and how their last sentences lead on. */

const LESSON =
  "(?:station|lesson|chapter|section|module|unit|episode|session|part|class|week|lecture|tutorial|topic|guide)";

/** The names of sections, in lower case, without numbers, pictures and marks around them. */
const NAMES: readonly (readonly [NamedPart, RegExp])[] = [
  ["takeaway", /^(?:(?:the|your|our|one|main|key|big|final|lesson) ){0,3}take-?away$/],
  [
    "summary",
    new RegExp(
      `^(?:(?:the|a|an|our|your|quick|brief|short|final|key|main|${LESSON}) ){0,3}(?:summary|conclusions?|recap|recapitulation|wrap-?up|take-?aways|key-?points|(?:key|main|important) (?:points|ideas|messages|lessons)|closing thoughts|final thoughts|concluding (?:thoughts|remarks)|(?:points|things|facts) to remember|tl;?dr)$`,
    ),
  ],
  [
    "summary",
    /^(?:in (?:brief|short|summary|conclusion|a nutshell|review)|to sum up|summing up|wrapping(?: it)? up|to conclude|looking back|bringing it (?:all )?together|what (?:have )?(?:you|we)(?:['’]ve)? (?:have )?learned|what did (?:you|we) learn|what to remember|remember|the bottom line)$/,
  ],
  [
    "bridge",
    new RegExp(
      String.raw`^(?:bridge|transition|on)(?: to .+)?$|^(?:up )?next(?: up|:.*| ${LESSON}\b.*| time| stop)?$|^what(?:['’]?s| is| comes) next$|^coming (?:up|next)(?: next|:.*)?$|^(?:looking|moving) (?:ahead|on|forward)$|^where (?:do |to )?(?:we )?(?:go )?(?:next|from here)$`,
    ),
  ],
  [
    "objectives",
    /^(?:(?:the|our|your|key|lesson|learning|course|module|chapter) ){0,2}(?:objectives?|goals?|outcomes?|targets?|aims?)$|^(?:what )?(?:you(?:['’]ll| will)|we(?:['’]ll| will)) (?:learn|cover|be able to).*$|^prerequisites?$|^at a glance$|^before you (?:begin|start|read)$/,
  ],
  [
    "introduction",
    /^(?:(?:the|a|an|our|general|brief|short|lesson|chapter|module) ){0,2}(?:introduction|intro|overview|opening|prologue|preface|hook|motivation|warm-?up|big picture)$|^(?:introduction|intro|welcome)\b.*$|^about this .+$|^why (?:this|it) matters$|^setting the (?:scene|stage)$/,
  ],
  // A heading that begins a story, as a hook does.
  [
    "introduction",
    /^(?:imagine|picture this|meet|once upon)\b.*$|^(?:an?|one|the) (?:(?:strange|curious|long|short|true|famous|little|old|quiet|cold|hot|dark|rainy|bad|good|first|last) ){0,2}(?:story|tale|day|night|morning|afternoon|evening|summer|winter|journey|mystery|puzzle|scene|moment|walk|visit|letter|question|case)\b.*$/,
  ],
  [
    "back matter",
    /^(?:(?:the|further|additional|suggested|recommended|more|image|photo|related|other|works|selected|review|discussion|critical thinking|comprehension|self-?check|practice|end|about the|check your|test your|key|new) ){0,2}(?:references?|reading|readings|sources?|bibliography|cited|resources|links|exercises?|practice|quiz|questions|knowledge|understanding|glossary|terms|vocabulary|footnotes|notes|endnotes|acknowledge?ments?|credits|licen[cs]e|contributors|authors?|attributions?|feedback|homework|activity|activities|assignments?|see also|learn more|read more|challenges?)$|^see also$|^(?:learn|read) more$|^appendix\b.*$|^thank(?:s| you)\b.*$/,
  ],
];

/** What a section of this name does in its lesson. */
export function partNamed(heading: string): NamedPart | undefined {
  if (heading.length > 80) return undefined;
  const name = heading
    .toLowerCase()
    .replace(/^[^\p{L}]+|(?<![\s:.!?…*_])[\s:.!?…*_]+$/gu, "")
    .replace(/\s+/g, " ");
  return NAMES.find(([, names]) => names.test(name))?.[0];
}

/** "Imagine a …", "You wake up …", "It is 3 a.m.", "On a cold morning in May, …", "In 1912, …", "Last winter …", "Once …" */
const SCENE =
  /^(?:imagine\b|picture (?:this|yourself|an?|the)\b|suppose (?:that )?(?:you|an?|the)\b|consider (?:an?|two|three|the case)\b|think (?:of|back|about) (?:an?|the last|to)\b|close your eyes\b|meet \p{Lu}|(?:it(?:['’]s| is| was)|at) (?:\d{1,2}(?::\d\d)? ?[ap]\.?m|dawn|dusk|noon|midnight|night|late|early)\b|you (?:are|were|have just|wake|woke|open|opened|walk|walked|stand|stood|sit|sat|said|drop|hear|heard)\b|once\b|one (?:\p{L}+ )?(?:day|night|morning|afternoon|evening|summer|winter|spring|autumn)\b|(?:on|late on|early on) (?:an?|the) (?:\p{L}+ )?(?:day|night|morning|afternoon|evening)\b|(?:on|in) (?:[\p{L}\p{N}]+ ){0,3}\d{4},|(?:last|every) (?:day|night|morning|week|month|year|summer|winter|spring|autumn)\b|a (?:\p{L}+ ){0,2}(?:student|teacher|man|woman|girl|boy|child|farmer|nurse|doctor|worker|driver|traveler|visitor|friend|team|couple|family)\b)/iu;

/** Whether a paragraph begins with a scene that readers can picture. */
export function opensScene(text: string): boolean {
  return SCENE.test(text);
}

/** "Next, we …", "In the next lesson …", "Now that …", "Let's turn to …", "Coming up", "… comes next." */
const LEADS_ON = [
  /^next,/i,
  /^(?:up )?next(?: up\b)?:? (?:we|you|i|let|it|is|are|comes?|in|on|our|the|this|that|a|an|why|how|what|where|when|who)\b/i,
  new RegExp(
    String.raw`\b(?:the|our|your|this) (?:next|following|coming|upcoming) (?:few )?(?:${LESSON}|stop|video|reading|page|step|post|article)s?\b`,
    "i",
  ),
  /^now that\b/i,
  /^(?:so |now,? |and now,? |then,? |next,? )?let(?:['’]s| us) (?:now |next |then |also )?(?:turn|move|look|see|go|explore|dive|take|continue|examine|find|head|meet|start|begin)\b/i,
  /^(?:coming (?:up|next|soon)|stay tuned|looking ahead|ahead (?:lies|lie|of you)|from here\b|see you\b|it(?:['’]s| is) (?:now )?time to\b|what comes next\b)/i,
  /^(?:now,? )?(?:we|you)(?:['’](?:ll|re)| will| are| can| shall)? (?:now |next |then )?(?:turn|move on|ready to|ready for|continue)\b/i,
  new RegExp(String.raw`^(?:in|with) ${LESSON} \p{N}+,? (?:we|you)\b`, "iu"),
  new RegExp(String.raw`\b(?:move|go|continue|proceed|head|turn|on|over) (?:on )?to ${LESSON} \p{N}`, "iu"),
  /\b(?:comes?|look at|turn to|explore|meet|see|learn|cover|go|tackle|head) next[.!?]?$/i,
];

/** Whether a sentence at the end of a lesson leads on to the next. */
export function leadsOn(sentence: string): boolean {
  return LEADS_ON.some((words) => words.test(sentence));
}

/** What is at the end of a text and no part of what it teaches: credits, sources, copyright, newsletters, bylines, tasks. */
const ASIDE =
  /^(?:©|\(c\) |copyright (?:©|\(c\)|\p{N})|sign up\b|subscribe\b|follow us\b|share (?:this|on)\b|join (?:our|the) (?:newsletter|mailing|community)|download\b|click\b|sources?:|(?:photo(?:graph)?s?|images?|pictures?|illustrations?)(?: by\b| of\b| from\b| courtesy\b| credit|:)|credits?:|licen[cs]ed? (?:under|by|as)\b|(?:written|edited|reviewed|translated|illustrated|adapted|published|updated) (?:by|from|in|on)\b|last (?:updated|modified|reviewed|edited)\b|(?:this|the) (?:guide|lesson|work|page|article|chapter|text|station|module|material|content) (?:was|is|has been) (?:written|created|adapted|licensed|based|developed|made|published|updated)\b|(?:many |special )?thanks (?:for|go|to (?:all|our|the (?:authors?|contributors?|reviewers?)))\b|thank you\b|for more\b|(?:read|learn|see) (?:more|also)\b|(?:visit|contact) (?:us|our|the author)\b|word count\b|reading time\b)/iu;
const BYLINE = /^By \p{Lu}[\p{L}.]+(?: \p{Lu}|$)/u;
/** What is asked in an exercise. */
const TASK =
  /^(?:describe|explain|identify|discuss|define|analy[sz]e|summari[sz]e|evaluate) (?:the|a|an|how|why|what|two|three)\b/i;
const ANYWHERE = /©|\b(?:all rights reserved|newsletter|available (?:here|at|from|under|online))\b/i;

/** Whether a paragraph speaks of the text or its page, or sets a task, and does not teach. */
export function isAside(text: string): boolean {
  return [ASIDE, BYLINE, TASK, ANYWHERE].some((words) => words.test(text));
}

const PAUSE =
  /^(?:\d{1,2}[:.)] ?)?(?:(?:the|an?|short|quick|long|coffee|tea|lunch|dinner|snack|morning|afternoon|mid-?day|stretch|bathroom|comfort|bio) ){0,3}(?:breaks?|breakfast|coffee|dinner|lunch|pause|recess|tea)(?: time)?$/i;
const TIMED = /[([] ?\d{1,3}(?:[-–]\d{1,3})? ?(?:h|hrs?|hours?|m|min|mins|minutes?)\.? ?[)\]]$/i;

/** Whether a heading is an entry of a timetable: a pause, or whatever says how many minutes it takes. */
export function isTimetableEntry(heading: string): boolean {
  const entry = heading.trim();
  return TIMED.test(entry) || PAUSE.test(entry);
}
