import * as vscode from "vscode";
import { CloseAction, ErrorAction, type ErrorHandler } from "vscode-languageclient";

/** A server that ends this many times within this many milliseconds is not started again automatically. */
const MOST_ENDS = 5;
const WITHIN = 3 * 60_000;

/**
 * Starts a server that has ended again, without a word: the editor sends it all that is open. Where that happens over and over,
 * a person is asked.
 */
export function startAgain(): ErrorHandler {
  let ends: number[] = [];
  return {
    // The end of the server, which may be what is behind it, is seen to below.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      const now = performance.now(); // unlike the clock, it never jumps
      ends = [...ends.filter((end) => now - end < WITHIN), now];
      if (ends.length < MOST_ENDS) return { action: CloseAction.Restart, handled: true };
      ends = [];
      void askToRestart();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function askToRestart(): Promise<void> {
  const restart = vscode.l10n.t("Restart");
  const message = vscode.l10n.t(
    "Stationmaster has stopped: it crashed {0} times within {1} minutes. Your texts are safe.",
    MOST_ENDS,
    WITHIN / 60_000,
  );
  const chosen = await vscode.window.showErrorMessage(message, restart);
  if (chosen === restart) await vscode.commands.executeCommand("stationmaster.restart");
}
