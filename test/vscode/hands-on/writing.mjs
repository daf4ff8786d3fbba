// The keys of somebody who writes: tables from cell to cell, and Tab as ever everywhere else.
//   node test/vscode/hands-on/writing.mjs [web]
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFile } from "../host/host.mjs";
import { inVsCode, isStarted, step, until, workspace } from "./support.mjs";

/** A writer rests a moment before a key that means something else in tables: the editor asks whether the cursor is in one. */
const REST = 500;

const file = "water-cycle/tides.station.md";

/** Writes the station that is gone on with. */
const begin = () => writeFileSync(join(workspace, file), "# Tides\n\nThe sea comes and goes.\n\n");

export async function stationIsWritten(window) {
  const { page } = window;
  begin();
  await openFile(window, file, { line: 5, column: 1 });
  await page.locator(".statusbar-item", { hasText: /Stationmaster:|Station \d/ }).waitFor();
  const text = () => window.evaluate((vscode) => vscode.window.activeTextEditor?.document.getText());
  const has = async (wanted) => {
    await until(window, async () => (await text())?.includes(wanted), `The text is not\n${wanted}`).catch(
      async (error) => {
        throw new Error(`${error.message}\nbut\n${await text()}`);
      },
    );
  };
  const type = (words) => page.keyboard.type(words, { delay: 40 });
  const press = async (key) => {
    await page.waitForTimeout(REST);
    await page.keyboard.press(key);
    await page.waitForTimeout(REST);
  };
  const selected = () =>
    window.evaluate((vscode) =>
      vscode.window.activeTextEditor.document.getText(vscode.window.activeTextEditor.selection),
    );

  await type("| Tide | When |");
  await has("\n| Tide | When |");
  await page.keyboard.press("Enter");
  await has("| Tide | When |\n| ---- | ---- |\n|      |      |");
  await page.waitForTimeout(REST);
  await type("Low");
  await has("\n| Low");
  step("Enter after the header of a table writes the row of dashes, and leads to the first cell below");

  await press("Tab");
  await type("Six hours later");
  await press("Tab");
  await type("High");
  await has("| Low  | Six hours later |\n| High ");
  await press("Shift+Tab");
  assert.equal(await selected(), "Six hours later");
  await has(
    "| Tide | When            |\n| ---- | --------------- |\n| Low  | Six hours later |\n| High |                 |",
  );
  await press("Tab");
  assert.equal(await selected(), "High");
  step("Tab goes from cell to cell, adds a row after the last one, and Shift+Tab goes back");

  await openFile(window, file, { line: 3, column: 6 });
  const sideBar = page.locator(".part.sidebar");
  await page.keyboard.press("Control+B");
  await has("The **sea** comes and goes.");
  await page.keyboard.press("Control+I");
  await has("The ***sea*** comes and goes.");
  await page.keyboard.press("Control+B");
  await has("The *sea* comes and goes.");
  await page.keyboard.press("Control+Z");
  await has("The ***sea*** comes and goes.");
  for (const _ of "12") await page.keyboard.press("Control+Z");
  await has("The sea comes and goes.");
  assert.ok(await sideBar.isVisible());
  step("Ctrl+B and Ctrl+I mark the word at the cursor and take marks away, each as one step that can be undone");

  await page.keyboard.press("Control+Home");
  await press("ArrowDown");
  await page.keyboard.press("Tab");
  await has("# Tides\n    \nThe sea");
  await page.keyboard.press("Control+Z");
  await has("# Tides\n\nThe sea");
  step("in text, Tab is what it always was");
}

if (isStarted(import.meta)) {
  // A virtual file system may look at its folders only once.
  begin();
  await inVsCode("Light 2026", stationIsWritten, { kind: process.argv.includes("web") ? "web" : "node" });
}
