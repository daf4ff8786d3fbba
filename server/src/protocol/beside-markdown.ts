import { CompletionTriggerKind } from "vscode-languageserver";
import type { Completion } from "../features/completion/place.ts";
import { subjectAt } from "../features/subject.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Whether the client has a server for Markdown of its own that answers for a document, too. What both know, it shows twice: so
 * what Markdown knows is left to that server, which are headings, links and files.
 */
export function isBesideMarkdown({ client, documents }: Snapshot, file: string): boolean {
  return client.besideMarkdown && documents.get(file)?.languageId === "markdown";
}

/** Whether that server leads from a place to what it means: from a link to its heading or file, and from a heading to its links. */
export function isLeftToMarkdown(snapshot: Snapshot, file: string, offset: number): boolean {
  if (!isBesideMarkdown(snapshot, file)) return false;
  const kind = subjectAt(snapshot.workspace, file, offset)?.kind;
  return kind === "heading" || kind === "file";
}

/** The completions that it does not offer: it has all headings, and files where a person asks for them. */
export function besideThose(
  snapshot: Snapshot,
  file: string,
  items: readonly Completion[],
  trigger: CompletionTriggerKind | undefined,
): readonly Completion[] {
  if (!isBesideMarkdown(snapshot, file)) return items;
  const isAsked = trigger === CompletionTriggerKind.Invoked;
  return items.filter(({ kind }) => kind !== "heading" && !(kind === "file" && isAsked));
}

/** Whether headings of a file are found among the symbols of a workspace by us; that server looks at all that ends with `.md`. */
export function showsHeadings({ client }: Snapshot): (file: string) => boolean {
  return (file) => !client.besideMarkdown || !/\.md$/i.test(file);
}
