import type { Language } from "../language/language.ts";
import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import { useLanguage } from "../syntax/lexicon.ts";
import type { MarkdownReader } from "../syntax/markdown-reader.ts";
import { readTree, unread } from "../syntax/read.ts";
import type { Block, Cell, List, Paragraph, Table, Tree } from "../syntax/tree.ts";
import { once } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import { joinBrokenLists, type OpenList, showsNoWords } from "./broken-lists.ts";
import { calloutLabel, isCalloutRole } from "./callouts.ts";
import { type Citation, readCitations } from "./citations.ts";
import { withoutClassroom } from "./classroom.ts";
import { type KeyTerm, readKeyTerms } from "./key-terms.ts";
import { type Link, readLinks } from "./links.ts";
import { type Part, partsOf } from "./parts.ts";
import { type CalloutPassage, makePassage, type Passage, type PassageRole } from "./passage.ts";
import { type Reference, readReferences } from "./references.ts";
import { readSuppressions, type Suppression } from "./suppressions.ts";

/** One lesson and what its parts mean. Both written forms give the same; nothing here knows of other stations. */
export interface Station {
  readonly text: string;
  /** Why nothing of it was read; undefined where it was. */
  readonly unread: string | undefined;
  readonly tree: Tree;
  /** What its words, sentences and phrases are read by. */
  readonly language: Language;
  /** The first title: of the front matter, or a heading; undefined where the text has none. */
  readonly title: Passage | undefined;
  /** Every title in the order of the text; there should be one. A heading that says the front matter's again stands for it. */
  readonly titles: readonly Passage[];
  /** The paragraphs before the first section. */
  readonly hook: readonly Passage[];
  readonly sections: readonly Section[];
  readonly keyTerms: readonly KeyTerm[];
  /** Key terms, takeaways, bridges and the like, in the order of the text. */
  readonly callouts: readonly CalloutPassage[];
  readonly tables: readonly StationTable[];
  readonly lists: readonly StationList[];
  /** The paragraphs that are takeaways; there should be one. */
  readonly takeaways: readonly Passage[];
  readonly bridges: readonly Passage[];
  /** What a section called “Summary”, “Key points” or the like says; empty where there is none. */
  readonly summary: readonly Passage[];
  /** Whether a section is called “What's next” or the like. */
  readonly hasBridgeSection: boolean;
  readonly footer: readonly Passage[];
  /** All prose in the order of the text: titles, headings, paragraphs, list items, cells, footnotes. */
  readonly passages: readonly Passage[];
  readonly references: readonly Reference[];
  readonly citations: readonly Citation[];
  readonly links: readonly Link[];
  readonly suppressions: readonly Suppression[];
}

export interface Section {
  readonly heading: Passage;
  /** 2 for a section of the station, 3 and more for parts of one; 1 where the title is in the front matter. */
  readonly depth: number;
  /** From its heading to the next heading, or the end of the station. */
  readonly range: Range;
  /** The blocks below its heading, up to the next heading. */
  readonly blocks: readonly Block[];
  readonly passages: readonly Passage[];
}

export interface StationTable {
  readonly table: Table;
  readonly range: Range;
  readonly header: readonly Cell[];
  /** The rows below the header. */
  readonly body: readonly (readonly Cell[])[];
  /** The paragraph right above. */
  readonly leadIn: Passage | undefined;
}

export interface StationList {
  readonly list: List;
  readonly range: Range;
  readonly items: readonly StationItem[];
  /** The paragraph above, with nothing but code, pictures or HTML in between; for a list that begins a quote, the one above that. */
  readonly leadIn: Passage | undefined;
  /** The heading above where no text stands in between. */
  readonly heading: Passage | undefined;
  /** The heading of the section that it is in. */
  readonly under: Passage | undefined;
  /** Whether it begins a box, such as “Objectives”, whose name says what it holds. */
  readonly boxed: boolean;
  /** Whether it stands within another list's item, or belongs to one without being indented to it. */
  readonly nested: boolean;
  /** The list that it goes on with after being broken, and what stands between the two. */
  readonly continued: { readonly list: StationList; readonly between: readonly Block[] } | undefined;
}

export interface StationItem {
  readonly range: Range;
  /** Its first paragraph; undefined for an empty item. */
  readonly passage: Passage | undefined;
}

/** Reads a station from a text in either form. Never throws: a broken text gives a station with less in it. */
export function readStation(text: string, reader: MarkdownReader, language: Language = DEFAULT_LANGUAGE): Station {
  return stationOf(text, language, undefined, () => readTree(text, reader, language));
}

