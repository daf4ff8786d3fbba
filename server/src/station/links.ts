import { withoutStationEnding } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import { htmlImages } from "../syntax/html-images.ts";
import { opaqueBlocks } from "../syntax/opaque.ts";
import { type Mark, sourceRange } from "../syntax/prose.ts";
import type { Tree } from "../syntax/tree.ts";
import { matchEnd } from "../text/match-end.ts";
import { type Range, slice } from "../text/range.ts";
import { wellFormed } from "../text/well-formed.ts";
import type { Passage } from "./passage.ts";

/** A link or an image, a link by reference, or the definition that such a link leads to. */
export interface Link {
  readonly kind: "link" | "image" | "reference" | "definition";
  readonly range: Range;
  /** The address as it is written, where it stands on its own; else the whole link. */
  readonly urlRange: Range;
  readonly url: string;
  /** What the reader sees: a link's text, an image's alternative text. */
  readonly text: string;
  readonly textRange: Range;
  /** Whether it is a picture in HTML, and says what it shows, or that it only decorates. */
  readonly html?: "described" | "bare";
}

/** The links and images of a station in order; bare addresses are no links with a text of their own. */
export function readLinks(tree: Tree, passages: readonly Passage[]): readonly Link[] {
  const addresses = new Map([...tree.definitions].reverse().map(({ identifier, url }) => [identifier, url]));
  const links: Link[] = tree.definitions.map(({ range, url }) => {
    return { kind: "definition", range, url, urlRange: urlRangeIn(tree.text, range, "]:"), text: "", textRange: range };
  });
  const inHtml = (range: Range) => {
    for (const { range: tag, src, srcRange, alt } of htmlImages(slice(tree.text, range))) {
      const image = shifted(tag, range.start);
      links.push({
        kind: "image",
        range: image,
        url: src,
        urlRange: shifted(srcRange, range.start),
        text: alt ?? "",
        textRange: image,
        html: alt === undefined ? "bare" : "described",
      });
    }
  };
  for (const { type, range } of opaqueBlocks(tree.blocks)) if (type === "html") inHtml(range);
  for (const { prose } of passages) {
    prose.marks.forEach((mark, index) => {
      if (mark.kind === "html") inHtml(mark.range);
      if ((mark.kind === "link" && !mark.bare) || mark.kind === "linkReference") {
        const image = imageWithin(prose.marks, index);
        // No text of its own is nowhere: what stands in its place is the image.
        const isEmpty = mark.text.start === mark.text.end;
        const textRange = isEmpty ? (image?.range ?? mark.range) : sourceRange(prose, mark.text.start, mark.text.end);
        const before = isEmpty ? mark.range.start : textRange.end;
        const rest = { start: Math.max(mark.range.start, before, image?.range.end ?? 0), end: mark.range.end };
        const link = {
          range: mark.range,
          text: image && isEmpty ? "\uFFFC" : prose.text.slice(mark.text.start, mark.text.end),
          textRange,
        };
        if (mark.kind === "link")
          links.push({ ...link, kind: "link", url: mark.url, urlRange: urlRangeIn(tree.text, rest, "](") });
        else {
          const url = addresses.get(mark.identifier) ?? "";
          links.push({ ...link, kind: "reference", url, urlRange: mark.range });
        }
      } else if (mark.kind === "image") {
        links.push({
          kind: "image",
          range: mark.range,
          url: mark.url,
          urlRange: urlRangeIn(tree.text, mark.range, "]("),
          text: mark.alt,
          textRange: mark.range,
        });
      }
    });
  }
  return links.sort((a, b) => a.range.start - b.range.start);
}

/** The last image in a link; marks within a mark stand right after it. */
function imageWithin(marks: readonly Mark[], at: number): Mark | undefined {
  const { end } = marks[at]!.range;
  let image: Mark | undefined;
  for (let index = at + 1; index < marks.length && marks[index]!.range.start < end; index++) {
    if (marks[index]!.kind === "image") image = marks[index];
  }
  return image;
}

/** Whether an address leads to a file of the workspace or a heading, and not to the web. */
export function isLocal(url: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) && url !== "";
}

/** The file and the heading that a local address names, with its escapes undone; a malformed escape stays as it is. */
export function splitTarget(url: string): { readonly file: string; readonly heading: string | undefined } {
  const hash = url.indexOf("#");
  const file = (hash < 0 ? url : url.slice(0, hash)).replace(/\?.*$/s, "");
  return { file: decode(file), heading: hash < 0 ? undefined : decode(url.slice(hash + 1)) };
}

/** A file's relative name as an address: spaces and brackets would end the link. */
export function addressOf(name: string, inBrackets = false): string {
  const text = inBrackets ? name : encodeURI(wellFormed(name));
  // Behind a colon an address would no longer be a file's, and an ampersand may begin a character reference.
  return text.replace(
    inBrackets ? /* defense: escape-names-in-brackets */ /[%<>?#:&\\\0-\x1f]/g : /[()?#:&]/g,
    (character) => {
      return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
    },
  );
}

/** Where the file stands in an address as it is written. The `#` in `&#95;` ends none. */
export function filePart(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).search(/\?|(?<!&)#|$/) };
}

/** Where the heading stands in an address as it is written, which has one. */
export function headingPart(text: string, { start, end }: Range): Range {
  return { start: start + text.slice(start, end).search(/(?<!&)#/) + 1, end };
}

/**
 * The longest part of a file's or folder's name that stands in addresses and front matter as it is, without the ending of
 * stations.
 */
export function plainStem(file: string): string {
  const parts = withoutStationEnding(baseName(file)).match(/[A-Za-z0-9_-]+/g) ?? [""];
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
}

/** Whether a text may name a file with one of these stems; only a quick look, which errs on the side of yes. */
export function mayName(text: string, stems: readonly string[]): boolean {
  return stems.some((stem) => text.includes(stem)) || SPELLED_OTHERWISE.test(text);
}

/** Whatever can stand for a letter, a digit, `_` or `-`: an escape of Markdown, HTML, an address or YAML. */
const SPELLED_OTHERWISE = /\\[-_xuU\n\r]|&(?:#|lowbar;|UnderBar;|fjlig;)|%[2-7][\dA-Fa-f]/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function urlRangeIn(text: string, range: Range, before: string): Range {
  const source = text.slice(range.start, range.end);
  const at = source.indexOf(before);
  if (at < 0) return range;
  const from = matchEnd(/\s*/y, source, at + before.length)!;
  const end = source[from] === "<" ? matchEnd(IN_BRACKETS, source, from + 1) : bareEnd(source, from);
  const start = source[from] === "<" ? from + 1 : from;
  return end === undefined || end === start ? range : { start: range.start + start, end: range.start + end };
}

const IN_BRACKETS = /(?:\\.|[^<>\n\\])*(?=>)/y;

/** Where an address ends that stands in no angle brackets: before a space, or a bracket that it has not opened. */
function bareEnd(source: string, from: number): number {
  let open = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at]!;
    if (character === "\\" && /[()]/.test(source[at + 1] ?? "")) at++;
    else if (character <= " ") return at;
    else if (character === "(") open++;
    else if (character === ")" && --open < 0) return at;
  }
  return source.length;
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
