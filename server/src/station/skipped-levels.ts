import type { Section, Station } from "./station.ts";

/** A heading whose level is more than one below that of the heading before it. */
export interface SkippedLevel {
  readonly section: Section;
  /** The lowest level that it may have: one below that of the heading before it. */
  readonly most: number;
}

/** The headings of a station in the Markdown form that skip a level, in the order of the text. */
export function skippedLevels(station: Station): readonly SkippedLevel[] {
  if (station.tree.form !== "markdown") return [];
  const skipped: SkippedLevel[] = [];
  let above = depthOfTitle(station) ?? station.sections[0]?.depth ?? 1;
  for (const section of station.sections) {
    const most = above + 1;
    above = section.depth;
    if (section.depth > most) skipped.push({ section, most });
  }
  return skipped;
}

/** At which level the title is; undefined where a site makes it of the front matter, at whatever level its pages have. */
function depthOfTitle({ title, tree }: Station): number | undefined {
  if (title && title.prose === tree.frontTitle) return undefined;
  const heading = tree.blocks.find((block) => block.type === "heading" && block.prose === title?.prose);
  return title && (heading?.type === "heading" ? heading.depth : 1);
}