/** A station of which nothing is known but its text, and why. */
export function unreadStation(text: string, why: string, language: Language = DEFAULT_LANGUAGE): Station {
  return stationOf(text, language, why, () => unread(text, why));
}

/** Whether a passage is running prose: no title, heading or table cell, and no page furniture. */
export function isProse(passage: Passage): boolean {
  return (
    (passage.kind === "paragraph" || passage.kind === "item" || passage.kind === "footnote") &&
    passage.role !== "footer"
  );
}

/** A station whose text is read when something of it is asked for: of a large library most are never looked at. */
function stationOf(text: string, language: Language, why: string | undefined, read: () => Tree): Station {
  useLanguage(language.base ?? language);
  const whole = once(() => {
    const tree = read();
    return { tree, ...collect(tree, language) };
  });
  const withRole = (role: PassageRole) => once(() => whole().passages.filter((passage) => passage.role === role));
  const titles = once(() => whole().passages.filter(({ kind }) => kind === "title"));
  const [hook, takeaways, bridges, footer] = [
    withRole("hook"),
    withRole("takeaway"),
    withRole("bridge"),
    withRole("footer"),
  ];
  const callouts = once(() => whole().passages.filter((each): each is CalloutPassage => isCalloutRole(each.role)));
  const references = once(() => {
    const { tree, passages } = whole();
    // Of two definitions of one label the first counts.
    const definitions = new Map([...tree.definitions].reverse().map(({ identifier, url }) => [identifier, url]));
    const references = passages.flatMap((passage) => readReferences(passage, definitions));
    return withoutClassroom(references, passages);
  });
  const links = once(() => readLinks(whole().tree, whole().passages));
  const citations = once(() => whole().passages.flatMap(readCitations));
  const keyTerms = once(() => readKeyTerms(whole().passages));
  const suppressions = once(() => readSuppressions(whole().tree, whole().passages));
  return {
    text,
    unread: why,
    language,
    get tree() {
      return whole().tree;
    },
    get title() {
      return titles()[0];
    },
    get titles() {
      return titles();
    },
    get hook() {
      return hook();
    },
    get sections() {
      return whole().sections;
    },
    get tables() {
      return whole().tables;
    },
    get lists() {
      return whole().lists;
    },
    get callouts() {
      return callouts();
    },
    get takeaways() {
      return takeaways();
    },
    get bridges() {
      return bridges();
    },
    get summary() {
      return whole().summary;
    },
    get hasBridgeSection() {
      return whole().hasBridgeSection;
    },
    get footer() {
      return footer();
    },
    get passages() {
      return whole().passages;
    },
    get keyTerms() {
      return keyTerms();
    },
    get references() {
      return references();
    },
    get citations() {
      return citations();
    },
    get links() {
      return links();
    },
    get suppressions() {
      return suppressions();
    },
  };
}

interface Collected {
  readonly passages: readonly Passage[];
  readonly sections: readonly Section[];
  readonly tables: readonly StationTable[];
  readonly lists: readonly StationList[];
  readonly summary: readonly Passage[];
  readonly hasBridgeSection: boolean;
}

/** What a list or table may be introduced by. */
interface Above {
  readonly leadIn?: Passage;
  readonly heading?: Passage;
  /** Whether a box begins here, whose name says what it holds. */
  readonly boxed?: boolean;
  /** What was above the code or the pictures that stand right above. */
  readonly pastPictures?: Above;
}

/** What a paragraph leaves above the next block. */
function afterParagraph(passage: Passage, above: Above): Above {
  const { text } = passage.prose;
  // A caption stands between a sentence and what it introduces.
  if (above.leadIn && passage.language.structure.isCaption(text)) return above;
  return showsNoWords(passage) ? { leadIn: passage, pastPictures: above.pastPictures ?? above } : { leadIn: passage };
}

