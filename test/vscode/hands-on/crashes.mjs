// A server that dies in VS Code: it is started again without a word, with what is typed and not saved; the fifth time a person
// is asked. Whether its findings are right is told by whether they follow the unsaved text.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { inVsCode, isStarted, openAt, step, until } from "./support.mjs";

/** The process of the server that this script's VS Code has started. */
function serverProcess() {
  const parents = new Map();
  let server;
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1];
      parents.set(id, parent);
    } catch {
      // It has ended meanwhile.
    }
  }
  for (const id of parents.keys()) {
    let at = id;
    while (at && at !== String(process.pid)) at = parents.get(at);
    if (!at) continue;
    try {
      if (readFileSync(`/proc/${id}/cmdline`, "utf8").includes("dist/server.mjs")) server = Number(id);
    } catch {
      // As above.
    }
  }
  return server;
}

/** The findings of the open text that VS Code knows of, by their rules and places. */
const findings = (window) =>
  window.evaluate((vscode) =>
    vscode.languages
      .getDiagnostics(vscode.window.activeTextEditor.document.uri)
      .map(({ code, range }) => `${code?.value ?? code} ${range.start.line}:${range.start.character}`)
      .sort()
      .join("\n"),
  );

export async function serverDies(window) {
  const { page } = window;
  await openAt(window, "broken/structure.station.md", ":\n");
  await until(window, async () => (await findings(window)).includes("heading-mark"), "There are no findings.");
  await page.keyboard.press("Control+End");
  for (let crash = 1; crash <= 5; crash++) {
    await until(window, serverProcess, "There is no server.");
    const dead = serverProcess();
    process.kill(dead, "SIGKILL");
    await page.keyboard.type(`\nDrops drops ${crash} fall.\n`);
    if (crash === 5) break;
    await until(window, () => serverProcess() && serverProcess() !== dead, "The server was not started again.");
    const repeated = async () => (await findings(window)).match(/^no-repeated-word/gm)?.length ?? 0;
    const before = crash;
    await until(window, async () => (await repeated()) >= before, `After crash ${crash} findings are missing.`);
  }
  step("four times a server that was killed is started again, and speaks of what was typed meanwhile");
  const message = page.locator(".notification-list-item", { hasText: "Stationmaster has stopped" }).first();
  await message.waitFor();
  assert.equal(serverProcess(), undefined);
  assert.equal(await page.locator(".notification-list-item").count(), 1);
  step("the fifth time it says so, once, and asks");
  // The window has what was typed before the extension host, which is asked here, does.
  const text = () => window.evaluate((vscode) => vscode.window.activeTextEditor.document.getText());
  for (let crash = 1; crash <= 5; crash++) {
    const typed = `Drops drops ${crash} fall`;
    await until(window, async () => (await text()).includes(typed), `“${typed}” is lost.`);
  }
  step("nothing that was typed is lost");
  await message.getByRole("button", { name: "Restart" }).click();
  await until(window, serverProcess, "“Restart” does nothing.");
  await until(
    window,
    async () => (await findings(window)).match(/^no-repeated-word/gm)?.length >= 5,
    "After “Restart” findings are missing.",
  );
  step("“Restart” starts it again, with all findings");
}

if (isStarted(import.meta)) await inVsCode("Light 2026", serverDies);
