import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ServerNotifications } from "../../server/src/protocol/messages.ts";
import { activeFile, isStationInFront } from "./active-file.ts";
import { plain } from "./plain.ts";
import { onTold } from "./server-messages.ts";
import type { Stations } from "./stations.ts";

/** The item in the status bar that says what was checked and what came of it. */
export function showStatus(context: vscode.ExtensionContext, client: BaseLanguageClient, stations: Stations): void {
  const item = vscode.window.createStatusBarItem("stationmaster.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "Stationmaster";
  item.command = { title: vscode.l10n.t("Show Problems"), command: "stationmaster.showProblems" };
  const statuses = new Map<string, ServerNotifications["stationmaster/status"]["status"]>();
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const uri = activeFile();
    const isStation = isStationInFront(stations);
    const status = document && stations.isForeign(document) ? undefined : statuses.get(uri?.toString() ?? "");
    if (status) {
      item.text = `${ICONS[status.severity]} ${plain(status.text)}`;
      item.tooltip = plain(status.detail);
    } else if (isStation) {
      item.text = `$(loading~spin) ${vscode.l10n.t("Checking …")}`;
      item.tooltip = vscode.l10n.t("Stationmaster is reading this station.");
    }
    if (status || isStation) item.show();
    else item.hide();
  };
  onTold(client, "stationmaster/status", ({ uri, status }) => {
    statuses.set(vscode.Uri.parse(uri).toString(), status);
    show();
  });
  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.tabGroups.onDidChangeTabs(show),
    stations.onDidChange(show),
  );
  show();
}

const ICONS = { ok: "$(check)", warning: "$(warning)", error: "$(error)" } as const;
