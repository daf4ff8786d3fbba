import type { CourseFiles } from "./course-files.ts";

/** How a tool that builds courses says which pages are in one, and in what order. */
export interface Layout {
  /** Whose it is, as people know it. */
  readonly name: string;
  /** Whether a file of this base name may be its configuration. */
  isConfiguration(baseName: string): boolean;
  /** What a configuration says; undefined where it is none of this layout, or says nothing of pages. */
  read(files: CourseFiles, configuration: string): Outline | undefined;
}

/** What a configuration says of a course. */
export interface Outline {
  readonly pages: readonly Page[];
  /** What gives the order, where it is not the configuration itself. */
  readonly order?: CourseOrder | undefined;
  readonly title?: Said | undefined;
  readonly language?: Said | undefined;
  /** The folder that all of its pages are in. */
  readonly home: string;
  /** What it lists that is no lesson, with the reason. */
  readonly left?: readonly Left[] | undefined;
}

/** What gives the order of lessons: a configuration, or positions that pages say themselves, or their names alone. */
export type CourseOrder =
  | { readonly kind: "configuration"; readonly file: string; readonly tool: string }
  | { readonly kind: "positions" }
  | { readonly kind: "names" };

/** Something that a file says. */
export interface Said {
  readonly text: string;
  /** The file that says it. */
  readonly file: string;
}

/** A line of a table of contents. */
export type Page =
  | { readonly kind: "file"; readonly file: string }
  /** A title that has no page yet. */
  | { readonly kind: "planned"; readonly title: string }
  /** A name that no file has. */
  | { readonly kind: "missing"; readonly name: string };

/** A file that is not taken, and why. */
export interface Left {
  readonly file: string;
  readonly why: string;
}

/** What a file says, if it says something. */
export function said(text: string | undefined, file: string): Said | undefined {
  return text === undefined ? undefined : { text, file };
}
