import type { Language, NamedPart } from "../language/language.ts";
import { type Label, readLabel } from "../syntax/labels.ts";
import type { Prose } from "../syntax/prose.ts";
import type { Block, Heading, List, Paragraph } from "../syntax/tree.ts";
import type { Range } from "../text/range.ts";
import { calloutLabel } from "./callouts.ts";
import { shareStem, topicStems } from "./content-words.ts";
import { isFooter } from "./footer.ts";
import { isGlossaryLine } from "./key-terms.ts";
import { makePassage, type PassageRole } from "./passage.ts";

/** What a paragraph is for its station, and the label that says so, if one does. */
export interface Part {
  readonly role: PassageRole;
  readonly label?: Label;
}

/** What the blocks of a station are for it, by their labels, by the headings above them, or by where they are. */
export interface Parts {
  readonly parts: ReadonlyMap<Block, Part>;
  /** Where a section called “Summary” or the like has its text. */
  readonly summary: Range | undefined;
  /** Whether a section is called “What's next” or the like. */
  readonly hasBridgeSection: boolean;
}

/**
 * Tells the parts of a station from the blocks at its top level (docs/format.md).
 * @param titles those of the headings that are titles; the others begin sections
 */
export function partsOf(blocks: readonly Block[], titles: ReadonlySet<Block>, language: Language): Parts {
  const parts = new Map<Block, Part>();
  const closing = withoutFooter(blocks, parts, language);
  const sections = sectionsOf(blocks, titles, language);
  const endings = endingsOf(closing, sections, language);
  const closingCallouts = new Set(endings.flatMap((ending) => calloutsAtEnd(ending, language)));
  readLabels(blocks, titles, parts, closingCallouts, language);
  // Where a bridge can't be told from a takeaway, only labels count.
  if (language.known) {
    readNamedSections(sections, parts);
    readHook(blocks, sections, parts, language);
    readEnd(blocks, sections, endings, parts, language);
  }
  const summary = sections.findLast(({ part }, at) => part === "summary" && at > 0);
  return {
    parts,
    summary: rangeOf(summary?.blocks ?? keyPointsIn(blocks, language)),
    hasBridgeSection: sections.some(({ part }) => part === "bridge"),
  };
}

/** A section at the top level: its heading, what it is called after, and the blocks down to the next heading. */
interface TopSection {
  readonly heading: Heading;
  readonly part: NamedPart | undefined;
  readonly blocks: readonly Block[];
}

function sectionsOf(
  blocks: readonly Block[],
  titles: ReadonlySet<Block>,
  { structure }: Language,
): readonly TopSection[] {
  const sections: { heading: Heading; part: NamedPart | undefined; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.type === "heading") {
      if (!titles.has(block))
        sections.push({ heading: block, part: structure.partNamed(block.prose.text), blocks: [] });
    } else if (block.type !== "html") sections.at(-1)?.blocks.push(block);
  }
  return sections;
}

/** Gives the lines of the page around a station their role. @returns the blocks before them, without comments and footnotes */
function withoutFooter(blocks: readonly Block[], parts: Map<Block, Part>, language: Language): readonly Block[] {
  const closing = blocks.filter((block) => block.type !== "html" && block.type !== "footnoteDefinition");
  while (closing.length) {
    const last = closing[closing.length - 1]!;
    if (last.type !== "paragraph" || !isFooter(last.prose.text, language)) break;
    parts.set(last, { role: "footer" });
    closing.pop();
  }
  return closing;
}

/** Where a lesson may end: at the end of its text, and before each section of exercises or references at its end. */
function endingsOf(
  closing: readonly Block[],
  sections: readonly TopSection[],
  language: Language,
): readonly (readonly Block[])[] {
  let ending = withoutAsides(closing, language);
  const endings = [ending];
  for (const { heading, part } of sections.toReversed()) {
    if (part !== "back matter") break;
    ending = withoutAsides(closing.slice(0, closing.indexOf(heading)), language);
    endings.push(ending);
  }
  return endings;
}

function withoutAsides(blocks: readonly Block[], language: Language): readonly Block[] {
  return blocks.slice(0, blocks.findLastIndex((block) => !isAside(block, language)) + 1);
}

/** Rules, pictures, links with little around them, fences, credits and the like, which may follow the last sentence of a lesson. */
function isAside(block: Block, { structure }: Language): boolean {
  if (block.type === "break") return true;
  if (block.type !== "paragraph") return false;
  const { text, marks } = block.prose;
  const links = marks.filter(({ kind }) => kind === "link" || kind === "linkReference");
  const linked = links.reduce((length, mark) => length + mark.text.end - mark.text.start, 0);
  return text.trim() === "" || linked > text.length / 2 || structure.isAside(text);
}

