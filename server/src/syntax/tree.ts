import type { Range } from "../text/range.ts";
import type { FrontMatter } from "./front-matter.ts";
import type { Prose } from "./prose.ts";

/** The two written forms of a station; see docs/format.md. */
export type Form = "markdown" | "paste";

/** A text read into blocks. Every range is of the whole text, in UTF-16 code units, and lies in its parent's. */
export interface Tree {
  readonly text: string;
  readonly form: Form;
  readonly frontMatter: FrontMatter | undefined;
  /** The title that the front matter says, at its place there. */
  readonly frontTitle: Prose | undefined;
  readonly blocks: readonly Block[];
  readonly definitions: readonly LinkDefinition[];
  /** What is wrong with the writing itself, such as front matter that is not YAML. */
  readonly problems: readonly Problem[];
  /** In the paste form: what was read as something that it may not be. */
  readonly guesses?: readonly Guess[];
}

/** A place of a pasted text that people read at a glance, and a program has to guess at. */
export interface Guess {
  readonly range: Range;
  /**
   * What it was taken for; "hyphen": a line that ends in a hyphen was joined to the next; "page": the head or number of a
   * printed page; "note": a number right after a word or sentence, which may be the mark of a note.
   */
  readonly what: "heading" | "list" | "table" | "hyphen" | "page" | "note";
}

export interface Problem {
  readonly range: Range;
  readonly message: string;
  /** Whether nothing below can be trusted, so that nothing else is said of the text. */
  readonly fatal?: boolean;
  /** Whether other programs read it all the same. */
  readonly mild?: boolean;
}

export type Block = Heading | Paragraph | Quote | Table | List | Opaque | FootnoteDefinition;

export interface Heading {
  readonly type: "heading";
  readonly range: Range;
  /** 1 for the title, 2 to 6 below it. */
  readonly depth: number;
  readonly prose: Prose;
}

export interface Paragraph {
  readonly type: "paragraph";
  readonly range: Range;
  readonly prose: Prose;
}

export interface Quote {
  readonly type: "quote";
  readonly range: Range;
  /** Where it is no quotation but a box: `> [!NOTE]`, or between lines of colons. */
  readonly box?: Box;
  readonly blocks: readonly Block[];
}

export interface Box {
  /** In lower case, such as “note”. */
  readonly kind: string;
  /** What its writer calls it. */
  readonly title: string | undefined;
}

export interface List {
  readonly type: "list";
  readonly range: Range;
  readonly ordered: boolean;
  readonly items: readonly Item[];
}

export interface Item {
  readonly range: Range;
  readonly blocks: readonly Block[];
}

export interface Table {
  readonly type: "table";
  readonly range: Range;
  /** The header row first. */
  readonly rows: readonly Row[];
  /** The row of dashes below the header; a table can lack it, which is a finding. */
  readonly delimiter: Range | undefined;
}

export interface Row {
  readonly range: Range;
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** What stands between the pipes, without the space around it. */
  readonly range: Range;
  readonly prose: Prose;
}

/** Code, HTML, formulas and rules: blocks that hold no prose. */
export interface Opaque {
  readonly type: "code" | "html" | "math" | "break";
  readonly range: Range;
}

export interface FootnoteDefinition {
  readonly type: "footnoteDefinition";
  readonly range: Range;
  readonly identifier: string;
  readonly blocks: readonly Block[];
}

/** `[label]: address` */
export interface LinkDefinition {
  readonly range: Range;
  readonly identifier: string;
  readonly url: string;
}
