import { oncePer } from "../text/once.ts";
import { beginsWithLink, isChoice, isReference } from "./lead-ins.ts";
import type { Passage } from "./passage.ts";
import type { Station, StationItem } from "./station.ts";

/** A page without headings and with fewer words than this announces a lesson, or is the beginning of one (our judgement). */
const FEWEST_WORDS = 40;

/**
 * Whether a page teaches something in running text, so that it can be asked for the parts that lessons have. A quiz, a table of
 * contents, a glossary, a list of references and a stub do not: most of what they say is asked, or looked up.
 */
export const isLesson: (station: Station) => boolean = oncePer(teaches);

function teaches({ title, callouts, sections, passages, lists, language }: Station): boolean {
  if (callouts.some(({ label }) => label)) return true;
  if (title && language.structure.partNamed(title.prose.text) === "back matter") return false;
  const lookedUp = new Set<Passage | undefined>(
    lists
      .filter(({ items, leadIn }) => asks(leadIn) || items.some(isChoice) || isContents(items))
      .flatMap(({ items }) => items.map(({ passage }) => passage)),
  );
  let taught = 0;
  let other = 0;
  for (const passage of passages) {
    if (passage.kind === "title" || passage.kind === "heading" || passage.role === "footer") continue;
    if (lookedUp.has(passage) || asks(passage) || isReference(passage)) other += passage.wordCount;
    else taught += passage.wordCount;
  }
  return taught >= other && (sections.length > 0 || taught >= FEWEST_WORDS);
}

/** Whether most items begin with a link, as those of a table of contents do: what else they say announces what is there. */
function isContents(items: readonly StationItem[]): boolean {
  const links = items.filter(({ passage }) => passage && beginsWithLink(passage)).length;
  return links > 1 && links * 2 > items.length;
}

function asks(passage: Passage | undefined): boolean {
  return passage !== undefined && /[?？؟]["”’)*_]*$/.test(passage.prose.text.trim());
}
