import type { Workspace } from "../path/workspace.ts";
import type { Range } from "../text/range.ts";
import { notesOf, type Subject, subjectAt } from "./subject.ts";

/** A place in a file. */
export interface Place {
  readonly file: string;
  readonly range: Range;
  /** What to show of it, where that is more than the range itself. */
  readonly whole?: Range;
}

/**
 * Go to definition: leads from a reference to the station, from a term to its callout, from a citation to its source, from a
 * link to the heading or file it names, from a footnote's mark to the note.
 *
 * Works in `path.yaml` and lists of sources too. A planned station has no file yet, so it leads to its line in `path.yaml`.
 */
export function definition(workspace: Workspace, file: string, offset: number): DefinitionAnswer | undefined {
  const subject = subjectAt(workspace, file, offset);
  return subject && { origin: subject.range, places: definitionsOf(subject) };
}

export interface DefinitionAnswer {
  /** The words that were asked about. */
  readonly origin: Range;
  readonly places: readonly Place[];
}

/** Where something is said to be what it is: a title, a callout, a note, an entry of a bibliography. */
export function definitionsOf(subject: Subject): readonly Place[] {
  switch (subject.kind) {
    case "station":
      return unique(
        subject.places.flatMap(({ path, stop }): Place[] => {
          if (stop.file && stop.station) {
            return [{ file: stop.file, range: stop.station.title?.range ?? { start: 0, end: 0 } }];
          }
          return stop.entry && path.pathFile ? [{ file: path.pathFile.file, range: stop.entry }] : [];
        }),
      );
    case "term":
      return subject.term.definitions.map(({ stop, keyTerm }) => ({
        file: stop.file!,
        range: keyTerm.termRange,
        whole: keyTerm.range,
      }));
    case "heading":
      return [{ file: subject.file, range: subject.heading.prose.range, whole: subject.heading.range }];
    case "source":
      return subject.source ? [{ file: subject.source.file, range: subject.source.range }] : [];
    case "footnote": {
      const note = notesOf(subject.station).find(({ identifier }) => identifier === subject.identifier);
      return note ? [{ file: subject.file, range: inner(note.label), whole: note.range }] : [];
    }
    case "file":
      return [{ file: subject.file, range: { start: 0, end: 0 } }];
    case "rule":
      return [];
  }
}

/** Places without those named twice. */
export function unique(places: readonly Place[]): readonly Place[] {
  const seen = new Map(places.map((place) => [`${place.file}:${place.range.start}:${place.range.end}`, place]));
  return [...seen.values()];
}
/** `[^1]` without its brackets. */
export function inner({ start, end }: Range): Range {
  return { start: start + 2, end: end - 1 };
}
