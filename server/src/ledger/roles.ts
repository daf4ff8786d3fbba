import type { Language } from "../language/language.ts";
import type { PassageRole, Sentence } from "../station/passage.ts";
import { readLabel } from "../syntax/labels.ts";
import { fold } from "../text/fold.ts";
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
 * is a fact: a fact that is taken for something else would go unchecked.
 */
export function proposeRole({ text, sentence }: LedgerSentence): RoleProposal {
  const { role: passage, language } = sentence.passage;
  const { cues, isVerifiable } = language.roles;
  if (/\?["')\]]*$/.test(text)) return { role: "question", cue: "?" };
  if (passage === "key-term") return { role: "definition", cue: "Key term" };
  const label = labelOf(sentence);
  if (label) return { role: "signpost", cue: label };
  const canBeVerified = (lead: string) => isVerifiable(withoutLead(text, lead, language));
  for (const { role, cue, unlessVerifiable } of cues) {
    const found = cue.exec(text)?.[0];
    if (found && !(unlessVerifiable && canBeVerified(found))) return { role, cue: found };
  }
  const place = BY_PLACE[passage];
  if (place && !canBeVerified("")) return { role: place, cue: undefined };
  return { role: "fact", cue: undefined };
}

/** The label that a sentence begins with, also where it makes its passage no callout: "Next:" in a list. */
function labelOf({ text, passage }: Sentence): string | undefined {
  const label = readLabel(text, passage.language.labels);
  if (!label || label.role === "key-term" || (label.dashed && !passage.label)) return undefined;
  return fold(text.slice(0, label.end));
}

const BY_PLACE: Readonly<Partial<Record<PassageRole, SentenceRole>>> = { takeaway: "synthesis" };

/** The sentence without the words that spoke for a role, without references to stations, which are no numbers of the world. */
function withoutLead(text: string, lead: string, { roles }: Language): string {
  return roles.withoutReferences(text.replace(lead, ""));
}
