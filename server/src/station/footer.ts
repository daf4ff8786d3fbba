import type { Language } from "../language/language.ts";

/** What a published page puts around a station: promises about sources, calls to action, breadcrumbs. */

const ARROW_AT_END = /(?:→|➔|➜|⟶|->|»|›)\s*$/;
const BREADCRUMBS = /^(?:[^\s>›»/|][^>›»|/]{0,40}\s[>›»]\s){1,6}[^>›»|/]{1,60}$/;

/** Whether a paragraph is a call to action or a trail of breadcrumbs. */
export function isPageFurniture(text: string): boolean {
  return text.length < 300 && (ARROW_AT_END.test(text) || BREADCRUMBS.test(text));
}

/** Whether a paragraph belongs to the page around a station and not to the lesson. */
export function isFooter(text: string, { claims }: Language): boolean {
  return isPageFurniture(text) || claims.promise?.pattern.test(text) === true;
}
