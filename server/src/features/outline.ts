import { folderOf } from "../files/names.ts";
import type { CalloutRole } from "../language/language.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { CALLOUTS } from "../station/callouts.ts";
import type { Station } from "../station/station.ts";
import { contains, type Range, trim } from "../text/range.ts";
import { shorten } from "../text/shorten.ts";
import { sectionRanges } from "./folding.ts";

/**
 * Outline: the station's sections as they lie in each other, with their key terms and tables, and the takeaway and the
 * bridge. That of a `path.yaml` is its stations with their numbers.
 */
export function outline(workspace: Workspace, file: string): readonly OutlineEntry[] {
  const station = stationOf(workspace, file);
  return station ? stationOutline(station) : stationsOf(workspace, file);
}

export function stationOutline(station: Station): readonly OutlineEntry[] {
  return nest(entriesOf(station));
}

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: "station" | "section" | "term" | "table" | CalloutRole;
  readonly range: Range;
  /** The words to go to. */
  readonly selection: Range;
  readonly children: readonly OutlineEntry[];
}

type Flat = Omit<OutlineEntry, "children">;

function entriesOf(station: Station): readonly Flat[] {
  const { text, title, sections, keyTerms, callouts, tables } = station;
  const whole = { start: title?.range.start ?? 0, end: text.length };
  const ranges = sectionRanges(station);
  const terms = new Map(keyTerms.map((each) => [each.passage, each]));
  return [
    ...(title
      ? [
          {
            name: named(title.prose.text),
            detail: "",
            kind: "station" as const,
            range: whole,
            selection: title.prose.range,
          },
        ]
      : []),
    ...sections.map(({ heading }, index): Flat => {
      return {
        name: named(heading.prose.text),
        detail: "",
        kind: "section",
        range: ranges[index]!,
        selection: heading.prose.range,
      };
    }),
    ...callouts.map((passage): Flat => {
      const { role, range } = passage;
      const { name } = CALLOUTS[role];
      const keyTerm = terms.get(passage);
      if (!keyTerm) return { name, detail: "", kind: role, range, selection: range };
      const { term, termRange } = keyTerm;
      return { name: named(term), detail: name.toLowerCase(), kind: "term", range, selection: termRange };
    }),
    ...tables.map(({ range, header, leadIn }): Flat => {
      const cells = header.map(({ prose }) => prose.text).filter(Boolean);
      const name = leadIn ? leadIn.prose.text.replace(/[:.]\s*$/, "") : cells.join(", ");
      const selection = header[0]?.range ?? { start: range.start, end: range.start };
      return { name: named(shorten(name, LONGEST)), detail: "table", kind: "table", range, selection };
    }),
  ].map((entry) => {
    const range = trim(text, entry.range);
    return {
      ...entry,
      range,
      selection: contains(range, entry.selection) ? entry.selection : { ...range, end: range.start },
    };
  });
}

/** Editors show no entry without a name. */
function named(name: string): string {
  return name.trim() || "(without a name)";
}

const LONGEST = 60;

/** Puts each entry into the smallest one around it. */
function nest(entries: readonly Flat[]): readonly OutlineEntry[] {
  const ordered = [...entries].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  const top: OutlineEntry[] = [];
  const open: { readonly range: Range; readonly children: OutlineEntry[] }[] = [];
  for (const entry of ordered) {
    while (open.length && !contains(open[open.length - 1]!.range, entry.range)) open.pop();
    const made = { ...entry, children: [] as OutlineEntry[] };
    (open[open.length - 1]?.children ?? top).push(made);
    open.push(made);
  }
  return top;
}

function stationsOf(workspace: Workspace, file: string): readonly OutlineEntry[] {
  const pathFile = workspace.folders.get(folderOf(file))?.pathFile;
  const path = workspace.paths.get(file);
  if (pathFile?.file !== file || !path) return [];
  return path.stops.flatMap(({ entry, number, title, file: written }): OutlineEntry[] =>
    entry
      ? [
          {
            name: `${number} ${title}`,
            detail: written ? "" : "planned",
            kind: "station",
            range: entry,
            selection: entry,
            children: [],
          },
        ]
      : [],
  );
}
