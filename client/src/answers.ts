import * as vscode from "vscode";

/** What a command of the server gives back to be shown. */
export interface CommandAnswer {
  readonly message?: string;
  readonly open?: string;
  readonly choose?: Choice;
}

interface Choice {
  readonly question: string;
  readonly detail: string;
  readonly choices: readonly Answer[];
}

interface Answer {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** What the server wants a line of text for; the answer goes to a command of the server as one of its arguments. */
export interface Question {
  readonly prompt: string;
  readonly placeholder: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
  /** What comes behind the answer. */
  readonly more?: readonly unknown[];
}

/** Asks for a line of text and runs the command that it is for. */
export async function ask({ prompt, placeholder, command, arguments: given, more = [] }: Question): Promise<void> {
  const answer = await vscode.window.showInputBox({ prompt, placeHolder: placeholder, ignoreFocusOut: true });
  if (answer?.trim()) await vscode.commands.executeCommand(command, ...given, answer.trim(), ...more);
}

/** Shows what a command gave back, or why it failed. */
export async function showAnswer(answer: Promise<CommandAnswer | null | undefined>): Promise<unknown> {
  try {
    const { message, open, choose: choice } = (await answer) ?? {};
    if (message) void vscode.window.showInformationMessage(message);
    if (open) void vscode.window.showTextDocument(vscode.Uri.parse(open));
    if (choice) await choose(choice);
  } catch (error) {
    void vscode.window.showErrorMessage((error as Error).message);
  }
  return undefined;
}

/** Few answers are buttons of a question that waits, many are a list. */
async function choose({ question, detail, choices }: Choice): Promise<void> {
  const titles = choices.map(({ title }) => title);
  const picked =
    choices.length > 3
      ? await vscode.window.showQuickPick(titles, { title: question, placeHolder: detail, ignoreFocusOut: true })
      : await vscode.window.showWarningMessage(question, { modal: true, detail }, ...titles);
  const chosen = choices.find(({ title }) => title === picked);
  if (chosen) await vscode.commands.executeCommand(chosen.command, ...chosen.arguments);
}
