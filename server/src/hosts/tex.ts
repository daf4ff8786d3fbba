import type { Element, ElementContent, Properties } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { parseFragment } from "parse5";
import temml from "temml";
import { lineStart } from "../text/line-start.ts";

/**
 * Reads TeX with Temml. Undefined for what it can't read, and for what it would take long on or lead elsewhere: definitions of
 * macros, tables of many cells, labels and references.
 * @param display whether the formula is a block of its own
 */
export function readTex(tex: string, display: boolean): Element | undefined {
  const key = `${display ? "$" : ""}$${tex}`;
  if (!known.has(key)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, isRefused(tex) ? undefined : formulaOf(tex, display));
  }
  return known.get(key);
}

/** What was made of formulas: on a page that is being written, only what changed is read again. */
const known = new Map<string, Element | undefined>();

/** At most this many formulas are remembered. */
const MOST_KNOWN = 2_000;

/** A longer formula than this, in UTF-16 code units, is none: Temml takes half a second on some of them. */
const LONGEST = 4_000;

/** More cells are no table that people write; Temml gives each row as many of them as the longest one has. */
const MOST_CELLS = 1_000;

/** At most this much is made of one formula, in UTF-16 code units of markup: a hundred times as much as people write. */
const MOST_MARKUP = 400_000;

/** No browser draws deeper formulas legibly, and what walks them may run out of stack. */
const DEEPEST = 100;

/** What makes something else of what follows, and what names a place of a document or refers to one. */
const REFUSED: ReadonlySet<string> = new Set([
  ...["\\def", "\\edef", "\\gdef", "\\xdef", "\\let", "\\futurelet", "\\global", "\\long"],
  ...["\\newcommand", "\\renewcommand", "\\providecommand", "\\newenvironment", "\\renewenvironment"],
  ...["\\label", "\\ref", "\\eqref"],
]);

/** A percent sign, which hides the rest of its line. */
const HIDES_REST = /(?<!\\)(?:\\\\)*%/;

function isRefused(tex: string): boolean {
  return (
    tex.length > LONGEST ||
    /* defense: no-macros-in-tex */ (tex.match(/\\[a-zA-Z]+/g) ?? []).some((name) => REFUSED.has(name)) ||
    /* defense: most-cells-in-tex */ cellsOf(tex) > MOST_CELLS ||
    // What is hidden in other lines has more below it.
    HIDES_REST.test(tex.slice(lineStart(tex, tex.length)))
  );
}

/** How many cells the tables of a formula have at most. */
function cellsOf(tex: string): number {
  const rows = tex.split(/\\\\|\\cr(?![a-zA-Z])/);
  return rows.length * Math.max(...rows.map((row) => row.split("&").length));
}

function formulaOf(tex: string, display: boolean): Element | undefined {
  const markup = markupOf(tex, display);
  if (markup === undefined || markup.length > MOST_MARKUP || depthOf(markup) > DEEPEST) return undefined;
  const [math] = (fromParse5(parseFragment(markup)) as { readonly children: readonly ElementContent[] }).children;
  const drawn = math?.type === "element" ? withoutStyles(math) : undefined;
  if (drawn?.tagName !== "math" || textOf(drawn).trim() === "") return undefined;
  const annotation: Element = {
    type: "element",
    tagName: "annotation",
    properties: { encoding: "application/x-tex" },
    children: [{ type: "text", value: tex }],
  };
  const [only, ...others] = drawn.children;
  const whole: ElementContent = others.length || !only ? element("mrow", drawn.children) : only;
  return { ...drawn, children: [element("semantics", [whole, annotation])] };
}

function markupOf(tex: string, displayMode: boolean): string | undefined {
  try {
    return temml.renderToString(tex, {
      displayMode,
      throwOnError: true,
      trust: false,
      maxExpand: 1000,
      maxSize: [20, 5],
    });
  } catch {
    // What it says of a formula is for those who know its code.
    return undefined;
  }
}

/** How many elements are within each other. */
function depthOf(markup: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, ends] of markup.matchAll(/<(\/?)[a-z]/g)) {
    depth += ends ? -1 : 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: "element", tagName, properties: {}, children };
}

/** MathML whose styles are attributes and classes: no page of ours has styles in its elements. */
function withoutStyles(node: Element): Element {
  const { style = "", className = [], ...properties } = node.properties;
  const children = node.children.map((child) => (child.type === "element" ? withoutStyles(child) : child));
  const classes = [...(className as string[]), ...classesOf(String(style))].filter((each) => CLASSES.has(each));
  const color = /(?:^|;)color:\s*([^;]+)/.exec(String(style))?.[1];
  const given: Properties = {
    ...properties,
    ...(color && { mathcolor: color }),
    ...(classes.length > 0 && { className: classes }),
  };
  return { ...node, properties: given, children };
}

/** The classes of Temml that `render/style.ts` has looks for, and ours for what it says by styles. */
const CLASSES: ReadonlySet<string> = new Set(
  `bold boxed downstrike line-above line-after line-before line-below sout tml-cancel tml-left tml-right tml-tageqn
  tml-underline tml-xcancel upstrike`.split(/\s+/),
);

function classesOf(style: string): readonly string[] {
  const classes: string[] = [];
  if (/border:/.test(style)) classes.push("boxed");
  if (/font-weight:\s*bold/.test(style)) classes.push("bold");
  for (const [, side] of style.matchAll(/border-(top|right|bottom|left):/g)) classes.push(LINES[side!]!);
  return classes;
}

const LINES: Readonly<Record<string, string>> = {
  top: "line-above",
  right: "line-after",
  bottom: "line-below",
  left: "line-before",
};

function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}
