import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { PreviewAnswer } from "../../server/src/protocol/messages.ts";
import type { FromPage, ToPage, View } from "../preview/messages.ts";
import { activeFile, notePreview } from "./active-file.ts";
import { onGitChange, textInGit } from "./git.ts";
import { attributes } from "./page-attributes.ts";
import { PageDrawings } from "./page-drawings.ts";
import type { StationNode } from "./path-view.ts";
import { plain } from "./plain.ts";
import { nonce, previewPage } from "./preview-page.ts";
import { isOffset, isView, type PreviewState, restored } from "./preview-state.ts";
import { ReaderScroll } from "./reader-scroll.ts";
import { askServer, runOnServer } from "./server-messages.ts";
import type { Stations } from "./stations.ts";
import type { WriterCursor } from "./writer-cursor.ts";

const TYPE = "stationmaster.preview";

/** Pages are drawn at most this often while somebody types, in milliseconds; the last text always is. */
const PAUSE = 260;

/** Findings that have not changed for this long, in milliseconds, are drawn. */
const REST = 500;

/** Registers the commands that open previews, and brings back those that were open. */
export function registerPreviews(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  cursor: WriterCursor,
  stations: Stations,
): void {
  const open = new Set<Preview>();
  const show = (panel: vscode.WebviewPanel, uri: vscode.Uri, state: PreviewState): void => {
    const preview = new Preview(context, client, cursor, stations, panel, uri, state);
    open.add(preview);
    panel.onDidDispose(() => open.delete(preview));
  };
  /** Shows the station that was clicked in the view, or the one that is open. */
  const create =
    (locked: boolean) =>
    (node?: StationNode): void => {
      const clicked = node?.station?.file;
      const uri = clicked ? vscode.Uri.parse(clicked) : activeFile();
      if (!uri) return;
      const following = [...open].find((preview) => !preview.locked);
      if (!locked && following) {
        following.reveal(uri);
        return;
      }
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      const panel = vscode.window.createWebviewPanel(TYPE, "", column, optionsFor(context));
      show(panel, uri, { locked, marks: true, review: false, view: "station", reader: undefined });
    };
  context.subscriptions.push(
    vscode.commands.registerCommand("stationmaster.showPreview", create(false)),
    vscode.commands.registerCommand("stationmaster.showLockedPreview", create(true)),
    vscode.window.registerWebviewPanelSerializer(TYPE, {
      async deserializeWebviewPanel(panel, given: unknown) {
        const { uri, state } = restored(given);
        const known = uri === undefined ? undefined : inWorkspace(uri);
        if (!known) return panel.dispose();
        panel.webview.options = optionsFor(context);
        show(panel, known, state);
      },
    }),
  );
}

/** A remembered address is trusted only if it lies in the workspace that is open now. */
function inWorkspace(address: string): vscode.Uri | undefined {
  try {
    const uri = vscode.Uri.joinPath(vscode.Uri.parse(address, true), "."); // without any `..`
    // defense: come-back-from-the-workspace
    return vscode.workspace.getWorkspaceFolder(uri) ? uri : undefined;
  } catch {
    return undefined;
  }
}

function optionsFor(context: vscode.ExtensionContext): vscode.WebviewOptions & vscode.WebviewPanelOptions {
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  return {
    enableScripts: true,
    enableFindWidget: true,
    retainContextWhenHidden: true,
    localResourceRoots: [
      vscode.Uri.joinPath(context.extensionUri, "dist"),
      /* defense: pictures-from-the-workspace */ ...folders,
    ],
  };
}

