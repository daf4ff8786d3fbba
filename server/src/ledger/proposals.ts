import type { LedgerEntry } from "./ledger-entry.ts";

/** How a person may have looked at a sentence, as `method` in its line says. */
export const PERSONAL_METHODS = ["human", "review"] as const;

/** What `method` begins with where a program has looked: a kind of program, or a model by its name (a list of our own). */
const MACHINES =
  /^(?:model|llm|ai|agent|assistant|bot|machine|computer|program|script|tool|pipeline|auto|automatic|automated|chatgpt|gpt|claude|gemini|copilot|llama|mistral|deepseek|qwen)(?!\p{L})/iu;

/** Whether a method is that of a model or another program: what it records is proposed, and counts only once a person accepts it. */
export function isMachineMethod(method: string): boolean {
  return MACHINES.test(method.trim());
}

/** The names of programs that would sign as a person (a list of our own), with their versions. */
const PROGRAMS =
  /^(?:(?:\p{L}{1,3} )?(?:ai|llm|bot|script|program|machine)(?: ?(?:model|assistant|agent|bot))?|chat ?gpt|(?:openai[ /-]?)?gpt|o\d|(?:anthropic[ /-]?)?claude|(?:google[ /-]?)?(?:gemini|bard)|(?:github |microsoft )?copilot|(?:meta[ /-]?)?llama|mistral|mixtral|deepseek|qwen|grok)(?:[ ._-]?v?\d[\p{L}\d]*)?(?:[ ._-](?:v?\d[\p{L}\d]*|x|ai|pro|turbo|mini|flash|sonnet|opus|haiku|chat|instruct))*$|\[bot\]$|[-_ ]bot$|\.(?:py|js|mjs|ts|sh|rb)$/iu;

/** Whether a name is that of a model or another program, whatever method it gives. */
export function isProgram(by: string): boolean {
  return PROGRAMS.test(by.normalize("NFKC").trim());
}

/** Whether a line was written by a program, and no person has accepted it yet. */
export function isProposal({ method }: LedgerEntry): boolean {
  return method !== undefined && isMachineMethod(method);
}
