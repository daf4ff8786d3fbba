import type { RoleCue, RoleWords, StationName } from "../language.ts";

/** What an English sentence that needs no source begins with or says. All lists are our judgement. */
const CUES: readonly RoleCue[] = [
  {
    role: "signpost",
    cue: /\bthe following (?:table|list|section|figure|diagram|practices|core practices|steps|points)\b|^the (?:table|list|figure|diagram) (?:below|above)\b|^(?:in|as) (?:this|the (?:next|previous)) (?:section|station)\b|^as (?:we|you) (?:saw|have seen|learned|will see)\b|\b(?:discussed|described|explained|introduced|covered|explored) in (?:stations?|lessons?|chapters?|units?|modules?|episodes?|sessions?) \d|^(?:see|recall|remember|turn to) (?:stations?|the|that|how)\b|^(?:let us|let's) (?:look|turn|see|begin|start)\b/i,
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
    unlessVerifiable: true,
  },
  {
    role: "synthesis",
    cue: /^(?:therefore|thus|hence|consequently|in (?:short|sum|summary|conclusion|other words)|to sum up|overall|taken together|together|all in all|as a result|by following these|this (?:means|shows) that|these [a-z]+ (?:show|suggest) that)\b/i,
    unlessVerifiable: true,
  },
  {
    role: "opinion",
    cue: /\b(?:in (?:my|our) (?:view|opinion)|I (?:think|believe)|we (?:think|believe)|arguably|unfortunately|fortunately|sadly|hopefully|ideally|ought to)\b|\b(?:nations|states|countries|governments|leaders|we|you|they|it) should\b/i,
    unlessVerifiable: true,
  },
];

/** A number, a name that does not begin the sentence, or a superlative: what can be looked up has to be. */
const VERIFIABLE =
  /\p{N}|(?<=[\p{L},;:] ["'(]?)(?!I\b)\p{Lu}|\b(?:most|least|first|largest|smallest|oldest|only|best|worst)\b/u;

export const ROLES: RoleWords = {
  cues: CUES,
  isVerifiable: (text) => VERIFIABLE.test(text),
  withoutReferences: withoutReferencesBy([{ one: "Station", many: "Stations" }]),
};

export function withoutReferencesBy(
  names: readonly Pick<StationName, "one" | "many">[],
): RoleWords["withoutReferences"] {
  const nouns = names.flatMap(({ one, many = one }) => [many, one]).join("|");
  const references = new RegExp(String.raw`\b(?:${nouns}) \d+(?:(?:, | and | to |-)\d+)*`, "g");
  return (text) => text.replace(references, "");
}
