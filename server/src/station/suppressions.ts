import { opaqueBlocks } from "../syntax/opaque.ts";
import type { Tree } from "../syntax/tree.ts";
import type { Range } from "../text/range.ts";
import type { Passage } from "./passage.ts";

/** A comment that silences rules: `<!-- stationmaster-disable-next rule-id: reason -->`. */
export interface Suppression {
  readonly kind: "disable-next" | "disable" | "enable";
  /** The whole comment. */
  readonly range: Range;
  /** The rules it names, each with its place; none means every rule. */
  readonly rules: readonly { readonly id: string; readonly range: Range }[];
  readonly reason: string;
}

const COMMENT = /<!--[ \t]*stationmaster-(disable-next|disable|enable)\b/g;

/** The suppressions of a station in order, from comments on lines of their own and within paragraphs. */
export function readSuppressions(tree: Tree, passages: readonly Passage[]): readonly Suppression[] {
  if (!tree.text.includes("stationmaster-")) return [];
  const found: Suppression[] = [];
  const read = (range: Range) => {
    const source = tree.text.slice(range.start, range.end);
    for (const match of source.matchAll(COMMENT)) {
      const from = match.index + match[0].length;
      const to = source.indexOf("-->", from);
      if (to < 0) return;
      found.push(readComment(match, source.slice(from, to), range.start + match.index));
    }
  };
  for (const { type, range } of opaqueBlocks(tree.blocks)) if (type === "html") read(range);
  for (const { prose } of passages) for (const mark of prose.marks) if (mark.kind === "html") read(mark.range);
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** The comments that still disable rules where a text ends. */
export function openSuppressions(suppressions: readonly Suppression[]): readonly Suppression[] {
  return suppressions.filter(({ kind, rules }, at) => {
    const isEnd = (later: Suppression) =>
      later.kind === "enable" &&
      (later.rules.length === 0 || later.rules.some((each) => rules.some(({ id }) => id === each.id)));
    return kind === "disable" && !suppressions.slice(at + 1).some(isEnd);
  });
}

function readComment([opening, kind]: RegExpExecArray, body: string, start: number): Suppression {
  const colon = body.indexOf(":");
  const names = colon < 0 ? body : body.slice(0, colon);
  const offset = start + opening.length;
  const rules = [...names.matchAll(/[a-z][a-z0-9-]*/gi)].map(({ 0: id, index }) => ({
    id,
    range: { start: offset + index, end: offset + index + id.length },
  }));
  const reason = colon < 0 ? "" : body.slice(colon + 1).trim();
  const end = offset + body.length + "-->".length;
  return { kind: kind as Suppression["kind"], range: { start, end }, rules, reason };
}
