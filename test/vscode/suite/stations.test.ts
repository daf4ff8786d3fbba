import * as vscode from "vscode";

/** Whether the workspace is to be trusted; the bundler puts it in. */
declare const TRUSTED: boolean;

/** Asks again until there is an answer. VS Code cancels a request while another extension starts. */
async function until<Answer>(question: () => Answer | PromiseLike<Answer>): Promise<NonNullable<Answer>> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (error) {
      if ((error as Error).name !== "Canceled") throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`In 20 seconds there was no answer to\n  ${question}\nVS Code shows\n${shown()}`);
}

/** What the active editor shows: each finding's rule and words. */
function shown(): string {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return "  no editor";
  const lines = found(document).map((each) => `  ${ruleOf(each)}: “${document.getText(each.range)}”`);
  return lines.join("\n") || `  no findings in ${document.uri.path}`;
}

function equal(actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`This is\n  ${is}\nand should be\n  ${should}`);
}

const hasNode = typeof process === "object" && process.versions?.node !== undefined;

async function open(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  await vscode.window.showTextDocument(document);
  return document;
}

function found(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "stationmaster");
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

async function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(() => found(document).find((diagnostic) => ruleOf(diagnostic) === rule));
}

function nameOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === "string" ? label : label.label;
}

async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range);
}

