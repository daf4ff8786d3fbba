import type { Source } from "../../path/source.ts";
import { fullEntry } from "../../render/citation-styles.ts";
import { type Completion, last, type Place } from "./place.ts";

/** "[@smi|", "[see @smith; @|", "says @smi|" */
const TYPED = /(?<![\p{L}\p{N}_.@/])@\{?([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&\-+?<>~/]*)?$/u;

/** The sources of the path, where a citation is being written; found by key, author, title and year. */
export function sourceCompletions({ before, after, offset, paths }: Place): readonly Completion[] | undefined {
  const typed = TYPED.exec(before);
  if (!typed) return undefined;
  const key = typed[1] ?? "";
  const sources = new Map(paths.flatMap((path) => [...path.sources]));
  const open = before.lastIndexOf("[") > before.lastIndexOf("]") && !/^[^[]*\]/.test(after);
  return [...sources.values()].map((source) => ({
    kind: "source",
    label: source.key,
    detail: [source.author, source.year].filter(Boolean).join(" "),
    range: last(offset, key.length),
    newText: source.key + (open ? "]" : ""),
    filterText: [source.key, source.author, source.title, source.year].join(" "),
    commit: [";", "]"],
    about: `source ${source.key}`,
  }));
}

export function sourceDocumentation(source: Source): string {
  return fullEntry(source, "author-date")
    .map(({ text }) => text)
    .join("");
}
