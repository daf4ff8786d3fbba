// What every part of using VS Code by mouse and keyboard needs: a window, a cursor, patience, pictures.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import axe from "axe-core";
import { openFile, openPage, screenshot, startServer } from "../host/host.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
export const wantsPictures = process.argv.includes("--pictures");
const folder = mkdtempSync(join(tmpdir(), "stationmaster-hands-on-"));
/** A copy of the samples, which goes when the process ends. */
export const workspace = join(folder, "samples");
const copySamples = () => cpSync(join(root, "samples"), workspace, { recursive: true });
copySamples();
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Lets Git do something in the workspace. */
export function git(...given) {
  const who = ["-c", "user.name=Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...given], { cwd: workspace });
}

/** Makes the workspace a repository with a first commit. */
export function commitSamples() {
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "As it was");
}

export const step = (text) => console.log(`  ✔ ${text}`);

/**
 * Opens VS Code in one color theme, with the samples as they are or as they were left, or with another folder, does something in
 * it, and closes it.
 */
export async function inVsCode(
  theme,
  use,
  {
    kind = "node",
    trust = true,
    settings = {},
    viewport = { width: 1280, height: 800 },
    scale = wantsPictures ? 2 : 1,
    samples = true,
    open = workspace,
    otherExtensions = [],
  } = {},
) {
  if (samples) copySamples();
  const server = await startServer({
    kind,
    workspace: open,
    extensionPath: root,
    otherExtensions,
    theme,
    trust,
    settings: { "editor.minimap.enabled": false, "editor.fontSize": 13, ...settings },
  });
  let window;
  try {
    window = await openPage({ server, viewport, scale });
    await use(window);
  } catch (error) {
    const file = join(tmpdir(), `stationmaster-${basename(process.argv[1], ".mjs")}-failed.png`);
    await window?.page.screenshot({ path: file }).catch(() => {});
    const said = await window?.page.locator(".notification-toast").allInnerTexts();
    if (said?.length) console.error(`VS Code said: ${said.join(" ")}`);
    console.error(`What VS Code showed is in ${file}.`);
    throw error;
  } finally {
    await window?.close();
    await server.stop();
  }
}

export async function picture(window, name) {
  if (wantsPictures) await screenshot(window, join(root, "docs/pictures", `${name}.png`));
}

/** Shows the views of learning paths, as a click on their icon does. */
export async function openPathViews(window) {
  const icon = window.page.locator(".activitybar .action-label[aria-label^='Learning Path']");
  const title = window.page.locator(".sidebar .composite.title", { hasText: "Learning Path" });
  await untilShown(title, () => icon.click());
  // The name of the icon would be shown above the rows of the view.
  await title.hover({ position: { x: 2, y: 2 } });
}

/** Opens a file with the cursor in front of some words. */
export async function openAt(window, file, words) {
  const before = readFileSync(join(workspace, file), "utf8").split(words)[0].split("\n");
  await openFile(window, file, { line: before.length, column: before.at(-1).length + 1 });
}

/** The Problems panel makes only the rows that fit into it, so what is looked for has to be brought into sight. */
export async function filterProblems(page, text) {
  const input = page.locator(".part.panel input[placeholder*='Filter']").first();
  await untilShown(page.locator(".part.panel").getByText(/^Showing \d+ of \d+$/), async () => {
    await input.fill("");
    await input.fill(text);
  });
}

/** Opens the light bulb's menu at the cursor. */
export function lightBulb(page, title) {
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
export async function untilShown(locator, act) {
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

/** Answers VS Code's input box. Enter is pressed in the box itself: the list before it may still give the keyboard back. */
export async function answerInput(window, text) {
  const input = window.page.locator(".quick-input-widget:visible input").first();
  const isAnswered = async () => {
    if (!(await input.isVisible()) || (await input.inputValue()) !== text) return true;
    await input.press("Enter", { timeout: 1_000 }).catch(() => {}); // it has just been closed
    return false;
  };
  await input.fill(text);
  await until(window, isAnswered, `The input box stays open with “${text}”.`);
}

/** The extension host hears of an edit a moment after the page shows it. */
export async function documentMatches(window, pattern) {
  for (let tries = 400; ; tries--) {
    // While something else has the focus, no editor is active.
    const text = await window.evaluate((vscode) => vscode.window.activeTextEditor?.document.getText() ?? "");
    if (pattern.test(text) || tries === 0) return assert.match(text, pattern);
    await window.page.waitForTimeout(50);
  }
}

/** Opens the preview of the active station and finds its page among the frames. */
export async function openPreview(window, command = "stationmaster.showPreview") {
  await window.evaluate((vscode, id) => vscode.commands.executeCommand(id), command);
  return previewFrame(window);
}

/** Puts a window and its samples back as they were when it was opened, whatever was done in it. */
export async function startOver(window) {
  const { page } = window;
  await window.evaluate(async (vscode) => {
    const run = (id) => vscode.commands.executeCommand(id);
    for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
      await vscode.window.showTextDocument(document);
      await run("workbench.action.revertAndCloseActiveEditor");
    }
    await run("workbench.action.closeAllGroups");
    // Previews lock their group, also once it is empty.
    await run("workbench.action.unlockEditorGroup");
    await run("workbench.action.closePanel");
    await run("notifications.clearAll");
    await run("workbench.files.action.focusFilesExplorer");
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ forcedColors: null });
  resetSamples();
}

/** Puts the samples back as they were. */
export function resetSamples() {
  for (const name of readdirSync(workspace, { recursive: true, encoding: "utf8" })) {
    const isOwn = /^\.git(?:$|\/)/.test(name) || existsSync(join(root, "samples", name));
    if (!isOwn) rmSync(join(workspace, name), { recursive: true, force: true });
  }
  copySamples();
}

/** Whether a script was started by its own name, not as a part of another one. */
export function isStarted({ url }) {
  return url === pathToFileURL(process.argv[1]).href;
}

/** The policy of a preview's page, without the key that each has of its own. */
export async function policyOf(frame) {
  const policy = await frame.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  return policy.replaceAll(/nonce-\w+/g, "nonce");
}

/** The page of a preview that is open, once it shows something. */
export const previewFrame = (window) => frameWith(window, "main .s");

/** The frame, of those that extensions fill, that has something in it. */
export async function frameWith(window, what) {
  for (let tries = 400; tries; tries--) {
    for (const frame of window.page.frames()) {
      if (
        await frame
          .locator(what)
          .count()
          .catch(() => 0)
      )
        return frame;
    }
    await window.page.waitForTimeout(50);
  }
  throw new Error(`No frame has ${what}.`);
}

/** Asks again until something is so, for at least twenty seconds, or as many tries as are given. */
export async function until(window, holds, what, most = 400) {
  for (let tries = most; tries; tries--) {
    if (await holds()) return;
    await window.page.waitForTimeout(50);
  }
  assert.fail(what);
}

/** Gives VS Code a color theme, and waits until a page has taken it on: `kind` is what pages are told of it. */
export async function takeTheme(window, frame, theme, kind) {
  await window.evaluate(
    (vscode, id) => vscode.workspace.getConfiguration("workbench").update("colorTheme", id, 1),
    theme,
  );
  await until(
    window,
    () => frame.evaluate((wanted) => document.body.dataset.vscodeThemeKind === wanted, kind),
    `The page has not taken on the theme ${theme}.`,
  );
}

/** What axe-core finds wrong with a page, rule by rule. */
export async function violations(frame) {
  await frame.evaluate(`${axe.source}; undefined`);
  const { violations: found } = await frame.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}