describe("a station in VS Code", () => {
  // If it can't start, this says why at once; otherwise each test would wait in vain.
  before(async () => {
    await vscode.extensions.getExtension("stationmaster.stationmaster")!.activate();
  });

  it("runs where it should", () => {
    equal(hasNode, vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.appHost !== "web");
    equal(vscode.workspace.isTrusted, TRUSTED);
    const where = [vscode.env.appHost, hasNode ? "Node" : "web worker", TRUSTED ? "trusted" : "Restricted Mode"];
    console.log(`      VS Code ${vscode.version}, ${where.join(", ")}`);
  });

  it("is Markdown, or has a language of its own", async () => {
    equal((await open("global-governance/security-cooperation.station.txt")).languageId, "station");
    equal((await open("water-cycle/water-on-the-move.station.md")).languageId, "markdown");
  });

  it("takes Markdown for a station as long as a path lists it", async () => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, "lessons");
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    await vscode.workspace.fs.createDirectory(folder);
    await write("rain.md", "# Rain\n\n## Clouds:\n\nDrops fall.\n");
    await write("notes.md", "# Notes\n\n## Clouds:\n\nDrops fall.\n");
    await write("path.yaml", "stations: [rain.md]\n");
    const path = await open("lessons/path.yaml");
    const notes = await open("lessons/notes.md");
    const rain = await open("lessons/rain.md");
    await finding(rain, "heading-mark");
    equal([rain.languageId, notes.languageId, found(notes).length], ["markdown", "markdown", 0]);
    await open("lessons/path.yaml");
    const all = new vscode.Range(0, 0, path.lineCount, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(path.uri, all, "stations: [notes.md]\n");
    await vscode.workspace.applyEdit(edit);
    await path.save();
    await open("lessons/rain.md");
    await open("lessons/notes.md");
    await finding(notes, "heading-mark");
    await until(() => found(rain).length === 0);
    for (const _ of [path, rain, notes]) await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it("shows what is found in the seed, under the words it is about", async () => {
    const seed = await open("global-governance/security-cooperation.station.txt");
    const claim = await finding(seed, "provenance-claim");
    equal(claim.severity, vscode.DiagnosticSeverity.Error);
    await finding(seed, "reading-level");
    // The rest of its footer is part of that finding, and “Station” in a name of a path is no reference.
    equal(
      found(seed).filter((each) => ["no-page-furniture", "station-exists"].includes(ruleOf(each))),
      [],
    );
  });

  it("shows no error and no warning in a well-written station", async () => {
    const clean = await open("water-cycle/rivers-and-watersheds.station.md");
    await open("broken/references.station.md");
    await until(() => vscode.languages.getDiagnostics().length);
    equal(
      found(clean).filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning),
      [],
    );
  });

  it("links each finding to the page of its rule", async () => {
    const document = await open("broken/structure.station.md");
    const { code } = await finding(document, "heading-mark");
    const page = await vscode.workspace.openTextDocument((code as { target: vscode.Uri }).target);
    equal(page.getText().split("\n", 3), [
      "# heading-mark",
      "",
      "A heading ends without a period, colon, semicolon or comma.",
    ]);
  });

  it("shows the other stations of the path, without opening them", async () => {
    await open("broken/structure.station.md");
    await until(() =>
      vscode.languages.getDiagnostics().some(([uri, all]) => uri.path.endsWith("/tables.station.md") && all.length),
    );
  });

  it("finds what is wrong in path.yaml", async () => {
    const document = await open("broken/path.yaml");
    await until(() =>
      found(document).find((each) => ruleOf(each) === "path-schema" && document.getText(each.range) === "teir"),
    );
  });

  it("follows what is typed, fixes it with a quick fix, and reports on the unsaved text", async () => {
    const document = await open("music-theory/01-beat-and-meter.station.md");
    const edit = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.insert(document.uri, end, "\n## A Heading:\n\nOne more thing stands here.\n");
    await vscode.workspace.applyEdit(edit);
    const { range } = await finding(document, "heading-mark");
    equal(document.getText(range), ":");
    const fix = await until(async () =>
      (await actionsAt(document, range)).find(({ title }) => title === "Remove the “:”"),
    );
    equal(fix.isPreferred, true);
    await vscode.workspace.applyEdit(fix.edit!);
    await until(() => !found(document).some((each) => ruleOf(each) === "heading-mark"));
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("applies all safe fixes at once", async () => {
    const document = await open("broken/structure.station.md");
    await finding(document, "heading-mark");
    const actions = await until(async () => {
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const kind = vscode.CodeActionKind.SourceFixAll.append("stationmaster").value;
      const given = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        all,
        kind,
      );
      return given.length > 0 ? given : undefined;
    });
    equal(actions[0]!.title, "Apply all safe fixes");
  });

  it("formats a station, and goes on with a list on Enter", async () => {
    const document = await vscode.workspace.openTextDocument({
      language: "station",
      content: "# Rain\n\n|a|b|\n|-|-|\n\n* Drops",
    });
    const editor = await vscode.window.showTextDocument(document);
    const formatted = "# Rain\n\n| a   | b   |\n| --- | --- |\n\n- Drops\n";
    await until(async () => {
      await vscode.commands.executeCommand("editor.action.formatDocument");
      return document.getText() === formatted;
    });
    const end = new vscode.Position(5, 7);
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand("type", { text: "\n" });
    await until(() => document.getText() === `${formatted.trimEnd()}\n- \n`);
    await until(() => editor.selection.active.isEqual(new vscode.Position(6, 2)));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("converts the paste form to Markdown", async () => {
    const document = await open("global-governance/security-cooperation.station.txt");
    await finding(document, "provenance-claim");
    await vscode.commands.executeCommand("stationmaster.convert");
    await until(() => document.getText().startsWith("# Security Cooperation\n"));
    equal((await finding(document, "provenance-claim")).severity, vscode.DiagnosticSeverity.Error);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("offers the stations of the path after “Station ”, and takes one", async () => {
    const document = await open("water-cycle/water-underground.station.md");
    const at = document.positionAt(document.getText().indexOf("Precipitation pays"));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, at, "Much is like Station ");
    await vscode.workspace.applyEdit(edit);
    const cursor = at.translate(0, "Much is like Station ".length);
    const [first] = await until(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        cursor,
      );
      const items = list.items.filter(({ label }) => /^\d /.test(nameOf(label)));
      return items.length === 3 ? items : undefined;
    });
    equal(nameOf(first!.label), "3 Rivers and Their Watersheds");
    equal(first!.insertText, "3");
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("tells what a reference is about, and leads to it", async () => {
    const document = await open("water-cycle/rivers-and-watersheds.station.md");
    const at = document.positionAt(document.getText().indexOf("1 and 2 followed"));
    const text = await until(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      const shown = hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value));
      return shown.find((each) => each.includes("Water on the Move"));
    });
    equal(text.includes("2 stations earlier than this one"), true);
    const [link] = await until(() =>
      vscode.commands.executeCommand<vscode.LocationLink[]>("vscode.executeDefinitionProvider", document.uri, at),
    );
    equal(link!.targetUri.path.endsWith("/water-on-the-move.station.md"), true);
    const lights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      "vscode.executeDocumentHighlights",
      document.uri,
      at,
    );
    equal(
      lights.map(({ range }) => document.getText(range)),
      ["1"],
    );
  });

  it("renames a term over the path, and a number with all that refers to it", async () => {
    const document = await open("water-cycle/rivers-and-watersheds.station.md");
    const rename = (words: string, newName: string) =>
      until(() =>
        vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          "vscode.executeDocumentRenameProvider",
          document.uri,
          document.positionAt(document.getText().indexOf(words)),
          newName,
        ),
      );
    const names = (edit: vscode.WorkspaceEdit) => edit.entries().map(([uri]) => uri.path.replace(/^.*\//, ""));
    equal(names(await rename("precipitation within", "sky water")), [
      "from-vapor-to-rain.station.md",
      "rivers-and-watersheds.station.md",
      "water-underground.station.md",
    ]);
    equal(names(await rename("Station 4 will", "2")).includes("path.yaml"), true);
  });

  it("moves the ledger of a station that is renamed, and back", async () => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, "constitution");
    const document = await open("constitution/path.yaml");
    const at = (name: string) => vscode.Uri.joinPath(folder, name);
    const isThere = async (name: string) => {
      const entries = await vscode.workspace.fs.readDirectory(folder);
      return entries.some(([entry]) => entry === name);
    };
    const rename = async (from: string, to: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(at(`${from}.station.md`), at(`${to}.station.md`));
      equal(await vscode.workspace.applyEdit(edit), true);
      await until(() => document.getText().includes(`- ${to}.station.md`));
      equal([await isThere(`${from}.ledger.jsonl`), await isThere(`${to}.ledger.jsonl`)], [false, true]);
    };
    // The server knows the path before it is asked.
    await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        "vscode.executeLinkProvider",
        document.uri,
      );
      return found?.length;
    });
    await rename("the-bill-of-rights", "ten-amendments");
    await rename("ten-amendments", "the-bill-of-rights");
    await document.save();
  });

  it("lets numbered stations change places with their ledgers", async () => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, "numbered");
    const write = (name: string, text: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    const read = async (name: string) =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
    await vscode.workspace.fs.createDirectory(folder);
    for (const [name, title] of [
      ["S1", "Rain"],
      ["S2", "Snow"],
    ]) {
      await write(`${name}.station.md`, `# ${title}\n`);
      await write(`${name}.ledger.jsonl`, `{"format":1,"splitter":1,"of":"${title}"}\n`);
    }
    const document = await open("numbered/S1.station.md");
    const station = { uri: document.uri.toString(), number: 1, title: "Rain" };
    await until(async () => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        "vscode.executeWorkspaceSymbolProvider",
        "Snow",
      );
      return symbols.some(({ location }) => location.uri.path.endsWith("/numbered/S2.station.md"));
    });
    await vscode.commands.executeCommand("stationmaster.moveStation", station, 2);
    const entries = await vscode.workspace.fs.readDirectory(folder);
    equal(entries.map(([name]) => name).sort(), [
      "S1.ledger.jsonl",
      "S1.station.md",
      "S2.ledger.jsonl",
      "S2.station.md",
    ]);
    equal([await read("S1.station.md"), await read("S2.station.md")], ["# Snow\n", "# Rain\n"]);
    equal(
      [/"of":"(\w+)"/.exec(await read("S1.ledger.jsonl"))![1], /"of":"(\w+)"/.exec(await read("S2.ledger.jsonl"))![1]],
      ["Snow", "Rain"],
    );
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it("shows grade and uses above a title, titles after references, an outline and colors", async () => {
    const document = await open("water-cycle/rivers-and-watersheds.station.md");
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const ask = <Answer>(command: string, ...given: unknown[]) =>
      until(async () => {
        const answer = await vscode.commands.executeCommand<Answer[]>(command, document.uri, ...given);
        return answer?.length ? answer : undefined;
      });
    const lenses = await ask<vscode.CodeLens>("vscode.executeCodeLensProvider", 10);
    equal(lenses[0]!.command!.title, "Referred to by 2 stations");
    const hints = await ask<vscode.InlayHint>("vscode.executeInlayHintProvider", whole);
    equal(String(hints[0]!.label).trim(), "Water on the Move");
    // The outline of Markdown is VS Code's own: ours would show each heading twice. For browsers, the VS Code of the tests has none.
    if (hasNode) {
      const symbols = await ask<vscode.DocumentSymbol>("vscode.executeDocumentSymbolProvider");
      equal(symbols.filter(({ name }) => name.endsWith("Rivers and Their Watersheds")).length, 1);
    }
    const tokens = await until(() =>
      vscode.commands.executeCommand<vscode.SemanticTokens>("vscode.provideDocumentSemanticTokens", document.uri),
    );
    equal(tokens.data.length > 50, true);
  });

  it("follows the settings", async () => {
    const document = await open("broken/structure.station.md");
    await finding(document, "heading-mark");
    const settings = vscode.workspace.getConfiguration("stationmaster");
    await settings.update("rules", { "heading-mark": "error" }, vscode.ConfigurationTarget.Global);
    await until(() =>
      found(document).some(
        (each) => ruleOf(each) === "heading-mark" && each.severity === vscode.DiagnosticSeverity.Error,
      ),
    );
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Global);
    await until(() =>
      found(document).some(
        (each) => ruleOf(each) === "heading-mark" && each.severity === vscode.DiagnosticSeverity.Warning,
      ),
    );
  });

  it("starts again when asked to", async () => {
    const document = await open("broken/structure.station.md");
    await finding(document, "heading-mark");
    await vscode.commands.executeCommand("stationmaster.restart");
    await finding(document, "heading-mark");
  });
});
