import type { PointedAt } from "../language.ts";
import { words } from "./word-lists.ts";

/**
 * Whether an English sentence says nothing by itself of what it is about, so that below a heading it is about that: it begins with
 * a pronoun, or is no whole sentence.
 */
export function leansOnHeading(text: string): boolean {
  const plain = text.replace(/^[\s"'([*_-]+/, "");
  const [first = "", second = "", third = ""] = plain.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? [];
  if (PRONOUNS.has(first.replace(/'(?:s|re|ve|ll|d)$/, ""))) return true;
  if (first === "the" && /^(?:former|latter|same)$/.test(second)) return true;
  if (AUXILIARIES.has(first) && !plain.includes("?")) return true;
  if (COUNTING.has(first) && (second === "of" ? PRONOUNS.has(third) : AUXILIARIES.has(second))) return true;
  if (BEFORE_PRONOUNS.has(first) && PRONOUNS.has(second)) return true;
  if (/^\p{Ll}/u.test(plain) || !/[.!?:;…]["')\]]*$/.test(plain)) return true;
  return PARTICIPLE.test(plain) || !hasVerb(plain);
}

/** What a sentence points at in its own station: “the table above”, “the previous section”. In order. */
export function pointsAt(text: string): readonly PointedAt[] {
  return [...text.matchAll(POINTING)].map(({ groups }) => {
    const { what, after, before } = groups!;
    const isBelow = /^(?:below|next|following)$/i.test(after ?? before!);
    return { what: what!.toLowerCase() as PointedAt["what"], where: isBelow ? "below" : "above" };
  });
}

const POINTING =
  /\bthe (?:(?<before>previous|preceding|last|next|following|above) )?(?<what>table|list|section)(?: (?<after>above|below))?\b(?<=(?:previous|preceding|last|next|following|above) \p{L}+|above|below)/giu;

const PRONOUNS: ReadonlySet<string> = new Set(
  words("it its they their theirs them he him his she her hers this these that those such former latter"),
);

/** What is a pronoun only where no noun follows: “Both have two chambers”, not “Both chambers vote”. */
const COUNTING: ReadonlySet<string> = new Set(
  words("both neither either each all some many most few none one another others several two three"),
);

/** What may come before a pronoun: “In its first year”, “But they voted”. */
const BEFORE_PRONOUNS: ReadonlySet<string> = new Set(
  words(
    "and but or so yet in on at by for from to with of under after before during through since until as when while because although though if",
  ),
);

/** “Founded in 1789.”, “Also known as the lower house.” */
const PARTICIPLE =
  /^(?:also |first |later |originally |once |now )?\p{L}+(?:ed|en|own|ung|ade|uilt|eld|old|ound|aid) (?:in|on|by|at|as|to|from|for|of|with|since)\b[^,]*$/iu;

/** Whether a sentence has what may be a verb: an auxiliary, or an ending that verbs have. Long ones have. */
function hasVerb(text: string): boolean {
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (all.length > SHORT) return true;
  const [, ...rest] = all;
  return rest.some((word) => AUXILIARIES.has(word) || /(?:[^s]s|ed)$/.test(word));
}

/** A fragment has at most this many words (our judgement). */
const SHORT = 5;

const AUXILIARIES: ReadonlySet<string> = new Set(
  words(
    "is are was were be been am has have had do does did can could will would may might must shall should came went took made got gave grew rose fell began won lost led met ran said saw set wrote died left kept held hold make take give come go rise fall grow begin run meet lead need know live work play",
  ),
);
