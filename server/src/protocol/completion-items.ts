import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
} from "vscode-languageserver";
import type { Completion } from "../features/completion/place.ts";
import { asksForPictures, completions } from "../features/completion.ts";
import { folderOf } from "../files/names.ts";
import { inertLabel } from "../text/inert.ts";
import { LONGEST_TEXT, shortName } from "../text/shorten.ts";
import { withoutStops } from "../text/snippet.ts";
import { besideThose } from "./beside-markdown.ts";
import { type TextLines, toPositions } from "./documents.ts";
import { type Connected, inTime, snapshotOf } from "./entry.ts";
import { placeOf, type Snapshot } from "./snapshot.ts";

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

/** What can be typed at a place. Pictures are looked for on disk; all else is as it was when the list was asked for. */
export async function completionList(connected: Connected, params: CompletionParams): Promise<CompletionList> {
  const snapshot = snapshotOf(connected);
  const { file, lines, offset } = placeOf(snapshot, params);
  if (!asksForPictures(lines.text, offset)) return inTime(connected, [file], (now) => listOf(now, params, []));
  const near = await connected.session.host.pictures(folderOf(file));
  // No links to what lies elsewhere.
  return listOf(
    snapshot,
    params,
    near.filter((picture) => snapshot.lintOptions.lookUp(picture) === "found"),
  );
}

function listOf(snapshot: Snapshot, params: CompletionParams, pictures: readonly string[]): CompletionList {
  const { file, lines, offset } = placeOf(snapshot, params);
  const typed = params.context?.triggerCharacter;
  const { items, more } = completions(snapshot.workspace, file, lines.text, offset, { pictures, typed });
  const ours = besideThose(snapshot, file, items, params.context?.triggerKind);
  return { isIncomplete: more, items: ours.map((item, at) => toCompletionItem(snapshot, file, lines, item, at)) };
}

/** A completion for the client; `place` is its place in the order, the best first. */
function toCompletionItem(
  { client }: Snapshot,
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
