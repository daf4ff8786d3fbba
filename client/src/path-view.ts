import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { StationName } from "../../server/src/protocol/messages.ts";
import { plain } from "./plain.ts";

interface PathOutline {
  readonly file: string;
  readonly title: string;
  readonly stations: readonly StationLine[];
}

interface StationLine {
  readonly number: number;
  readonly title: string;
  readonly file?: string;
  readonly state: "written" | "planned" | "missing";
  readonly errors?: number;
  readonly warnings?: number;
}

interface PathNode {
  readonly kind: "path";
  readonly path: PathOutline;
}

/** A station in the view; commands that are run on it are given it whole. */
export interface StationNode {
  readonly kind: "station";
  readonly path: PathOutline;
  readonly station: StationLine;
}

type Node = PathNode | StationNode;

const DRAGGED = "application/vnd.code.tree.stationmaster.path";

/** The view "Learning Path": draws what the server says, and tells it what was dragged where. */
export function showPathView(context: vscode.ExtensionContext, client: BaseLanguageClient): void {
  const provider = new PathView(client);
  const view = vscode.window.createTreeView<Node>("stationmaster.path", {
    treeDataProvider: provider,
    dragAndDropController: provider,
    showCollapseAll: true,
  });
  const revealActive = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const node = view.visible && uri ? provider.nodeOf(uri) : undefined;
    if (node) void view.reveal(node, { select: true, focus: false });
  };
  client.onNotification("stationmaster/pathsChanged", async () => {
    await provider.refresh();
    view.description = plain(provider.only?.title ?? "");
    revealActive();
  });
  context.subscriptions.push(
    view,
    view.onDidChangeVisibility(revealActive),
    vscode.window.onDidChangeActiveTextEditor(revealActive),
  );
}

/** How the server is told of a station in the view. */
export function stationName({ path, station }: StationNode): StationName {
  return { uri: path.file, number: station.number, title: station.title };
}

class PathView implements vscode.TreeDataProvider<Node>, vscode.TreeDragAndDropController<Node> {
  readonly dropMimeTypes = [DRAGGED];
  readonly dragMimeTypes = [DRAGGED];
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #nodes: readonly PathNode[] = [];
  #stations = new Map<PathNode, readonly StationNode[]>();

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  async refresh(): Promise<void> {
    const paths = await this.#client.sendRequest<readonly PathOutline[]>("stationmaster/paths", {});
    if (JSON.stringify(paths) === JSON.stringify(this.#nodes.map(({ path }) => path))) return;
    this.#nodes = paths.map((path) => ({ kind: "path", path }));
    this.#stations = new Map(
      this.#nodes.map((node) => [
        node,
        node.path.stations.map((station) => ({ kind: "station" as const, path: node.path, station })),
      ]),
    );
    this.#changed.fire();
  }

  /** The only path there is: its stations need no line above them. */
  get only(): PathOutline | undefined {
    return this.#nodes.length === 1 ? this.#nodes[0]!.path : undefined;
  }

  nodeOf(uri: string): StationNode | undefined {
    return [...this.#stations.values()]
      .flat()
      .find(({ station }) => station.file !== undefined && sameUri(station.file, uri));
  }

  getChildren(node?: Node): Node[] {
    if (node?.kind === "station") return [];
    if (node) return [...(this.#stations.get(node) ?? [])];
    return [...(this.only ? this.#stations.get(this.#nodes[0]!)! : this.#nodes)];
  }

  getParent(node: Node): Node | undefined {
    if (node.kind === "path" || this.only) return undefined;
    return this.#nodes.find(({ path }) => path === node.path);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === "path" ? pathItem(node) : stationItem(node);
  }

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const [node] = nodes;
    if (node?.kind === "station") data.set(DRAGGED, new vscode.DataTransferItem(node));
  }

  async handleDrop(target: Node | undefined, data: vscode.DataTransfer): Promise<void> {
    const dragged = data.get(DRAGGED)?.value as StationNode | undefined;
    if (!dragged) return;
    if (target?.kind === "station" && target.path.file !== dragged.path.file) return;
    const { stations } = dragged.path;
    // Dropped on the empty space below the list, a station comes last.
    const to = target?.kind === "station" ? target.station.number : stations[stations.length - 1]!.number;
    if (to !== dragged.station.number) {
      await vscode.commands.executeCommand("stationmaster.moveStation", stationName(dragged), to);
    }
  }
}

function sameUri(one: string, other: string): boolean {
  return one === other || vscode.Uri.parse(one).toString() === vscode.Uri.parse(other).toString();
}

function pathItem({ path }: PathNode): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(path.title), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = path.file;
  item.iconPath = new vscode.ThemeIcon("milestone");
  item.contextValue = "path";
  item.description = vscode.l10n.t("{0} stations", path.stations.length);
  return item;
}

function stationItem({ path, station }: StationNode): vscode.TreeItem {
  const { number, title, file, state, errors = 0, warnings = 0 } = station;
  const item = new vscode.TreeItem(plain(`${number}  ${title}`));
  item.id = `${path.file}#${number}`;
  item.contextValue = `station.${state}`;
  const toMend = errors + warnings ? vscode.l10n.t("{0} to mend", errors + warnings) : "";
  item.description =
    state === "planned" ? vscode.l10n.t("planned") : state === "missing" ? vscode.l10n.t("missing") : toMend;
  item.tooltip = plain(`${vscode.l10n.t("Station {0}", number)}: ${title}`);
  item.accessibilityInformation = { label: [item.tooltip, item.description].filter(Boolean).join(", ") };
  item.iconPath = iconOf(station);
  if (file && state === "written") {
    item.command = { title: vscode.l10n.t("Open"), command: "vscode.open", arguments: [vscode.Uri.parse(file)] };
  }
  return item;
}

function iconOf({ state, errors, warnings }: StationLine): vscode.ThemeIcon {
  if (state === "planned") return new vscode.ThemeIcon("circle-outline");
  if (state === "missing" || errors)
    return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  if (warnings) return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  return new vscode.ThemeIcon("circle-filled");
}
