import { nameOfPage, pageOf } from "../files/link-places.ts";
import { pairOf, textsOf } from "../syntax/yaml.ts";
import type { Station } from "./station.ts";

/**
 * What addresses of a built site may call the page of a station, in lower case: the name of its file, and what its front matter
 * says in the words of Jekyll (`permalink`, `redirect_from`), Hugo (`slug`, `url`, `aliases`) and Docusaurus (`slug`).
 */
export function pageNames(file: string, station: Station): ReadonlySet<string> {
  const front = station.tree.frontMatter?.value;
  const said = front
    ? KEYS.flatMap((key) => textsOf(pairOf(front, key)?.value)).map(({ text }) => nameOfPage(text))
    : [];
  return new Set([pageOf(file), ...said.filter((name) => name !== "")]);
}

const KEYS = ["permalink", "slug", "url", "redirect_from", "aliases"];
