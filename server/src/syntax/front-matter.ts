import type { Range } from "../text/range.ts";
import { readYaml, type YamlProblem, type YamlValue } from "./yaml.ts";

/** The YAML between `---` lines at the top of a station in the Markdown form. */
export interface FrontMatter {
  /** With both marker lines. */
  readonly range: Range;
  readonly value: YamlValue | undefined;
  readonly problems: readonly YamlProblem[];
}

/** Front matter at the very start of a text (a byte order mark may come first), or undefined where there is none. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith("---", start)) return undefined;
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(start, start + 200));
  if (!opening) return undefined;
  const from = start + opening[0].length;
  const closing = /(?:^|\r\n|\n|\r)---[ \t]*(?=\r|\n|$)/g;
  const match = closing.exec(text.slice(from));
  // A rule at the top of a text without a second one is no front matter.
  if (!match) return undefined;
  const to = from + match.index;
  const { value, problems } = readYaml(text.slice(from, to), from);
  return { range: { start, end: from + match.index + match[0].length }, value, problems };
}
