import { words } from "./word-lists.ts";

/** A person's name without what English puts before and after it. */
export function withoutTitles(name: string): string {
  const parts = name.split(" ");
  while (parts.length > 1 && TITLES.has(parts[0]!)) parts.shift();
  while (parts.length > 1 && DEGREES.has(parts.at(-1)!)) parts.pop();
  return parts.join(" ");
}

/** Whether a text is written where a name is missing. */
export function isNobody(name: string): boolean {
  return NOBODY.test(name.trim());
}

const TITLES = new Set(
  words("dr doctor prof professor mr mrs ms miss mx sir dame lord lady rev reverend hon father sister"),
);

const DEGREES = new Set(words("phd dphil md jd dds mba ma msc ms mphil ba bsc bs edd llm jr sr ii iii iv esq rn"));

const NOBODY =
  /^[<([{"']*(?:n\/?a|n\.a\.?|none|no ?body|no ?one|unknown|unnamed|anonymous|tbd|tba|tbc|to ?do|fixme|x{2,5}|someone|somebody|anyone|(?:your|my|full|the)? ?name(?: here)?|user ?name|user|test|tester|admin|root|human|person|me|myself|pending|unverified|not (?:yet )?(?:verified|checked)|n\. ?n\.?|anonymous \p{L}+|redacted|null|undefined|(?:to ?do|fixme|tbd)\b.{0,80})[.!?]?[>)\]}"']*$/iu;
