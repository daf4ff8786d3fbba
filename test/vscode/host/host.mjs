// Runs a real VS Code (see install.mjs) in a headless Chromium: its tests, its pictures, its user interface.
//
//   const server = await startServer({ workspace, extensionPath });
//   const window = await openPage({ server });
//   await openFile(window, 'notes.md');
//   await screenshot(window, 'notes.png');
//   await window.close();
//   await server.stop();
//
// Everything started here listens on the loopback interface only, and ends with this
// process, whichever way it ends. No other process is ever touched.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { startDriver } from "./driver.mjs";
import { locateHost } from "./install.mjs";
import { startNodeServer } from "./node-server.mjs";
import { testLine } from "./test-output.mjs";
import { startWebServer } from "./web-server.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** User settings of every window: quiet, offline, nothing that moves by itself. */
export const QUIET_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "telemetry.telemetryLevel": "off",
  "telemetry.feedback.enabled": false,
  "update.showReleaseNotes": false,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.startupPrompt": "never",
  "editor.cursorBlinking": "solid",
};

// --- cleaning up ----------------------------------------------------------------

const live = new Set(); // synchronous last-resort clean-ups

process.on("exit", () => {
  for (const cleanUp of live) cleanUp();
});
for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
]) {
  process.on(signal, () => process.exit(128 + number));
}

// --- starting -------------------------------------------------------------------

/**
 * Starts a VS Code for one workspace.
 *
 * @param {object} options
 * @param {string} options.workspace          the folder to open
 * @param {'node' | 'web'} [options.kind]     'node' (default): a Node extension host, files on disk.
 *                                            'web': as on vscode.dev, a web worker extension host and
 *                                            a virtual file system (changes stay in memory)
 * @param {string} [options.extensionPath]    the extension under development
 * @param {string[]} [options.otherExtensions] more that are installed, in a Node extension host
 * @param {string} [options.testsPath]        a module that exports run(), see runExtensionTests()
 * @param {string} [options.theme]            color theme, by its id ('Dark 2026', 'Light 2026',
 *                                            'Dark Modern', 'Default High Contrast', …)
 * @param {object} [options.settings]         more user settings, over QUIET_SETTINGS
 * @param {boolean} [options.trust]           false: restricted mode
 * @param {boolean} [options.driver]          false: do without window.evaluate() (nothing added to VS Code)
 * @param {number} [options.port]             0 (default): any free port
 * @param {number} [options.startTimeout]     milliseconds
 * @returns {Promise<Server>} `url` is complete: opening it opens the workspace
 *
 * @typedef {object} Server
 * @property {'node' | 'web'} kind
 * @property {string} url
 * @property {() => string} log              what the server printed
 * @property {() => Promise<void>} stop      ends the server and removes its data
 */
export async function startServer({
  workspace,
  kind = "node",
  extensionPath,
  otherExtensions = [],
  testsPath,
  theme = "Dark 2026",
  settings = {},
  trust = true,
  driver: wantsDriver = true,
  port = 0,
  startTimeout = 30_000,
}) {
  for (const [what, folder] of [
    ["workspace", workspace],
    ["extension", extensionPath],
  ]) {
    if (folder !== undefined && !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Error(`no such ${what}: ${folder}`);
    }
  }
  const host = locateHost();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "vscode-host-"));
  const removeData = () => fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  live.add(removeData);

  let driver;
  try {
    driver = wantsDriver ? await startDriver() : undefined;
    const start = { node: startNodeServer, web: startWebServer }[kind];
    if (!start) {
      throw new Error(`unknown kind: ${kind} (known: node, web)`);
    }
    const server = await start({
      host,
      dataDir,
      workspace,
      extensionPath,
      otherExtensions,
      testsPath,
      driverPath: driver && path.join(HERE, "driver"),
      settings: {
        ...QUIET_SETTINGS,
        "workbench.colorTheme": theme,
        ...(driver && { "vscodeHost.driver": driver.url }),
        ...settings,
      },
      trust,
      port,
      startTimeout,
    });
    live.delete(removeData);
    const killNow = () => {
      server.kill();
      removeData();
    };
    live.add(killNow);
    return {
      kind,
      url: server.url,
      log: server.log,
      driver,
      host,
      async stop() {
        driver?.stop();
        await server.stop();
        removeData();
        live.delete(killNow);
      },
    };
  } catch (error) {
    driver?.stop();
    removeData();
    live.delete(removeData);
    throw error;
  }
}

