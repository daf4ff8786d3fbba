import type { Language } from "../language/language.ts";
import type { PasteLine } from "./paste-lines.ts";

/** What a line of pasted text is among the others. */
export type PasteRole = "title" | "heading" | "item" | "other";

/**
 * Tells headings, items of lists, and items that lost their marks, from paragraphs. A heading is a short line with prose
 * below; of several short lines in a row most are a list, and what only looks like a heading is none: captions, credits,
 * lines of a glossary, a line before one that begins with a small letter.
 */
export function headingsAndItems(lines: readonly PasteLine[], language: Language): readonly PasteRole[] {
  const numbered = numberedHeadings(lines);
  const roles = lines.map((line): PasteRole => (line.kind === "list" && !numbered.has(line) ? "item" : "other"));
  const title = lines.findIndex((line) => line.kind !== "comment" && !isAround(line, language));
  if (lines[title]?.kind === "text") roles[title] = "title";
  const questions = lines.filter(({ shape }, at) => shape === "question" && lines[at + 1]?.shape === "prose").length;
  let inQuiz = false;
  for (let at = title + 1; at < lines.length; ) {
    if (!isShort(lines, roles, at)) {
      inQuiz ||= lines[at]!.kind === "text" && /[?_]$/.test(lines[at]!.text) && lines[at + 1]?.kind === "list";
      at++;
      continue;
    }
    let end = at + 1;
    // A question stands for itself: it may be one of the text, and then the next line has nothing to do with it.
    if (lines[at]!.shape === "question") {
      inQuiz ||= lines[end]?.kind === "list";
      // Questions one below the other are put to the reader.
      const amongOthers = asks(lines[end]) || (at > title + 1 && asks(lines[at - 1]));
      const isHeading = !inQuiz && !amongOthers && lines[end]?.shape === "prose" && (at > title + 1 || questions > 1);
      if (isHeading && leadsOn(lines[end], language)) roles[at] = "heading";
    } else {
      while (end < at + LONGEST_RUN && isShort(lines, roles, end) && lines[end]!.shape !== "question") end++;
      end = settleRun(lines, roles, at, end, language);
    }
    if (roles.slice(at, end).includes("heading")) inQuiz = false;
    at = end;
  }
  return roles;
}

/** Whether a line is of the page around a lesson, so that the title is still to come. */
function isAround({ kind, text, ofPage }: PasteLine, { page }: Language): boolean {
  return kind === "text" && (ofPage || page.isFurniture(text));
}

/** Whether a line may be a heading, by its own looks. */
function isShort(lines: readonly PasteLine[], roles: readonly PasteRole[], at: number): boolean {
  const line = lines[at];
  if (!line || roles[at] !== "other" || line.shape === "prose") return false;
  return (line.kind === "text" || line.kind === "list") && !isGlossary(lines, at);
}

/** “Delta: land at a river's mouth”, where a line like it is beside it, or what follows begins like a definition. */
function isGlossary(lines: readonly PasteLine[], at: number): boolean {
  const { text } = lines[at]!;
  const parts = GLOSSARY.exec(text);
  if (!parts) return false;
  const alike = [lines[at - 1], lines[at + 1]].some((other) => other?.kind === "text" && GLOSSARY.test(other.text));
  return alike || /^\p{Ll}/u.test(parts[1]!);
}

const GLOSSARY = /^[^\s:–—][^:–—]{0,40}(?::| [–—-]) (\S.*)$/u;

/** The lines like “1. How Rain Falls” that have prose below, and another such line before or after: one alone is an item. */
function numberedHeadings(lines: readonly PasteLine[]): ReadonlySet<PasteLine> {
  const alone = lines.filter(
    ({ mark, shape }, at) => mark?.kind === "1" && shape !== "prose" && isAloneAbove(lines, at),
  );
  return new Set(
    alone.filter(({ mark }, at) =>
      [alone[at - 1], alone[at + 1]].some(
        (other) => other !== undefined && Math.abs(other.mark!.number! - mark!.number!) === 1,
      ),
    ),
  );
}

