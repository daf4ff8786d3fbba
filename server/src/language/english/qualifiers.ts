import { words } from "./word-lists.ts";

/**
 * The words at the end of a text that take back, weaken, limit or hand on to someone what follows them.
 * @param text what comes before a quote, folded
 * @returns what of the quote's own sentence comes before it, if a hedge, a negation or a verb of saying is in it, or if it ends
 *   with a word that limits the next one, or makes it belong to another: “Only”, “Fewer than”, “Critics of”
 */
export function qualifierBefore(text: string): string | undefined {
  const begun = /[^.!?;]*$/
    .exec(text.slice(-LONGEST))![0]
    .replace(/^[\s"')\]]+/, "")
    .replace(/[\s"'(:]+$/, "");
  const own = begun.match(WORD) ?? [];
  const isCut = /\p{L}["'(\s]*$/u.test(text) && LEADING_ON.has(own.at(-1)?.toLowerCase() ?? "");
  // May is a month where it has a capital.
  return isCut || own.some((word) => word !== "May" && QUALIFIERS.has(word.toLowerCase())) ? begun : undefined;
}

/** What is further away than this is not right before it (our judgement). */
const LONGEST = 120;

const WORD = /\p{L}+(?:'\p{L}+)*/gu;

/** What directly before a quote says how far it holds, or what else is spoken of. */
const LEADING_ON: ReadonlySet<string> = new Set(
  words(`only even just merely solely nearly almost about around roughly approximately most least over under above below than to
    half but except of by for with from against at in on into onto between among like unlike or nor neither that whose former
    future first last second every`),
);

const QUALIFIERS: ReadonlySet<string> = new Set(
  words(`not no never none neither nor nobody nothing hardly scarcely barely without cannot can't don't doesn't didn't isn't aren't
    wasn't weren't won't wouldn't couldn't shouldn't hasn't haven't hadn't false untrue wrong wrongly falsely incorrect incorrectly
    mistaken mistakenly myth rumor rumors rumour rumours hoax lie lies unlikely doubtful doubt doubts doubted deny denies denied
    denying dispute disputes disputed refute refutes refuted reject rejects rejected retract retracted possible possibly perhaps
    maybe probably probable likely may might could would seem seems seemed seemingly appear appears appeared apparently allegedly
    alleged allege alleges reportedly supposedly supposed suppose supposes purportedly presumably arguably if unless whether
    hypothesis hypothetical suggest suggests suggested speculate speculated according claim claims claimed claiming say says
    said saying tell tells told argue argues argued state states stated assert asserts asserted assertion believe believes believed
    belief think thinks thought hold holds held report reports reported write writes wrote contend contends contended maintain
    maintains maintained insist insists insisted hope hopes hoped fear fears feared expect expects expected legend legends`),
);
