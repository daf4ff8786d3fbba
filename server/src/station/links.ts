import { type Mark, sourceRange } from "../syntax/prose.ts";
import type { Tree } from "../syntax/tree.ts";
import type { Range } from "../text/range.ts";
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
}

/** The links and images of a station in order; bare addresses are no links with a text of their own. */
export function readLinks(tree: Tree, passages: readonly Passage[]): readonly Link[] {
  const addresses = new Map([...tree.definitions].reverse().map(({ identifier, url }) => [identifier, url]));
  const links: Link[] = tree.definitions.map(({ range, url }) => {
    return { kind: "definition", range, url, urlRange: urlRangeIn(tree.text, range, "]:"), text: "", textRange: range };
  });
  for (const { prose } of passages) {
    prose.marks.forEach((mark, index) => {
      if ((mark.kind === "link" && !mark.bare) || mark.kind === "linkReference") {
        const image = imageWithin(prose.marks, index);
        const textRange = sourceRange(prose, mark.text.start, mark.text.end);
        const rest = { start: Math.max(mark.range.start, textRange.end, image?.range.end ?? 0), end: mark.range.end };
        const link = {
          range: mark.range,
          text:
            image && mark.text.start === mark.text.end ? "\uFFFC" : prose.text.slice(mark.text.start, mark.text.end),
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

/** The last image in a link; marks within a mark stand right behind it. */
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
  return text.replace(inBrackets ? /[%<>?#:&\\\0-\x1f]/g : /[()?#:&]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

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
  const match =
    at < 0 ? null : /^\s*(?:<([^<>\n]*)>|([^\s)]+(?:\([^\s()]*\)[^\s()]*)*))/.exec(source.slice(at + before.length));
  if (!match) return range;
  const url = match[1] ?? match[2]!;
  const start = range.start + at + before.length + match[0].indexOf(url);
  return { start, end: start + url.length };
}
