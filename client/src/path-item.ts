import * as vscode from "vscode";
import type { PathNode } from "./paths-tree.ts";
import { isolated, plain } from "./plain.ts";

/** A path as views show it where there are several. */
export function pathItem({ path: { file, title, stations } }: PathNode): vscode.TreeItem {
  const item = new vscode.TreeItem(isolated(plain(title)), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = file;
  item.iconPath = new vscode.ThemeIcon("milestone");
  item.contextValue = "path";
  item.description = stations === 1 ? vscode.l10n.t("1 station") : vscode.l10n.t("{0} stations", stations);
  return item;
}
