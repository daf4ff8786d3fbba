import type { LearningPath, Stop } from "../../path/learning-path.ts";
import type { Workspace } from "../../path/workspace.ts";
import { type Passage, type Sentence, sentenceAt } from "../../station/passage.ts";
import type { Station } from "../../station/station.ts";
import { textOffset } from "../../syntax/prose.ts";
import type { Range } from "../../text/range.ts";

/** Something that can be put in where the cursor stands. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** Beside the label: a title, where a term is defined. */
  readonly detail?: string;
  /** What it replaces, up to the cursor; within one line. */
  readonly range: Range;
  readonly newText: string;
  /** Whether `newText` has stops such as `${1:Title}` to go through with the tab key. */
  readonly snippet?: boolean;
  /** What must match what is typed, where that is not the label. */
  readonly filterText?: string;
  /** Characters that take the completion and are typed, too. */
  readonly commit?: readonly string[];
  /** Tells what to look up when the documentation is asked for. */
  readonly about?: string;
}

export type CompletionKind = "station" | "term" | "source" | "heading" | "file" | "key" | "value" | "rule" | "skeleton";

/** Where something is to be completed. */
export interface Place {
  readonly workspace: Workspace;
  readonly file: string;
  readonly text: string;
  readonly offset: number;
  readonly station: Station | undefined;
  readonly paths: readonly LearningPath[];
  /** What stands in the line before the cursor, its last two thousand characters. */
  readonly before: string;
  /** What stands in the line after the cursor, its first characters. */
  readonly after: string;
  /** Pictures beside the station, as the host has found them. */
  readonly pictures: readonly string[];
}

const LONGEST_BEFORE = 2_000;

/** The line around an offset, as far as completion looks at it. */
export function lineAround(text: string, offset: number): { readonly before: string; readonly after: string } {
  const part = text.slice(Math.max(0, offset - LONGEST_BEFORE), offset);
  const before = part.slice(Math.max(part.lastIndexOf("\n"), part.lastIndexOf("\r")) + 1);
  return { before, after: /^[^\n\r]{0,100}/.exec(text.slice(offset, offset + 100))![0] };
}

/** The last `length` characters before the cursor. */
export function last(offset: number, length: number): Range {
  return { start: offset - length, end: offset };
}

/** The path that the station is on, and its place there; of several paths the first. */
export function onPath({ paths, file }: Place): { readonly path: LearningPath; readonly stop: Stop } | undefined {
  for (const path of paths) {
    const stop = path.stopOf(file);
    if (stop && stop.number > 0) return { path, stop };
  }
  return undefined;
}

export function passageAt({ station, offset }: Place): Passage | undefined {
  return station?.passages.find(({ range }) => range.start <= offset && offset <= range.end);
}

export function sentenceHere(place: Place): Sentence | undefined {
  const passage = passageAt(place);
  if (!passage) return undefined;
  const at = textOffset(passage.prose, place.offset);
  return sentenceAt(passage, at) ?? sentenceAt(passage, at - 1) ?? passage.sentences[passage.sentences.length - 1];
}

/** Whether the cursor stands in a block of code, or in code within a sentence. */
export function isInCode(place: Place): boolean {
  const { station, offset } = place;
  if (!station) return false;
  const block = station.tree.blocks.find(({ range }) => range.start <= offset && offset <= range.end);
  if (block?.type === "code") return true;
  const marks = passageAt(place)?.prose.marks ?? [];
  return marks.some(({ kind, range }) => kind === "code" && range.start < offset && offset < range.end);
}
