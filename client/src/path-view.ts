import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests, PathsChanged, StationName } from "../../server/src/protocol/messages.ts";
import { pathItem } from "./path-item.ts";
import { type PathLine, type PathNode, PathsTree } from "./paths-tree.ts";
import { isolated, plain } from "./plain.ts";
import { askServer } from "./server-messages.ts";

type StationLine = NonNullable<ClientRequests["stationmaster/stations"]["result"]>["stations"][number];

/** A station in the view; commands that are run on it are given it whole. */
export interface StationNode {
  readonly kind: "station";
  readonly path: PathLine;
  readonly station: StationLine;
  readonly isLast: boolean;
}

/** A part of a station that no outline of Markdown shows. */
interface PartNode {
  readonly kind: "part";
  readonly path: PathLine;
  readonly file: string;
  readonly part: StationLine["parts"][number];
  readonly index: number;
}

type Node = PathNode | StationNode | PartNode;

/** By then the view has got to know a change that was made, in milliseconds. */
const SHOWN_BY = 10_000;

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
  const tree = new PathsTree<StationNode | PartNode>(
    async (above) => {
      if (above?.kind === "path") return stationsOf(client, above.path);
      if (above) return above.kind === "station" ? partsOf(above) : [];
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
  /** The station in front and its place, once the view has shown it: a writer who then folds its path or goes elsewhere is left in peace. */
  let shown: { readonly place?: string; readonly below?: string | undefined } = {};
  const revealActive = async (): Promise<void> => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const node = view.visible && uri ? await nodeOf(client, tree, uri) : undefined;
    if (!node || !view.visible) return;
    // While paths are still found, the first one stands alone, and its stations at the top.
    const above = tree.getParent(node);
    const [place, below] = [`${uri} ${idOf(node)}`, above && idOf(above)];
    const before = shown;
    if (place === before.place && below === before.below) return;
    shown = { place, below };
    // A click in the view has selected it already, and the writer may have gone on from there by keys.
    const isSelected = view.selection.some((each) => idOf(each) === idOf(node));
    if (!isSelected || below !== before.below) await view.reveal(node, { select: true, focus: false });
  };
  /** Where a station will be that was moved by a key: it keeps the keyboard. */
  let moved: { readonly title: string; readonly number: number; readonly path: PathNode } | undefined;
  const revealMoved = async (): Promise<boolean> => {
    const { title, number, path } = moved ?? {};
    const nodes = path ? await tree.below(path) : [];
    const node = nodes.find((each) => each.kind === "station" && each.station.number === number);
    if (node?.kind !== "station" || node.station.title !== title || !view.visible) return false;
    moved = undefined;
    await view.reveal(node, { select: true, focus: true });
    return true;
  };
  const refresh = async (): Promise<void> => {
    if (!view.visible) return;
    await tree.refresh();
    await showBeginning(client, tree);
    if (!(await revealMoved())) await revealActive();
  };
  const moveBy = (steps: number) => async (clicked?: Node) => {
    const node = clicked ?? (await focusedIn(view));
    if (node?.kind !== "station") return;
    const path = (await tree.paths()).find((each) => each.path.file === node.path.file);
    const stations = path ? await tree.below(path) : [];
    const at = stations.findIndex((each) => idOf(each) === idOf(node));
    const other = at < 0 ? undefined : stations[at + steps];
    if (!path || other?.kind !== "station") return;
    const wanted = { title: node.station.title, number: other.station.number, path };
    moved = wanted;
    await vscode.commands.executeCommand("stationmaster.moveStation", stationName(node), wanted.number);
    // Discarded in the preview, it is never there, and must not take the keyboard later.
    setTimeout(() => {
      if (moved === wanted) moved = undefined;
    }, SHOWN_BY);
  };
  context.subscriptions.push(
    view,
    view.onDidChangeVisibility(refresh),
    // Lessons that are on no path are no business of the server until they can become one.
    vscode.workspace.onDidCreateFiles(refresh),
    vscode.workspace.onDidDeleteFiles(refresh),
    vscode.window.onDidChangeActiveTextEditor(revealActive),
    // Who has gone to a text meanwhile keeps the keyboard there.
    vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
      if (kind === Keyboard || kind === Mouse) moved = undefined;
    }),
    vscode.commands.registerCommand("stationmaster.view.moveUp", moveBy(-1)),
    vscode.commands.registerCommand("stationmaster.view.moveDown", moveBy(1)),
    vscode.commands.registerCommand("stationmaster.view.showPart", async ({ file, part, index }: PartNode) => {
      const textDocument = { uri: file };
      const offset = await askServer(client, "stationmaster/partAt", { textDocument, part, index });
      if (offset !== null) await vscode.commands.executeCommand("stationmaster.view.show", file, offset);
    }),
  );
  return (told) => {
    tree.tell(told);
    return refresh();
  };
}

