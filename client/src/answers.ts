import * as vscode from "vscode";
import type { Choice, CommandAnswer, Question } from "../../server/src/protocol/messages.ts";
import { plain } from "./plain.ts";

/** Asks for a line of text and runs the command that it is for. */
export async function ask({
  prompt,
  placeholder,
  command,
  arguments: given,
  more = [],
  remember,
}: Question): Promise<void> {
  const typed = await vscode.window.showInputBox({
    prompt: plain(prompt),
    placeHolder: placeholder,
    ignoreFocusOut: true,
  });
  const answer = typed?.trim();
  if (!answer) return;
  if (remember) await vscode.workspace.getConfiguration().update(remember, answer, vscode.ConfigurationTarget.Global);
  await vscode.commands.executeCommand(command, ...given, answer, ...more);
}

/** Shows what a command gave back, or why it failed. */
export async function showAnswer(answer: Promise<CommandAnswer | null | undefined>): Promise<unknown> {
  try {
    const { message, open, save = [], ask: question, choose: choice } = (await answer) ?? {};
    for (const uri of save) await vscode.workspace.save(vscode.Uri.parse(uri));
    if (question) await ask(question);
    if (message) void vscode.window.showInformationMessage(plain(message));
    if (open) void vscode.window.showTextDocument(vscode.Uri.parse(open));
    if (choice) await choose(choice);
  } catch (error) {
    void vscode.window.showErrorMessage(plain((error as Error).message));
  }
  return undefined;
}

/** Few answers are buttons of a question that waits, many are a list. */
async function choose({ question, detail, choices, list = choices.length > 3 }: Choice): Promise<void> {
  const titles = choices.map(({ title }) => plain(title));
  const picked = list
    ? await vscode.window.showQuickPick(titles, { title: plain(question), placeHolder: detail, ignoreFocusOut: true })
    : await vscode.window.showWarningMessage(plain(question), { modal: true, detail: plain(detail) }, ...titles);
  const chosen = choices.find(({ title }) => plain(title) === picked);
  if (chosen) await vscode.commands.executeCommand(chosen.command, ...chosen.arguments);
}
