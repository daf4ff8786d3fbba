import type { ElementContent, Root } from "hast";
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
import { toSafeHtml } from "../../server/src/render/html.ts";

/** What the sanitiser leaves of HTML as a browser reads it. */
export function sanitised(html: string): string {
  return toSafeHtml(treeOf(html));
}

/** HTML as a browser reads it, as a tree. */
export function treeOf(html: string): ElementContent[] {
  return childrenOf(parseFragment(html));
}

function childrenOf({ childNodes }: DefaultTreeAdapterMap["parentNode"]): ElementContent[] {
  return childNodes.flatMap((node): ElementContent[] => {
    if ("value" in node) return [{ type: "text", value: node.value }];
    if ("data" in node) return [{ type: "comment", value: node.data }];
    if (!("tagName" in node)) return [];
    const properties = Object.fromEntries(node.attrs.map(({ name, value }) => [propertyOf(name), value]));
    const children = childrenOf(node);
    if (!("content" in node)) return [{ type: "element", tagName: node.tagName, properties, children }];
    const content: Root = { type: "root", children: childrenOf((node as DefaultTreeAdapterMap["template"]).content) };
    return [{ type: "element", tagName: node.tagName, properties, children, content }];
  });
}

/** The name that HTML trees give an attribute. */
function propertyOf(attribute: string): string {
  if (attribute === "class") return "className";
  return attribute.replace(/^(data|aria)-(.)/, (_, kind: string, first: string) => kind + first.toUpperCase());
}
