// A newcomer begins: a path in an empty folder, a path of lessons, a path without stations, the sample, a pasted text, a source. With
// --pictures it takes the pictures of the walkthrough, in a light and a dark color theme.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { command, openFile, screenshot } from "../host/host.mjs";
import {
  answerInput,
  documentMatches,
  inVsCode,
  isStarted,
  lightBulb,
  openPathViews,
  openPreview,
  step,
  until,
  wantsPictures,
} from "./support.mjs";

const images = fileURLToPath(new URL("../../../images/walkthrough", import.meta.url));
const THEMES = { light: "Light 2026", dark: "Dark 2026" };
const top = mkdtempSync(join(tmpdir(), "stationmaster-beginning-"));
process.on("exit", () => rmSync(top, { recursive: true, force: true }));

/** Opens VS Code in a folder of its own with some files, and does something in it. */
export async function inFolder(files, use, { theme = "light", kind = "node" } = {}) {
  const folder = join(mkdtempSync(join(top, "a-")), "water");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const viewport = wantsPictures ? { width: 860, height: 640 } : { width: 1280, height: 800 };
  const options = { open: folder, samples: false, kind, viewport, scale: 1 };
  const picture = async (window, name) => {
    if (wantsPictures) await screenshot(window, join(images, `${name}-${theme}.png`));
  };
  const textOf = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");
  await inVsCode(THEMES[theme], (window) => use(window, { picture, textOf, folder }), options);
}

export const button = ({ page }, name) => page.locator(".sidebar").getByRole("button", { name, exact: true });
export const row = ({ page }, title) => page.locator(".sidebar .monaco-list-row", { hasText: title }).first();

/** Answers a question that has some words in it. */
export async function answerTo(window, words, text) {
  await window.page.locator(".quick-input-widget:visible", { hasText: words }).waitFor();
  await answerInput(window, text);
}

/** Runs a command of the palette by the words that someone types. An editor that is still being opened closes the palette. */
export async function pick(window, typed, title) {
  const { page } = window;
  const found = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  const isPicked = async () => {
    try {
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget:visible input").first().fill(`>${typed}`, { timeout: 1_000 });
      await found.click({ timeout: 2_000 });
      return true;
    } catch (error) {
      if (error.name !== "TimeoutError") throw error;
      return false;
    }
  };
  await until(window, isPicked, `“${title}” can't be chosen.`, 20);
}

/** Waits until the first place to fill in is selected, with the keyboard in the editor. */
export async function firstPlace(window, words) {
  await window.page.locator(".editor-instance .monaco-editor.focused").waitFor();
  const selected = () =>
    window.evaluate(({ window: { activeTextEditor: editor } }) => editor?.document.getText(editor.selection) ?? "");
  await until(window, async () => (await selected()).startsWith(words), `“${words}” is not selected.`);
}

async function emptyFolder(window, { picture, textOf, folder }) {
  const { page } = window;
  await openPathViews(window);
  await button(window, "New Learning Path").waitFor();
  await page.mouse.move(600, 300);
  await picture(window, "begin");
  await button(window, "New Learning Path").click();
  await answerTo(window, "learning path called", "The Water Cycle");
  await answerTo(window, "first station called", "Rain");
  await row(window, "Rain").waitFor();
  await firstPlace(window, "Open with something the reader can picture.");
  step("an empty folder has a path with its first station, after two questions");
  await page.keyboard.type("A cloud breaks over the hills. Minutes later, every path is a brook.");
  await page.keyboard.press("Tab");
  await page.keyboard.type("What Rain Is");
  await page.keyboard.press("Tab");
  await documentMatches(window, /^# Rain\n\nA cloud breaks .* brook\.\n\n## What Rain Is\n\nExplain the idea/);
  await picture(window, "write");
  step("the Tab key goes through what is to be filled in");
  await command(window, "workbench.action.files.saveAll");
  await command(window, "workbench.action.closeAllEditors");
  await pick(window, "lesson", "New Station");
  await answerTo(window, "new station called", "Rivers");
  await row(window, "Rivers").waitFor();
  await until(
    window,
    () => /- rain\.station\.md\n {2}- rivers\.station\.md\n/.test(textOf("path.yaml")),
    "It is not listed.",
  );
  step("with all editors closed, a new station is listed on the only path");
  const text =
    "# Hail\n\nIce falls from the sky. It hurts.\n\n## Clouds\n\nHail comes from tall clouds.\nIt grows there.\n";
  writeFileSync(join(folder, "hail.station.md"), text);
  await command(window, "workbench.action.files.saveAll");
  await openFile(window, "hail.station.md");
  await page.locator(".squiggly-warning").first().waitFor();
  await (await lightBulb(page, "Add to “The Water Cycle”")).click();
  await row(window, "Hail").waitFor();
  step("the light bulb lists a station that is on no path");
  await openFile(window, "hail.station.md", { line: 1, column: 4 });
  const takeaway = await lightBulb(page, "Add a takeaway");
  await picture(window, "fix");
  await takeaway.click();
  await firstPlace(window, "The one sentence that stays");
  await page.keyboard.type("Hail is rain in a hurry");
  await documentMatches(window, /\*\*Takeaway:\*\* Hail is rain in a hurry\.\n$/);
  step("the light bulb adds a takeaway, which is typed over");
  await page.keyboard.press("Escape");
  await page.evaluate(() =>
    navigator.clipboard.writeText("Snow and Ice\n\nSnow waits on the hills.\n\nGlaciers\n\nThey move.\n"),
  );
  await pick(window, "paste station", "Paste as Station");
  await documentMatches(window, /^# Snow and Ice\n\nSnow waits on the hills\.\n/);
  await row(window, "Snow and Ice").waitFor();
  step("a copied text is a station in Markdown, on the path");
  await pick(window, "add source", "Add Source");
  await answerTo(window, "Which source", "https://doi.org/10.1038/171737a0");
  await answerTo(window, "its title", "On Ice");
  await answerTo(window, "Who wrote it", "Smith, Ann (1953)");
  await until(window, () => /id: smith1953/.test(textOf("sources.yaml")), "There are no sources.");
  await until(window, () => /^sources: sources\.yaml$/m.test(textOf("path.yaml")), "The sources are not listed.");
  step("a source that was typed in is in a list, which the path names");
}

async function sample(window, { picture }) {
  const { page } = window;
  await openPathViews(window);
  await button(window, "Open Sample Path").click();
  await page.locator(".quick-input-widget:visible", { hasText: "Sample Path" }).waitFor();
  await page.locator(".quick-input-widget:visible").getByRole("button", { name: "Copy Sample Path Here" }).click();
  await page.locator(".tab", { hasText: "water-on-the-move" }).waitFor();
  await row(window, "Water Underground").waitFor();
  step("the sample is copied, and the view shows its stations");
  await command(window, "workbench.action.closeSidebar");
  await openPreview(window);
  await page.mouse.move(700, 20);
  await picture(window, "preview");
  step("its preview opens");
  await command(window, "workbench.action.closeEditorsInOtherGroups");
  await openPathViews(window);
  await row(window, "Water Underground").dragTo(row(window, "From Vapor to Rain"));
  const changes = page.locator(".part.panel", { hasText: "Refactor Preview" });
  await changes.getByText("path.yaml").first().waitFor();
  await page.mouse.move(600, 300);
  await picture(window, "order");
  await changes.getByRole("button", { name: "Apply" }).click();
  await row(window, "2  Water Underground").waitFor();
  step("a station is dragged to another place");
}

async function lessons(window, { textOf }) {
  const { page } = window;
  await openPathViews(window);
  await button(window, "Make a Learning Path of These Files").click();
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.getByText("Make a learning path of 2 lessons?").waitFor();
  await dialog.getByText("a README or an index: README.md").waitFor();
  await dialog.getByRole("button", { name: "Choose What to Check..." }).click();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "draft" }).click();
  await row(window, "Rivers").waitFor();
  const isWritten = () => /^title: Water for Beginners\n[\s\S]*^preset: draft\n/m.test(textOf("path.yaml"));
  await until(window, isWritten, "The path is not written with the preset.");
  step("lessons become a path with the preset that was chosen");
}

