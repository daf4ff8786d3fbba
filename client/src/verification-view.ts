import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests, PathsChanged, ServerCommands } from "../../server/src/protocol/messages.ts";
import { pathItem } from "./path-item.ts";
import { type PathNode, PathsTree } from "./paths-tree.ts";
import { isolated, plain } from "./plain.ts";
import { askServer } from "./server-messages.ts";
import type { Stations } from "./stations.ts";
import type { Errand, WriterCursor } from "./writer-cursor.ts";

type VerifiedStation = NonNullable<ClientRequests["stationmaster/verification"]["result"]>["stations"][number];
type SentenceToDo = ClientRequests["stationmaster/sentences"]["result"][number];

interface StationNode {
  readonly kind: "station";
  /** The address of the path. */
  readonly path: string;
  readonly station: VerifiedStation;
}

interface SentenceNode {
  readonly kind: "sentence";
  readonly path: string;
  /** The address of the station. */
  readonly file: string;
  readonly sentence: SentenceToDo;
}

type Node = PathNode | StationNode | SentenceNode;

/** What can be done with a sentence: commands of the server that want its place. */
const ACTIONS = ["verifySentence", "citeSentence", "setRole", "acceptDrift", "disputeSentence"] as const;

/**
 * The view "Verification": the sentences that wait for somebody, worked through with one key each.
 * @returns what is to be told when paths have changed
 */
export function showVerification(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  cursor: WriterCursor,
  stations: Stations,
): (changed: PathsChanged) => Promise<void> {
  /** Says of a path that stands alone how far it is verified. */
  const showCoverage = (coverage: string, isDone: boolean): void => {
    view.description = coverage;
    view.message = isDone ? vscode.l10n.t("Everything is verified.") : "";
  };
  let isAlone = false;
  const changed = new vscode.EventEmitter<PathNode | undefined>();
  const tree = new PathsTree<StationNode | SentenceNode>(
    async (above) => {
      switch (above?.kind) {
        case undefined: {
          const paths = (await askServer(client, "stationmaster/paths", {})).filter(({ verified }) => verified);
          isAlone = paths.length === 1;
          if (!isAlone) showCoverage("", false);
          return paths.map((path) => ({ kind: "path", path }));
        }
        case "path": {
          const path = above.path.file;
          const found = await askServer(client, "stationmaster/verification", { path });
          const { coverage, stations } = found ?? { coverage: "", stations: [] };
          const isDone = stations.every(({ toDo }) => toDo === 0);
          if (isAlone) showCoverage(coverage, isDone);
          return stations.map((station) => ({ kind: "station", path, station }));
        }
        case "station": {
          const [path, file] = [above.path, above.station.file];
          const sentences = await askServer(client, "stationmaster/sentences", { path, station: file });
          return sentences.map((sentence) => ({ kind: "sentence", path, file, sentence }));
        }
        case "sentence":
          return [];
      }
    },
    (above) => changed.fire(above),
  );
  const view = vscode.window.createTreeView<Node>("stationmaster.verification", {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => tree.getChildren(node),
      getParent: (node) => tree.getParent(node),
      getTreeItem: itemOf,
    },
  });
  /** A sentence is being worked on in the view: it keeps the keyboard, unless the writer goes on in an editor. */
  let work: Errand | undefined;
  /** How many commands of the view still ask something: the keyboard belongs to their questions, whatever changes meanwhile. */
  let asking = 0;
  const show = (errand: Errand, file: string, offset: number): Promise<void> =>
    cursor.lead(errand, vscode.Uri.parse(file), { offset: () => offset, keepsFocus: true });
  let refreshed = Promise.resolve();
  /** One after the other: a line that is shown while its view is filled again is not found there, and loses the keyboard. */
  const refresh = (): Promise<void> => {
    refreshed = refreshed.catch(() => {}).then(refreshNow);
    return refreshed;
  };
  const refreshNow = async (): Promise<void> => {
    if (!view.visible) return;
    const before = view.selection[0];
    await tree.refresh();
    if (before?.kind !== "sentence") return;
    // Done with a sentence, the next one is at hand.
    const next = await nextOf(tree, before);
    if (!next || !view.visible) return;
    await view.reveal(next, { select: true, focus: asking === 0 && cursor.isAwaited(work) });
    const isAnother = next.file !== before.file || next.sentence.offset !== before.sentence.offset;
    // Not waited for: the next change of the view must not depend on a cursor that arrives.
    if (work && isAnother) void show(work, next.file, next.sentence.offset);
  };
  context.subscriptions.push(
    view,
    view.onDidChangeVisibility(refresh),
    ...ACTIONS.map((action) =>
      vscode.commands.registerCommand(
        `stationmaster.view.${action}`,
        async (given?: Node | { readonly inView: true }) => {
          // A key of the view speaks of what is selected there, its menu of a line.
          const node = given && "inView" in given ? view.selection[0] : given;
          work = cursor.begin();
          const place = placeOf(node);
          if (!place) return;
          asking++;
          try {
            await vscode.commands.executeCommand(`stationmaster.${action}`, ...place);
          } finally {
            asking--;
            void refresh();
          }
        },
      ),
    ),
    ...ACTIONS.map((action) =>
      vscode.commands.registerCommand(`stationmaster.cursor.${action}`, async () => {
        work = undefined;
        const place = await placeOfCursor(client, stations);
        if (place) await vscode.commands.executeCommand(`stationmaster.${action}`, ...place);
      }),
    ),
    vscode.commands.registerCommand("stationmaster.view.show", (file: string, offset: number) =>
      show(cursor.begin(), file, offset),
    ),
  );
  return (told) => {
    void vscode.commands.executeCommand("setContext", "stationmaster.verified", told.verified);
    tree.tell(told);
    return refresh();
  };
}

