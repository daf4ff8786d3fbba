import { CompletionTriggerKind } from "vscode-languageserver";
import type { Completion } from "../features/completion/place.ts";
import { subjectAt } from "../features/subject.ts";
import { stationOf } from "../path/workspace.ts";
import { touches } from "../text/range.ts";
import type { Connected } from "./entry.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Whether the client has a server for Markdown of its own that answers for a document, too. What both know, it shows twice: so
 * what Markdown knows is left to that server, which are headings, links and files.
 */
export function isBesideMarkdown({ client, documents }: Snapshot, file: string): boolean {
  return client.besideMarkdown && documents.get(file)?.languageId === "markdown";
}

/**
 * Whether that server leads from a place to what it means: from the address of a link to its heading or file, and from a heading
 * to its links. From the words of a link, VS Code's leads nowhere.
 */
export function isLeftToMarkdown(snapshot: Snapshot, file: string, offset: number): boolean {
  if (!isBesideMarkdown(snapshot, file)) return false;
  const subject = subjectAt(snapshot.workspace, file, offset);
  if (subject?.kind !== "heading" && subject?.kind !== "file") return false;
  const links = stationOf(snapshot.workspace, file)?.links ?? [];
  const isAddress = links.some(({ urlRange }) => touches(urlRange, offset));
  return isAddress || (subject.kind === "heading" && subject.file === file && touches(subject.heading.range, offset));
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

/**
 * The files whose links that server keeps once they are moved, where its user has set so. It looks at what moved after our edits
 * and takes each relative address for one from the old folder, so an address that we have made right would be made wrong again.
 */
export async function movedLinksLeft(
  { client, connection }: Connected,
  files: readonly { readonly newUri: string }[],
): Promise<(file: string) => boolean> {
  if (!client.besideMarkdown || !client.sendsConfiguration) return () => false;
  const asked = { scopeUri: files[0]!.newUri, section: "markdown.updateLinksOnFileMove" };
  const answer: { readonly enabled?: unknown } | null = await connection.workspace
    .getConfiguration(asked)
    .catch(() => null);
  const updates = answer?.enabled === "always" || answer?.enabled === "prompt";
  return (file) => updates && /\.(?:md|markdown)$/i.test(file);
}
