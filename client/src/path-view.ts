import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests, PathsChanged, StationName } from "../../server/src/protocol/messages.ts";
import { type PathLine, type PathNode, PathsTree } from "./paths-tree.ts";
import { plain } from "./plain.ts";
import { askServer } from "./server-messages.ts";

type StationLine = NonNullable<ClientRequests["stationmaster/stations"]["result"]>["stations"][number];

/** A station in the view; commands that are run on it are given it whole. */
export interface StationNode {
  readonly kind: "station";
  readonly path: PathLine;
  readonly station: StationLine;
}

type Node = PathNode | StationNode;

const DRAGGED = "application/vnd.code.tree.stationmaster.path";

/**
 * The view "Learning Path": draws what the server says, and tells it what was dragged where.
 * @returns what is to be told when paths have changed
 */
export function showPathView(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
): (changed: PathsChanged) => Promise<void> {
  const changed = new vscode.EventEmitter<PathNode | undefined>();
  const tree = new PathsTree<StationNode>(
    async (above) => {
      if (above) return above.kind === "path" ? stationsOf(client, above.path) : [];
      const paths = await askServer(client, "stationmaster/paths", {});
      // In a side bar of its own, a view's description is not shown.
      view.title = (paths.length === 1 && plain(paths[0]!.title)) || vscode.l10n.t("Learning Path");
      return paths.map((path) => ({ kind: "path", path }));
    },
    (above) => changed.fire(above),
  );
  const provider = new PathView(tree, changed.event);
  const view = vscode.window.createTreeView<Node>("stationmaster.path", {
    treeDataProvider: provider,
    dragAndDropController: provider,
    showCollapseAll: true,
  });
  const revealActive = async (): Promise<void> => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const node = view.visible && uri ? await nodeOf(client, tree, uri) : undefined;
    if (node && view.visible) await view.reveal(node, { select: true, focus: false });
  };
  const refresh = async (): Promise<void> => {
    if (!view.visible) return;
    await tree.refresh();
    await showBeginning(client, tree);
    await revealActive();
  };
  context.subscriptions.push(
    view,
    view.onDidChangeVisibility(refresh),
    // Lessons that are on no path are no business of the server until they can become one.
    vscode.workspace.onDidCreateFiles(refresh),
    vscode.workspace.onDidDeleteFiles(refresh),
    vscode.window.onDidChangeActiveTextEditor(revealActive),
  );
  return (told) => {
    tree.tell(told);
    return refresh();
  };
}

/** Lets the view say what to do: where it is empty, that depends on what there is in the workspace. */
async function showBeginning(client: BaseLanguageClient, tree: PathsTree<StationNode>): Promise<void> {
  const hasStations = (await tree.paths()).some(({ path }) => path.stations > 0);
  const kind = hasStations ? "stations" : (await askServer(client, "stationmaster/beginning", {})).kind;
  await vscode.commands.executeCommand("setContext", "stationmaster.beginning", kind);
}

/** How the server knows a station in the view. */
export function stationName({ path, station }: StationNode): StationName {
  return { uri: path.file, number: station.number, title: station.title };
}

class PathView implements vscode.TreeDataProvider<Node>, vscode.TreeDragAndDropController<Node> {
  readonly dropMimeTypes = [DRAGGED];
  readonly dragMimeTypes = [DRAGGED];
  readonly #tree: PathsTree<StationNode>;
  readonly onDidChangeTreeData: vscode.Event<PathNode | undefined>;

  constructor(tree: PathsTree<StationNode>, changed: vscode.Event<PathNode | undefined>) {
    this.#tree = tree;
    this.onDidChangeTreeData = changed;
  }

  getChildren(node?: Node): Promise<Node[]> {
    return this.#tree.getChildren(node);
  }

  getParent(node: Node): Node | undefined {
    return this.#tree.getParent(node);
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
    // Dropped on the empty space below the list, a station comes last.
    const to = target?.kind === "station" ? target.station.number : await this.#lastNumber(dragged);
    if (to !== dragged.station.number) {
      await vscode.commands.executeCommand("stationmaster.moveStation", stationName(dragged), to);
    }
  }

  async #lastNumber({ path, station }: StationNode): Promise<number> {
    const node = (await this.#tree.paths()).find((each) => each.path.file === path.file);
    return ((node && (await this.#tree.below(node)).at(-1)?.station) ?? station).number;
  }
}

async function stationsOf(client: BaseLanguageClient, path: PathLine): Promise<readonly StationNode[]> {
  const found = await askServer(client, "stationmaster/stations", { path: path.file });
  return (found?.stations ?? []).map((station) => ({ kind: "station", path, station }));
}

/** The node of a station's file; the server knows which path it is on. */
async function nodeOf(
  client: BaseLanguageClient,
  tree: PathsTree<StationNode>,
  uri: string,
): Promise<Node | undefined> {
  const stationIn = async (path: PathNode) =>
    (await tree.below(path)).find(({ station: { file } }) => file !== undefined && sameUri(file, uri));
  const paths = await tree.paths();
  for (const path of paths) {
    const known = tree.isKnown(path) ? await stationIn(path) : undefined;
    if (known) return known;
  }
  const found = await askServer(client, "stationmaster/stations", { path: uri }).catch(() => null);
  const path = found && paths.find((each) => each.path.file === found.path);
  return path ? stationIn(path) : undefined;
}

function sameUri(one: string, other: string): boolean {
  return one === other || vscode.Uri.parse(one).toString() === vscode.Uri.parse(other).toString();
}

function pathItem({ path }: PathNode): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(path.title), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = path.file;
  item.iconPath = new vscode.ThemeIcon("milestone");
  item.contextValue = "path";
  item.description = vscode.l10n.t("{0} stations", path.stations);
  return item;
}

function stationItem({ path, station }: StationNode): vscode.TreeItem {
  const { number, title, file, state, errors = 0, warnings = 0 } = station;
  const item = new vscode.TreeItem(plain(`${number}  ${title}`));
  item.id = `${path.file}#${number}`;
  item.contextValue = `station.${state}`;
  const toFix = errors + warnings ? vscode.l10n.t("{0} to fix", errors + warnings) : "";
  item.description =
    state === "planned" ? vscode.l10n.t("planned") : state === "missing" ? vscode.l10n.t("missing") : toFix;
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
