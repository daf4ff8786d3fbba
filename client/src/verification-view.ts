import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { plain } from "./plain.ts";
import { LANGUAGE } from "./status-item.ts";
import type { Errand, WriterCursor } from "./writer-cursor.ts";

interface VerifiedPath {
  readonly file: string;
  readonly title: string;
  readonly coverage: string;
  readonly stations: readonly VerifiedStation[];
}

interface VerifiedStation {
  readonly file: string;
  readonly number: number;
  readonly title: string;
  readonly coverage: string;
  readonly sentences: readonly SentenceToDo[];
}

interface SentenceToDo {
  readonly offset: number;
  readonly text: string;
  readonly state: string;
  readonly detail: string;
}

interface StationNode {
  readonly kind: "station";
  readonly station: VerifiedStation;
}

interface SentenceNode {
  readonly kind: "sentence";
  readonly station: VerifiedStation;
  readonly sentence: SentenceToDo;
}

type Node = StationNode | SentenceNode;

/** What can be done with a sentence: commands of the server that want its place. */
const ACTIONS = ["verifySentence", "citeSentence", "setRole", "acceptDrift", "disputeSentence"] as const;

/** The view "Verification": the sentences that wait for somebody, worked through with one key each. */
export function showVerification(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  cursor: WriterCursor,
): void {
  const provider = new VerificationView(client);
  const view = vscode.window.createTreeView<Node>("stationmaster.verification", { treeDataProvider: provider });
  /** A sentence is being worked on in the view: it keeps the keyboard, unless the writer goes on in an editor. */
  let work: Errand | undefined;
  const show = (errand: Errand, file: string, offset: number): Promise<void> =>
    cursor.lead(errand, vscode.Uri.parse(file), { offset: () => offset, keepsFocus: true });
  const refresh = async (): Promise<void> => {
    const before = view.selection[0];
    await provider.refresh();
    view.message = provider.message ?? "";
    view.description = provider.coverage;
    void vscode.commands.executeCommand("setContext", "stationmaster.verified", provider.paths.length > 0);
    // Done with a sentence, the next one is at hand.
    const next = before?.kind === "sentence" ? provider.near(before) : undefined;
    if (!next || !view.visible) return;
    await view.reveal(next, { select: true, focus: cursor.isAwaited(work) });
    const place = placeOf(next);
    if (work && place && place[1] !== placeOf(before)?.[1]) await show(work, ...place);
  };
  client.onNotification("stationmaster/verificationChanged", () => void refresh());
  context.subscriptions.push(
    view,
    ...ACTIONS.map((action) =>
      vscode.commands.registerCommand(
        `stationmaster.view.${action}`,
        async (given?: Node | { readonly inView: true }) => {
          // A key of the view speaks of what is selected there, its menu of a line, the palette of where the cursor is.
          const node = given && "inView" in given ? view.selection[0] : given;
          work = given && cursor.begin();
          const place = given ? placeOf(node) : placeOfCursor();
          if (place) await vscode.commands.executeCommand(`stationmaster.${action}`, ...place);
        },
      ),
    ),
    vscode.commands.registerCommand("stationmaster.view.show", (file: string, offset: number) =>
      show(cursor.begin(), file, offset),
    ),
  );
}

type Place = readonly [uri: string, offset: number];

function placeOf(node: Node | undefined): Place | undefined {
  return node?.kind === "sentence" ? [node.station.file, node.sentence.offset] : undefined;
}

/** Of the sentence that the cursor stands in. */
function placeOfCursor(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== LANGUAGE) return undefined;
  return [editor.document.uri.toString(), editor.document.offsetAt(editor.selection.active)];
}

class VerificationView implements vscode.TreeDataProvider<Node> {
  readonly #client: BaseLanguageClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #nodes: readonly StationNode[] = [];
  #sentences = new Map<StationNode, readonly SentenceNode[]>();
  paths: readonly VerifiedPath[] = [];

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  async refresh(): Promise<void> {
    const paths = await this.#client.sendRequest<readonly VerifiedPath[]>("stationmaster/verification", {});
    if (JSON.stringify(paths) === JSON.stringify(this.paths)) return;
    this.paths = paths;
    this.#nodes = paths.flatMap(({ stations }) => stations.map((station) => ({ kind: "station" as const, station })));
    this.#sentences = new Map(
      this.#nodes.map((node) => [
        node,
        node.station.sentences.map((sentence) => ({ kind: "sentence" as const, station: node.station, sentence })),
      ]),
    );
    this.#changed.fire();
  }

  get message(): string | undefined {
    const left = this.paths.flatMap(({ stations }) => stations).some(({ sentences }) => sentences.length > 0);
    return this.paths.length && !left ? vscode.l10n.t("Everything is verified.") : undefined;
  }

  get coverage(): string {
    return this.paths.length === 1 ? this.paths[0]!.coverage : "";
  }

  /** The sentence at a place, or the next one that waits. */
  near({ station: { file }, sentence: { offset } }: SentenceNode): SentenceNode | undefined {
    const all = [...this.#sentences.values()].flat();
    const at = this.#nodes.findIndex(({ station }) => station.file === file);
    const later = new Set(this.#nodes.slice(at + 1).map(({ station }) => station.file));
    return all.find(({ station, sentence }) =>
      station.file === file ? sentence.offset >= offset : later.has(station.file),
    );
  }

  getChildren(node?: Node): Node[] {
    if (!node) return [...this.#nodes];
    return node.kind === "station" ? [...(this.#sentences.get(node) ?? [])] : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === "sentence" ? this.#nodes.find(({ station }) => station === node.station) : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === "station" ? stationItem(node) : sentenceItem(node);
  }
}

function stationItem({ station: { file, number, title, coverage, sentences } }: StationNode): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(plain(number ? `${number}  ${title}` : title), sentences.length ? Expanded : None);
  item.id = file;
  item.description = coverage;
  item.iconPath = sentences.length
    ? new vscode.ThemeIcon("circle-outline")
    : new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
  return item;
}

function sentenceItem({ station: { file }, sentence: { offset, text, state, detail } }: SentenceNode): vscode.TreeItem {
  const item = new vscode.TreeItem(plain(text));
  item.id = `${file}#${offset}`;
  item.description = state;
  item.tooltip = `${text}\n\n${detail}`;
  item.contextValue = "sentence";
  item.accessibilityInformation = { label: `${text} ${detail}` };
  item.command = { title: vscode.l10n.t("Show"), command: "stationmaster.view.show", arguments: [file, offset] };
  return item;
}
