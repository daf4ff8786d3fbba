// How long after a key press its text is painted in the preview, beside a webview that does nothing but say that something
// has changed, in the same windows: what is left between the two is ours. Prints medians; fails at nothing.
//
//   node test/vscode/hands-on/preview-latency.mjs [--presses 40]
import { parseArgs } from "node:util";
import { openFile } from "../host/host.mjs";
import { inVsCode, openAt, openPreview } from "./support.mjs";

const { values } = parseArgs({ options: { presses: { type: "string", default: "40" } } });
const presses = Number(values.presses);
const SEED = "global-governance/security-cooperation.station.txt";

for (const [name, kind] of [
  ["VS Code for the Web", "web"],
  ["VS Code with a remote extension host", "node"],
]) {
  await inVsCode(
    "Light 2026",
    async (window) => {
      await openFile(window, SEED);
      const preview = await openPreview(window);
      const ours = await measure(window, preview, ".s.here");
      await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups"));
      const bare = await measure(window, await bareWebview(window), "#count");
      console.log(`  ${name}: ${told(ours)}; a bare webview ${told(bare)}`);
    },
    { kind },
  );
}

/** Types letters into the seed, and takes the time from key down to painted, on one clock. */
async function measure(window, frame, selector) {
  const { page } = window;
  await openAt(window, SEED, "manage regional threats by");
  await page.keyboard.type("rule");
  await page.evaluate(() => {
    addEventListener("keydown", () => (window.pressed = performance.timeOrigin + performance.now()), { capture: true });
  });
  const times = [];
  for (let count = 0; count < presses; count++) {
    await page.waitForTimeout(400);
    const painted = frame.evaluate(
      (what) =>
        new Promise((resolve) => {
          const before = document.querySelector(what).textContent;
          const observer = new MutationObserver(() => {
            if (document.querySelector(what)?.textContent === before) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
          });
          observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        }),
      selector,
    );
    await page.waitForTimeout(20);
    await page.keyboard.press("x");
    times.push((await painted) - (await page.evaluate(() => window.pressed)));
  }
  return times.sort((a, b) => a - b);
}

/** A webview beside the editor that shows how often the text has changed. */
async function bareWebview(window) {
  await window.evaluate((vscode) => {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("bare", "Bare", column, { enableScripts: true });
    panel.webview.html =
      '<p id="count">0</p><script>addEventListener("message", ({ data }) => (count.textContent = data))</script>';
    let changes = 0;
    vscode.workspace.onDidChangeTextDocument(() => void panel.webview.postMessage(`${++changes}`));
  });
  for (let tries = 400; tries; tries--) {
    for (const frame of window.page.frames()) {
      const found = await frame
        .locator("#count")
        .count()
        .catch(() => 0);
      if (found) return frame;
    }
    await window.page.waitForTimeout(50);
  }
  throw new Error("The webview shows nothing.");
}

function told(times) {
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(0);
  return `${at(0.5)} ms (one in ten below ${at(0.1)}, one in ten above ${at(0.9)})`;
}