/**
 * The node that has the keyboard. VS Code reports only the selection of a tree, which arrow keys do not change: the node whose
 * selection changes when it is toggled is the one that they led to.
 */
async function focusedIn(view: vscode.TreeView<Node>): Promise<Node | undefined> {
  const before = view.selection;
  await vscode.commands.executeCommand("list.toggleSelection");
  const after = view.selection;
  // A node is another value once anything about it has changed, which may be now.
  const missingIn = (others: readonly Node[]) => (node: Node) => others.every((each) => idOf(each) !== idOf(node));
  const focused = after.find(missingIn(before)) ?? before.find(missingIn(after));
  if (focused) await view.reveal(focused, { select: true, focus: true });
  return focused;
}

/** Lets the view say what to do: where it is empty, that depends on what there is in the workspace. */
async function showBeginning(client: BaseLanguageClient, tree: PathsTree<StationNode | PartNode>): Promise<void> {
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
  readonly #tree: PathsTree<StationNode | PartNode>;
  readonly onDidChangeTreeData: vscode.Event<PathNode | undefined>;

  constructor(tree: PathsTree<StationNode | PartNode>, changed: vscode.Event<PathNode | undefined>) {
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
    switch (node.kind) {
      case "path":
        return pathItem(node);
      case "station":
        return stationItem(node);
      case "part":
        return partItem(node);
    }
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
    const last = node && (await this.#tree.below(node)).at(-1);
    return (last?.kind === "station" ? last.station : station).number;
  }
}

async function stationsOf(client: BaseLanguageClient, path: PathLine): Promise<readonly StationNode[]> {
  const found = await askServer(client, "stationmaster/stations", { path: path.file });
  return (found?.stations ?? []).map((station, at, all) => ({
    kind: "station",
    path,
    station,
    isLast: at === all.length - 1,
  }));
}

function partsOf({ path, station: { file, parts } }: StationNode): readonly PartNode[] {
  return file === undefined ? [] : parts.map((part, index) => ({ kind: "part", path, file, part, index }));
}

/** The node of a station's file; the server knows which path it is on. */
async function nodeOf(
  client: BaseLanguageClient,
  tree: PathsTree<StationNode | PartNode>,
  uri: string,
): Promise<Node | undefined> {
  const stationIn = async (path: PathNode) =>
    (await tree.below(path)).find(
      (node) => node.kind === "station" && node.station.file !== undefined && sameUri(node.station.file, uri),
    );
  const paths = await tree.paths();
  for (const path of paths) {
    const known = tree.isKnown(path) ? await stationIn(path) : undefined;
    if (known) return known;
  }
  const found = await askServer(client, "stationmaster/stations", { path: uri }).catch(() => null);
  const path = found && paths.find((each) => each.path.file === found.path);
  return path ? stationIn(path) : undefined;
}

/** By what VS Code knows a node that has changed for the same one. */
function idOf(node: Node): string {
  switch (node.kind) {
    case "path":
      return node.path.file;
    case "station":
      return `${node.path.file}#${node.station.number}`;
    case "part":
      return `${node.path.file}#${node.file}#${node.index}`;
  }
}

function sameUri(one: string, other: string): boolean {
  return one === other || vscode.Uri.parse(one).toString() === vscode.Uri.parse(other).toString();
}

function stationItem(node: StationNode): vscode.TreeItem {
  const { station, isLast } = node;
  const { number, title, file, state, errors = 0, warnings = 0, parts } = station;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(`${number}  ${isolated(plain(title))}`, parts.length ? Collapsed : None);
  item.id = idOf(node);
  item.contextValue = `station.${state}${isLast ? ".last" : ""}`;
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

function partItem(node: PartNode): vscode.TreeItem {
  const { part } = node;
  const item = new vscode.TreeItem(isolated(plain(part.name)));
  item.id = idOf(node);
  item.iconPath = new vscode.ThemeIcon(PART_ICONS[part.kind]);
  item.command = { title: vscode.l10n.t("Show"), command: "stationmaster.view.showPart", arguments: [node] };
  return item;
}

const PART_ICONS: Readonly<Record<StationLine["parts"][number]["kind"], string>> = {
  term: "key",
  table: "table",
  takeaway: "star",
  bridge: "arrow-right",
};

function iconOf({ state, errors, warnings }: StationLine): vscode.ThemeIcon {
  if (state === "planned") return new vscode.ThemeIcon("circle-outline");
  if (state === "missing" || errors)
    return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  if (warnings) return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  return new vscode.ThemeIcon("circle-filled");
}
