import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type {
  ClientRequests,
  ServerCommands,
  ServerNotifications,
  ServerRequests,
} from "../../server/src/protocol/messages.ts";

/** Asks the server something of our own. */
export function askServer<Method extends keyof ClientRequests>(
  client: BaseLanguageClient,
  method: Method,
  params: ClientRequests[Method]["params"],
  token?: vscode.CancellationToken,
): Promise<ClientRequests[Method]["result"]> {
  // With a token that is undefined, the client would send both as a list.
  return token ? client.sendRequest(method, params, token) : client.sendRequest(method, params);
}

/** Hears what the server tells. There is one handler a method. */
export function onTold<Method extends keyof ServerNotifications>(
  client: BaseLanguageClient,
  method: Method,
  handle: (params: ServerNotifications[Method]) => void,
): void {
  client.onNotification(method, handle);
}

/** Answers what the server asks. */
export function onAsked<Method extends keyof ServerRequests>(
  client: BaseLanguageClient,
  method: Method,
  answer: (params: ServerRequests[Method]["params"]) => Promise<ServerRequests[Method]["result"]>,
): void {
  client.onRequest(method, (params: ServerRequests[Method]["params"]) => answer(params) as never);
}

/** Runs a command of the server; what it gives back is shown. Answers whether it was done. */
export async function runOnServer<Name extends keyof ServerCommands>(
  name: Name,
  ...given: ServerCommands[Name]
): Promise<boolean> {
  return (await vscode.commands.executeCommand(name, ...given)) === true;
}
