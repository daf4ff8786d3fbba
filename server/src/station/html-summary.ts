import { opaqueBlocks } from "../syntax/opaque.ts";
import { slice } from "../text/range.ts";
import type { Station } from "./station.ts";

/** Whether a block of HTML says by its class that it is what to remember: `<div class="summary">`, `<p class="key-takeaway">`. */
export function hasSummaryInHtml({ text, tree, language }: Pick<Station, "text" | "tree" | "language">): boolean {
  if (!text.includes("class")) return false;
  const html = opaqueBlocks(tree.blocks).filter(({ type }) => type === "html");
  return html.some(({ range }) => classesIn(slice(text, range)).some((name) => isOfSummary(name)));

  function isOfSummary(name: string): boolean {
    const words = name.toLowerCase().replace(/[-_]+/g, " ");
    return language.structure.partNamed(words) === "summary" || language.labels.takeaway.includes(words);
  }
}

function classesIn(html: string): readonly string[] {
  return [...html.matchAll(/\bclass\s{0,5}=\s{0,5}["']([^"'<>]{1,200})["']/gi)].flatMap(([, names]) =>
    names!.split(/\s+/),
  );
}