async function pathWithoutStations(window, { textOf }) {
  const { page } = window;
  await openPathViews(window);
  await button(window, "New Station").click();
  await answerTo(window, "new station called", "Rain");
  await row(window, "Rain").waitFor();
  await until(window, () => /rain\.station\.md/.test(textOf("path.yaml")), "It is not listed.");
  await firstPlace(window, "Open with something the reader can picture.");
  step("a path without stations has a first one");
  await page.keyboard.type("Rain falls on the hills in forty days.");
  await command(window, "workbench.action.files.saveAll");
  await pick(window, "verify sentence", "Verify Sentence");
  await page.locator(".quick-input-widget:visible", { hasText: "This path has no sources yet." }).waitFor();
  await answerTo(window, "no sources yet", "The Rain Book");
  await answerTo(window, "Who published it", "Cloud Press");
  const authors = page.locator(".quick-input-widget:visible", { hasText: "Who wrote it" });
  await authors.waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-title", { hasText: "Which source supports" }).waitFor();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "The Rain Book" }).waitFor();
  step("who verifies without sources adds one, and goes on");
}

/** A `path.yaml` that lists no stations starts nothing, whatever is opened beside it; the view does, once it is shown. */
async function pathOfAnotherProgram(window) {
  const servers = () =>
    window.evaluate(
      () =>
        process
          ._getActiveHandles()
          .filter(({ spawnargs }) => spawnargs?.some((each) => each.includes("dist/server.mjs"))).length,
    );
  for (const name of ["README.md", "path.yaml", "notes.md"]) {
    await openFile(window, name);
    await window.page.waitForTimeout(1_000); // in which nothing may start
    assert.equal(await servers(), 0, name);
  }
  await openPathViews(window);
  await button(window, "New Learning Path").waitFor();
  assert.equal(await servers(), 1);
  step("a path.yaml of another program starts nothing");
}

/** Everything that a newcomer does, each in a window of its own. */
export async function pathsAreBegun() {
  for (const theme of wantsPictures ? ["light", "dark"] : ["light"]) {
    await inFolder({}, emptyFolder, { theme });
    await inFolder({}, sample, { theme });
  }
  const course = {
    "README.md": "# Water for Beginners\n",
    "01-rain.md": "# Rain\n\nRain falls. It is wet.\n",
    "02-rivers.md": "# Rivers\n\nRivers run. They run to the sea.\n",
  };
  await inFolder(course, lessons);
  const elsewhere = { "path.yaml": "kind: Path\nspec: {}\n", "README.md": "# Read Me\n", "notes.md": "# Notes\n" };
  await inFolder(elsewhere, pathOfAnotherProgram);
  await inFolder({ "path.yaml": "title: Water\ntier: premium\nstations: []\n" }, pathWithoutStations, {
    theme: "dark",
  });
}

if (isStarted(import.meta)) await pathsAreBegun();