function calloutsAtEnd(ending: readonly Block[], language: Language): readonly Block[] {
  const isCallout = (block: Block) => block.type === "paragraph" && readLabel(block.prose.text, language.labels);
  return ending.slice(ending.findLastIndex((block) => !isCallout(block)) + 1);
}

function readLabels(
  blocks: readonly Block[],
  titles: ReadonlySet<Block>,
  parts: Map<Block, Part>,
  closingCallouts: ReadonlySet<Block>,
  language: Language,
): void {
  const firstSection = blocks.findIndex((block) => block.type === "heading" && !titles.has(block));
  const title = blocks.findIndex((block) => titles.has(block));
  blocks.forEach((block, index) => {
    if (block.type === "quote") readQuotedLabels(block.blocks, parts, language);
    if (block.type !== "paragraph" || parts.has(block)) return;
    const label = calloutLabel(block.prose, closingCallouts.has(block) ? "end" : "top", language);
    const next = blocks[index + 1];
    if (label?.role === "key-term" && next?.type === "list" && label.contentStart === block.prose.text.length) {
      parts.set(block, { role: "lead-in" });
      readListedTerms(next, parts);
    } else if (label) parts.set(block, { role: label.role, label });
    else if (next?.type === "table" || next?.type === "list") parts.set(block, { role: "lead-in" });
    else if (index > title && (firstSection < 0 || index < firstSection)) parts.set(block, { role: "hook" });
  });
}

/** Items below “Key terms:” that are a term and its definition. */
function readListedTerms({ items }: List, parts: Map<Block, Part>): void {
  for (const { blocks } of items) {
    const [first] = blocks;
    if (first?.type === "paragraph" && isGlossaryLine(first.prose.text)) parts.set(first, { role: "key-term" });
  }
}

/** A callout may be quoted to set it off; what else is quoted is no part of the station. */
function readQuotedLabels(blocks: readonly Block[], parts: Map<Block, Part>, language: Language): void {
  for (const block of blocks) {
    const label = block.type === "paragraph" ? calloutLabel(block.prose, "top", language) : undefined;
    if (label) parts.set(block, { role: label.role, label });
  }
}

/** The first paragraph below “Key Takeaway” or “What's Next” is that. */
function readNamedSections(sections: readonly TopSection[], parts: Map<Block, Part>): void {
  for (const { part, blocks } of sections) {
    const [first] = blocks;
    if (first?.type !== "paragraph" || (parts.has(first) && parts.get(first)?.role !== "hook")) continue;
    if (part === "takeaway" || part === "bridge") parts.set(first, { role: part });
  }
}

/** A hook may also follow objectives, or stand below a heading that opens the lesson, or begin with a scene below any first one. */
function readHook(
  blocks: readonly Block[],
  sections: readonly TopSection[],
  parts: Map<Block, Part>,
  language: Language,
): void {
  const says = (block: Block) => block.type === "paragraph" && block.prose.text.trim() !== "";
  if (blocks.some((block) => parts.get(block)?.role === "hook" && says(block) && !isAside(block, language))) return;
  for (const { part, blocks: below } of sections) {
    if (part !== "introduction" && part !== "objectives" && !opensScene(below, language)) return;
    const last = below.findLastIndex((block) => block.type === "list");
    const rest = part === "objectives" ? below.slice(last + 1) : below;
    const opening = rest
      .slice(0, openingLength(rest))
      .filter((block) => !parts.has(block) && says(block) && !isLeadIn(block));
    for (const block of opening) parts.set(block, { role: "hook" });
    if (opening.length > 0) return;
  }
}

function opensScene([first]: readonly Block[], language: Language): boolean {
  return first?.type === "paragraph" && language.structure.opensScene(first.prose.text);
}

function isLeadIn(block: Block): boolean {
  return block.type === "paragraph" && /:\s*$/.test(block.prose.text);
}

/** At most this many paragraphs below a heading are the hook: two to five sentences are wanted (`rules/hook.ts`). */
const MOST_OPENING = 2;

function openingLength(blocks: readonly Block[]): number {
  const end = blocks.findIndex((block) => block.type !== "paragraph" && block.type !== "break");
  return Math.min(MOST_OPENING, end < 0 ? blocks.length : end);
}

