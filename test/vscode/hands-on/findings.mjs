// Findings by mouse and keyboard: the Problems panel, the light bulb, a reason to suppress, pasting, Restricted Mode.
// With --pictures it also takes the pictures of the documentation.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openFile } from "../host/host.mjs";
import {
  answerInput,
  documentMatches,
  filterProblems,
  frameWith,
  inVsCode,
  isStarted,
  lightBulb,
  openAt,
  picture,
  step,
  until,
  untilShown,
  wantsPictures,
  workspace,
} from "./support.mjs";

const cli = fileURLToPath(new URL("../../../dist/cli.mjs", import.meta.url));

/** What the command line finds in a file of the workspace, a line each. */
function foundByCheck(file) {
  const check = ["check", "--no-cache", "--hints", "--format", "json", file];
  const { stdout } = spawnSync(process.execPath, [cli, ...check], { cwd: workspace, encoding: "utf8" });
  const { findings } = JSON.parse(stdout).files.find((each) => each.file === file); // beside it, settings may be reported
  const lines = findings.map(({ range: { start, end }, severity, rule, message }) => {
    return `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule} ${message}`;
  });
  return lines.sort();
}

/** What VS Code has of the open document, in the same way. */
async function foundInEditor(window) {
  const lines = await window.evaluate((vscode) =>
    vscode.languages
      .getDiagnostics(vscode.window.activeTextEditor.document.uri)
      .map(({ range: { start, end }, severity, code, message }) => {
        const places = [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`);
        return `${places.join("-")} ${vscode.DiagnosticSeverity[severity].toLowerCase()} ${code.value} ${message}`;
      }),
  );
  return lines.sort();
}

export async function findingsAreFixed(window) {
  const { page } = window;
  await openAt(window, "broken/structure.station.md", ":\n");
  const editor = page.locator(".editor-instance .monaco-editor").first();
  await editor.locator(".squiggly-warning").first().waitFor();
  step("what is wrong is underlined");

  await page.keyboard.press("Control+Shift+M");
  const problems = page.locator(".markers-panel-container .monaco-list-row");
  await filterProblems(page, "**/structure.station.md");
  await problems.filter({ hasText: "Headings need no mark at the end." }).first().waitFor();
  await problems.filter({ hasText: "heading-mark" }).first().waitFor();
  step("the Problems panel says what, and names the rule");
  const found = foundByCheck("broken/structure.station.md");
  await until(window, async () => (await foundInEditor(window)).length === found.length, "Not all findings are shown.");
  assert.deepEqual(await foundInEditor(window), found);
  step("the command line finds just that, at the same places and in the same words");
  await page.locator(".statusbar-item", { hasText: "to fix" }).waitFor();
  step("the status bar says that the station was checked");
  await page.locator(".statusbar-item", { hasText: "to fix" }).click();
  const listed = page.locator(".quick-input-list .monaco-list-row");
  await listed.filter({ hasText: "Headings need no mark at the end." }).first().click();
  await page.locator(".statusbar-item", { hasText: /^Ln 5, Col 20/ }).waitFor();
  step("a click there lists its own problems, which lead to their places");
  await picture(window, "editor");

  await problems.locator("a", { hasText: "heading-mark" }).first().click();
  await frameWith(window, 'h1:text-is("heading-mark")');
  await page.keyboard.press("Control+Shift+M");
  await openAt(window, "broken/prose.station.md", "no-repeated-word: The");
  await untilShown(page.locator(".tab", { hasText: /no-repeated-word$/ }), async () => {
    await window.evaluate((vscode) => vscode.commands.executeCommand("editor.action.showHover"));
    // It goes if findings arrive meanwhile.
    await page
      .locator(".monaco-hover a", { hasText: "More on" })
      .click({ timeout: 2_000 })
      .catch(() => {});
  });
  await frameWith(window, 'h1:text-is("no-repeated-word")');
  step("a finding leads to the page of its rule, and so does what is said of a rule's name");

  await openAt(window, "broken/structure.station.md", ":\n");
  const fix = await lightBulb(page, "Remove the “:”");
  await picture(window, "quick-fixes");
  await fix.click();
  await documentMatches(window, /^## Choosing the Jar$/m);
  step("the light bulb fixes it");

  await openAt(window, "broken/references.station.md", "Station 42");
  await editor.locator(".squiggly-error").first().waitFor();
  await (await lightBulb(page, "Suppress “station-exists” Here...")).click();
  await answerInput(window, "Station 42 is a joke");
  await documentMatches(window, /stationmaster-disable-next station-exists: Station 42 is a joke -->/);
  step("a finding is suppressed with the reason that was asked for");

  await window.evaluate(async (vscode) => {
    const document = await vscode.workspace.openTextDocument({ language: "station", content: "# Rain\n\nSee here.\n" });
    await vscode.window.showTextDocument(document);
  });
  await page.evaluate(() => navigator.clipboard.writeText("https://un.org"));
  // A paste is lost on an editor that has not got the keyboard yet.
  await untilShown(page.locator(".view-line", { hasText: "https://un.org" }).first(), async () => {
    await window.evaluate((vscode) => {
      vscode.window.activeTextEditor.selection = new vscode.Selection(2, 4, 2, 8);
    });
    await page.keyboard.press("Control+V");
  });
  await documentMatches(window, /^See \[here\]\(https:\/\/un\.org\)\.$/m);
  step("an address pasted onto words makes them a link");

  await openAt(window, "broken/tables.station.md", "\n");
  await page.evaluate(async () => {
    const blob = await new Promise((resolve) => document.createElement("canvas").toBlob(resolve, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  });
  await untilShown(page.locator(".view-line", { hasText: "Describe the picture" }).first(), () =>
    page.keyboard.press("Control+V"),
  );
  await documentMatches(window, /!\[Describe the picture\]\(image\.png\)/);
  for (let tries = 400; tries && !existsSync(join(workspace, "broken/image.png")); tries--)
    await page.waitForTimeout(50);
  assert.ok(existsSync(join(workspace, "broken/image.png")));
  step("a pasted picture becomes a file beside the station");
}

if (isStarted(import.meta)) await inVsCode("Light 2026", findingsAreFixed);
if (isStarted(import.meta) && wantsPictures) {
  await inVsCode("Dark 2026", async (window) => {
    await openFile(window, "global-governance/security-cooperation.station.txt", { line: 5 });
    await window.page.keyboard.press("Control+Shift+M");
    await window.page
      .locator(".markers-panel-container .monaco-list-row", { hasText: "provenance-claim" })
      .first()
      .waitFor();
    await picture(window, "seed");
  });
}