/** One preview: a panel, the station it shows, and where it has been. */
class Preview {
  readonly #context: vscode.ExtensionContext;
  readonly #client: BaseLanguageClient;
  readonly #cursor: WriterCursor;
  readonly #stations: Stations;
  readonly #panel: vscode.WebviewPanel;
  readonly #id = nonce();
  readonly #been: vscode.Uri[] = [];
  readonly #shown = (): vscode.Uri => this.#uri;
  #at = -1;
  #revision = 0;
  readonly #drawings = new PageDrawings();
  readonly #scroll = new ReaderScroll();
  /** The place of the last click on the page, until it is known whether that was all. */
  #clicked: (() => Promise<void>) | undefined;
  #state: PreviewState;
  /** The station's text in Git, once it was asked for. */
  #before: { readonly of: string; readonly text: string | undefined } | undefined;
  #gitListener: vscode.Disposable | undefined;
  /** The place to bring into sight when the page is drawn. */
  #anchor = "";
  /** How far to scroll the page once it is drawn, in pixels: as far as it was before it was loaded again. */
  #top: number | undefined;
  #ready = false;
  #asking = false;
  #again = false;
  /** Whether the cursor has moved while a drawing was awaited. */
  #moved = false;
  /** When a changed text was drawn last, in milliseconds by what, unlike the clock, never jumps. */
  #last = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    context: vscode.ExtensionContext,
    client: BaseLanguageClient,
    cursor: WriterCursor,
    stations: Stations,
    panel: vscode.WebviewPanel,
    uri: vscode.Uri,
    state: PreviewState,
  ) {
    this.#context = context;
    this.#client = client;
    this.#cursor = cursor;
    this.#stations = stations;
    this.#panel = panel;
    this.#state = state;
    this.#load();
    const listeners = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        this.#scroll.noteArranging();
        notePreview(this.#shown, panel.active);
        if (panel.visible) void this.#draw();
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        this.#scroll.noteArranging();
        this.#scroll.noteEditors(editors);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        const { document, contentChanges } = event;
        if (contentChanges.length === 0) return; // only saved
        if (stations.isStation(document)) this.#drawings.noteChange(event);
        if (document.uri.toString() === this.#uri.toString()) this.#scroll.noteTyping();
        this.#soon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri: closed }) => this.#drawings.forgetChanges(closed)),
      vscode.languages.onDidChangeDiagnostics(() => this.#atRest()),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.#follow(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
        // Back in the editor after a walk along the path in the preview: VS Code counts it as active all the time.
        if (textEditor === vscode.window.activeTextEditor) this.#follow(textEditor);
        if (!this.#shows(textEditor)) return;
        // An editor that is shown again gets its cursor back, which nobody has moved.
        if (kind === undefined && this.#scroll.isArranging()) return;
        // While somebody types, each drawing of the text brings the cursor along.
        if (this.#awaitsDrawing()) this.#moved = true;
        else this.#tell({ type: "cursor", offset: textEditor.document.offsetAt(selections[0]!.active) });
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges((event) => {
        const { textEditor } = event;
        const top = this.#scroll.scrolledTo(event, this.#shows(textEditor));
        if (top) this.#tell({ type: "scroll", offset: textEditor.document.offsetAt(top) });
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#rename(files)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("stationmaster.preview")) this.#load();
      }),
      vscode.extensions.onDidChange(() => {
        // Git is there once a workspace is trusted.
        this.#gitListener?.dispose();
        this.#before = this.#gitListener = undefined;
        this.#anew();
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri: { fsPath } }) => {
        if (styleFiles().includes(fsPath)) void this.#tellStyles();
      }),
    ];
    this.#scroll.noteEditors(vscode.window.visibleTextEditors);
    panel.onDidDispose(() => {
      notePreview(this.#shown, false);
      clearTimeout(this.#timer);
      clearTimeout(this.#rest);
      for (const listener of [...listeners, this.#gitListener]) listener?.dispose();
    });
    this.reveal(uri);
  }

  get locked(): boolean {
    return this.#state.locked;
  }

  /** Loads the page again, with the policy that the settings ask for. */
  #load(): void {
    this.#ready = false;
    this.#panel.webview.html = pageOf(this.#context, this.#panel.webview, showsWebPictures());
  }

  get #uri(): vscode.Uri {
    return this.#been[this.#at]!;
  }

  /** Shows another station, and remembers the way back. */
  reveal(uri: vscode.Uri): void {
    if (this.#at >= 0 && this.#uri.toString() === uri.toString()) return;
    this.#been.splice(this.#at + 1);
    this.#been.push(uri);
    this.#go(this.#been.length - 1);
  }

  /** Shows the station of an editor, unless the preview stays with its own. */
  #follow({ document }: vscode.TextEditor): void {
    if (!this.locked && this.#stations.isStation(document)) this.reveal(document.uri);
  }

  #go(at: number): void {
    if (!this.#been[at]) return;
    this.#at = at;
    this.#top = undefined;
    this.#scroll.startOver();
    this.#anew();
  }

  /** Stays with stations that get another name, or whose folder does. */
  #rename(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    const before = this.#uri;
    for (const { oldUri, newUri } of files) {
      for (const [at, uri] of this.#been.entries()) {
        if (uri.path !== oldUri.path && !uri.path.startsWith(`${oldUri.path}/`)) continue;
        this.#been[at] = uri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) });
      }
    }
    if (this.#uri !== before) this.#anew();
  }

  /** Draws the whole page, after something other than the text has changed. */
  #anew(state: Partial<PreviewState> = {}): void {
    this.#state = { ...this.#state, ...state };
    this.#revision = 0;
    this.#tellState();
    void this.#draw();
  }

  #shows({ document }: vscode.TextEditor): boolean {
    return document.uri.toString() === this.#uri.toString();
  }

  #awaitsDrawing(): boolean {
    return this.#asking || this.#timer !== undefined;
  }

  /** Draws a changed text at once if none was drawn for a while, or else after a pause. */
  #soon(): void {
    if (this.#timer) return;
    const wait = this.#last + PAUSE - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#last = performance.now();
        void this.#draw();
      }, wait);
      return;
    }
    // The server gets the change in this same turn; the question comes after it, and before all others.
    this.#last = performance.now();
    queueMicrotask(() => void this.#draw());
  }

  /** Draws what is found once it comes to rest; while somebody types, each drawing of the text brings it along. */
  #atRest(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#soon(), REST);
  }

  /** Asks the server for what has changed. While an answer is on its way, one more question waits. */
  async #draw(): Promise<void> {
    if (!this.#ready || !this.#panel.visible) return;
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    const uri = this.#uri;
    const { view, reader } = this.#state;
    try {
      const before = view === "committed" || view === "staged" ? await this.#textInGit(uri, view) : undefined;
      const answer = await askServer(this.#client, "stationmaster/preview", {
        textDocument: { uri: uri.toString() },
        id: this.#id,
        revision: this.#revision,
        reader,
        view: view === "committed" || view === "staged" ? "changes" : view,
        before: before?.text ?? "",
        webPictures: showsWebPictures(),
      });
      if (uri !== this.#uri || view !== this.#state.view) this.#again = true;
      else if (before && before.text === undefined) this.#tell({ type: "empty", text: notInGit(view) });
      else this.#show(answer, uri);
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      if (answer?.version && document && document.version > answer.version) this.#soon();
    } catch {
      // The server is starting again, or gone: the page stays as it is.
    } finally {
      this.#asking = false;
      if (this.#again) {
        this.#again = false;
        void this.#draw();
      }
    }
  }

  #show(answer: PreviewAnswer | null, uri: vscode.Uri): void {
    if (!answer) {
      this.#revision = 0; // what comes next is a whole page again
      this.#panel.title = vscode.l10n.t("Preview");
      this.#tell({ type: "empty", text: vscode.l10n.t("Open a station to see it here as its reader will.") });
      return;
    }
    const { revision, ...page } = answer;
    this.#revision = revision;
    this.#panel.title = plain(`${this.locked ? "🔒 " : ""}${page.number ? `${page.number} ` : ""}${page.title}`);
    const html = Object.values(page.changed).join("");
    this.#drawings.add(uri, answer, html);
    this.#tell({ type: "page", page, revision, pictures: this.#pictures(attributes(html, "src")) });
    const editor = vscode.window.visibleTextEditors.find((each) => this.#shows(each));
    // What is drawn as it was stays where its reader has scrolled it.
    const isRedrawn = page.whole || html !== "";
    if (this.#anchor) this.#tell({ type: "anchor", id: this.#anchor });
    else if (editor && (isRedrawn || this.#moved))
      this.#tell({ type: "cursor", offset: editor.document.offsetAt(editor.selection.active) });
    if (this.#top !== undefined) this.#tell({ type: "top", top: this.#top });
    this.#anchor = "";
    this.#top = undefined;
    this.#moved = false;
  }

  /** The text that the station has in Git; it is asked for once, until Git tells that something has changed. */
  async #textInGit(uri: vscode.Uri, view: "committed" | "staged") {
    const of = `${view} ${uri}`;
    if (this.#before?.of !== of) this.#before = { of, text: await textInGit(uri, view) };
    this.#gitListener ??= await onGitChange(uri, () => {
      this.#before = undefined;
      this.#atRest();
    });
    return this.#before;
  }

  async #tellStyles(): Promise<void> {
    this.#tell({ type: "styles", sheets: await userStyles() });
  }

  /** Where the page finds pictures; the server has looked where they really lie. */
  #pictures(files: readonly string[]): Record<string, string> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) return {};
    const inside = files.filter((file) => !file.startsWith("https://"));
    const entries = inside.map((file) => [
      file,
      this.#panel.webview.asWebviewUri(folder.with({ path: file })).toString(),
    ]);
    return Object.fromEntries(entries);
  }

  /** Messages come from a page that shows what others have written: nothing in them is taken on trust. */
  #receive(message: unknown): void {
    const given = (typeof message === "object" && message !== null ? message : {}) as Partial<FromPage> &
      Record<string, unknown>;
    switch (given.type) {
      case "ready":
        this.#ready = true;
        this.#top = this.#remembered(given.was);
        void this.#tellStyles();
        this.#anew();
        return;
      case "clicked":
        this.#clicked = this.#leadTo(given);
        return;
      case "reveal":
        void this.#clicked?.();
        this.#clicked = undefined;
        return;
      case "left":
        this.#clicked = undefined;
        this.#cursor.cancel();
        return;
      case "scrolled":
        this.#scrollEditor(given);
        return;
      case "fix":
        this.#fix(given);
        return;
      case "open":
        if (!this.#drawings.isNamed(given.file)) return;
        this.#anchor = typeof given.anchor === "string" ? given.anchor : "";
        void this.#open(given.file, given.inEditor === true);
        return;
      case "settings":
        void vscode.commands.executeCommand("workbench.action.openSettings", "stationmaster.preview.webPictures");
        return;
      case "web":
        if (
          typeof given.url === "string" &&
          /* defense: open-web-addresses-alone */ /^(?:https?:\/\/[^/]|mailto:)/i.test(given.url)
        ) {
          void vscode.env.openExternal(vscode.Uri.parse(given.url, true));
        }
        return;
      case "reader":
        this.#anew({ reader: isOffset(given.reader) ? given.reader : undefined });
        return;
      case "marks":
        this.#state = { ...this.#state, marks: given.shown === true };
        this.#tellState();
        return;
      case "review":
        this.#state = { ...this.#state, review: given.shown === true };
        this.#tellState();
        return;
      case "view":
        if (isView(given.view)) this.#anew({ view: given.view });
        return;
      case "back":
        this.#go(this.#at - 1);
        return;
      case "forward":
        this.#go(this.#at + 1);
        return;
    }
  }

  /** How far the page was scrolled before it was loaded again, if it showed the same station. */
  #remembered(given: unknown): number | undefined {
    const { uri, top } = restored(given);
    return uri === this.#uri.toString() ? top : undefined;
  }

  /** Begins to lead the cursor to a sentence that was clicked; it goes there when what is given back is called. */
  #leadTo(message: Readonly<Record<string, unknown>>): (() => Promise<void>) | undefined {
    const place = this.#drawings.placeOf(message);
    if (!place) return undefined;
    const errand = this.#cursor.begin();
    return () => {
      this.#scroll.noteLeading();
      return this.#cursor.lead(errand, place.uri, { offset: place.offsetNow });
    };
  }

  /** Has the server make a fix that the page was given. */
  #fix(message: Readonly<Record<string, unknown>>): void {
    const chosen = this.#drawings.fixOf(message);
    if (!chosen) return;
    const { uri, rule, range, title } = chosen;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    void runOnServer("stationmaster.applyFix", uri.toString(), rule, range, title, open?.version ?? null);
  }

  #scrollEditor(message: Readonly<Record<string, unknown>>): void {
    const place = this.#drawings.placeOf(message);
    const offset = place?.offsetNow();
    const open = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === place?.uri.toString(),
    );
    if (open && offset !== undefined) this.#scroll.bringToTop(open, offset);
  }

  async #open(file: string, inEditor: boolean): Promise<void> {
    const uri = this.#uri.with({ path: file });
    if (inEditor) await this.#cursor.lead(this.#cursor.begin(), uri, {});
    else {
      // From the map a station is opened as itself.
      if (this.#state.view === "map" || this.#state.view === "path") this.#state = { ...this.#state, view: "station" };
      if (this.#uri.toString() === uri.toString()) this.#anew();
      else this.reveal(uri);
    }
  }

  #tell(message: ToPage): void {
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }

  #tellState(): void {
    const [canGoBack, canGoForward] = [this.#at > 0, this.#at < this.#been.length - 1];
    this.#tell({ type: "state", state: { ...this.#state, canGoBack, canGoForward, uri: this.#uri.toString() } });
  }
}