/** One walk over the tree, in which every paragraph gets its role. */
function collect(tree: Tree, language: Language): Collected {
  const titles = titlesAmong(tree);
  const { parts, summary, hasBridgeSection } = partsOf(tree.blocks, titles, language);
  const passages: Passage[] = [];
  const tables: StationTable[] = [];
  const lists: StationList[] = [];
  const sections: { heading: Passage; depth: number; start: number; blocks: Block[]; from: number }[] = [];

  let titled = false;
  const add = (passage: Passage): Passage => {
    passages.push(passage);
    return passage;
  };
  const visit = (
    blocks: readonly Block[],
    kind: "paragraph" | "item" | "footnote",
    top: boolean,
    before: Above = {},
  ): void => {
    let above = before;
    const found = new Map<Block, OpenList>();
    for (const block of blocks) {
      let next: Above = {};
      switch (block.type) {
        case "heading": {
          const title = titles.has(block);
          const passage = add(makePassage(title ? "title" : "heading", "body", block.range, block.prose, language));
          if (!title || titled) next = { heading: passage };
          titled ||= title;
          if (top && !title)
            sections.push({
              heading: passage,
              depth: block.depth,
              start: block.range.start,
              blocks: [],
              from: passages.length,
            });
          break;
        }
        case "paragraph":
          next = afterParagraph(add(readParagraph(block, kind, parts.get(block), language)), above);
          break;
        case "quote":
          visit(block.blocks, kind, false, block.box ? { boxed: true } : above);
          break;
        case "footnoteDefinition":
          visit(block.blocks, "footnote", false);
          break;
        case "table":
          tables.push(readTable(block, above.leadIn, language, add));
          break;
        case "list":
          found.set(block, readList(block, above.pastPictures ?? above, kind === "item"));
          break;
        case "code":
          next = { pastPictures: above.pastPictures ?? above };
          break;
        case "html":
          next = above;
          break;
        case "math":
        case "break":
          break;
      }
      if (top && block.type !== "heading") sections[sections.length - 1]?.blocks.push(block);
      above = next;
    }
    if (found.size > 1) joinBrokenLists(tree.text, blocks, found);
  };
  const readList = (list: List, { leadIn, heading, boxed = false }: Above, nested: boolean): OpenList => {
    const items: StationItem[] = [];
    const under = sections[sections.length - 1]?.heading;
    const read: OpenList = {
      list,
      range: list.range,
      items,
      leadIn,
      heading,
      under,
      boxed,
      nested,
      continued: undefined,
    };
    lists.push(read);
    for (const item of list.items) {
      const first = passages.length;
      visit(item.blocks, "item", false);
      const passage = item.blocks[0]?.type === "paragraph" ? passages[first] : undefined;
      items.push({ range: item.range, passage });
    }
    return read;
  };

  const { frontTitle } = tree;
  if (frontTitle && titles.size === 0) add(makePassage("title", "body", frontTitle.range, frontTitle, language));
  visit(tree.blocks, "paragraph", true);
  return {
    passages,
    tables,
    lists,
    hasBridgeSection,
    summary: summary
      ? passages.filter(({ range }) => summary.start <= range.start && range.end <= summary.end)
      : NO_PASSAGES,
    sections: sections.map(({ heading, depth, start, blocks, from }, index) => {
      const next = sections[index + 1];
      const range = { start, end: next?.start ?? tree.text.length };
      return { heading, depth, range, blocks, passages: passages.slice(from, next ? next.from - 1 : passages.length) };
    }),
  };
}

const NO_PASSAGES: readonly Passage[] = [];

function readTable(
  table: Table,
  leadIn: Passage | undefined,
  language: Language,
  add: (passage: Passage) => Passage,
): StationTable {
  for (const row of table.rows)
    for (const { range, prose } of row.cells) add(makePassage("cell", "body", range, prose, language));
  const [header, ...body] = table.rows.map(({ cells }) => cells);
  return { table, range: table.range, header: header ?? [], body, leadIn };
}

function readParagraph(
  { range, prose }: Paragraph,
  kind: Passage["kind"],
  part: Part | undefined,
  language: Language,
): Passage {
  const label = part ? part.label : calloutLabel(prose, "nested", language);
  return makePassage(kind, part?.role ?? label?.role ?? "body", range, prose, language, label);
}

/**
 * The headings that are titles: those of the first level, unless the front matter says the title, so that they are sections;
 * then only a heading that says it again. A first heading that is above all others is a title, whatever its level.
 */
function titlesAmong({ blocks, frontTitle }: Tree): ReadonlySet<Block> {
  const headings = blocks.filter((block) => block.type === "heading");
  const first = blocks.find(({ type }) => type !== "html");
  if (frontTitle) {
    const again = first?.type === "heading" && first.depth === 1 && says(frontTitle.text, first.prose.text);
    return new Set(again ? [first] : []);
  }
  const titles = headings.filter(({ depth }) => depth === 1);
  const [top, ...others] = headings;
  const isAbove = titles.length === 0 && top !== undefined && top === first;
  return new Set(isAbove && others.every(({ depth }) => depth > top!.depth) ? [top!] : titles);
}

/** Whether a title is what a heading says, maybe with the name of a course or a site after it, as in “Rain | Water”. */
function says(title: string, heading: string): boolean {
  const [whole, part] = [title, heading].map((text) => text.trim().toLowerCase().replace(/\s+/g, " "));
  return part !== "" && whole!.startsWith(part!) && /^(?:$| ?[-–—|:·(])/.test(whole!.slice(part!.length));
}
