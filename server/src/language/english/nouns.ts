import pluralize from "pluralize";
import { words } from "./word-lists.ts";

/**
 * The singular of a noun in lower case, as pluralize (https://github.com/plurals/pluralize) finds it by rules, and here where the
 * rules fail: they take every final "s" for a plural's ("len" of "lens"), and words of different senses for one ("more" of "mores").
 */
export function singularOf(noun: string): string {
  if (ONLY_PLURAL.has(noun) || isSingular(noun)) return noun;
  const singular = IRREGULAR.get(noun);
  if (singular !== undefined) return singular;
  const bare = /..ses$/.test(noun) ? noun.slice(0, -2) : "";
  return isSingular(bare) ? bare : pluralize.singular(noun);
}

/** The plural of a noun, with the capitals that it has. */
export function pluralOf(noun: string): string {
  if (!isSingular(noun.toLowerCase()) || /^(?:species|series|chassis|debris|kudos)$/i.test(noun))
    return pluralize.plural(noun);
  return /(?:s|x)is$/i.test(noun) ? noun.replace(/is$/i, "es") : `${noun}es`;
}

/** Whether a noun in lower case is a plural that has a singular. */
export function isPluralNoun(noun: string): boolean {
  return pluralize.isPlural(noun) && singularOf(noun) !== noun;
}

function isSingular(noun: string): boolean {
  return SINGULARS.has(noun) || SINGULAR_ENDING.test(noun);
}

/** "arthritis", "psoriasis", "osmosis", "analysis", "genesis", "metropolis", "praxis". */
const SINGULAR_ENDING = /..(?:itis|asis|osis|lysis|esis|polis|axis)$/;

/** Nouns that end in "s" where they are one thing, and that the rules take for plurals. */
const SINGULARS: ReadonlySet<string> = new Set(
  words(`alias asbestos atlas axis basis bias bus cannabis canvas caries chaos chassis christmas clematis cosmos debris
  dermis dais epidermis ethos gas glottis hubris ibis iris kudos lens logos mantis mars oasis pancreas
  pathos pelvis penis portcullis pus rhinoceros sepsis series species synopsis tennis texas thermos topos trellis
  venus yes this his its us was has does is as thus always perhaps besides towards`),
);

/** Plurals that rules do not get back to their singular. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["axes", "axis"],
  ["cookies", "cookie"],
  ["oases", "oasis"],
  ["opuses", "opus"],
  ["pelves", "pelvis"],
  ["synopses", "synopsis"],
  ["corpora", "corpus"],
  ["viscera", "viscus"],
  ["loci", "locus"],
  ["taxa", "taxon"],
]);

/** Plurals that are another word than what they would be the plural of: "mores" are no "more". */
const ONLY_PLURAL: ReadonlySet<string> = new Set(
  words(`alms amends belongings clothes earnings gallows headquarters hives means measles mores mumps news odds outskirts
  premises proceedings proceeds rabies remains riches scissors shears spectacles surroundings suds thanks trousers tropics
  whereabouts`),
);