function notInGit(view: "committed" | "staged" | View): string {
  if (!vscode.workspace.isTrusted) return vscode.l10n.t("In Restricted Mode, VS Code does not run Git.");
  return view === "staged"
    ? vscode.l10n.t("Git has no staged version of this station.")
    : vscode.l10n.t("Git has no earlier version of this station.");
}

// Only the user's own settings count: a workspace that somebody else has made opens nothing up. package.json gives both
// settings the scope “application”.
function showsWebPictures(): boolean {
  return vscode.workspace.getConfiguration("stationmaster.preview").get("webPictures") === true;
}

function styleFiles(): readonly string[] {
  const files: unknown = vscode.workspace.getConfiguration("stationmaster.preview").get("styles");
  return Array.isArray(files) ? files.filter((file) => typeof file === "string") : [];
}

/** The texts of the user's own style sheets; one that can't be read is reported. */
async function userStyles(): Promise<readonly string[]> {
  const texts = styleFiles().map(async (file) => {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
    } catch {
      void vscode.window.showWarningMessage(vscode.l10n.t("The style sheet “{0}” can't be read.", file));
      return "";
    }
  });
  return Promise.all(texts);
}

function pageOf(context: vscode.ExtensionContext, webview: vscode.Webview, webPictures: boolean): string {
  const address = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(context.extensionUri, "dist", name)).toString();
  return previewPage({
    cspSource: webview.cspSource,
    webPictures,
    style: address("preview.css"),
    script: address("preview.js"),
    translated: (text) => vscode.l10n.t(text),
  });
}
