import type { Range } from "../text/range.ts";
import { replaceBetween } from "../text/replace-between.ts";

/** A picture in HTML, or of a directive of MyST. */
export interface HtmlImage {
  /** The tag, in the text that it was looked for in. */
  readonly range: Range;
  /** Its address; empty where it has none. */
  readonly src: string;
  /** Where the address is; the tag, where it has none. */
  readonly srcRange: Range;
  /** Undefined where nothing is said; empty for what only decorates. */
  readonly alt: string | undefined;
}

/** The pictures that a piece of HTML shows, in order; those in comments are not shown. */
export function htmlImages(html: string): readonly HtmlImage[] {
  const directive = DIRECTIVE.exec(html);
  if (directive) return [pictureOf(directive)];
  if (!/<img\b/i.test(html)) return [];
  const shown = replaceBetween(html, "<!--", "-->", (comment) => " ".repeat(comment.length));
  return [...shown.matchAll(IMAGE)].map((match): HtmlImage => {
    const range = { start: match.index, end: match.index + match[0].length };
    const src = attributeIn(match[0], SOURCE);
    const alt = attributeIn(match[0], ALTERNATIVE);
    const start = src ? range.start + src.at : range.start;
    return {
      range,
      src: src ? decoded(src.value) : "",
      srcRange: src ? { start, end: start + src.value.length } : range,
      alt: alt && decoded(alt.value),
    };
  });
}

/** The first line of ```` ```{figure} well.png ````; its options follow, such as `:alt: A well`. */
const DIRECTIVE = /^(?:`{3,}|~{3,}|:{3,})[ \t]*\{(?:figure|image)\}[ \t]*(\S+)[^\n\r]*/;

/** A directive without a description has a caption, or only decorates: nobody is asked for what MyST does not ask for. */
function pictureOf(directive: RegExpExecArray): HtmlImage {
  const { 0: line, 1: src, input } = directive as RegExpExecArray & readonly [string, string];
  const start = line.indexOf(src, line.indexOf("}"));
  return {
    range: { start: 0, end: line.trimEnd().length },
    src,
    srcRange: { start, end: start + src.length },
    alt: /[\n\r][ \t>]*:alt:[ \t]*([^\n\r]*)/.exec(input)?.[1]?.trim() ?? "",
  };
}

/** The few characters that an attribute can't hold as they are. */
function decoded(value: string): string {
  return value.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => CHARACTERS[name]!);
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" };

const IMAGE = /<img(?=[\s/>])(?:"[^"<]{0,5000}"|'[^'<]{0,5000}'|[^"'<>]){0,2000}>/gi;
const SOURCE = /[\s"'](src\s?=\s?)(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i;
const ALTERNATIVE = /[\s"'](alt(?:\s?=\s?)?)(?:"([^"]*)"|'([^']*)'|([^\s"'<>/=]+)|(?=[\s/>]))/i;

function attributeIn(tag: string, pattern: RegExp): { readonly value: string; readonly at: number } | undefined {
  const match = pattern.exec(tag);
  if (!match) return undefined;
  const value = match[2] ?? match[3] ?? match[4] ?? "";
  const quoted = match[4] === undefined ? 1 : 0;
  return { value, at: match.index + 1 + match[1]!.length + quoted };
}
