import type { Fix } from "../rules/rule.ts";
import { LONGEST_NAME, shortSentence } from "../text/shorten.ts";
import type { LintFinding } from "./lint.ts";

/** A finding whose sentences can be read at once, whatever they quote. */
export function shortFinding(finding: LintFinding): LintFinding {
  const { message, related, fix, suggestions } = finding;
  const titled = (each: Fix): Fix => ({ ...each, title: shortSentence(each.title) });
  if (message.length <= LONGEST_NAME && !related && !fix && !suggestions) return finding; // nearly all are
  return {
    ...finding,
    message: shortSentence(message),
    ...(related && { related: related.map((each) => ({ ...each, message: shortSentence(each.message) })) }),
    ...(fix && { fix: titled(fix) }),
    ...(suggestions && { suggestions: suggestions.map(titled) }),
  };
}
