import type { Range } from "../text/range.ts";
import { outsideOfCode } from "./place-names.ts";
import type { Station } from "./station.ts";

/** A link that HTML has, which readers follow like any other: `<a href="rain.station.md#deep">`. */
export interface HtmlLink {
  readonly url: string;
  readonly urlRange: Range;
}

/** The links of a station that are written in HTML, outside of code. */
export function htmlLinks(station: Station): readonly HtmlLink[] {
  const { text } = station;
  if (!/href\s?=/i.test(text)) return [];
  const isOutside = outsideOfCode(station);
  return [...text.matchAll(HREF)]
    .map(({ 0: whole, 1: quoted, 2: single, index }) => {
      const url = (quoted ?? single)!;
      const end = index + whole.length - 1;
      return { url, urlRange: { start: end - url.length, end } };
    })
    .filter(({ urlRange }) => isOutside({ range: urlRange }));
}

const HREF = /<a\s[^<>]{0,200}?href\s?=\s?(?:"([^"<>]{1,500})"|'([^'<>]{1,500})')/gi;
