import { fromParse5 } from "hast-util-from-parse5";
import { toText } from "hast-util-to-text";
import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

/** Pages nest some 30 elements; what nests ten times as many is none, and makes whatever walks it run out of stack. */
const DEEPEST = 500;

/**
 * What a reader sees of a web page, as a browser would copy it (https://html.spec.whatwg.org/multipage/dom.html#the-innertext-idl-attribute):
 * blocks are lines, cells have tabs between them, scripts, styles and hidden elements are left out. So are menus, controls,
 * drawings, and what is there for browsers that can't show something.
 * @returns undefined for HTML that is nested more deeply than any page
 */
export function htmlText(html: string): string | undefined {
  const page = parse(html);
  if (!withoutUnread(page)) return undefined;
  const lines = toText(fromParse5(page)).split("\n");
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const UNREAD = new Set([
  ...["nav", "button", "select", "textarea", "svg", "template"],
  ...["audio", "canvas", "iframe", "object", "video", "annotation", "annotation-xml"],
]);

/** Blocks that hast-util-to-text (4.0) does not know, so that it would join their words to those around them. */
const BLOCKS = new Set(["details", "summary", "search"]);

/** Takes out of a page what is no text of it, and makes its blocks known. @returns false where the rest is nested too deeply */
function withoutUnread(page: Parent): boolean {
  let parents: Parent[] = [page];
  for (let depth = 0; parents.length > 0; depth++) {
    if (depth > DEEPEST) return false;
    const below: Parent[] = [];
    for (const parent of parents) {
      parent.childNodes = parent.childNodes.filter(isRead);
      for (const child of parent.childNodes) {
        if (!("childNodes" in child)) continue;
        if (BLOCKS.has(child.nodeName)) child.nodeName = child.tagName = "div";
        below.push(child);
      }
    }
    parents = below;
  }
  return true;
}

function isRead(node: Node): boolean {
  if (UNREAD.has(node.nodeName)) return false;
  const attributes = "attrs" in node ? node.attrs : [];
  return !attributes.some(
    ({ name, value }) =>
      (name === "role" && value === "navigation") ||
      (name === "style" && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)),
  );
}
