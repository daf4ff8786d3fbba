// A preview while its text changes 200 times a second: it is drawn at most four times a second, never an older text after a
// newer one, and in the end the last.
//   node test/vscode/hands-on/preview-load.mjs [--seconds 60]
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { inVsCode, isStarted, openAt, openPreview, step, until } from "./support.mjs";

const SEED = "global-governance/security-cooperation.station.txt";

/** Changes the seed in a window without pause, for a number of seconds, and looks at what its preview draws. */
export async function whileItChanges(window, seconds) {
  const { page } = window;
  await openAt(window, SEED, "Nations utilize");
  const frame = await openPreview(window);
  await frame.evaluate(() => {
    window.drawn = [];
    addEventListener("message", ({ data }) => {
      if (data?.type === "page") window.drawn.push({ at: performance.now(), version: data.page.version });
    });
  });
  const drawn = () => frame.evaluate(() => window.drawn);
  await page.locator(".editor-instance .monaco-editor").first().click();
  await openAt(window, SEED, "Nations utilize");
  await page.waitForTimeout(1_000); // what opening has made it draw
  await frame.evaluate(() => (window.drawn = []));
  const changes = await window.evaluate(change, seconds, { timeout: (seconds + 60) * 1_000 });
  await until(window, async () => (await drawn()).at(-1)?.version === changes.version, "The last text is not shown.");
  assert.equal(await frame.locator(".s", { hasText: "Nations utilize" }).textContent(), changes.sentence);

  const all = await drawn();
  for (const [at, { version }] of all.entries())
    assert.ok(version >= (all[at - 1]?.version ?? 0), "An older text came after a newer one.");
  const changesPerSecond = changes.count / seconds;
  // A busy machine makes fewer than it is asked for; these are still many more than may be drawn.
  assert.ok(changesPerSecond > 50, `Only ${changesPerSecond.toFixed(0)} changes a second were made.`);
  assert.ok(all.length >= seconds * 2, `It was drawn only ${all.length} times.`);
  const most = Math.ceil((4 * changes.milliseconds) / 1_000);
  assert.ok(all.length <= most, `It was drawn ${all.length} times, and ${most} are the most.`);
  step(
    `${changes.count} changes in ${seconds} s (${changesPerSecond.toFixed(0)} a second) were drawn ${all.length} times, the last one last`,
  );
}

/** Types and deletes at the cursor, every five milliseconds one or the other; runs in the extension host. */
async function change(vscode, seconds) {
  const { document } = vscode.window.activeTextEditor;
  const before = document.version;
  const started = Date.now();
  let asked = 0;
  while (Date.now() - started < seconds * 1_000) {
    const done =
      asked % 2 ? vscode.commands.executeCommand("deleteLeft") : vscode.commands.executeCommand("type", { text: "x" });
    asked++;
    // So many may be on their way; more would only wait in line.
    if (asked % 20 === 0) await done;
    const ahead = started + asked * 5 - Date.now();
    if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  await vscode.commands.executeCommand("type", { text: "So " });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { version } = document;
  return {
    count: version - before,
    version,
    milliseconds: Date.now() - started,
    sentence: /\S* ?Nations utilize[^.]*\./.exec(document.getText())[0],
  };
}

if (isStarted(import.meta)) {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } });
  await inVsCode("Light 2026", (window) => whileItChanges(window, Number(values.seconds)));
}
