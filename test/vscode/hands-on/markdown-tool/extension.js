// What spelling checkers, linters and formatters for Markdown do: a finding with its fix, a command with its key, a formatter.
const vscode = require("vscode");

const SELECTOR = { language: "markdown" };
const MISSPELLED = /\bteh\b/g;

exports.activate = ({ subscriptions }) => {
  const findings = vscode.languages.createDiagnosticCollection("markdown-tool");
  const check = (document) => {
    if (document.languageId !== SELECTOR.language) return;
    const found = [...document.getText().matchAll(MISSPELLED)].map(({ index }) => {
      const range = new vscode.Range(document.positionAt(index), document.positionAt(index + 3));
      const finding = new vscode.Diagnostic(range, "“teh” is misspelled.", vscode.DiagnosticSeverity.Warning);
      finding.source = "markdown-tool";
      return finding;
    });
    findings.set(document.uri, found);
  };
  vscode.workspace.textDocuments.forEach(check);
  subscriptions.push(
    findings,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.languages.registerCodeActionsProvider(SELECTOR, {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics
          .filter(({ source }) => source === "markdown-tool")
          .map((finding) => {
            const fix = new vscode.CodeAction("Spell “the”", vscode.CodeActionKind.QuickFix);
            fix.edit = new vscode.WorkspaceEdit();
            fix.edit.replace(document.uri, finding.range, "the");
            fix.diagnostics = [finding];
            return fix;
          }),
    }),
    vscode.languages.registerDocumentFormattingEditProvider(SELECTOR, {
      provideDocumentFormattingEdits: (document) =>
        [...document.getText().matchAll(/^\* /gm)].map(({ index }) => {
          const at = document.positionAt(index);
          return vscode.TextEdit.replace(new vscode.Range(at, at.translate(0, 1)), "+");
        }),
    }),
    vscode.commands.registerCommand("markdownTool.bold", () => {
      const editor = vscode.window.activeTextEditor;
      return editor.edit((edit) => edit.replace(editor.selection, `**${editor.document.getText(editor.selection)}**`));
    }),
  );
};
