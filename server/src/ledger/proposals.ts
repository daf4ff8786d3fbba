import type { LedgerEntry } from "./ledger-entry.ts";

/** How a person may have looked at a sentence, as `method` in its line says. */
export const PERSONAL_METHODS = ["human", "review"] as const;

/** What `method` begins with where a program has looked. */
const MACHINES = /^(?:model|llm|ai|agent|bot|machine|auto|automatic|automated|gpt)(?!\p{L})/iu;

/** Whether a method is that of a model or another program: what it records is proposed, and counts only once a person accepts it. */
export function isMachineMethod(method: string): boolean {
  return MACHINES.test(method.trim());
}

/** Whether a line was written by a program, and no person has accepted it yet. */
export function isProposal({ method }: LedgerEntry): boolean {
  return method !== undefined && isMachineMethod(method);
}
