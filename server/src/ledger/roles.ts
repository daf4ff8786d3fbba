import type { PassageRole } from "../station/passage.ts";
import type { SentenceRole } from "./ledger-entry.ts";
import type { LedgerSentence } from "./ledger-sentences.ts";

/** A role that a sentence probably has. A person decides. */
export interface RoleProposal {
  readonly role: SentenceRole;
  /** The words that speak for it; undefined where it is what remains. */
  readonly cue: string | undefined;
}

/** Whether a sentence of this role has to be cited. */
export function needsCitation(role: SentenceRole): boolean {
  return role === "fact" || role === "definition";
}

/**
 * The role that a sentence probably has, from the words it begins with and from where it stands. What nothing speaks for
 * is a fact: a fact that is taken for something else would go unchecked. All lists of words are our judgement.
 */
export function proposeRole({ text, sentence }: LedgerSentence): RoleProposal {
  const passage = sentence.passage.role;
  if (/\?["')\]]*$/.test(text)) return { role: "question", cue: "?" };
  if (passage === "key-term") return { role: "definition", cue: "Key term" };
  for (const { role, cue, unless } of CUES) {
    const found = cue.exec(text)?.[0];
    if (found && !unless?.test(withoutLead(text, found))) return { role, cue: found };
  }
  const place = BY_PLACE[passage];
  if (place && !VERIFIABLE.test(withoutLead(text, ""))) return { role: place, cue: undefined };
  return { role: "fact", cue: undefined };
}

/** A number, a name that does not begin the sentence, or a superlative: what can be looked up has to be. */
const VERIFIABLE =
  /\p{N}|(?<=[\p{L},;:] ["'(]?)(?!I\b)\p{Lu}|\b(?:most|least|first|largest|smallest|oldest|only|best|worst)\b/u;

const BY_PLACE: Readonly<Partial<Record<PassageRole, SentenceRole>>> = { takeaway: "synthesis" };

interface Cue {
  readonly role: SentenceRole;
  readonly cue: RegExp;
  /** What in the rest of the sentence makes it none. */
  readonly unless?: RegExp;
}

/** In order: the first that fits counts. */
const CUES: readonly Cue[] = [
  {
    role: "signpost",
    cue: /\bthe following (?:table|list|section|figure|diagram|practices|core practices|steps|points)\b|^the (?:table|list|figure|diagram) (?:below|above)\b|^(?:in|as) (?:this|the (?:next|previous)) (?:section|station)\b|^as (?:we|you) (?:saw|have seen|learned|will see)\b|\b(?:discussed|described|explained|introduced|covered|explored) in stations? \d|^(?:see|recall|remember|turn to) (?:stations?|the|that|how)\b|^(?:let us|let's) (?:look|turn|see|begin|start)\b|^(?:takeaway|bridge|next):/i,
  },
  {
    role: "analogy",
    cue: /\b(?:much|just|rather) like (?:a|an|the)\b|^(?:think of|imagine|picture)\b|\b(?:works?|acts?|behaves?|functions?|serves?) like (?:a|an|the)\b|\bas if (?:it|they|you|we) (?:were|was)\b|^just as\b|\b(?:is|are) (?:like|akin to) (?:a|an)\b|\bby analogy\b/i,
  },
  {
    role: "definition",
    cue: /\b(?:is|are) (?:defined|known|referred to) as\b|\brefers? to\b|\bis the (?:term|name|word) for\b|\b(?:is|are) called\b|^by "?[\p{L} -]{1,40}"? (?:we|I) mean\b/iu,
  },
  {
    role: "example",
    cue: /^(?:for (?:example|instance)|e\.g\.|consider|suppose|take the case|as an example|to illustrate|say)\b/i,
    unless: VERIFIABLE,
  },
  {
    role: "synthesis",
    cue: /^(?:therefore|thus|hence|consequently|in (?:short|sum|summary|conclusion|other words)|to sum up|overall|taken together|together|all in all|as a result|by following these|this (?:means|shows) that|these [a-z]+ (?:show|suggest) that)\b/i,
    unless: VERIFIABLE,
  },
  {
    role: "opinion",
    cue: /\b(?:in (?:my|our) (?:view|opinion)|I (?:think|believe)|we (?:think|believe)|arguably|unfortunately|fortunately|sadly|hopefully|ideally|ought to)\b|\b(?:nations|states|countries|governments|leaders|we|you|they|it) should\b/i,
    unless: VERIFIABLE,
  },
];

/** The sentence without the words that spoke for a role, without references to stations, which are no numbers of the world. */
function withoutLead(text: string, lead: string): string {
  return text.replace(lead, "").replace(/\bStations? \d+(?:(?:, | and | to |-)\d+)*/g, "");
}
