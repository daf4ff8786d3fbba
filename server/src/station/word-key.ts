import pluralize from "pluralize";
import { stemmer } from "stemmer";
import { ownCopy } from "../text/own-copy.ts";

const known = new Map<string, string>();
const stems = new Map<string, string>();

/**
 * What all forms of a word have in common as a part of a term: no case, no plural, no possessive.
 * "Watersheds'" and "watershed" share a key, "fire" and "firewall" do not. For comparing only: its length says nothing.
 */
export function wordKey(word: string): string {
  return remember(known, word, () => {
    const plain = plainWord(word);
    if (UNCOUNTABLE.has(plain)) return plain;
    return plain.length < 4
      ? plain.replace(/(?<=[a-z]{2})s$/, (s) => (plain === "gas" || plain === "bus" ? s : ""))
      : pluralize.singular(plain);
  });
}

/** The stem of a word by Porter's algorithm (M. F. Porter, 1980): "cooperate" and "cooperation" share one. */
export function wordStem(word: string): string {
  return remember(stems, word, () => stemmer(plainWord(word)));
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
