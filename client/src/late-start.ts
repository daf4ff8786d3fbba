import * as vscode from "vscode";
import { LISTS_STATIONS, PATH_FILES, PATH_NAMES, STATION_FILES, STATION_NAME } from "./served-files.generated.ts";
import { LANGUAGE, MARKDOWN } from "./stations.ts";

const PATH_VIEW = "stationmaster.path";

/** At most this many files are read to see whether they list stations; a workspace with more is not worth the wait. */
const MOST_PATH_FILES = 20;

/**
 * Starts the extension once there is a reason to. It wakes with any Markdown file and any `path.yaml`, as one may be a station or
 * list some, and most are none of ours: a window with nothing but a README, or another program's `path.yaml`, runs no server.
 * @param start is called at most once
 */
export async function startWhenNeeded(context: vscode.ExtensionContext, start: () => Promise<void>): Promise<void> {
  let started: Promise<void> | undefined;
  const waiting: vscode.Disposable[] = [];
  const stopWaiting = (): void => {
    for (const each of waiting.splice(0)) each.dispose();
  };
  const go = (): Promise<void> => {
    stopWaiting();
    started ??= start();
    return started;
  };
  const look = async (document: vscode.TextDocument): Promise<void> => {
    if (isReason(document) || (await hasPathBeside(document))) await go();
  };
  const { commands } = context.extension.packageJSON.contributes as {
    readonly commands: readonly { readonly command: string }[];
  };
  // What is not shown is not asked for: who opens the view wants to begin.
  const shown: vscode.TreeDataProvider<never> = {
    getTreeItem: (item) => item,
    getChildren: async () => {
      await go();
      return [];
    },
  };
  waiting.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument(look),
    vscode.window.registerTreeDataProvider(PATH_VIEW, shown),
    ...commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
        await go();
        return vscode.commands.executeCommand(command, ...given);
      }),
    ),
  );
  context.subscriptions.push(new vscode.Disposable(stopWaiting));
  const documents = vscode.workspace.textDocuments;
  if (documents.some(isReason) || (await isStationThere()) || (await isPathThere())) {
    await go();
  } else for (const document of documents) await look(document);
}

function isReason(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  if (languageId === LANGUAGE || STATION_NAME.test(uri.path)) return true;
  if (!PATH_NAMES.some((name) => uri.path.endsWith(`/${name}`))) return false;
  // An empty one is being begun.
  const text = document.getText();
  return text.trim() === "" || LISTS_STATIONS.test(text);
}

/** Whether a document is Markdown that may be on a path, such as one from outside the workspace. */
async function hasPathBeside({ languageId, uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  if (languageId !== MARKDOWN || isUntitled) return false;
  return doesOneListStations(PATH_NAMES.map((name) => vscode.Uri.joinPath(uri, "..", name)));
}

async function isStationThere(): Promise<boolean> {
  return (await findFiles(STATION_FILES, 1)).length > 0;
}

/** Whether a file of the workspace lists stations. */
async function isPathThere(): Promise<boolean> {
  const found = await findFiles(PATH_FILES, MOST_PATH_FILES);
  if (found.length === MOST_PATH_FILES) return true;
  return doesOneListStations(found);
}

/** Whether one of some files is there and lists stations. */
async function doesOneListStations(files: readonly vscode.Uri[]): Promise<boolean> {
  const read = await Promise.allSettled(files.map((uri) => vscode.workspace.fs.readFile(uri)));
  return read.some((file) => file.status === "fulfilled" && LISTS_STATIONS.test(new TextDecoder().decode(file.value)));
}

function findFiles(pattern: string, most: number): Thenable<readonly vscode.Uri[]> {
  return vscode.workspace.findFiles(pattern, "**/node_modules/**", most);
}
