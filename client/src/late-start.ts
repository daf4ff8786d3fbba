import * as vscode from "vscode";
import { PATH_FILES, PATH_NAMES, STATION_FILES, STATION_NAME } from "./served-files.generated.ts";
import { LANGUAGE, MARKDOWN } from "./stations.ts";

const PATH_VIEW = "stationmaster.path";

/**
 * Starts the extension once there is a reason to. It wakes with any Markdown file, as one may be a station, and most are not: a
 * window with nothing but a README runs no server.
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
  if (documents.some(isReason) || (await isInWorkspace(STATION_FILES)) || (await isInWorkspace(PATH_FILES))) {
    await go();
  } else for (const document of documents) await look(document);
}

function isReason({ languageId, uri: { path } }: vscode.TextDocument): boolean {
  return languageId === LANGUAGE || STATION_NAME.test(path) || PATH_NAMES.some((name) => path.endsWith(`/${name}`));
}

/** Whether a document is Markdown that may be on a path, such as one from outside the workspace. */
async function hasPathBeside({ languageId, uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  if (languageId !== MARKDOWN || isUntitled) return false;
  const found = await Promise.allSettled(
    PATH_NAMES.map((name) => vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, "..", name))),
  );
  return found.some(({ status }) => status === "fulfilled");
}

async function isInWorkspace(pattern: string): Promise<boolean> {
  return (await vscode.workspace.findFiles(pattern, "**/node_modules/**", 1)).length > 0;
}
