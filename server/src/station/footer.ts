import type { Language } from "../language/language.ts";
import { wordKindByLanguage } from "../syntax/lexicon.ts";

/** What a published page puts around a station: promises about sources, calls to action, breadcrumbs, credits, cookies. */

const ARROW = /[→➔➜⟶>»›]/;
const ARROW_AT_END = /(?:→|➔|➜|⟶|->|»|›)\s*$/;

/** The parts of a trail are names: “Home > Water > Rain”. */
const BREADCRUMB = /^[\p{Lu}\p{N}][^>›»|/$=.!?:;]{0,40}$/u;

/** Whether a paragraph is a call to action, a trail of breadcrumbs, or another line of the page around a station. */
export function isPageFurniture(text: string, language: Language): boolean {
  if (text.length >= 300) return false;
  return (ARROW.test(text) && (ARROW_AT_END.test(text) || isTrail(text, language))) || language.page.isFurniture(text);
}

/** The words that every promise of sources has one of. */
export const PROMISES = wordKindByLanguage(({ claims }, word) => claims.promise?.isSignal(word) ?? false);

/** Whether a sentence, folded, promises that all facts have sources, and says nothing else. */
export function isPromise(text: string, { claims }: Language): boolean {
  return Boolean(claims.promise?.find(text)) && claims.saysOnlyPromise(text);
}

/** Whether a paragraph belongs to the page around a station and not to the lesson. */
export function isFooter(text: string, language: Language): boolean {
  return isPageFurniture(text, language) || Boolean(language.claims.promise?.find(text));
}

/** Two names and a sign may be a menu to open, “File > Print”; a trail leads through three, or begins at home. */
function isTrail(text: string, { page }: Language): boolean {
  const parts = text.split(/\s[>›»]\s/);
  if (parts.length < 2 || parts.length > 7 || !parts.every((part) => BREADCRUMB.test(part.trim()))) return false;
  return page.isHome(parts[0]!.trim()) || (parts.length > 2 && !/[*_`]/.test(text));
}
