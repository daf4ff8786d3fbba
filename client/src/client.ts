import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { ClientOptions, CommandAnswer, FileRead, StationName } from "../../server/src/protocol/messages.ts";
import { activeFile } from "./active-file.ts";
import { ask, showAnswer } from "./answers.ts";
import { startAgain } from "./crashes.ts";
import { registerEmphasis } from "./emphasis-keys.ts";
import { exportPage } from "./export.ts";
import { finalRename } from "./final-rename.ts";
import { sayWhatIsLeft } from "./left-files.ts";
import { hideMarkdownButtons } from "./markdown-buttons.ts";
import { onlyOfStations } from "./markdown-gate.ts";
import { registerPaste } from "./paste.ts";
import { type StationNode, showPathView, stationName } from "./path-view.ts";
import type { PathNode } from "./paths-tree.ts";
import { plainly } from "./plain.ts";
import { registerPreviews } from "./preview.ts";
import { linkToRules, RULE_PAGES, registerRulePages } from "./rule-pages.ts";
import { openSamplePath } from "./sample-path.ts";
import { SERVED_FILES, STATION_FILES } from "./served-files.generated.ts";
import { onAsked, onTold, runOnServer } from "./server-messages.ts";
import { showStationProblems } from "./station-problems.ts";
import { LANGUAGE, MARKDOWN, Stations } from "./stations.ts";
import { showStatus } from "./status-item.ts";
import { TableKeys } from "./table-keys.ts";
import { openSuggestions } from "./type-ahead.ts";
import { showVerification } from "./verification-view.ts";
import { WriterCursor } from "./writer-cursor.ts";

/** How every kind of client is set up: which documents it serves and what it tells the server about itself. */
function clientOptions(stations: Stations, entered: (document: vscode.TextDocument) => void): LanguageClientOptions {
  return {
    documentSelector: [
      ...[LANGUAGE, MARKDOWN].map((language) => ({ language })),
      ...[STATION_FILES, ...SERVED_FILES].map((pattern) => ({ pattern })),
    ],
    errorHandler: startAgain(),
    diagnosticPullOptions: {
      onChange: true,
      onSave: true,
      onTabs: true,
      filter: (document) => stations.isForeign(document),
    },
    initializationOptions: {
      asks: true,
      showsReferences: true,
      besideMarkdown: vscode.extensions.getExtension("vscode.markdown-language-features") !== undefined,
      opensSuggestions: true,
      rulePages: RULE_PAGES,
    } satisfies ClientOptions,
    middleware: onlyOfStations(stations, {
      provideHover: async (document, position, token, next) => linkToRules(await next(document, position, token)),
      // VS Code shows links and commands that a refusal quotes.
      prepareRename: (document, position, token, next) => plainly(next(document, position, token)),
      provideRenameEdits: (document, position, name, token, next) =>
        finalRename(document, token, plainly(next(document, position, name, token))),
      provideOnTypeFormattingEdits: async (document, position, ch, options, token, next) => {
        const edits = await next(document, position, ch, options, token);
        if (ch === "\n" && edits?.length) entered(document);
        return edits;
      },
      workspace: { handleApplyEdit: sayWhatIsLeft },
      executeCommand: (command, given, next) =>
        showAnswer(Promise.resolve(next(command, given)) as Promise<CommandAnswer | null>),
    }),
  };
}

/** Starts a client and adds what surrounds it: commands, the status item, the view of the path. */
export async function runClient(
  context: vscode.ExtensionContext,
  makeClient: (options: LanguageClientOptions) => BaseLanguageClient,
): Promise<void> {
  const stations = new Stations();
  const client = makeClient(clientOptions(stations, (document) => tableKeys.entered(document)));
  const tableKeys = new TableKeys(client, stations);
  context.subscriptions.push(client, tableKeys);
  stations.follow(context, client);
  onAsked(client, "stationmaster/listFiles", listFiles);
  onAsked(client, "stationmaster/readFile", ({ uri }) => readFile(uri));
  for (const [id, callback] of Object.entries(commandsOf(context, client))) {
    context.subscriptions.push(vscode.commands.registerCommand(id, callback));
  }
  showStatus(context, client, stations);
  hideMarkdownButtons(context, stations);
  registerEmphasis(context, client, stations);
  openSuggestions(client);
  const cursor = new WriterCursor();
  context.subscriptions.push(cursor);
  const views = [showPathView(context, client), showVerification(context, client, cursor, stations)];
  onTold(client, "stationmaster/pathsChanged", (changed) => {
    for (const update of views) void update(changed);
  });
  registerPreviews(context, client, cursor, stations);
  registerRulePages(context);
  context.subscriptions.push(registerPaste(client, stations));
  await client.start();
}

/** Shows all that speaks of a place, as a click on a lens asks for. */
async function showReferences(uri: string, { line, character }: vscode.Position): Promise<void> {
  const [at, position] = [vscode.Uri.parse(uri), new vscode.Position(line, character)];
  const places = await vscode.commands.executeCommand("vscode.executeReferenceProvider", at, position);
  await vscode.commands.executeCommand("editor.action.showReferences", at, position, places ?? []);
}

