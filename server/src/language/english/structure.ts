import type { DefinitionParts, StructureWords } from "../language.ts";
import { countsIn } from "./counts.ts";
import { isClosingLabel } from "./labels.ts";
import { asksToAct, breaksOff, namesList, namesLongList } from "./lead-ins.ts";
import { isAside, leadsOn, partNamed } from "./station-parts.ts";

/** What tells the parts of an English station. */
export const STRUCTURE: StructureWords = {
  startsBridge: (text) => CONTRAST.test(text),
  leadsOn,
  partNamed,
  isAside,
  isClosingLabel,
  countsIn,
  conjunctions: ["and", "or"],
  isEmptyLinkText: (lower) => EMPTY_LINK_TEXTS.has(lower),
  definitionIn,
  namesList,
  namesLongList,
  asksToAct,
  breaksOff,
};

const CONTRAST =
  /^(?:but|yet|however|still|although|though|while|nevertheless|nonetheless|even so|whereas|despite|only)\b/i;

const EMPTY_LINK_TEXTS = new Set([
  "here",
  "click here",
  "link",
  "this link",
  "the link",
  "this",
  "click",
  "read more",
  "more",
  "this page",
  "see here",
  "right here",
]);

/** "An alliance is …", "Alliances are …", "Alliance means …": up to six words, none of which only points to another. */
const DEFINITION =
  /^(?:(?:an?|the)\s+)?((?:[^\s,;:.!?]+\s+){0,5}?[^\s,;:.!?]+)\s+(?:is defined as|are defined as|means?|refers? to|describes?|is|are)\s+(?!(?:\p{L}+(?:ing|ed|ly)|not|also|often|very|more|most|less|too|so|in|on|at|to|by|of|from|for|as|with|like|here|there|true|only)\b)(?=\p{L})/iu;
const POINTS =
  /^(?:it|this|that|these|those|they|there|here|he|she|we|you|i|what|who|which|such|one|some|many|most|all|both|another)\b/i;
const ARTICLE = /^(?:(?:an?|the)\s+)?/i;

function definitionIn(sentence: string): DefinitionParts | undefined {
  const match = DEFINITION.exec(sentence);
  if (!match || POINTS.test(match[1]!)) return undefined;
  const termStart = match[0].indexOf(match[1]!, ARTICLE.exec(sentence)![0].length);
  return { termStart, termEnd: termStart + match[1]!.length, definitionStart: match[0].length };
}
