import type { Connection } from "vscode-languageserver";
import type { ServerNotifications, ServerRequests } from "./messages.ts";

/** Tells a client something that is listed in `messages.ts`; one that does not know it leaves it aside. */
export function tellClient<Method extends keyof ServerNotifications>(
  connection: Connection,
  method: Method,
  params: ServerNotifications[Method],
): void {
  void connection.sendNotification(method, params);
}

/** Asks a client something that is listed in `messages.ts`. */
export function askClient<Method extends keyof ServerRequests>(
  connection: Connection,
  method: Method,
  params: ServerRequests[Method]["params"],
): Promise<ServerRequests[Method]["result"]> {
  return connection.sendRequest(method, params);
}
