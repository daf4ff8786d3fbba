import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import type { CalloutRole } from "../language/language.ts";
import { anchorsOf } from "../station/anchors.ts";
import { CALLOUTS, isCalloutRole } from "../station/callouts.ts";
import type { Passage } from "../station/passage.ts";
import type { Station, StationTable } from "../station/station.ts";
import { PICTURES } from "../syntax/box-names.ts";
import { isMathFence, labelOfFormula } from "../syntax/math.ts";
import type { Block, Box, FootnoteDefinition, Item, Paragraph, Problem, Row } from "../syntax/tree.ts";
import { lineStart } from "../text/line-start.ts";
import { type Range, slice } from "../text/range.ts";
import { replaceBetween } from "../text/replace-between.ts";
import { anchors, type InlineParts, images, renderPlain, renderSentences } from "./inline.ts";
import { drawFormulaBlock } from "./math.ts";

/** A part of a page that can be replaced by itself. */
export interface PageBlock {
  readonly node: Element;
  /** Where its sentences stand in the station's text, in the order of their numbers; none for what is not in it. */
  readonly sentences: readonly Range[];
}

/** What a page says of a station beyond its text. */
export interface PageParts extends InlineParts {
  /** What stands above the title, such as the station's place on its path. */
  readonly above: readonly ElementContent[];
  /** What stands below the title: how long it is and how hard it reads. */
  readonly facts: string;
  /** What stands below everything: sources, the next station. */
  readonly below: readonly Element[];
  /** Where the station stands on its page. */
  readonly place: PagePlace;
  /** How many cells of tables are drawn at most. */
  readonly mostCells?: number | undefined;
}

/** Where on its page a station stands: by itself, or with others, whose ids must not be its own. */
export interface PagePlace {
  /** What its ids begin with. */
  readonly prefix: string;
  /** By how many levels its headings are deeper than by themselves. */
  readonly deeper: 0 | 1;
  /** What tells the names of its parts from those of others. */
  readonly name?: string;
}

/** A station that has its page to itself. */
export const ALONE: PagePlace = { prefix: "", deeper: 0 };

/** The id of a heading on its page. No id of ours begins like it, whatever a heading is called. */
export function headingId(anchor: string, { prefix }: PagePlace = ALONE): string {
  return `${prefix}h-${anchor.toLowerCase()}`;
}

/** The name of a part of a station that people can go to. */
export function partName(name: string, { name: of }: PagePlace): string {
  return of === undefined ? name : `${name} (${of})`;
}

/** The id of a station's head on a page that it shares with others. */
export function headId({ prefix }: PagePlace): string | undefined {
  return prefix ? `${prefix}head` : undefined;
}

/** A station as its reader sees it, block by block. */
export function stationPage(station: Station, parts: PageParts): readonly PageBlock[] {
  const page = new Page(station, parts);
  const notes = station.tree.blocks.filter((block) => block.type === "footnoteDefinition");
  const body = station.tree.blocks.filter((block) => block.type !== "footnoteDefinition");
  const blocks = body.flatMap((block) => page.block(block));
  if (!page.hasHeader) blocks.unshift(page.header(station.title), ...page.unread());
  if (notes.length) blocks.push(page.notes(notes));
  return [...blocks, ...parts.below.map((node) => ({ node, sentences: [] }))];
}

/** What stands for the rest of a page that would be too large. */
export function restOfPage(): PageBlock {
  return { node: restOf("page"), sentences: [] };
}

function restOf(whole: "page" | "table"): Element {
  return h("p", { className: "nothing" }, `The rest of this ${whole} is too large to be shown.`);
}

/** Walks a station's blocks; knows which passage belongs to which. */
class Page {
  readonly #station: Station;
  readonly #parts: PageParts;
  readonly #passages: ReadonlyMap<unknown, Passage>;
  readonly #anchors: ReadonlyMap<Passage, string>;
  readonly #tables: ReadonlyMap<unknown, StationTable>;
  readonly #terms: ReadonlyMap<Passage, string | undefined>;
  /** The sentences of the block that is being made. */
  #sentences: Range[] = [];
  #titled = false;
  /** By how many levels headings are deeper than they are written: by one where the front matter has the title. */
  readonly #belowTitle: 0 | 1;
  /** How many cells of tables may still be drawn. */
  #cellsLeft: number;

