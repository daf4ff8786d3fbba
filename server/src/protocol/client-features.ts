import type { InitializeParams, ResourceOperationKind } from "vscode-languageserver";
import type { PositionEncoding } from "../text/lines.ts";
import type { ClientOptions } from "./messages.ts";

/** What the client can do, as far as answers depend on it. */
export interface ClientFeatures {
  /** Whether it asks for diagnostics itself. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly documentChanges: boolean;
  /** Whether completions may have stops to go through with the tab key. */
  readonly snippets: boolean;
  /** Whether its edits may have such stops, too. */
  readonly snippetEdits: boolean;
  /** Whether it shows a word on a completion beside its label. */
  readonly completionDetails: boolean;
  /** Whether it can rename, make and delete files as a part of a change. */
  readonly changesFiles: boolean;
  /** Whether it can ask a person before it makes a change. */
  readonly confirmsChanges: boolean;
  /** Whether it shows which words lead to a definition. */
  readonly definitionLinks: boolean;
  /** Whether it shows a hover as Markdown, not only as plain text. */
  readonly hoverMarkdown: boolean;
  /** Whether its `stationmaster.showReferences` command can show all that speaks of a place. */
  readonly showsReferences: boolean;
  /** The requests by which it is told that what it shows over texts is out of date. */
  readonly refreshes: readonly string[];
  /** Whether it shows an outline as a tree. */
  readonly nestedSymbols: boolean;
  /** Whether its `stationmaster.ask` command can ask the user for a line of text. */
  readonly asks: boolean;
  /** Whether it can be told for which files there is formatting. */
  readonly choosesFormatters: boolean;
  /** Whether it can be told for which files there are call hierarchies, by patterns in a folder. */
  readonly choosesHierarchies: boolean;
  /** Whether it answers what its settings are. */
  readonly sendsConfiguration: boolean;
  /** Whether it can be asked to tell when its settings change. */
  readonly tellsConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  /** Whether it opens its list of completions when it is told that there are some. */
  readonly opensSuggestions: boolean;
  /** Whether it has a server for Markdown of its own, which answers for stations that are Markdown, too. */
  readonly besideMarkdown: boolean;
  /** Where the pages of the rules are, if the client has brought them along. */
  readonly rulePages: string | undefined;
}

/** What a client says of itself at the start. */
export function readClient(params: InitializeParams): ClientFeatures {
  const { textDocument, workspace } = params.capabilities;
  const options: { readonly [Name in keyof ClientOptions]?: unknown } = params.initializationOptions ?? {};
  // What renames files can be told nowhere else: Neovim names the operations only.
  const documentChanges = Boolean(
    workspace?.workspaceEdit?.documentChanges || workspace?.workspaceEdit?.resourceOperations?.length,
  );
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    documentChanges,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true && documentChanges,
    completionDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    changesFiles: ["create", "rename", "delete"].every((kind) =>
      workspace?.workspaceEdit?.resourceOperations?.includes(kind as ResourceOperationKind),
    ),
    confirmsChanges: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    choosesFormatters:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
    choosesHierarchies: options.besideMarkdown === true && textDocument?.callHierarchy?.dynamicRegistration === true,
    sendsConfiguration: workspace?.configuration === true,
    tellsConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    showsReferences: options.showsReferences === true,
    refreshes: (["codeLens", "inlayHint", "semanticTokens"] as const)
      .filter((shown) => workspace?.[shown]?.refreshSupport === true)
      .map((shown) => `workspace/${shown}/refresh`),
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    asks: options.asks === true,
    opensSuggestions: options.opensSuggestions === true,
    besideMarkdown: options.besideMarkdown === true,
    rulePages: typeof options.rulePages === "string" ? options.rulePages : undefined,
  };
}

/** The first encoding known here that the client offers; UTF-16, which every client must know, where it offers none. */
export function chooseEncoding(params: InitializeParams): PositionEncoding {
  const offered = params.capabilities.general?.positionEncodings ?? [];
  const known: readonly PositionEncoding[] = ["utf-16", "utf-8", "utf-32"];
  return known.find((encoding) => Array.isArray(offered) && offered.includes(encoding)) ?? "utf-16";
}
