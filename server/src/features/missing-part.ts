import type { CalloutRole } from "../language/language.ts";
import type { LintFinding } from "../lint/lint.ts";
import { CALLOUTS, type Callout, writtenLabel } from "../station/callouts.ts";
import type { Section, Station } from "../station/station.ts";
import type { Block } from "../syntax/tree.ts";
import type { TextEdit } from "../text/edit.ts";
import { newlineOf } from "../text/newline.ts";
import { intersects, type Range } from "../text/range.ts";
import { withoutStops } from "../text/snippet.ts";

/**
 * Missing part: where a station lacks a key term, a takeaway or a bridge, one is put where it belongs, to be filled in.
 */
export interface MissingPart {
  readonly title: string;
  readonly finding: LintFinding;
  readonly edit: TextEdit;
  /** The new text of the edit with places to fill in. */
  readonly snippet: string;
}

/** The parts that can be added to a station because of what is found in a range. */
export function missingParts(station: Station, findings: readonly LintFinding[], range: Range): readonly MissingPart[] {
  return findings.flatMap((finding): MissingPart[] => {
    if (!finding.missing || finding.missing === "place on path" || !intersects(finding.range, range)) return [];
    const { name, skeleton }: Callout = CALLOUTS[finding.missing];
    const { form } = station.tree;
    const label = skeleton.labeled ? `${writtenLabel(finding.missing, form, station.language)} ` : "";
    const { at, isBefore } = placeFor(finding.missing, station);
    const newline = newlineOf(station.text);
    const gap = form === "markdown" ? newline + newline : newline;
    const snippet = isBefore ? label + skeleton.body + gap : gap + label + skeleton.body;
    const edit = { range: { start: at, end: at }, newText: withoutStops(snippet) };
    return [{ title: `Add a ${name.toLowerCase()}`, finding, edit, snippet }];
  });
}

interface PlaceForPart {
  readonly at: number;
  /** Whether something comes right after it, not before it. */
  readonly isBefore?: boolean;
}

function placeFor(role: CalloutRole, station: Station): PlaceForPart {
  const { takeaways, bridges, title, hook } = station;
  const end = lessonEnd(station);
  switch (role) {
    case "key-term": {
      const explained = station.sections.map(firstParagraph).find((block) => block !== undefined);
      return { at: explained?.range.end ?? hook.at(-1)?.range.end ?? title?.range.end ?? end };
    }
    case "takeaway": {
      const bridge = bridges.at(-1);
      return bridge ? { at: bridge.range.start, isBefore: true } : { at: end };
    }
    case "bridge": {
      const takeaway = takeaways.at(-1);
      const isLast = takeaway && takeaway.range.start > (lastSection(station)?.range.start ?? 0);
      return { at: isLast ? takeaway.range.end : end };
    }
  }
}

/** The first paragraph of a section that leads to nothing else: what is said of a term comes after it. */
function firstParagraph({ blocks }: Section): Block | undefined {
  return blocks.find((block, at) => {
    const next = blocks[at + 1]?.type;
    return block.type === "paragraph" && next !== "list" && next !== "table";
  });
}

/** The last section that is no exercises, references or the like. */
function lastSection(station: Station): Section | undefined {
  return station.sections.findLast((section) => !isBackMatter(station, section));
}

function isBackMatter({ language }: Station, { heading }: Section): boolean {
  return language.structure.partNamed(heading.prose.text) === "back matter";
}

/** The end of the last block of a lesson, before its exercises and references and the lines of the page around it. */
function lessonEnd(station: Station): number {
  const { text, tree, footer } = station;
  const last = lastSection(station);
  const next = station.sections.find(({ range }) => last !== undefined && range.start > last.range.start);
  const end = next?.range.start ?? text.length;
  const isOfLesson = ({ type, range }: Block) =>
    type !== "html" &&
    type !== "footnoteDefinition" &&
    type !== "break" &&
    !footer.some((each) => intersects(each.range, range));
  const block = tree.blocks.findLast((each) => each.range.end <= end && isOfLesson(each));
  return block?.range.end ?? text.trimEnd().length;
}