/** The bridge and the takeaway that no label names: the last paragraph, and the one before it. */
function readEnd(
  blocks: readonly Block[],
  sections: readonly TopSection[],
  endings: readonly (readonly Block[])[],
  parts: Map<Block, Part>,
  language: Language,
): void {
  const roles = new Set([...parts.values()].map(({ role }) => role));
  const isBackMatter = (block: Block) =>
    sections.some((section) => section.part === "back matter" && section.blocks.includes(block));
  if (!roles.has("bridge")) {
    const bridge = endings.find((ending) => isBridge(ending, parts, isBackMatter, language))?.at(-1);
    if (bridge) parts.set(bridge, { role: "bridge" });
  }
  if (roles.has("takeaway")) return;
  for (const ending of endings) {
    const at = ending.findLastIndex((block) => parts.get(block)?.role !== "bridge");
    const candidate = ending[at];
    if (!candidate || (at === ending.length - 1 && isBackMatter(candidate))) continue;
    if (!isTakeaway(candidate, blocks, parts, language)) continue;
    parts.set(candidate, { role: "takeaway" });
    return;
  }
}

/** At most this many sentences lead on to another station: more tell something of their own (our judgement). */
const MOST_LEADING_ON = 3;

function isBridge(
  ending: readonly Block[],
  parts: ReadonlyMap<Block, Part>,
  isBackMatter: (block: Block) => boolean,
  language: Language,
): boolean {
  const [before, block] = [ending.at(-2), ending.at(-1)];
  if (!block || !isUnlabeled(block, parts)) return false;
  const { structure } = language;
  const sentences = sentencesOf(block.prose, language);
  const [first, last] = [sentences[0], sentences.at(-1)];
  if (first === undefined || last === undefined || sentences.length > MOST_LEADING_ON) return false;
  if (sentences.some((sentence) => structure.leadsOn(sentence)) || beginsOrEndsWithStation(last, language)) return true;
  // One question of several, or one in an exercise, asks what was understood.
  const asks = isQuestion(block) && !isQuestion(before) && !isBackMatter(block);
  return sentences.length > 1 ? asks && sentences.length === 2 : asks || structure.startsBridge(first);
}

/** "Station 2 opens the door.", "What happens then is the subject of Station 3." */
function beginsOrEndsWithStation(sentence: string, { references }: Language): boolean {
  const station = `(?:${references.names.map(({ one }) => one).join("|")})\\s\\d{1,4}`;
  return new RegExp(`^${station}\\b|\\b${station}[.!]?$`, "iu").test(sentence);
}

function isQuestion(block: Block | undefined): boolean {
  return block?.type === "paragraph" && /\?["”’')\]]*$/.test(block.prose.text);
}

function isTakeaway(
  block: Block,
  blocks: readonly Block[],
  parts: ReadonlyMap<Block, Part>,
  language: Language,
): boolean {
  if (!isUnlabeled(block, parts) || !isPlainStatement(block.prose)) return false;
  if (isAside(block, language) || block.prose.text.length > LONGEST_TAKEAWAY) return false;
  if (sentencesOf(block.prose, language).length !== 1) return false;
  // What is all that a section says is its text.
  if (blocks[blocks.indexOf(block) - 1]?.type === "heading") return false;
  const said = topicStems(block.prose.text, language);
  return blocks.some((other) => {
    const isTopic = other.type === "heading" || parts.get(other)?.role === "key-term";
    return isTopic && "prose" in other && shareStem(said, topicStems(other.prose.text, language));
  });
}

/** Characters: some 40 words, ten more than a takeaway should have (`rules/takeaway.ts`). */
const LONGEST_TAKEAWAY = 250;

/** A sentence from its capital to its end mark: no glossary line, question, or lead-in, and more than a caption. */
function isPlainStatement({ text }: Prose): boolean {
  const isWhole = /^[^\p{L}]{0,3}[\p{Lu}\p{Lt}\p{Lo}]/u.test(text) && /[.!。！][*_"”’')\]]*$/.test(text);
  return isWhole && !/^[^.!?]{1,50}(?:[:|]| [–—-] )/.test(text) && /\S\s+\S+\s+\S/.test(text);
}

function isUnlabeled(block: Block, parts: ReadonlyMap<Block, Part>): block is Paragraph {
  if (block.type !== "paragraph") return false;
  const role = parts.get(block)?.role;
  return role === undefined || role === "hook";
}

function sentencesOf(prose: Prose, language: Language): readonly string[] {
  return makePassage("paragraph", "body", NOWHERE, prose, language).sentences.map(({ text }) => text);
}

const NOWHERE: Range = { start: 0, end: 0 };

/** What a box called “keypoints” holds. */
function keyPointsIn(blocks: readonly Block[], { structure }: Language): readonly Block[] {
  const box = blocks.find(
    (block) => block.type === "quote" && block.box && structure.partNamed(block.box.kind) === "summary",
  );
  return box?.type === "quote" ? box.blocks : [];
}

function rangeOf(blocks: readonly Block[]): Range | undefined {
  const [first] = blocks;
  return first && { start: first.range.start, end: blocks.at(-1)!.range.end };
}
