import { stemmer } from "stemmer";
import { ownCopy } from "../../text/own-copy.ts";
import type { WordForms } from "../language.ts";
import { inflectLike } from "./inflect.ts";
import { singularOf } from "./nouns.ts";

/** The forms of English words. */
export const WORDS: WordForms = {
  keyOf: wordKey,
  stemOf: wordStem,
  bareAcronym: (word) => word.replace(/['’]s?$|(?<=\p{Lu})s(?:['’])?$/u, ""),
  isFunctionWord: (lower) => FUNCTION_WORDS.has(lower),
  isSmallInTitles: (lower) => SMALL_IN_TITLES.has(lower),
  isRepeatedOnPurpose: (lower, before) =>
    REPEATED_ON_PURPOSE.has(lower) || (/^(?:what|whatever|who|whoever)$/i.test(before) && !NEEDLESS_TWICE.has(lower)),
  isNeedlessTwice: (lower) => NEEDLESS_TWICE.has(lower),
  isNamePart: (word) => NAME_PARTS.has(word),
  withoutArticle: (phrase) => phrase.replace(/^(?:the|an?)\s+/i, ""),
  isNameColumn: (word) => /^(?:name|title)s?$/i.test(word),
  inflectLike: (written, name, newName, inTitle) => inflectLike(written, name, newName, inTitle, wordKey),
};

const known = new Map<string, string>();
const stems = new Map<string, string>();

/**
 * What all forms of a word have in common as a part of a term: no case, no plural, no possessive.
 * "Watersheds'" and "watershed" share a key, "fire" and "firewall" do not. For comparing only: its length says nothing.
 */
function wordKey(word: string): string {
  return remember(known, word, () => {
    const plain = plainWord(word);
    if (UNCOUNTABLE.has(plain)) return plain;
    return plain.length < 4
      ? plain.replace(/(?<=[a-z]{2})s$/, (s) => (plain === "gas" || plain === "bus" ? s : ""))
      : singularOf(plain);
  });
}

/**
 * The stem of a word by Porter's algorithm (M. F. Porter, 1980): "cooperate" and "cooperation" share one. Who or what does
 * something is reduced to that, too, which the algorithm leaves: "builder" and "building".
 */
function wordStem(word: string): string {
  return remember(stems, word, () => stemmer(stemmer(plainWord(word)).replace(/(?<=[a-z]{3})(?:er|or)$/, "")));
}

/** Fields of study and pursuits whose names end like plurals: "economic" is no form of "economics". */
const UNCOUNTABLE = new Set(
  `acoustics acrobatics aerobics aerodynamics aeronautics aesthetics athletics biometrics bioethics biophysics calisthenics
  cryptanalytics cybernetics diagnostics didactics dynamics econometrics economics electronics electrostatics ergonomics
  ethics eugenics forensics genetics geopolitics geophysics gymnastics hydraulics hydrodynamics informatics kinetics
  linguistics logistics macroeconomics mathematics mechanics microeconomics news obstetrics optics pediatrics
  phonetics physics poetics politics pragmatics robotics semantics semiotics statics statistics thermodynamics`.split(
    /\s+/,
  ),
);

function plainWord(word: string): string {
  return word
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]s?$/, "");
}

/** Both maps are caches of a pure function; a bound keeps a long session from growing them. */
function remember(cache: Map<string, string>, word: string, compute: () => string): string {
  let key = cache.get(word);
  if (key === undefined) {
    if (cache.size > 50_000) cache.clear();
    key = ownCopy(compute());
    cache.set(ownCopy(word), key);
  }
  return key;
}

/** Words that say nothing of a topic: articles, pronouns, prepositions, auxiliaries, and the like. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again against all almost along already also although always am among an and any are around
  as at away back be became because become been before behind being below between both bring but by came can come could
  did different do does done down during each either else enough even ever every far few first for from further gave get
  give go had has have he her here hers him his how however i if in instead into is it its itself just keep kind know
  last later least less let like long look made make many may me might mine more most much must my need neither never
  new next no nor not nothing now of off often on once one only onto or other others our ours out over own part per
  perhaps point quite rather really said same saw say see seen several shall she should show shown since small so some
  something station still such take than that the their theirs them then there these they thing this those though three
  through thus to together too took toward towards two under unless until up upon us use used very was way we well were
  what when where whether which while who whole whom whose why will with within without work would yet you your yours
  discussed described explained introduced covered explored learned learn saw met earlier`.split(/\s+/),
);

const SMALL_IN_TITLES = new Set(
  "a an and as at but by for from if in into nor of off on or out over per so the to up via vs with yet".split(" "),
);

const REPEATED_ON_PURPOSE = new Set(
  "had that is was do did her his you in on so no very really ever never again bye yeah ha ho hear there now many much long far blah yada pom bora walla pago ylang ping couscous hundred thousand million billion trillion".split(
    " ",
  ),
);

/** Articles and the like, which hardly a sentence has twice in a row but by mistake; “what it is for for us” may be meant. */
const NEEDLESS_TWICE = new Set("a an the and or of to with from into than be my your its our their".split(" "));

/** Parts of names that stay small at the start of an item: "von Neumann", "de Gaulle". */
const NAME_PARTS = new Set("al bin d da de del della den der di du el ibn la le ten ter van von".split(" "));
