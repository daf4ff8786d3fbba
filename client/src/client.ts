import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

const LANGUAGE = "station";

/** What a command of the server gives back to be shown. */
interface CommandAnswer {
  readonly message?: string;
  readonly open?: string;
}

/** What the server wants a line of text for; the answer goes to a command of the server as its last argument. */
interface Question {
  readonly prompt: string;
  readonly placeholder: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

interface Status {
  readonly uri: string;
  readonly text: string;
  readonly detail: string;
  readonly severity: "ok" | "warning" | "error";
}

/** How every kind of client is set up: which documents it serves and what it tells the server about itself. */
export function clientOptions(context: vscode.ExtensionContext): LanguageClientOptions {
  return {
    documentSelector: [{ language: LANGUAGE }, { pattern: "**/{path,stationmaster}.{yaml,yml}" }],
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
    initializationOptions: {
      asks: true,
      rulePages: vscode.Uri.joinPath(context.extensionUri, "docs", "rules").toString(),
    },
  };
}

/** Starts a client and adds what surrounds it: commands, the status item, answers to the server's questions. */
export async function runClient(context: vscode.ExtensionContext, client: BaseLanguageClient): Promise<void> {
  const item = vscode.window.createStatusBarItem("stationmaster.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "Stationmaster";
  item.command = { title: vscode.l10n.t("Show Problems"), command: "workbench.actions.view.problems" };
  context.subscriptions.push(client, item);

  const statuses = new Map<string, Status>();
  const showStatus = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const status = statuses.get(document?.uri.toString() ?? "");
    if (status) {
      item.text = `${ICONS[status.severity]} ${plain(status.text)}`;
      item.tooltip = status.detail;
    } else if (document?.languageId === LANGUAGE) {
      item.text = `$(loading~spin) ${vscode.l10n.t("Checking …")}`;
      item.tooltip = vscode.l10n.t("Stationmaster is reading this station.");
    }
    if (status || document?.languageId === LANGUAGE) item.show();
    else item.hide();
  };
  client.onNotification("stationmaster/status", (received: Status) => {
    statuses.set(vscode.Uri.parse(received.uri).toString(), received);
    showStatus();
  });
  client.onRequest("stationmaster/listFiles", listFiles);
  client.onRequest("stationmaster/readFile", ({ file }: { readonly file: string }) => readFile(file));

  const run = async (command: string, ...given: readonly unknown[]): Promise<void> => {
    try {
      show(await client.sendRequest<CommandAnswer | null>("workspace/executeCommand", { command, arguments: given }));
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
    }
  };
  const ask = async ({ prompt, placeholder, command, arguments: given }: Question): Promise<void> => {
    const answer = await vscode.window.showInputBox({ prompt, placeHolder: placeholder, ignoreFocusOut: true });
    if (answer?.trim()) await run(command, ...given, answer.trim());
  };
  const activeUri = (): string | undefined => vscode.window.activeTextEditor?.document.uri.toString();

  const commands: Readonly<Record<string, (...given: never[]) => unknown>> = {
    "stationmaster.ask": ask,
    "stationmaster.convert": () => run("stationmaster.convertToMarkdown", activeUri()),
    "stationmaster.new": () =>
      ask({
        prompt: vscode.l10n.t("What is the new station called?"),
        placeholder: vscode.l10n.t("Resource Management"),
        command: "stationmaster.newStation",
        arguments: [activeUri()],
      }),
    "stationmaster.checkWholePath": async () => {
      await run("stationmaster.checkPath", activeUri());
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    },
    "stationmaster.restart": async () => {
      await client.stop();
      await client.start();
    },
  };
  for (const [id, callback] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(id, callback));
  }
  context.subscriptions.push(vscode.window.onDidChangeActiveTextEditor(showStatus));
  showStatus();
  await client.start();
}

const ICONS = { ok: "$(check)", warning: "$(warning)", error: "$(error)" } as const;

/** A text from a file, so that nothing in it is taken for an icon. */
function plain(text: string): string {
  return text.replaceAll("$(", "$\u200b(");
}

function show(answer: CommandAnswer | null): void {
  if (answer?.message) void vscode.window.showInformationMessage(answer.message);
  if (answer?.open) void vscode.window.showTextDocument(vscode.Uri.parse(answer.open));
}

/** The paths of all files of the workspace, for a server that can't look for itself. */
async function listFiles(): Promise<string[]> {
  const found = await vscode.workspace.findFiles("**/*", "**/node_modules/**", 50_000);
  return found.map(({ path }) => path);
}

async function readFile(file: string): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) return null;
  try {
    const bytes = await vscode.workspace.fs.readFile(folder.uri.with({ path: file }));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