/** Whether a numbered line has prose below, and no other item beside it. */
function isAloneAbove(lines: readonly PasteLine[], at: number): boolean {
  const [above, below] = [lines[at - 1], lines[at + 1]];
  return above?.kind !== "list" && below?.kind === "text" && below.shape === "prose" && !/^\p{Ll}/u.test(below.text);
}

/** More short lines in a row than this are looked at in parts. */
const LONGEST_RUN = 200;

/** Gives the short lines from `from` to before `to` their roles, or the first of them; returns where the others begin. */
function settleRun(
  lines: readonly PasteLine[],
  roles: PasteRole[],
  from: number,
  to: number,
  language: Language,
): number {
  const [above, below] = [lines[from - 1], lines[to]];
  const count = to - from;
  const leads = leadsOn(below, language);
  const numbered = lines.slice(from, to).some(({ kind }) => kind === "list");
  if (above?.kind === "text" && /:["”’)]*$/.test(above.text) && count > 1 && !numbered) {
    // A last line of another shape than the items is the heading of what follows.
    const heading = leads && differs(lines, from, to);
    giveItems(roles, from, heading ? to - 1 : to);
    if (heading) roles[to - 1] = "heading";
    return to;
  }
  let small = from + 1;
  while (small < to && startsSmall(lines[small])) small++;
  if (small - from > 2) {
    // “In this essay you will find / a definition / three causes”
    giveItems(roles, from + 1, small);
    return small;
  }
  if (count < 3 || numbered || lines.slice(from, to).some(({ shape }) => shape !== "bare")) {
    // Each is above the next one, the last one above prose. Beside headings, what begins with a small letter is an item's rest.
    const small = lines.slice(from, to).every(startsSmall);
    for (let at = from; at < to; at++) {
      if (!small && startsSmall(lines[at])) continue;
      const isAbove = at + 1 < to ? leads || isList(below) : leads || namesList(lines, at, language);
      if (isAbove && !startsSmall(lines[at + 1])) roles[at] = "heading";
    }
    return to;
  }
  const heading = leads && differs(lines, from + 1, to);
  if (heading) roles[to - 1] = "heading";
  giveItems(roles, from + 1, heading ? to - 1 : to);
  roles[from] = "heading";
  return to;
}

function giveItems(roles: PasteRole[], from: number, to: number): void {
  for (let at = from; at < to; at++) roles[at] = "item";
}

/** Whether what follows short lines makes the last one a heading: prose that begins a sentence, or introduces something. */
function leadsOn(below: PasteLine | undefined, language: Language): boolean {
  if (below?.kind !== "text" || startsSmall(below)) return false;
  return !language.page.isFurniture(below.text) && !language.page.isByline(below.text);
}

function isList(line: PasteLine | undefined): boolean {
  return line?.kind === "list" || line?.kind === "table" || line?.kind === "tabs";
}

/** Whether a line right above a list is its heading, and no sentence that leads to it: “Learning Objectives”, “Materials”. */
function namesList(lines: readonly PasteLine[], at: number, { structure }: Language): boolean {
  const [line, below] = [lines[at]!, lines[at + 1]];
  if (below?.kind !== "list" || line.kind !== "text" || startsSmall(line)) return false;
  const isShort = line.text.split(/\s+/).length <= 3;
  return (
    isTitleCase(line.text) ||
    structure.partNamed(line.text) !== undefined ||
    (isShort && structure.namesList(line.text))
  );
}

function asks(line: PasteLine | undefined): boolean {
  return line?.kind === "text" && line.text.endsWith("?");
}

function startsSmall(line: PasteLine | undefined): boolean {
  return line !== undefined && /^\p{Ll}/u.test(line.text);
}

/** Whether the last of some lines looks otherwise than those before it: apart from them, or with other capitals. */
function differs(lines: readonly PasteLine[], from: number, to: number): boolean {
  const [last, items] = [lines[to - 1]!, lines.slice(from, to - 1)];
  if (items.length < 2) return false;
  if (last.apart && items.slice(1).every(({ apart }) => !apart)) return true;
  if (items.every(startsSmall) !== startsSmall(last) && items.every(startsSmall)) return true;
  return isTitleCase(last.text) && !items.some(({ text }) => isTitleCase(text));
}

function isTitleCase(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word));
}