  constructor(station: Station, parts: PageParts) {
    this.#station = station;
    this.#parts = parts;
    this.#cellsLeft = parts.mostCells ?? Number.POSITIVE_INFINITY;
    this.#passages = new Map(station.passages.map((passage) => [passage.prose, passage]));
    this.#anchors = new Map(
      [...anchorsOf(station).headings].map(([name, passage]) => [passage, headingId(name, parts.place)]),
    );
    this.#belowTitle = station.sections.some(({ depth }) => depth === 1) ? 1 : 0;
    this.#tables = new Map(station.tables.map((table) => [table.table, table]));
    this.#terms = new Map(station.keyTerms.map(({ passage, term }) => [passage, term]));
  }

  block(block: Block): PageBlock[] {
    if (block.type === "html") return this.#rawHtml(block.range);
    const heading = block.type === "heading" && !this.#titled ? this.#passages.get(block.prose) : undefined;
    if (heading?.kind === "title") {
      this.#titled = true;
      return [this.header(heading)];
    }
    return this.#made(() => this.#element(block));
  }

  /** Whether one of its blocks was its title. */
  get hasHeader(): boolean {
    return this.#titled;
  }

  /** The head of the page: where the station stands, its title, how it reads. */
  header(title: Passage | undefined): PageBlock {
    return this.#made(() => {
      const { above, facts, place } = this.#parts;
      const tag = `h${1 + place.deeper}`;
      const heading = title
        ? h(tag, { id: this.#anchors.get(title) }, this.#prose(title))
        : h(
            tag,
            { className: "missing" },
            this.#unread ? "This station can't be shown" : "This station has no title yet",
          );
      return h("header", { className: "head", id: headId(place) }, [
        ...above,
        heading,
        ...(this.#unread ? [] : [h("p", { className: "facts" }, facts)]),
      ]);
    })[0]!;
  }

  /** Says why a station that could not be read has nothing to show. */
  unread(): PageBlock[] {
    if (!this.#unread) return [];
    return [{ node: h("p", { className: "nothing" }, this.#unread.message), sentences: [] }];
  }

  get #unread(): Problem | undefined {
    return this.#station.tree.problems.find(({ fatal }) => fatal);
  }

  notes(notes: readonly FootnoteDefinition[]): PageBlock {
    return this.#made(() =>
      h("section", { className: "notes", ariaLabel: partName("Notes", this.#parts.place) }, [
        h(`h${2 + this.#parts.place.deeper}`, "Notes"),
        h(
          "ol",
          notes.map(({ identifier, blocks }) =>
            h(
              "li",
              { id: `${this.#parts.place.prefix}note-${identifier}` },
              blocks.map((block) => this.#element(block)),
            ),
          ),
        ),
      ]),
    )[0]!;
  }

  #made(make: () => Element): PageBlock[] {
    this.#sentences = [];
    const node = make();
    return [{ node, sentences: this.#sentences }];
  }

  #element(block: Block): Element {
    switch (block.type) {
      case "heading": {
        const depth = block.depth + this.#belowTitle;
        const level = Math.min(Math.max(depth, 2) + this.#parts.place.deeper, 6);
        const passage = this.#passages.get(block.prose);
        return h(`h${level}`, { id: passage && this.#anchors.get(passage) }, passage ? this.#prose(passage) : []);
      }
      case "paragraph":
        return this.#paragraph(block);
      case "math":
        return this.#formula(slice(this.#station.text, block.range));
      case "quote":
        if (block.box) return this.#box(block.box, block.blocks);
        return h(
          "blockquote",
          block.blocks.map((inner) => this.#element(inner)),
        );
      case "list":
        return h(
          block.ordered ? "ol" : "ul",
          block.items.map((item) => this.#item(item)),
        );
      case "table":
        return this.#table(this.#tables.get(block), block.rows, block.delimiter !== undefined);
      case "code": {
        const source = slice(this.#station.text, block.range);
        const code = codeOf(source, block.range.start - lineStart(this.#station.text, block.range.start));
        if (isMathFence(source)) return this.#formula(code);
        return h("pre", { tabIndex: 0 }, h("code", code));
      }
      case "html":
        return this.#rawHtml(block.range)[0]?.node ?? h("p", { className: "nothing" });
      case "break":
        return h("hr");
      case "footnoteDefinition":
        return h(
          "div",
          block.blocks.map((inner) => this.#element(inner)),
        );
    }
  }

  /** A displayed formula, at the place that its label names. */
  #formula(source: string): Element {
    const written = source.replace(/(^|[\n\r])[ \t>]+/g, "$1");
    const formula = drawFormulaBlock(written, this.#parts.readTex);
    const places = anchors(labelOfFormula(written), this.#parts);
    return places.length ? h("div", [...places, formula]) : formula;
  }

  #paragraph(block: Paragraph): Element {
    const passage = this.#passages.get(block.prose);
    if (!passage) return h("p");
    const { role } = passage;
    if (isCalloutRole(role)) return this.#callout(passage, role);
    switch (role) {
      case "footer":
        return h("p", { className: "furniture" }, this.#prose(passage));
      case "hook":
        return h("p", { className: "hook" }, this.#prose(passage));
      case "lead-in":
        return h("p", { className: "lead-in" }, this.#prose(passage));
      case "body":
        return h("p", this.#prose(passage));
    }
  }

  /** A callout below its heading, without the label that says the same. */
  #callout(passage: Passage, role: CalloutRole): Element {
    const { heading } = CALLOUTS[role];
    const term = this.#terms.get(passage);
    const name = term === undefined ? heading : `${heading}: ${term}`;
    return h("aside", { className: role, ariaLabel: partName(name, this.#parts.place) }, [
      h("p", { className: "label", ariaHidden: "true" }, heading),
      h("p", this.#prose(passage, passage.contentStart)),
    ]);
  }

  /** A note beside the text, below what its writer or its dialect calls it, unless it begins with a heading or shows a picture. */
  #box({ kind, title }: Box, blocks: readonly Block[]): Element {
    const [first] = blocks;
    const heading = title === undefined && first?.type === "heading" ? first.prose.text : undefined;
    const name = (title && withoutMarks(title)) ?? heading ?? kind[0]!.toUpperCase() + kind.slice(1).replace(/-/g, " ");
    const isLabeled = heading === undefined && !PICTURES.has(kind);
    return h("aside", { className: ["box", kind], ariaLabel: partName(name, this.#parts.place) }, [
      ...(isLabeled ? [h("p", { className: "label", ariaHidden: "true" }, name)] : []),
      ...blocks.map((inner) => this.#element(inner)),
    ]);
  }

  #item({ blocks }: Item): Element {
    const [first, ...rest] = blocks;
    const passage = first?.type === "paragraph" ? this.#passages.get(first.prose) : undefined;
    if (!passage || passage.role === "key-term")
      return h(
        "li",
        blocks.map((block) => this.#element(block)),
      );
    return h("li", [...this.#prose(passage), ...rest.map((block) => this.#element(block))]);
  }

  #table(table: StationTable | undefined, rows: readonly Row[], hasHeader: boolean): Element {
    const [head, ...body] = hasHeader ? rows : [undefined, ...rows];
    const width = Math.min(
      rows.reduce((most, { cells }) => Math.max(most, cells.length), 0),
      MOST_COLUMNS,
    );
    const shown = body.slice(0, Math.floor(this.#cellsLeft / width));
    this.#cellsLeft -= shown.length * width;
    const label = table?.leadIn?.prose.text ?? "Table";
    const cellsOf = (row: Row, tag: "td" | "th") =>
      Array.from({ length: width }, (_, at) => {
        const passage = row.cells[at] && this.#passages.get(row.cells[at].prose);
        const scope = tag === "th" ? { scope: "col" } : {};
        return h(tag, scope, passage ? this.#prose(passage) : []);
      });
    // A table wider than the pane scrolls inside itself, by keyboard too.
    return h("section", { className: "table", tabIndex: 0, ariaLabel: partName(label, this.#parts.place) }, [
      h("table", [
        ...(head ? [h("thead", h("tr", cellsOf(head, "th")))] : []),
        h(
          "tbody",
          shown.flatMap((row) => (row ? [h("tr", cellsOf(row, "td"))] : [])),
        ),
      ]),
      ...(shown.length < body.length ? [restOf("table")] : []),
    ]);
  }

  /** HTML is shown as it is written, comments not at all. */
  #rawHtml(range: Range): PageBlock[] {
    const source = slice(this.#station.text, range).trim();
    if (replaceBetween(source, "<!--", "-->", () => "").trim() === "") return [];
    const places = anchors(source, this.#parts);
    const pictures = images(source, this.#parts);
    if (pictures.length) places.push(h("p", pictures));
    const isShown = pictures.length ? ONLY_PICTURES.test(source) : places.length > 0 && ONLY_PLACES.test(source);
    const raw = isShown ? [] : [h("pre", { className: "raw", tabIndex: 0 }, h("code", source))];
    const [only, ...others] = [...places, ...raw];
    return [{ node: others.length ? h("div", [only!, ...others]) : only!, sentences: [] }];
  }

  /** The text of a passage; its sentences are numbered on within their block. `from` leaves out what a label says already. */
  #prose(passage: Passage, from = 0): ElementContent[] {
    if (passage.sentences.length === 0) return renderPlain(passage, this.#parts);
    const first = this.#sentences.length;
    for (const { range } of passage.sentences) this.#sentences.push(range);
    return renderSentences(passage, this.#parts, first, from);
  }
}

/** A title whose words are emphasized, or are code. */
function withoutMarks(title: string): string {
  return title.replace(/(\*{1,2}|`|(?<![\p{L}\p{N}])_)(?=\S)([^*`_]{1,200})\1/gu, "$2");
}

/** Names of places and nothing else: `<a id="deep"></a>`, `{: #deep .note}`, `(deep)=`. */
const ONLY_PLACES = /^(?:<a\s[^<>]*>\s*<\/a>|\{[^{}]*\}|\([^()]*\)=)$/i;

/** Pictures, and what lays them out. */
const ONLY_PICTURES =
  /^(?:[`~:]{3,}[ \t]*\{(?:figure|image)\}[\s\S]*|(?:\s|<img\b[^<>]*>|<\/?(?:a|br|center|div|figure|p|picture|source|span)\b[^<>]*>)+)$/i;

/** At most this many columns of a table are drawn: one row with a thousand pipes must not make a page of a million cells. */
const MOST_COLUMNS = 60;

/**
 * The inside of a block of code: without its fences, or without the indentation that makes it one.
 * @param column where its first line begins: as many spaces before the others are of the list or the box that it is in
 */
function codeOf(source: string, column: number): string {
  const fence = /^[ \t]*(`{3,}|~{3,})[^\n\r]*(?:\r\n|\n|\r|$)/.exec(source);
  if (!fence) return source.replace(/(^|[\n\r])(?: {4}|\t)/g, "$1");
  const inner = source
    .slice(fence[0].length)
    .replace(new RegExp(`(^|[\\n\\r]) {1,${Math.max(1, Math.min(column, 100))}}`, "g"), column ? "$1" : "$&");
  const end = Math.max(inner.lastIndexOf("\n"), inner.lastIndexOf("\r"));
  if (!/^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/.test(inner.slice(end + 1))) return inner;
  return inner.slice(0, Math.max(0, end)).replace(/\r$/, "");
}
