import type { TermWords } from "../language.ts";
import { words } from "./word-lists.ts";

/** How an English text deals with its terms. */
export const TERMS: TermWords = {
  introduces: (before, after) =>
    CALLED.test(before) ||
    CALLED_AS.test(before) ||
    GLOSSED.test(after) ||
    (APPOSITION.test(after) && !CLAUSE.test(before)) ||
    (/["“‘]$/.test(before) && /^[.,]?["”’]/.test(after)),
  takesUp: (sentence) => /^(?:In |With |By |Under |For |To )?(?:this|these|such)\b/i.test(sentence),
  looksAhead: (sentence) => AHEAD.test(sentence),
  namesOutlook: (heading) => OUTLOOK.test(heading),
  isAnotherWord: (lower) => CONFUSED.has(lower) || EVERYDAY.has(lower),
  isEveryday: (lower) => EVERYDAY.has(lower),
};

/** What stands before a term where a sentence gives a thing its name: “this is called …”, “we call it …”, “the term …”. */
const CALLED =
  /(?:^|[\s("“—–])(?:called|named|termed|dubbed|labeled|known as|known today as|referred to as|described as|defined as|(?:we|they|scientists|economists|historians|people|you|i|it) call(?:s|ed)?(?: (?:this|it|that|them|these|such \S+))?|the (?:term|word|words|phrase|name|notion|concept|idea)(?: of| for this is)?|the name is|the word for (?:this|it|that) is|in other words|short for|stands for|that is|i\.e\.),?\s+(?:an?\s+|the\s+)?["“‘'(]?$/iu;

/** “described this neglect as salutary”: what a thing is called comes after what it is. */
const CALLED_AS =
  /\b(?:known|described|described by|celebrated|referred|regarded|labeled|thought of|seen|defined|branded|renamed|christened)\b[^.]{0,80}\b(?:as|the)\s+(?:an?\s+|the\s+)?["“‘'(]?$/iu;

/** What follows a term that its sentence explains: a gloss in dashes or brackets, “, or …”, “, which …”, “is a …”, “means …”. */
const GLOSSED =
  /^["”’')]*(?:, however)?\s*(?:[—–(]|--|: |, (?:or|that is|i\.e\.|meaning|which|who|whose|whom|where|when|(?:in|by|of|to|for|with|from|through|under|on|at) (?:which|whom))\b|, [a-z]+ing (?!to\b)|(?:where|whereby|in which|by which|through which|under which|with which|for which)\b|, an? [^,.;]{3,80},|(?:is|are|was|were) (?:an?|the|any|one|anything|anyone|when|what|where|how|whatever|everything|simply|just|defined|called|the name)\b|(?:means?|meant|refers? to|referred to|describes?|stands? for|denotes?)\b)/iu;

/** A noun phrase after a comma that says what was named before it: “privateers, sea captains who …”, “Roanoke, an island …” */
const APPOSITION =
  /^(?: (?:in|of) [\p{L}\p{N} ]{2,30})?, (?:an?\b[^,;]{3,120}|(?:the )?(?:[\p{L}-]+ ){1,4}(?:that|who|which|whose|where|of|for|from|made|used|hired|run|built|held|to (?:which|whom))\b)/u;

/** What a sentence begins with whose first comma ends a clause and no name: “In a pond, a frog waits.” */
const CLAUSE =
  /^["“(]*(?:in|on|at|by|with|without|for|from|of|to|after|before|during|under|over|through|like|unlike|as|if|when|while|once|until|since|because|although|though|where|whenever|given|despite|beyond|inside|outside|among|between|near|instead|thanks|according)\b/iu;

/** A sentence that says what a lesson is going to be about, and explains nothing yet. */
const AHEAD =
  /\bby the end of (?:this|the)\b|\b(?:learning )?(?:objectives|outcomes)\b|\b(?:you|we|students|learners|readers)(?:'ll|’ll| will| are going to| should be able to| shall)\b[^.]{0,60}?\b(?:learn|see|meet|define|explore|discuss|explain|cover|look|study|examine|describe|identify|understand|able|find out|return|turn|come back|introduce|consider|compare|review|discover|investigate|talk about|get to know|encounter|revisit)\b|\b(?:this|the next|the following|a later|later|another|our next) (?:lesson|station|chapter|unit|module|section|episode|session|course|part|path|week)s?\b[^.]{0,40}?\b(?:covers?|introduces?|explains?|defines?|discuss(?:es)?|explores?|looks? at|deals? with|turns? to|shows?|takes up|describes?|is about|examines?|returns?|tells?|asks?)\b|\bin (?:station|lesson|chapter|unit|module|section|episode|part)s? \d/iu;

/** Headings of what names terms before they are explained, or lists them: objectives, overviews, works, glossaries. */
const OUTLOOK =
  /\b(?:objectives?|outcomes?|goals?|aims?|overview|outline|outlook|contents|agenda|roadmap|preview|at a glance|in this (?:lesson|station|chapter|unit|module)|what you(?:'ll|’ll| will| can)|you will learn|key (?:terms?|words?|concepts?|points?)|keywords|vocabulary|terms|glossary|definitions|references|bibliography|works cited|sources|further reading|readings?|resources|see also|prerequisites|before you (?:start|begin)|questions|review|quiz|exercises?|credits|acknowledge?ments|about (?:this|the))\b/iu;

/** Nouns that everyone uses in a plain sense beside a technical one. Our judgement, after glossaries of school subjects. */
const EVERYDAY: ReadonlySet<string> = new Set(
  words(`ability account act action age agent aim air analysis area argument art assumption attention authority balance base
  basis beat behavior belief benefit body bond book border business capital care cause cell change character charge child
  choice circle city claim class climate code color common community company competition condition conflict contract control
  conversation cost country court crime crowd culture current cycle data day debate debt decision degree demand density
  design development difference direction discipline distance division earth economy education effect effort element
  emotion energy environment error event evidence exchange experience experiment expression fact factor failure faith
  family fear feature field figure film fire firm flow food force form frame freedom function future game gender
  generation goal good government graph ground group growth habit harmony health heat history home house idea identity
  image impact income industry influence information input interest issue job judgment justice kind knowledge label labor
  land language law layer leader leadership learning letter level liberty life light limit line list literature loss love
  machine majority map mark market mass material matter mean meaning measure media medium memory mental message method
  migration mind minority mirror mixture mode model moment money mood moon mother motion motivation movement music
  name nation nature need network noise norm note number object observation office opinion order organization origin output
  page pair paper parent part party past pattern peace people performance period person perspective phase picture place
  plan plant play point policy politics population position poverty power practice pressure price principle privacy
  privilege problem procedure process product production profession profit program progress project property protest
  purpose quality quantity question race range rank rate reason record region relation relationship religion research
  resource response responsibility rest result revolution reward rhythm right risk role root rule sample scale scene
  school science score self sense sentence series service set sex shape share sign skill slope social society soil solid
  solution sound source space speed staff stage standard state statement station status step stress structure student
  study style subject success supply support surface symbol system table task taste tax team technology temperature
  tension term test text theme theory thing thought time title tone tool topic trade tradition training trait travel
  trend trial trust truth type union unit value variable vector verse version victim view violence voice volume wage war
  waste water wave wealth weather weight will wind woman word work worker world youth`),
);

/** Words that differ from another by one letter. Our judgement, after lists of words that are often confused. */
const CONFUSED: ReadonlySet<string> = new Set(
  words(`absorption adsorption accessible affection affliction affective amoral coalesce coalition collision collusion
  collocation comparative compliment compliments complement complements complimentary complementary confident confidant
  conscience conservation conversation constellation consolation continuous continual contention contraction contribution
  contrition cooperation corporation council counsel decimate decision deduction deduction definite delegate deliverance
  democracy dependant dependent deprecate depreciate deviation diffusion digression discrete discreet dissension
  distention effusion emigrant emigrate emigration immigrant immigration eruption irruption eminent imminent erection
  ethology etiology ethnology ecology exercise exorcise expansive expensive extension extinction distinction formally
  formerly genealogy geology theology historic hominid hominin illusion allusion infection inflection inflation
  ingenious ingenuous insolation insulation interstate intrastate intervention invention legislator legislature liberal
  literal magnate magnet mediation medication meditation moderation modernity morality mortality nutrition oration
  perception precipitation participation perspective prospective persecution prosecution personal personnel perpetrate
  perpetuate phase physic precede proceed preposition proposition prescribe proscribe prescription proscription
  principal principle production reduction reflection refraction regulation relegation relation respectful respective
  revelation revolution secession succession simulate stimulate simulation stimulation stationary stationery statue
  statute subsidence subsistence taxation texture therapist tradition translation transition transaction translocation
  urban urbane vacation vocation valuation variance variation veracious voracious veracity voracity violation volition
  weather whether`),
);
