import { citationsOnPath } from "../path/citations-on-path.ts";
import { numbersOf } from "../path/learning-path.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import { CALLOUT_ROLES, CALLOUTS } from "../station/callouts.ts";
import type { Citation } from "../station/citations.ts";
import type { Passage } from "../station/passage.ts";
import type { Reference } from "../station/references.ts";
import type { Station } from "../station/station.ts";
import { firstFrom } from "../text/first-from.ts";
import { cover, intersects, type Range } from "../text/range.ts";
import { pathsAround } from "./subject.ts";

/**
 * Semantic colors: terms, references to stations and citations in their own color wherever they stand, titles and headings of
 * pasted text, and the hook, the definitions, the takeaway and the bridge as far as the color theme tells them apart.
 *
 * A reference to a planned station, to one that does not exist, and a citation of an unknown source look different.
 * What has no label or mark that says what it is gets its color once its writer goes on or pauses.
 */
export function semanticTokens(workspace: Workspace, file: string, range: Range, beingTyped?: Range): readonly Token[] {
  const station = stationOf(workspace, file);
  if (!station) return [];
  const words = withoutOverlaps(wordTokens(workspace, file, station).filter((token) => intersects(token.range, range)));
  const roles = roleTokens(station, beingTyped).filter((token) => intersects(token.range, range));
  const all = [...words, ...roles.flatMap((role) => around(role, words))];
  return all.flatMap((token) => onLines(station.text, token)).sort((a, b) => a.range.start - b.range.start);
}

export const TOKEN_TYPES = [
  "term",
  "stationReference",
  "citation",
  "label",
  "heading",
  "hook",
  ...CALLOUT_ROLES.map((role) => CALLOUTS[role].token.type),
] as const;

export const TOKEN_MODIFIERS = ["declaration", "planned", "missing"] as const;

/** A stretch of one line that is colored as one. */
export interface Token {
  readonly range: Range;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}

/** What names something: the label of a callout, a term, a reference, a citation. The earlier kinds win over the later. */
function wordTokens(workspace: Workspace, file: string, station: Station): readonly Token[] {
  const paths = pathsAround(workspace, file);
  const labels = station.callouts.flatMap(({ label }) => (label ? [label] : []));
  const references = station.references.map((reference): Token => {
    return { range: reference.range, type: "stationReference", modifiers: stateOf(workspace, file, reference) };
  });
  const isCitation = (each: Citation) => paths.some((path) => citationsOnPath(path, [each]).length > 0);
  const citations = station.citations.filter(isCitation).map(({ key, keyRange }): Token => {
    const known = paths.some(({ sources }) => sources.has(key));
    return { range: keyRange, type: "citation", modifiers: known ? [] : ["missing"] };
  });
  const terms = paths.flatMap((path) =>
    path.mentionsIn(station).map(({ range, defines }): Token => {
      return { range, type: "term", modifiers: defines ? ["declaration"] : [] };
    }),
  );
  return [
    ...labels.map((range): Token => ({ range, type: "label", modifiers: [] })),
    ...references,
    ...citations,
    ...terms,
  ];
}

/** Whether a reference leads to a station that is only planned, or to none on any path. */
function stateOf(workspace: Workspace, file: string, reference: Reference): Token["modifiers"] {
  const paths = pathsOf(workspace, file);
  const stops = paths.flatMap((path) =>
    numbersOf(path, path.stopOf(file)!, reference).flatMap((number) => path.stopsAt(number)),
  );
  if (paths.length === 0 || reference.link) return [];
  if (stops.length === 0) return ["missing"];
  return stops.every(({ file: written }) => written === undefined) ? ["planned"] : [];
}

function roleTokens(station: Station, beingTyped: Range | undefined): readonly Token[] {
  const isTyped = ({ range }: Passage) => beingTyped !== undefined && intersects(range, beingTyped);
  const sentences = (passages: readonly Passage[], type: Token["type"]) =>
    passages.flatMap((passage) => passage.sentences.map(({ range }): Token => ({ range, type, modifiers: [] })));
  const definitions = new Map(station.keyTerms.map(({ passage, definitionRange }) => [passage, definitionRange]));
  const callouts = station.callouts.flatMap((passage): readonly Token[] => {
    if (!passage.label && isTyped(passage)) return [];
    const { type } = CALLOUTS[passage.role].token;
    const definition = definitions.get(passage);
    return definition ? [{ range: definition, type, modifiers: [] }] : sentences([passage], type);
  });
  // In Markdown the marks of headings say what they are, and grammars color them.
  const headings = station.tree.form === "paste" ? station.passages.filter(isHeading) : [];
  const unmarked = headings.filter((passage) => !isTyped(passage));
  return [
    ...unmarked.map(({ range }): Token => ({ range, type: "heading", modifiers: [] })),
    ...sentences(station.hook, "hook"),
    ...callouts,
  ].filter(({ range }) => range.start < range.end);
}

function isHeading({ kind }: Passage): boolean {
  return kind === "title" || kind === "heading";
}

/** Tokens in the order of the text; of two that share a character the first given stays. */
function withoutOverlaps(tokens: readonly Token[]): readonly Token[] {
  const ordered = tokens
    .map((token, rank) => ({ token, rank }))
    .sort((a, b) => a.token.range.start - b.token.range.start || a.rank - b.rank);
  const kept: { token: Token; rank: number }[] = [];
  for (const each of ordered) {
    const last = kept[kept.length - 1];
    if (!last || last.token.range.end <= each.token.range.start) kept.push(each);
    else if (each.rank < last.rank) kept[kept.length - 1] = each;
  }
  return kept.map(({ token }) => token);
}

/** What a token leaves between finer ones within it, which stand in the order of the text and do not overlap. */
function around(token: Token, finer: readonly Token[]): readonly Token[] {
  const parts: Token[] = [];
  let at = token.range.start;
  for (let next = firstFrom(finer.length, (each) => finer[each]!.range.end > at); next < finer.length; next++) {
    const { range } = finer[next]!;
    if (range.start >= token.range.end) break;
    if (range.start > at) parts.push({ ...token, range: { start: at, end: range.start } });
    at = cover(range, { start: at, end: at }).end;
  }
  if (at < token.range.end) parts.push({ ...token, range: { start: at, end: token.range.end } });
  return parts;
}

/** A token cut at line ends, without the space at the ends of its lines. */
function onLines(text: string, token: Token): readonly Token[] {
  const { start, end } = token.range;
  const parts = [...text.slice(start, end).matchAll(/[^\s](?:[^\r\n]*[^\s])?/g)];
  return parts.map(({ 0: part, index }) => ({
    ...token,
    range: { start: start + index, end: start + index + part.length },
  }));
}
