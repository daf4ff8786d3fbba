// Uses VS Code as a writer does, with mouse and keyboard: reads the Problems panel, mends with the light bulb, suppresses
// with a reason. With --pictures it also takes the pictures of the documentation.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openFile, openPage, screenshot, startServer } from "./host/host.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const wantsPictures = process.argv.includes("--pictures");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-hands-on-"));
const workspace = join(folder, "samples");
cpSync(join(root, "samples"), workspace, { recursive: true });
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const step = (text) => console.log(`  ✔ ${text}`);

/** Opens VS Code in one colour theme, does something in it, and closes it again. */
async function inVsCode(theme, use, { trust = true } = {}) {
  const server = await startServer({
    workspace,
    extensionPath: root,
    theme,
    trust,
    settings: { "editor.minimap.enabled": false, "editor.fontSize": 13 },
  });
  let window;
  try {
    window = await openPage({ server, viewport: { width: 1280, height: 800 }, scale: wantsPictures ? 2 : 1 });
    await use(window);
  } catch (error) {
    const file = join(tmpdir(), "stationmaster-hands-on-failed.png");
    await window?.page.screenshot({ path: file }).catch(() => {});
    console.error(`What VS Code showed is in ${file}.`);
    throw error;
  } finally {
    await window?.close();
    await server.stop();
  }
}

async function picture(window, name) {
  if (wantsPictures) await screenshot(window, join(root, "docs/pictures", `${name}.png`));
}

/** Opens a file with the cursor in front of some words. */
async function openAt(window, file, words) {
  const before = readFileSync(join(workspace, file), "utf8").split(words)[0].split("\n");
  await openFile(window, file, { line: before.length, column: before.at(-1).length + 1 });
}

/** The Problems panel makes only the rows that fit into it, so what is looked for has to be brought into sight. */
async function filterProblems(page, text) {
  const input = page.locator(".part.panel input[placeholder*='Filter']").first();
  await untilShown(page.locator(".part.panel").getByText(/^Showing \d+ of \d+$/), async () => {
    await input.fill("");
    await input.fill(text);
  });
}

/** Opens the light bulb's menu at the cursor. */
function lightBulb(page, title) {
  const action = page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
  return untilShown(action, async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+.");
  });
}

/**
 * Does something again until what it brings is shown. VS Code loses what is typed into a panel that is still being
 * made, and closes the light bulb's menu if findings arrive meanwhile.
 */
async function untilShown(locator, act) {
  for (let tries = 10; ; tries--) {
    await act();
    try {
      await locator.waitFor({ timeout: 2_000 });
      return locator;
    } catch (error) {
      if (error.name !== "TimeoutError" || tries === 0) throw error;
    }
  }
}

/** The extension host hears of an edit a moment after the page shows it. */
async function documentMatches(window, pattern) {
  for (let tries = 100; ; tries--) {
    const text = await window.evaluate((vscode) => vscode.window.activeTextEditor.document.getText());
    if (pattern.test(text) || tries === 0) return assert.match(text, pattern);
    await window.page.waitForTimeout(50);
  }
}

await inVsCode("Light 2026", async (window) => {
  const { page } = window;
  await openAt(window, "broken/structure.station.md", ":\n");
  const editor = page.locator(".editor-instance .monaco-editor").first();
  await editor.locator(".squiggly-warning").first().waitFor();
  step("what is wrong is underlined");

  await page.keyboard.press("Control+Shift+M");
  const problems = page.locator(".markers-panel-container .monaco-list-row");
  await filterProblems(page, "**/structure.station.md");
  await problems.filter({ hasText: "Headings end without a mark." }).first().waitFor();
  await problems.filter({ hasText: "heading-mark" }).first().waitFor();
  step("the Problems panel says what, and names the rule");
  await page.locator(".statusbar-item", { hasText: "to mend" }).waitFor();
  step("the status bar says that the station was checked");
  await picture(window, "editor");
  await page.keyboard.press("Control+Shift+M");

  await openAt(window, "broken/structure.station.md", ":\n");
  const fix = await lightBulb(page, "Remove the “:”");
  await picture(window, "quick-fix");
  await fix.click();
  await documentMatches(window, /^## Choosing the Jar$/m);
  step("the light bulb mends it");

  await openAt(window, "broken/references.station.md", "Station 42");
  await editor.locator(".squiggly-error").first().waitFor();
  await (await lightBulb(page, "Suppress “station-exists” here")).click();
  const input = page.locator(".quick-input-widget:visible input").first();
  await input.fill("Station 42 is a joke");
  await page.keyboard.press("Enter");
  await documentMatches(window, /stationmaster-disable-next station-exists: Station 42 is a joke -->/);
  step("a finding is suppressed with the reason that was asked for");

  await window.evaluate(async (vscode) => {
    const content = "# Rain\n\nSee here.\n";
    const document = await vscode.workspace.openTextDocument({ language: "station", content });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(2, 4, 2, 8);
  });
  await page.evaluate(() => navigator.clipboard.writeText("https://un.org"));
  await page.keyboard.press("Control+V");
  await documentMatches(window, /^See \[here\]\(https:\/\/un\.org\)\.$/m);
  step("an address pasted onto words makes them a link");

  await openAt(window, "broken/tables.station.md", "\n");
  await page.evaluate(async () => {
    const blob = await new Promise((resolve) => document.createElement("canvas").toBlob(resolve, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
  });
  await page.keyboard.press("Control+V");
  await documentMatches(window, /!\[Describe the picture\]\(image\.png\)/);
  for (let tries = 100; tries && !existsSync(join(workspace, "broken/image.png")); tries--)
    await page.waitForTimeout(50);
  assert.ok(existsSync(join(workspace, "broken/image.png")));
  step("a pasted picture becomes a file beside the station");
});

await inVsCode(
  "Default High Contrast",
  async (window) => {
    await window.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    await openFile(window, "global-governance/security-cooperation.station.txt", { line: 23 });
    await window.page.keyboard.press("Control+Shift+M");
    const problems = window.page.locator(".markers-panel-container .monaco-list-row");
    await problems.filter({ hasText: "provenance-claim" }).first().waitFor();
    step("the seed's claims are found, in Restricted Mode too");
    await picture(window, "seed-high-contrast");
  },
  { trust: false },
);

if (wantsPictures) {
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
