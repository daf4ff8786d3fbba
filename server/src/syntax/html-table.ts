import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** More columns than any writer means: a cell that claims to span more counts as one. */
const MOST_COLUMNS = 100;

/** Longer texts are no table that someone copied. */
const LONGEST_HTML = 2_000_000;

/** A table of a web page as text; pictures are their alternative texts. */
export interface HtmlTable {
  /** Empty where it has none. */
  readonly caption: string;
  readonly rows: readonly (readonly string[])[];
}

/**
 * The one table that a piece of HTML consists of; undefined where there is other text, another table or none, so that nothing is
 * lost. A cell that spans others leaves them empty.
 */
export function readHtmlTable(html: string): HtmlTable | undefined {
  if (html.length > LONGEST_HTML || !/<table\b/i.test(html)) return undefined;
  const tables: Element[] = [];
  let otherText = false;
  walk(parseFragment(html).childNodes, (node) => {
    if (isText(node)) otherText ||= node.value.trim() !== "";
    otherText ||= alternativeOf(node).trim() !== "";
    if (node.nodeName === "table") tables.push(node as Element);
    return node.nodeName !== "table" && !NOT_SHOWN.has(node.nodeName);
  });
  const [table, ...others] = tables;
  const rows = table && others.length === 0 && !otherText ? rowsOf(table) : undefined;
  return table && rows && { caption: captionOf(table), rows };
}

function captionOf(table: Element): string {
  const captions = table.childNodes.filter((node) => node.nodeName === "caption") as Element[];
  return captions.map(textOf).filter(Boolean).join(" ");
}

const NOT_SHOWN = new Set(["style", "script", "template", "title", "#comment", "meta", "link"]);

function rowsOf(table: Element): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [];
  /** For each column, in how many more rows a cell from above takes its place. */
  const taken: number[] = [];
  let nested = false;
  walk(table.childNodes, (node) => {
    if (node.nodeName === "table") nested = true;
    if (node.nodeName !== "tr") return node.nodeName !== "table";
    const row: string[] = [];
    const skipTaken = () => {
      while ((taken[row.length] ?? 0) > 0) {
        taken[row.length]!--;
        row.push("");
      }
    };
    for (const cell of (node as Element).childNodes) {
      if (cell.nodeName !== "td" && cell.nodeName !== "th") continue;
      skipTaken();
      const columns = spanOf(cell as Element, "colspan");
      const more = spanOf(cell as Element, "rowspan") - 1;
      for (let column = 0; column < columns; column++) {
        taken[row.length] = more;
        row.push(column === 0 ? textOf(cell as Element) : "");
      }
      walk((cell as Element).childNodes, ({ nodeName }) => {
        nested ||= nodeName === "table";
        return true;
      });
    }
    skipTaken();
    if (row.length) rows.push(row);
    return false;
  });
  return nested ? undefined : rows;
}

function spanOf({ attrs }: Element, name: string): number {
  const value = Number(attrs.find((attribute) => attribute.name === name)?.value ?? 1);
  return Number.isInteger(value) && value >= 1 && value <= MOST_COLUMNS ? value : 1;
}

function textOf(cell: Element): string {
  let text = "";
  walk(cell.childNodes, (node) => {
    const alternative = alternativeOf(node);
    if (isText(node)) text += node.value;
    else if (alternative) text += ` ${alternative} `;
    else if (BREAKS.has(node.nodeName)) text += " ";
    return !NOT_SHOWN.has(node.nodeName);
  });
  return text.replace(/\s+/g, " ").trim();
}

/** What a picture says to those who don't see it. */
function alternativeOf(node: Node): string {
  if (node.nodeName !== "img" && node.nodeName !== "area") return "";
  return (node as Element).attrs.find(({ name }) => name === "alt")?.value ?? "";
}

const BREAKS = new Set(["br", "p", "div", "li", "ul", "ol", "tr", "td", "h1", "h2", "h3", "h4"]);

function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === "#text";
}

/** Visits nodes in order, those within one only if the visit says so. Nesting costs no stack: HTML may be of any depth. */
function walk(nodes: readonly Node[], visit: (node: Node) => boolean): void {
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!visit(node) || !("childNodes" in node)) continue;
    for (let at = node.childNodes.length - 1; at >= 0; at--) waiting.push(node.childNodes[at]!);
  }
}
