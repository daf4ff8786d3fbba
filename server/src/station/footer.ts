/** What a published page puts around a station: promises about sources, calls to action, breadcrumbs. */

/** Promises that every statement is backed by a source. */
export const PROVENANCE_CLAIM =
  /\b(?:every(?:thing)?\s(?:single\s)?(?:fact|statement|sentence|claim|you learn here)\s(?:is|are|has been|traces?)\s(?:\w+\s){0,2}?(?:cited|verified|sourced|checked|back to a (?:real |verified )?source)|(?:per|by)[- ]sentence[- ]verified|verified sentence by sentence|traces? back to (?:a )?(?:real|verified) sources?)\b[^.!?\n]*/i;

const ARROW_AT_END = /(?:→|➔|➜|⟶|->|»|›)\s*$/;
const BREADCRUMBS = /^(?:[^\s>›»/|][^>›»|/]{0,40}\s[>›»]\s){1,6}[^>›»|/]{1,60}$/;

/** Whether a paragraph is a call to action or a trail of breadcrumbs. */
export function isPageFurniture(text: string): boolean {
  return text.length < 300 && (ARROW_AT_END.test(text) || BREADCRUMBS.test(text));
}

/** Whether a paragraph belongs to the page around a station and not to the lesson. */
export function isFooter(text: string): boolean {
  return isPageFurniture(text) || PROVENANCE_CLAIM.test(text);
}