/**
 * Opens the server's workspace in a new headless Chromium and waits until VS Code is up.
 *
 * @param {object} options
 * @param {Server} options.server
 * @param {{ width: number, height: number }} [options.viewport]
 * @param {number} [options.scale]       device pixels per CSS pixel (2 for sharp pictures)
 * @param {(line: string) => void} [options.onTestLine]  called for the tests' console lines
 * @param {(line: string) => void} [options.onNoise]     called for everything else VS Code logs
 * @param {number} [options.timeout]     milliseconds until VS Code must be up
 * @returns {Promise<Window>}
 *
 * @typedef {object} Window
 * @property {import('playwright-core').Page} page
 * @property {(fn: Function, argument?: any) => Promise<any>} evaluate
 *           runs `fn(vscode, argument)` in the extension host; `fn` sees nothing else, and
 *           argument and result must be JSON
 * @property {Promise<number>} tests      the exit code, once the tests have ended
 * @property {() => Promise<void>} close
 */
export async function openPage({
  server,
  viewport = { width: 1400, height: 900 },
  scale = 1,
  onTestLine = () => {},
  onNoise = () => {},
  timeout = 60_000,
}) {
  if (!server.host.chromium) {
    throw new Error("There is no Chromium: run `node test/vscode/host/install.mjs`, or set CHROMIUM to where it is.");
  }
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath: server.host.chromium,
    args: [
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Nothing may leave this machine, whatever a page asks for.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
    ],
    handleSIGINT: false, // see "cleaning up"
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const tests = new Promise((resolve, reject) => {
      page.exposeFunction("codeAutomationExit", (code) => resolve(code)).catch(reject);
      page.on("crash", () => reject(new Error("the page crashed")));
      browser.on("disconnected", () => reject(new Error("the browser was closed")));
    });
    tests.catch(() => {}); // nobody need be waiting
    await page.exposeFunction("codeAutomationLog", (level, args) => {
      const line = testLine(args);
      if (line === undefined) {
        onNoise(
          `${level} ${args.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" ")}`,
        );
      } else {
        onTestLine(line);
      }
    });
    page.on("pageerror", (error) => onNoise(`page error: ${error.stack ?? error}`));

    await page.goto(server.url, { timeout });
    await page.locator(".monaco-workbench .part.editor").waitFor({ timeout });
    const evaluate = async (fn, argument, limits) => {
      if (!server.driver) {
        throw new Error("this server was started with driver: false");
      }
      return server.driver.evaluate(fn, argument, limits);
    };
    if (server.driver) {
      await evaluate(() => true, undefined, { timeout }); // the extension host is up
    }
    return { page, browser, evaluate, tests, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw new Error(`${error.message}\n--- server ---\n${server.log().slice(-4000)}`, { cause: error });
  }
}

// --- tests ------------------------------------------------------------------------

/**
 * Runs an extension's tests inside VS Code.
 *
 * @param {object} options
 * @param {string} options.extensionPath
 * @param {string} options.testsPath     a module that exports run(): its promise decides. For kind
 *                                       'web' it must be one bundled CommonJS file inside the extension
 * @param {string} options.workspace
 * @param {'node' | 'web'} [options.kind]
 * @param {number} [options.timeout]     milliseconds for everything
 * @param {string} [options.screenshot]  a picture of the window when the tests have ended
 * @param {(line: string) => void} [options.onTestLine]
 * @param {(line: string) => void} [options.onNoise]
 *        Further options: those of startServer() and openPage().
 * @returns {Promise<{ code: number, lines: string[], noise: string[], ms: number }>}
 *          code: 0 passed, 1 failed, 124 ran out of time
 */
