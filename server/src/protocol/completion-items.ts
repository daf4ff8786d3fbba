import { type CompletionItem, CompletionItemKind, InsertTextFormat } from "vscode-languageserver";
import type { Completion } from "../features/completion/place.ts";
import { inertLabel } from "../text/inert.ts";
import { LONGEST_TEXT, shortName } from "../text/shorten.ts";
import { type TextLines, toPositions } from "./documents.ts";
import type { Connected } from "./entry.ts";

const KIND = {
  station: CompletionItemKind.Reference,
  term: CompletionItemKind.Class,
  source: CompletionItemKind.Constant,
  heading: CompletionItemKind.Module,
  file: CompletionItemKind.File,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  rule: CompletionItemKind.Constant,
  skeleton: CompletionItemKind.Snippet,
} as const;

/** What is needed to look up the documentation of a completion. */
export interface CompletionData {
  readonly file: string;
  readonly about: string | undefined;
}

/** A completion for the client; `place` is its place in the order, the best first. */
export function toCompletionItem(
  { client }: Connected,
  file: string,
  lines: TextLines,
  { kind, label: name, detail, range, newText, snippet, filterText, commit, about }: Completion,
  place: number,
): CompletionItem {
  const data: CompletionData = { file, about };
  const told = detail && shortName(detail);
  const label = inertLabel(name);
  return {
    label,
    kind: KIND[kind],
    ...(told && (client.completionDetails ? { labelDetails: { description: told } } : { detail: told })),
    sortText: String(place).padStart(5, "0"),
    ...((filterText !== undefined || label !== name) && {
      filterText: (filterText ?? name).slice(0, LONGEST_TEXT),
    }),
    textEdit: {
      range: toPositions(lines, range),
      newText: snippet && !client.snippets ? withoutStops(newText) : newText,
    },
    ...(snippet && client.snippets && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(commit && { commitCharacters: [...commit] }),
    data,
  };
}

/** A snippet for clients that know none: each stop is the text it would begin with. */
function withoutStops(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^{}]*)\}/g, "$1").replace(/\$\d+/g, "");
}
