import type { ReferenceWords, StationName } from "../language.ts";

/** Which way the words around a reference point: "as we saw in" back, "will show" forward. */
export function pointingBy(names: readonly StationName[]): ReferenceWords["pointing"] {
  const [ones, manies] = [names.map(({ one }) => one).join("|"), names.map(({ one, many = one }) => many).join("|")];
  /** What stands between the words and the last number of "in Stations 2, 4 and 5" or "in Station 2 and Station 5". */
  const otherNumbers = new RegExp(
    String.raw`(?:(?:${manies})\s(?:[\d,\s&–-]|and|or|to|through)*|(?:${ones})\s\d+\s(?:and|or)\s)$`,
  );
  return (textBefore, textAfter) => {
    const before = textBefore.replace(otherNumbers, "");
    const after = SUBJECT.test(before) ? textAfter : "";
    const forward = WILL_SHOW.exec(after) ?? (GOING_BACK.test(before) ? null : firstOf(POINTS_FORWARD, before));
    const back = SHOWED.exec(after) ?? firstOf(POINTS_BACK, before);
    if (forward && back) return undefined;
    const words = (forward ?? back)?.[1];
    return words === undefined ? undefined : { forward: forward !== null, words };
  };
}

/** A reference is what a clause is about where it begins one: "rereading Station 3 will show" is not about Station 3. */
const SUBJECT =
  /(?:^|[,;:—–(]\s*|\b(?:and|but|so|as|while|which|that|because|since|then|what|how|why|if|although|though|whereas|until|before|yet|or|than|already|next|now|finally)\s)$/i;

const IN = String.raw`(?:\s(?:in|by|from|of|at|on|to|during|with))?\s\(?$`;
const TOLD = "(?:discussed|described|explained|introduced|defined|covered|shown|explored)";
const TELL = "(?:show|explain|introduce|describe|discuss|cover|explore|return|teach|define|look|turn|take)";
const MET = "(?:saw|seen|met|learned|learnt|discussed|covered|explored|studied|encountered)";

const POINTS_BACK = phrases(
  String.raw`(?<!\b(?:once|when|until|unless|after|if|before|will)\s)\b((?:as\s)?(?:we|you)(?:\shave|['’]ve)?(?:\salready)?\s${MET})`,
  String.raw`(?<!\b(?:once|when|until|unless|after|if|before)\s)\b((?:as\s)?(?:we|you)(?:\shave|['’]ve)(?:\salready)?\sread)`,
  String.raw`\b((?:was|were|already)\s${TOLD})`,
  String.raw`(?<!\b(?:is|are|be|being|been|further|later|next|not|yet)\s)\b(discussed)`,
  String.raw`\b((?:introduced\s)?earlier|previously|(?:look|looking|think|thinking|refer|referring)\sback)`,
  String.raw`(?:^|[,;:—–(]\s*)(back)`,
);
const POINTS_FORWARD = phrases(
  String.raw`\b((?:we|you)(?:\s(?:will|shall)|['’]ll)\s(?:see|meet|learn|discuss|explore|return to it|come back to (?:it|this|that)))`,
  String.raw`\b((?:will|shall)\sbe\s${TOLD})`,
  String.raw`\b(later)`,
);
const SHOWED = /^\s((?:already\s)?(?:showed|explained|introduced|described|discussed|covered|taught|defined))\b/i;
const WILL_SHOW = new RegExp(String.raw`^\s((?:will|shall)(?:\slater)?\s${TELL})\b`, "i");

/** "If you go back, you will see in Station 1": forward in the reading, back on the path. */
const GOING_BACK = /\b(?:(?<!\bcome\s)back|again|reread|rereading|revisit|return(?!\sto\sit)|returning)\b/i;

/** Phrases that stand right before a reference, with or without a word like "in". */
function phrases(...each: readonly string[]): readonly RegExp[] {
  return each.map((phrase) => new RegExp(phrase + IN, "i"));
}

function firstOf(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}