/** The sentence at a place, or the next one that waits. */
async function nextOf(
  tree: PathsTree<StationNode | SentenceNode>,
  before: SentenceNode,
): Promise<SentenceNode | undefined> {
  let isReached = false;
  for (const path of await tree.paths()) {
    if (!isReached && path.path.file !== before.path) continue;
    for (const node of await tree.below(path)) {
      if (node.kind !== "station" || (!isReached && node.station.file !== before.file)) continue;
      for (const next of node.station.toDo ? await tree.below(node) : []) {
        if (next.kind === "sentence" && (isReached || next.sentence.offset >= before.sentence.offset)) return next;
      }
      isReached = true;
    }
  }
  return undefined;
}

/** A sentence as a person was shown it. */
type Place = ServerCommands["stationmaster.acceptDrift"];

function placeOf(node: Node | undefined): Place | undefined {
  if (node?.kind !== "sentence") return undefined;
  const { offset, h, version, entry } = node.sentence;
  return [node.file, { offset, h, version, ...(entry !== undefined && { entry }) }];
}

/** Of the sentence that the cursor is in. */
async function placeOfCursor(client: BaseLanguageClient, stations: Stations): Promise<Place | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !stations.isStation(editor.document)) return undefined;
  const uri = editor.document.uri.toString();
  const { line, character } = editor.selection.active;
  const sentence = await askServer(client, "stationmaster/sentenceAt", {
    textDocument: { uri },
    position: { line, character },
  });
  if (sentence) return [uri, sentence];
  const message = vscode.l10n.t("Please put the cursor in a sentence of a station that is on a path.");
  void vscode.window.showInformationMessage(message);
  return undefined;
}

function itemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case "path":
      return pathItem(node);
    case "station":
      return stationItem(node);
    case "sentence":
      return sentenceItem(node);
  }
}

function stationItem({ path, station: { number, title, coverage, toDo } }: StationNode): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  const shown = isolated(plain(title));
  const item = new vscode.TreeItem(number ? `${number}  ${shown}` : shown, toDo ? Expanded : None);
  item.id = `${path}#${number}`;
  item.description = coverage;
  item.iconPath = toDo
    ? new vscode.ThemeIcon("circle-outline")
    : new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
  return item;
}

function sentenceItem({ path, file, sentence: { offset, text, state, detail } }: SentenceNode): vscode.TreeItem {
  const item = new vscode.TreeItem(isolated(plain(text)));
  item.id = `${path}#${file}#${offset}`;
  item.description = state;
  // The row shows the sentence. A tooltip of several lines would cover the rows below it.
  item.tooltip = plain(detail);
  item.contextValue = "sentence";
  item.accessibilityInformation = { label: `${text} ${detail}` };
  item.command = { title: vscode.l10n.t("Show"), command: "stationmaster.view.show", arguments: [file, offset] };
  return item;
}