export async function runExtensionTests({
  timeout = 120_000,
  screenshot: picture,
  onTestLine = () => {},
  onNoise = () => {},
  viewport,
  scale,
  ...options
}) {
  const started = Date.now();
  const left = () => Math.max(1, timeout - (Date.now() - started));
  const lines = [];
  const noise = [];
  for (const [what, file] of [
    ["extension", options.extensionPath],
    ["tests", options.testsPath],
  ]) {
    if (!file || !fs.existsSync(file)) {
      throw new Error(`no such ${what}: ${file}`);
    }
  }

  const server = await startServer({ driver: false, ...options, startTimeout: Math.min(30_000, left()) });
  let window;
  try {
    window = await openPage({
      server,
      viewport,
      scale,
      timeout: left(),
      onTestLine: (line) => {
        lines.push(line);
        onTestLine(line);
      },
      onNoise: (line) => {
        noise.push(line);
        onNoise(line);
      },
    });
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, left(), 124)));
    const code = await Promise.race([window.tests, late]);
    clearTimeout(timer);
    if (picture) {
      await screenshot(window, picture);
    }
    return { code, lines, noise, ms: Date.now() - started };
  } finally {
    await window?.close();
    await server.stop();
  }
}

// --- the user interface -------------------------------------------------------------

/** Runs a command by its id, with JSON arguments. */
export function command(window, id, ...args) {
  return window.evaluate((vscode, { id, args }) => vscode.commands.executeCommand(id, ...args).then(() => {}), {
    id,
    args,
  });
}

/** Opens a file of the workspace, by its path in it; `line` and `column` count from 1. */
export async function openFile(window, file, { line = 1, column = 1 } = {}) {
  await window.evaluate(
    async (vscode, { file, line, column }) => {
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);
      const at = new vscode.Position(line - 1, column - 1);
      await vscode.window.showTextDocument(uri, { preview: false, selection: new vscode.Range(at, at) });
    },
    { file, line, column },
  );
  const name = path.basename(file);
  await window.page
    .locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`)
    .first()
    .waitFor();
  // VS Code answers before it has taken the keyboard away from a web page.
  await window.page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
}

/**
 * Where a piece of the editor's text is on the screen: the middle of its first (or nth)
 * occurrence, for page.mouse. Coloring may have cut it up; it must lie in one row.
 */
export async function pointAt(window, text, nth = 0) {
  const point = await window.page
    .locator(".monaco-editor .view-lines")
    .first()
    .evaluate(
      (lines, { text, nth }) => {
        const found = [];
        for (const line of lines.querySelectorAll(".view-line")) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const letters = []; // [text node, offset] of every letter of the row
          while (walker.nextNode()) {
            letters.push(...Array.from(walker.currentNode.data, (_, i) => [walker.currentNode, i]));
          }
          const row = letters
            .map(([node, i]) => node.data[i])
            .join("")
            .replaceAll("\u00a0", " ");
          for (let at = row.indexOf(text); at >= 0; at = row.indexOf(text, at + 1)) {
            const range = document.createRange();
            const [first, last] = [letters[at], letters[at + text.length - 1]];
            range.setStart(...first);
            range.setEnd(last[0], last[1] + 1);
            found.push(range.getBoundingClientRect());
          }
        }
        found.sort((a, b) => a.y - b.y || a.x - b.x); // rows are not in order in the page
        const box = found[nth];
        return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      },
      { text, nth },
    );
  if (!point) {
    throw new Error(`the editor does not show “${text}”`);
  }
  return point;
}

/** The document inside the webview that is showing (a playwright FrameLocator). */
export function webview(window, nth = 0) {
  return window.page.locator("iframe.webview.ready").nth(nth).contentFrame().locator("#active-frame").contentFrame();
}

/** Waits until two pictures taken 150 ms apart are the same, at most `timeout` ms. */
export async function settle(window, { timeout = 5_000 } = {}) {
  let last;
  for (const end = Date.now() + timeout; Date.now() < end; ) {
    const now = await window.page.screenshot();
    if (last?.equals(now)) {
      return;
    }
    last = now;
    await window.page.waitForTimeout(150);
  }
}

/**
 * Takes a picture once nothing moves any more.
 * @param {string} file        a .png
 * @param {string} [selector]  only this part of the window
 */
export async function screenshot(window, file, { selector } = {}) {
  await settle(window);
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  await (selector ? window.page.locator(selector).first() : window.page).screenshot({ path: file });
}