type Callback = (...given: never[]) => unknown;

/** The commands of the palette and the view. Those of the server are registered by the client under their own names. */
function commandsOf(context: vscode.ExtensionContext, client: BaseLanguageClient): Readonly<Record<string, Callback>> {
  const activeUri = (): string | undefined => activeFile()?.toString();
  /** What something new is to be near: the path that was clicked in the view, or the file that is open. */
  const near = (node?: PathNode): string | undefined => {
    const uri = activeFile();
    const isFile = uri && (uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri));
    return node?.path.file ?? (isFile ? uri.toString() : undefined);
  };
  /** The station that was clicked in the view, or the one that is open. */
  const named = (node?: StationNode): StationName => (node?.station ? stationName(node) : { uri: activeUri() });
  const insert = (after: boolean) => (node?: StationNode) =>
    ask({
      prompt: vscode.l10n.t("What is the new station called?"),
      placeholder: vscode.l10n.t("Resource Management"),
      command: "stationmaster.insertStation",
      arguments: [named(node)],
      more: [false, after],
    });
  return {
    "stationmaster.ask": ask,
    "stationmaster.showReferences": showReferences,
    "stationmaster.showProblems": showStationProblems,
    "stationmaster.convert": () => runOnServer("stationmaster.convertToMarkdown", activeUri()),
    "stationmaster.format": () => {
      const selection = vscode.window.activeTextEditor?.selection;
      const range = selection && client.code2ProtocolConverter.asRange(selection);
      return runOnServer("stationmaster.formatStation", activeUri(), ...(range ? [range] : []));
    },
    "stationmaster.fixAll": () =>
      vscode.commands.executeCommand("editor.action.codeAction", {
        kind: "source.fixAll.stationmaster",
        apply: "first",
      }),
    "stationmaster.newPath": (folder?: vscode.Uri) => inFolder("stationmaster.beginPath", folder),
    "stationmaster.makePath": (folder?: vscode.Uri) => inFolder("stationmaster.makePathOfFiles", folder),
    "stationmaster.new": (node?: PathNode) => runOnServer("stationmaster.newStation", near(node)),
    "stationmaster.pasteAsStation": async () =>
      runOnServer("stationmaster.newStationOfText", near(), await vscode.env.clipboard.readText()),
    "stationmaster.openSample": () => openSamplePath(context),
    "stationmaster.addSource": (node?: PathNode) => runOnServer("stationmaster.newSource", { near: near(node) }),
    "stationmaster.move": (node?: StationNode) => runOnServer("stationmaster.moveStation", named(node)),
    "stationmaster.insertBefore": insert(false),
    "stationmaster.insertAfter": insert(true),
    "stationmaster.merge": (node?: StationNode) => runOnServer("stationmaster.mergeStations", named(node)),
    "stationmaster.remove": (node?: StationNode) => runOnServer("stationmaster.removeStation", named(node)),
    "stationmaster.split": (node?: StationNode) => {
      const editor = vscode.window.activeTextEditor;
      if (node?.station || !editor) return runOnServer("stationmaster.splitStation", named(node));
      const { line, character } = editor.selection.active;
      return runOnServer("stationmaster.splitStation", named(), { line, character }, editor.document.version);
    },
    "stationmaster.checkWholePath": async () => {
      const isChecked = await runOnServer("stationmaster.checkPath", activeUri());
      if (isChecked) await vscode.commands.executeCommand("workbench.panel.markers.view.focus");
    },
    "stationmaster.export": (node?: StationNode) => exportPage(client, node),
    "stationmaster.restart": async () => {
      // One that does not answer is ended all the same.
      await client.stop().catch(() => {});
      await client.start();
    },
  };
}

/** Runs a command in a folder: the one that was clicked in the explorer, or that of the file that is open, or the first one. */
async function inFolder(
  command: "stationmaster.beginPath" | "stationmaster.makePathOfFiles",
  clicked: vscode.Uri | undefined,
): Promise<void> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = clicked ?? (active && vscode.workspace.getWorkspaceFolder(active)?.uri) ?? first?.uri;
  if (folder instanceof vscode.Uri) {
    await runOnServer(command, folder.toString());
    return;
  }
  const open = vscode.l10n.t("Open Folder...");
  const message = vscode.l10n.t("A learning path is a folder of lessons. Please open one first.");
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand("vscode.openFolder");
  }
}

/** The addresses of all files of the workspace, for a server that can't look for itself. */
async function listFiles(): Promise<string[]> {
  const found = await vscode.workspace.findFiles("**/*", "**/node_modules/**", 50_000);
  return found.map(String);
}

/** A file's text, or what went wrong; null where there is no file. */
async function readFile(uri: string): Promise<FileRead | null> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
    return bytes.includes(0) ? {} : { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return code === "FileNotFound" || code === "FileIsADirectory" ? null : { code };
  }
}
