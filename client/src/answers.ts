import * as vscode from "vscode";
import type { Choice, CommandAnswer, Question } from "../../server/src/protocol/messages.ts";
import { plain, plainLines } from "./plain.ts";
import { LANGUAGE } from "./stations.ts";

/** Asks for a line of text and runs the command that it is for. */
export async function ask({
  title,
  prompt,
  placeholder,
  command,
  arguments: given,
  more = [],
  optional = false,
  remember,
}: Question): Promise<void> {
  const typed = await vscode.window.showInputBox({
    ...(title !== undefined && { title: plain(title) }),
    prompt: plain(prompt),
    placeHolder: placeholder,
    ignoreFocusOut: true,
  });
  const answer = typed?.trim();
  if (answer === undefined || (answer === "" && !optional)) return;
  if (remember) await vscode.workspace.getConfiguration().update(remember, answer, vscode.ConfigurationTarget.Global);
  await vscode.commands.executeCommand(command, ...given, answer, ...more);
}

/** Shows what a command gave back, or why it failed. Answers whether it was done. */
export async function showAnswer(answer: Promise<CommandAnswer | null | undefined>): Promise<boolean> {
  try {
    const {
      refused,
      message,
      offer,
      open,
      snippet,
      untitled,
      save = [],
      ask: question,
      choose: choice,
      next,
    } = (await answer) ?? {};
    if (refused) void vscode.window.showWarningMessage(plain(refused));
    for (const uri of save) await vscode.workspace.save(vscode.Uri.parse(uri));
    if (question) await ask(question);
    if (message) void tell(message, offer);
    if (open) await openFile(vscode.Uri.parse(open), snippet);
    if (untitled !== undefined) {
      const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: untitled });
      await vscode.window.showTextDocument(document);
    }
    if (choice) await choose(choice);
    if (next) await vscode.commands.executeCommand(next.command, ...next.arguments);
    return refused === undefined;
  } catch (error) {
    void vscode.window.showErrorMessage(plain((error as Error).message));
    return false;
  }
}

/** Tells something, with a button where there is more to do. */
async function tell(message: string, offer: CommandAnswer["offer"]): Promise<void> {
  const button = offer && plain(offer.title);
  const pressed = await vscode.window.showInformationMessage(plain(message), ...(button ? [button] : []));
  if (offer && pressed) await vscode.commands.executeCommand(offer.command, ...offer.arguments);
}

/** Opens a file. With a snippet, which gives the same text, the writer goes from place to place with the tab key. */
async function openFile(uri: vscode.Uri, snippet: string | undefined): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri);
  if (snippet === undefined) return;
  const { document } = editor;
  const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  await editor.insertSnippet(new vscode.SnippetString(snippet), whole);
  await document.save();
}

/** Few answers are buttons of a question that waits, many are a list. */
async function choose({ question, detail, choices, list = choices.length > 3 }: Choice): Promise<void> {
  const items = choices.map((each) => ({ label: plain(each.title), ...(each.about && { detail: each.about }), each }));
  const picked = list
    ? await vscode.window.showQuickPick(items, { title: plain(question), placeHolder: detail, ignoreFocusOut: true })
    : await vscode.window
        .showWarningMessage(
          plain(question),
          { modal: true, detail: plainLines(detail) },
          ...items.map(({ label }) => label),
        )
        .then((label) => items.find((item) => item.label === label));
  const chosen = picked?.each;
  if (chosen) await vscode.commands.executeCommand(chosen.command, ...chosen.arguments);
}
