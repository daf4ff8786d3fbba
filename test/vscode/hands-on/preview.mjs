// The preview by mouse and keyboard: it follows what is typed, scrolls with the editor, leads along the path, shows what a
// reader does not know yet, and can be used by everyone. With --pictures it takes the pictures of the documentation.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cursorStays } from "./cursor.mjs";
import { whileItChanges } from "./preview-load.mjs";
import {
  documentMatches,
  inVsCode,
  isStarted,
  openAt,
  openPreview,
  picture,
  startOver,
  step,
  takeTheme,
  until,
  violations,
  wantsPictures,
  workspace,
} from "./support.mjs";

const SEED = "global-governance/security-cooperation.station.txt";
const RIVERS = "water-cycle/rivers-and-watersheds.station.md";

/** How many key presses are timed; `preview-latency.mjs` times more. */
const PRESSES = 5;

/** A table as long as a text that is read may be, with as many columns as are drawn. */
const WIDE = "wide.station.md";
const ROW = `${"|water".repeat(60)}|\n`;
function topOf(locator) {
  return locator.evaluate((element) => element.getBoundingClientRect().top);
}

export async function previewIsUsed(window) {
  const { page } = window;
  writeFileSync(join(workspace, WIDE), `# Wide\n\n${ROW}${"|-".repeat(60)}|\n${ROW.repeat(266)}`);
  await openAt(window, SEED, "Alliances manage");
  const frame = await openPreview(window);
  const main = frame.locator("main");
  await main.locator("h1", { hasText: "Security Cooperation" }).waitFor();
  assert.equal(await main.locator(".key-term dfn").textContent(), "Collective security");
  assert.equal(await main.locator(".ref", { hasText: "Station 10" }).getAttribute("data-title"), "Resource Management");
  step("the seed is shown as its reader will see it");

  await main.locator("button.mark").first().waitFor(); // what is found is drawn when it comes to rest
  await frame.evaluate(() => {
    window.changed = new Set();
    new MutationObserver((records) => {
      for (const { target } of records)
        window.changed.add((target.nodeType === 1 ? target : target.parentElement).closest(".s, .facts"));
    }).observe(document.querySelector("main"), { childList: true, characterData: true, subtree: true });
  });
  await page
    .locator(".editor-instance .monaco-editor")
    .first()
    .click({ position: { x: 300, y: 200 } });
  await openAt(window, SEED, "manage regional threats by");
  await page.keyboard.type("rule");
  await main.locator(".s.here", { hasText: "rulemanage regional" }).waitFor();
  const changed = await frame.evaluate(() =>
    [...window.changed].map((element) => element?.className.split(" ")[0] ?? "whole block"),
  );
  assert.deepEqual([...new Set(changed)].sort(), ["s"]);
  assert.equal(changed.length, 1);
  step("one changed sentence changes one element");

  // One clock for both: when the key went down in VS Code's page, and when the preview's page had painted what it made.
  await page.evaluate(() => {
    addEventListener("keydown", () => (window.pressed = performance.timeOrigin + performance.now()), { capture: true });
  });
  const latency = [];
  for (let count = 0; count < PRESSES; count++) {
    await page.waitForTimeout(400);
    const painted = frame.evaluate(
      () =>
        new Promise((resolve) => {
          const before = document.querySelector(".s.here").textContent;
          const observer = new MutationObserver(() => {
            if (document.querySelector(".s.here")?.textContent === before) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
          });
          observer.observe(document.querySelector("main"), { childList: true, characterData: true, subtree: true });
        }),
    );
    await page.waitForTimeout(20);
    await page.keyboard.press("x");
    const at = await painted;
    latency.push(at - (await page.evaluate(() => window.pressed)));
  }
  latency.sort((a, b) => a - b);
  step(
    `a key press is painted after ${latency[Math.floor(PRESSES / 2)].toFixed(0)} ms (median of ${PRESSES}; slowest ${latency.at(-1).toFixed(0)} ms)`,
  );

  const takeaway = main.locator(".takeaway .s");
  await openAt(window, SEED, "Without a central global");
  await until(
    window,
    async () => (await main.locator(".s.here").textContent()).startsWith("Without a central"),
    "The cursor is not shown.",
  );
  // A change elsewhere is drawn after a pause, and brings nothing new; the cursor moves meanwhile.
  await window.evaluate(async (vscode) => {
    const elsewhere = await vscode.workspace.openTextDocument({ content: "" });
    for (const text of ["x", ""]) {
      const edit = new vscode.WorkspaceEdit();
      const all = new vscode.Range(0, 0, 0, elsewhere.getText().length);
      edit.replace(elsewhere.uri, all, text);
      await vscode.workspace.applyEdit(edit);
    }
    const editor = vscode.window.activeTextEditor;
    const at = editor.document.positionAt(editor.document.getText().indexOf("This approach effectively"));
    editor.selection = new vscode.Selection(at, at);
  });
  await until(
    window,
    async () => (await main.locator(".s.here").textContent()).startsWith("This approach effectively"),
    "The cursor is not brought along by a drawing that has nothing new.",
  );
  step("the sentence under the cursor is marked, also where nothing else is drawn");
  // Right after a key press the editor moves by itself, which the page does not follow: scrolling goes on for a while.
  let line = 18;
  await until(
    window,
    async () => {
      line = line === 18 ? 19 : 18;
      await window.evaluate((vscode, at) => {
        const range = new vscode.Range(at, 0, at, 0);
        vscode.window.visibleTextEditors[0].revealRange(range, vscode.TextEditorRevealType.AtTop);
      }, line);
      return (await topOf(takeaway)) < 700;
    },
    "The page does not follow the editor.",
  );
  step("the page scrolls with the editor");

  await frame.locator("body").hover();
  await until(
    window,
    async () => {
      await page.mouse.wheel(0, -2_000);
      return window.evaluate((vscode) => vscode.window.visibleTextEditors[0].visibleRanges[0].start.line < 3);
    },
    "The editor does not follow the page.",
  );
  step("the editor scrolls with the page");

  await handsChange(window, frame);

  await openAt(window, SEED, "Without a central global");
  await main.locator(".s.here", { hasText: "Without a central" }).waitFor();
  await main.locator(".s", { hasText: "These organizations act" }).click();
  await until(
    window,
    () =>
      window.evaluate((vscode) => {
        const [{ document, selection }] = vscode.window.visibleTextEditors;
        return document
          .getText(document.lineAt(selection.active.line).range)
          .slice(selection.active.character)
          .startsWith("These organizations");
      }),
    "A click does not lead to the sentence.",
  );
  step("a click on a sentence leads to it in the editor");
  assert.deepEqual(await violations(frame), []);
  step("everyone can use the page (axe-core)");

  await openAt(window, RIVERS, "Two raindrops");
  await main.locator("h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  step("the preview follows the active station");
  await picture(window, "preview");
  await main.locator("a.ref", { hasText: "1" }).first().click();
  await main.locator("h1", { hasText: "Water on the Move" }).waitFor();
  await frame.locator("#back").click();
  await main.locator("h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  step("a reference opens its station in the preview, and there is a way back");

  await frame.locator("#reader").selectOption("1");
  await main.locator(".term.unknown", { hasText: "precipitation" }).first().waitFor();
  await main.locator(".line .dimmed").first().waitFor();
  step("a reader who has come to Station 1 does not know what later stations define");
  await frame.locator("#reader").selectOption("");

  await frame.locator("#view").selectOption("map");
  await main.locator(".map #map-4 a.name", { hasText: "Water Underground" }).waitFor();
  assert.deepEqual(await violations(frame), []);
  await main.locator(".map #map-4 a.name").click();
  await main.locator("h1", { hasText: "Water Underground" }).waitFor();
  step("the map of the path shows who refers to whom, and opens a station");

  await window.evaluate(async (vscode) => {
    const text =
      '# Rain\n\n<img src="https://example.org/x.png" onerror="document.title = 1"> <b onclick="document.title = 1"> [go](command:workbench.action.quit) ![no](https://example.org/y.png)\n';
    const document = await vscode.workspace.openTextDocument({ language: "station", content: text });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await main.locator(".blocked", { hasText: "Pictures from the web are not shown" }).first().waitFor();
  assert.equal(await main.locator("img, a.web, a[href^='command']").count(), 0);
  assert.deepEqual(
    asked.filter((url) => url.includes("example.org")),
    [],
  );
  await documentMatches(window, /onclick/);
  step("HTML is text, commands are no links, and nothing comes from the web");

  await openAt(window, WIDE, "Wide");
  const opened = Date.now();
  await page.keyboard.type("Long and ");
  await page.locator(".view-line", { hasText: "Long and Wide" }).waitFor();
  const typed = Date.now() - opened;
  await main.locator("h1", { hasText: "Long and Wide" }).waitFor();
  const cells = await frame.evaluate(
    () =>
      new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, document.querySelectorAll("td").length))),
  );
  const shown = Date.now() - opened;
  assert.equal(cells, 3_000);
  // It takes less than 2 s on a machine that has nothing else to do; one with twenty programs at work takes longer.
  assert.ok(Math.max(typed, shown) < 20_000, `typed after ${typed} ms, shown after ${shown} ms`);
  step(`the largest table is shown after ${shown} ms; what is typed meanwhile stands there after ${typed} ms`);

  await startOver(window);
  await whileItChanges(window, 3);

  await startOver(window);
  await cursorStays(window, 70);

  await startOver(window);
  if (!wantsPictures) await inEveryTheme(window);
}

/** What the page shows stays where it is when the editor takes over: a turn of the wheel there takes it on, not back. */
async function handsChange(window, frame) {
  const { page } = window;
  const scrolled = () => frame.evaluate(() => Math.round(scrollY));
  const atRest = async () => {
    // Longer than one side takes what the other scrolls for an echo.
    for (let before = -1, now = await scrolled(); now !== before; before = now, now = await scrolled())
      await page.waitForTimeout(700);
    return scrolled();
  };
  await openAt(window, RIVERS, "Two raindrops");
  await frame.locator("main h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  await frame.locator("body").hover();
  for (let count = 0; count < 6; count++) await page.mouse.wheel(0, 100);
  const before = await atRest();
  await page.locator(".editor-instance .monaco-editor").first().hover();
  await page.mouse.wheel(0, 75);
  const after = await atRest();
  assert.ok(before > 300 && after >= before && after < before + 300, `The page jumps from ${before} to ${after}.`);
  step("the page goes on from where it is when the editor is scrolled instead");
}

async function inEveryTheme(window) {
  await openAt(window, SEED, "Security Cooperation");
  await documentMatches(window, /\nAlliances manage[\s\S]*\nNations utilize/);
  const frame = await openPreview(window);
  for (const [theme, kind, name] of [
    ["Light 2026", "vscode-light", "preview-light"],
    ["Dark 2026", "vscode-dark", "preview-dark"],
    ["Default High Contrast", "vscode-high-contrast", "preview-high-contrast"],
    ["Default High Contrast Light", "vscode-high-contrast-light", "preview-high-contrast-light"],
  ]) {
    await takeTheme(window, frame, theme, kind);
    assert.deepEqual(await violations(frame), [], theme);
    step(`everyone can use the page in the theme ${theme}`);
    await picture(window, name);
  }

  // 320 CSS pixels: a phone, or a page of 1,280 pixels at 400 %: https://www.w3.org/WAI/WCAG22/Understanding/reflow
  await takeTheme(window, frame, "Light 2026", "vscode-light");
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeSidebar"));
  await window.page.setViewportSize({ width: 700, height: 800 });
  await until(window, () => frame.evaluate(() => innerWidth < 340), "The pane is not narrow.");
  await openAt(window, RIVERS, "Surface");
  await frame.locator("main h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  const { page, table } = await frame.evaluate(() => ({
    page: document.documentElement.scrollWidth - innerWidth,
    table: document.querySelector("section.table").getBoundingClientRect().right - innerWidth,
  }));
  assert.ok(page <= 0, `The page is ${page} pixels wider than its pane.`);
  assert.ok(table <= 0, `The table is ${table} pixels wider than its pane.`);
  assert.deepEqual(await violations(frame), []);
  await picture(window, "preview-narrow");
  step("nothing is lost in a narrow pane; tables stay inside of it");
  await window.page.setViewportSize({ width: 1280, height: 800 });

  // The colors that Windows lets its users choose take the place of all others.
  await window.page.emulateMedia({ forcedColors: "active" });
  await openAt(window, RIVERS, "Two raindrops");
  assert.deepEqual(await violations(frame), []);
  const seen = await frame.evaluate(() => {
    const line = getComputedStyle(document.querySelector(".line li.before"), "::before");
    return { line: line.backgroundColor, page: getComputedStyle(document.body).backgroundColor };
  });
  assert.notEqual(seen.line, seen.page);
  await picture(window, "preview-forced-colors");
  step("the page keeps its lines and borders where colors are forced");
}

if (isStarted(import.meta)) {
  await inVsCode("Light 2026", previewIsUsed);
  // A window in which much was done shows traces of it.
  if (wantsPictures) await inVsCode("Light 2026", inEveryTheme);
}
