import type { Element, ElementContent, Text } from "hast";
import { h } from "hastscript";
import { namesIn } from "../station/anchors.ts";
import { type Passage, sentenceAt } from "../station/passage.ts";
import { htmlImages } from "../syntax/html-images.ts";
import type { Mark } from "../syntax/prose.ts";
import { drawFormula, type TexReader } from "./math.ts";

/** A stretch of a passage's text that stands in an element of its own; offsets are of `passage.prose.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** The element for what the stretch holds. */
  wrap(children: ElementContent[]): ElementContent[];
}

/** What a host of the page decides: where links lead, what is drawn for pictures and footnote marks. */
export interface InlineParts {
  /** The spans of a passage that are no markup: references, terms, citations. */
  spans(passage: Passage): readonly Span[];
  link(url: string, children: ElementContent[]): ElementContent[];
  image(url: string, alt: string): ElementContent[];
  footnote(identifier: string): ElementContent[];
  /** The id of a place that its writer has named. */
  anchorId(name: string): string;
  /** The address of a link by reference. */
  address(identifier: string): string | undefined;
  /** Draws formulas; without it they are shown as they are written. */
  readonly readTex?: TexReader | undefined;
}

/**
 * A passage's text, each sentence in an element of its own that knows its number.
 * @param first the number of the first sentence
 * @param from where to begin in the passage's text
 */
export function renderSentences(passage: Passage, parts: InlineParts, first = 0, from = 0): ElementContent[] {
  const { prose, sentences } = passage;
  const spans = [...parts.spans(passage), ...prose.marks.flatMap((mark) => spanOf(mark, parts))].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const nodes: ElementContent[] = [];
  let waiting = 0;
  let open: readonly Span[] = [];
  /** The spans that reach into a stretch; stretches come in the order of the text. */
  const reaching = (start: number, end: number): readonly Span[] => {
    const more: Span[] = [];
    while (waiting < spans.length && spans[waiting]!.start <= end) more.push(spans[waiting++]!);
    open = [...open, ...more].filter((span) => span.end >= start);
    return open;
  };
  // Pictures and footnote marks take no room in the text; they belong to the sentence that they touch, if there is one.
  const drawn = new Set<Span>();
  const draw = (start: number, end: number, takes: (at: number) => boolean): ElementContent[] => {
    const here = reaching(start, end).filter(
      (span) =>
        span.start < span.end || (span.start >= start && span.start <= end && !drawn.has(span) && takes(span.start)),
    );
    for (const span of here) if (span.start === span.end) drawn.add(span);
    return nest(prose.text, start, end, here, true);
  };
  const isFree = (at: number) => !sentenceAt(passage, at) && sentenceAt(passage, at - 1)?.end !== at;
  let at = from;
  sentences.forEach(({ start, end }, index) => {
    const begin = Math.max(start, from);
    nodes.push(...draw(at, begin, isFree));
    at = Math.max(begin, end);
    nodes.push(
      h(
        "span",
        { className: "s", dataS: String(first + index) },
        draw(begin, at, () => true),
      ),
    );
  });
  nodes.push(...draw(at, prose.text.length, () => true));
  return nodes;
}

/** A passage's text without elements for its sentences, for places that are no prose. */
export function renderPlain(passage: Passage, parts: InlineParts): ElementContent[] {
  const { prose } = passage;
  const spans = prose.marks.flatMap((mark) => spanOf(mark, parts));
  return nest(prose.text, 0, prose.text.length, spans, true);
}

function spanOf(mark: Mark, parts: InlineParts): Span[] {
  const { text } = mark;
  const span = (wrap: Span["wrap"]): Span[] => [{ start: text.start, end: text.end, wrap }];
  switch (mark.kind) {
    case "emphasis":
      return span((children) => [h("em", children)]);
    case "strong":
      return span((children) => [h("strong", children)]);
    case "delete":
      return span((children) => [h("del", children)]);
    case "code":
      return span((children) => [h("code", children)]);
    case "link":
      return span((children) => parts.link(mark.url, children));
    case "linkReference": {
      const url = parts.address(mark.identifier);
      return url === undefined ? [] : span((children) => parts.link(url, children));
    }
    case "image":
      return span(() => parts.image(mark.url, mark.alt));
    case "footnote":
      return span(() => parts.footnote(mark.identifier));
    case "math":
      return span((children) => [drawFormula(textOf(children), mark.display, parts.readTex)]);
    case "attributes":
      return span(() => anchors(mark.value, parts));
    case "template":
      return span((children) => [h("span", { className: "raw" }, children)]);
    case "html":
      if (/^<(?:a\s[^<>]*|\/a)>$/i.test(mark.value) && !/\shref\b/i.test(mark.value))
        return span(() => anchors(mark.value, parts));
      if (/^<img\b/i.test(mark.value)) return span(() => images(mark.value, parts));
      return /^<!--/.test(mark.value) || /^<br\b/i.test(mark.value)
        ? []
        : span(() => [h("span", { className: "raw" }, mark.value)]);
  }
}

/** An element for each place that a source names, for links to lead to. */
export function anchors(source: string, { anchorId }: Pick<InlineParts, "anchorId">): Element[] {
  return namesIn(source).map(({ name }) => h("span", { id: anchorId(name) }));
}

/** The pictures in a piece of HTML. */
export function images(source: string, parts: Pick<InlineParts, "image">): ElementContent[] {
  return htmlImages(source).flatMap(({ src, alt }) => parts.image(src, alt ?? ""));
}

function textOf(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => (node.type === "text" ? node.value : "children" in node ? textOf(node.children) : ""))
    .join("");
}

/** The nodes for a stretch of text. A span that only partly overlaps one before it ends where that ends. */
function nest(text: string, from: number, to: number, spans: readonly Span[], withEnd: boolean): ElementContent[] {
  const nodes: ElementContent[] = [];
  const here = spans.flatMap((span) => clipped(span, from, to, withEnd));
  let at = from;
  for (let index = 0; index < here.length; ) {
    const span = here[index]!;
    index++;
    if (span.start < at) continue;
    const inner: Span[] = [];
    while (index < here.length && here[index]!.start < span.end) inner.push(here[index++]!);
    pushText(nodes, text.slice(at, span.start));
    nodes.push(...span.wrap(span.start === span.end ? [] : nest(text, span.start, span.end, inner, false)));
    at = span.end;
  }
  pushText(nodes, text.slice(at, to));
  return nodes;
}

/** The part of a span that lies in a stretch; one without text lies at one place only. */
function clipped(span: Span, from: number, to: number, withEnd: boolean): Span[] {
  if (span.start === span.end) {
    return span.start >= from && (span.start < to || (withEnd && span.start === to)) ? [span] : [];
  }
  const [start, end] = [Math.max(span.start, from), Math.min(span.end, to)];
  return start < end ? [{ start, end, wrap: (children) => span.wrap(children) }] : [];
}

function pushText(nodes: ElementContent[], value: string): void {
  if (value) nodes.push({ type: "text", value } satisfies Text);
}
