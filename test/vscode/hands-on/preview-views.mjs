// What a preview shows beyond the station: the whole path, what differs from Git's version, definitions; what only its user
// may change; that it comes back; and what is exported. With --pictures it takes the pictures of the documentation.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  commitSamples,
  documentMatches,
  git,
  inVsCode,
  isStarted,
  openAt,
  openPreview,
  picture,
  previewFrame,
  startOver,
  step,
  until,
  untilShown,
  violations,
  wantsPictures,
  workspace,
} from "./support.mjs";

const PICTURE = "https://pictures.example/rain.png";
const RIVERS = "water-cycle/rivers-and-watersheds.station.md";

const styles = join(mkdtempSync(join(tmpdir(), "stationmaster-styles-")), "mine.css");
writeFileSync(styles, "@import url(https://styles.example/x.css);\nmain h1 { letter-spacing: 7px; }\n");
process.on("exit", () => rmSync(join(styles, ".."), { recursive: true, force: true }));

/** The workspace must be a repository from the start. */
export async function viewsAreShown(window) {
  const { page } = window;
  await setStyles(window, [styles]);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await openAt(window, RIVERS, "Two raindrops");
  let frame = await openPreview(window);
  const view = () => frame.locator("#view");

  const card = frame.locator("#term-card");
  // What is drawn in the first moments scrolls the page, which closes a card.
  await untilShown(card, async () => {
    await frame.locator("h1").first().hover();
    await frame.locator(".term", { hasText: "precipitation" }).first().hover();
  });
  assert.match(await card.textContent(), /^Precipitation.*Station 2, From Vapor to Rain$/);
  await picture(window, "preview-term");
  step("a term shows its definition and where it stands");

  // Three clicks select a paragraph; what stands beside its words is no part of it.
  await frame.locator("p", { hasText: "followed water up" }).click({ clickCount: 3, position: { x: 20, y: 70 } });
  await page.keyboard.press("Control+C");
  assert.match(
    await page.evaluate(() => navigator.clipboard.readText()),
    /^Stations 1 and 2 followed water up as vapor and down as rain\. Here the rain/,
  );
  await untilShown(page.locator(".simple-find-part.visible"), () => frame.locator("body").press("Control+F"));
  await page.keyboard.press("Escape");
  step("its text is copied clean, and words can be looked for on it");

  assert.equal(await frame.locator("h1").evaluate((title) => getComputedStyle(title).letterSpacing), "7px");
  assert.deepEqual(
    asked.filter((url) => url.includes("styles.example")),
    [],
  );
  step("the user's own style sheet counts, and loads nothing else");

  await openAt(window, RIVERS, "Two raindrops");
  await page.keyboard.type("Look up. ");
  await openAt(window, RIVERS, "Hikers cross");
  await page.keyboard.press("Control+Shift+K");
  await view().selectOption("committed");
  await frame.locator("ins", { hasText: "Look up." }).waitFor();
  await frame.locator("del", { hasText: "Hikers cross them" }).waitFor();
  assert.match(await frame.locator(".names").textContent(), /sentences: 1 added, 1 removed/);
  assert.deepEqual(await violations(frame), []);
  await page.setViewportSize({ width: 1700, height: 800 });
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeSidebar"));
  if (wantsPictures) {
    await page.waitForTimeout(500); // until the editor has come to rest
    await frame.evaluate(() => scrollBy(0, document.querySelector("del").getBoundingClientRect().top - 400));
  }
  await picture(window, "preview-changes");
  step("sentences that differ from the last commit are marked");

  await window.evaluate((vscode) => vscode.workspace.saveAll());
  const isSaved = () => readFileSync(join(workspace, RIVERS), "utf8").includes("Look up.");
  await until(window, isSaved, "The station is not saved.");
  git("add", ".");
  await view().selectOption("staged");
  await until(
    window,
    async () => (await frame.locator(".names").textContent()).includes("nothing has changed"),
    "What is staged is not told from what is committed.",
  );
  await openAt(window, RIVERS, "Land That Shares");
  await page.keyboard.type("The ");
  await frame.locator("ins", { hasText: "The Land That Shares" }).waitFor();
  step("sentences that differ from what is staged are marked, while they are typed");
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+Z");
  await documentMatches(window, /## Land That Shares/);
  await page.setViewportSize({ width: 1280, height: 800 });

  await view().selectOption("path");
  await frame.locator("h1", { hasText: "The Water Cycle" }).waitFor();
  await frame.locator("nav.contents a", { hasText: "Water Underground" }).click();
  await until(
    window,
    async () => {
      const top = await topOf(frame, "h2", "Water Underground");
      return top > 0 && top < 400;
    },
    "The contents do not lead to a station.",
  );
  assert.deepEqual(await violations(frame), []);
  await frame.evaluate(() => scrollTo(0, 0));
  await openAt(window, "water-cycle/water-underground.station.md", "# Water Underground");
  await until(
    window,
    () =>
      frame.evaluate(() => {
        const here = document.querySelector(".s.here");
        const { top, bottom } = here?.getBoundingClientRect() ?? { top: -1 };
        return here?.textContent === "Water Underground" && top > 40 && bottom < innerHeight;
      }),
    "The cursor at the top of a file does not lead to its station.",
  );
  step("the cursor at the top of a file leads to its station on the page of the whole path");
  await frame.locator(".s", { hasText: "Dig" }).first().click();
  await until(
    window,
    () =>
      window.evaluate((vscode) => {
        const { document, selection } = vscode.window.activeTextEditor ?? {};
        if (!document?.uri.path.endsWith("water-underground.station.md")) return false;
        return document.lineAt(selection.active.line).text.startsWith("Dig");
      }),
    "A click on a sentence of another station does not lead there.",
  );
  step("the whole path is one page with contents; each sentence leads to its station");

  await openAt(window, RIVERS, "Some soaks in");
  await view().selectOption("station");
  // The page of the whole path has the same link, which leads to another place on it.
  await frame.locator("h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  await frame.locator("a", { hasText: "the level where the ground is full" }).click();
  await until(
    window,
    async () => {
      const top = await topOf(frame, "h2", "Where the Ground Is Full");
      return top > 0 && top < 500;
    },
    "A link to a section does not bring it into sight.",
  );
  step("a link to a section of another station brings it into sight");

  await openAt(window, RIVERS, "Two raindrops");
  const title = frame.locator("h1");
  await title.filter({ hasText: "Rivers and Their Watersheds" }).waitFor();
  await frame.evaluate(() => scrollTo(0, 300));
  await window.evaluate(async (vscode) => {
    const [path] = await vscode.workspace.findFiles("water-cycle/path.yaml");
    await vscode.window.showTextDocument(path, { viewColumn: vscode.ViewColumn.Two });
  });
  await page.locator('.tab.active[data-resource-name="path.yaml"]').waitFor();
  for (const command of ["closeActiveEditor", "moveEditorToFirstGroup", "moveEditorToNextGroup"]) {
    await page.waitForTimeout(500); // in which nothing may happen: what moved the page would be seen below
    await window.evaluate((vscode, id) => vscode.commands.executeCommand(`workbench.action.${id}`), command);
    await page.locator(".tab.active", { hasText: "3 Rivers and Their Watersheds" }).waitFor();
    assert.equal(await title.textContent(), "Rivers and Their Watersheds");
    assert.equal(await frame.evaluate(() => scrollY), 300, command);
  }
  step("a preview that was hidden, or moved to other editors, shows what it showed");

  await openAt(window, RIVERS, "Two raindrops");
  await page.keyboard.type("Unsaved. ");
  await frame.locator(".s", { hasText: "Unsaved." }).waitFor();
  await page.keyboard.type("Not drawn. ");
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
  await frame.locator(".s", { hasText: "Unsaved." }).waitFor({ state: "detached" });
  assert.equal(await frame.locator(".s", { hasText: "Not drawn." }).count(), 0);
  step("a preview of a text that is closed unsaved shows what was saved");

  await openAt(window, RIVERS, "Two raindrops");
  await window.evaluate((vscode) => {
    const [{ uri }] = vscode.workspace.workspaceFolders;
    const station = { file: `${uri}/music-theory/04-song-form.station.md` };
    return vscode.commands.executeCommand("stationmaster.showPreview", { station });
  });
  await title.filter({ hasText: "Song Form" }).waitFor();
  // Drawn again because of another text, just as it is deleted.
  await window.evaluate((vscode) => {
    const { document } = vscode.window.activeTextEditor;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(document.lineCount, 0), "\nOne more.\n");
    return vscode.workspace.applyEdit(edit);
  });
  const form = join(workspace, "music-theory/04-song-form.station.md");
  const text = readFileSync(form, "utf8");
  rmSync(join(workspace, "music-theory"), { recursive: true });
  await frame.locator(".nothing", { hasText: "Open a station to see it here" }).waitFor();
  mkdirSync(join(workspace, "music-theory"));
  // Whether a new folder is watched yet can't be seen: until it is, what is written there is not noticed.
  await untilShown(title.filter({ hasText: "Song Form" }), () => writeFileSync(form, text));
  await frame.locator(".s", { hasText: "Most popular songs tell their story" }).waitFor();
  step("a station whose folder is deleted is not shown any more, and as a whole once it is back");

  const last = await window.evaluate(async (vscode) => {
    const all = await vscode.workspace.findFiles("water-cycle/*.station.md");
    for (const uri of [...all, ...all, ...all]) await vscode.window.showTextDocument(uri, vscode.ViewColumn.One);
    return /^# (.*)$/m.exec(vscode.window.activeTextEditor.document.getText())[1];
  });
  await title.filter({ hasText: last }).waitFor();
  await page.waitForTimeout(500); // what was asked for before has come by then
  assert.equal(await title.textContent(), last);
  step("of many stations in a row the last is shown");

  await openAt(window, RIVERS, "Two raindrops");
  await title.filter({ hasText: "Rivers and Their Watersheds" }).waitFor();
  await window.evaluate((vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, uri.with({ path: uri.path.replace("rivers-and", "all-rivers-and") }));
    void vscode.workspace.applyEdit(edit);
  });
  // Links to it and its line in path.yaml follow, which VS Code asks about.
  await page.locator(".monaco-dialog-box .monaco-button", { hasText: "OK" }).click();
  const renamed = "water-cycle/all-rivers-and-watersheds.station.md";
  await until(window, () => existsSync(join(workspace, renamed)), "The station is not renamed.");
  await openAt(window, renamed, "A ridge no taller");
  await page.keyboard.type("Look: ");
  await frame.locator(".s", { hasText: "Look: A ridge" }).waitFor();
  // path.yaml was changed behind the scenes; it is saved for the window to find it again.
  await window.evaluate(async (vscode) => {
    const [path] = await vscode.workspace.findFiles("water-cycle/path.yaml");
    await (await vscode.workspace.openTextDocument(path)).save();
    await vscode.workspace.saveAll(false);
  });
  step("a preview stays with a station that gets another name");

  await view().selectOption("path");
  // Each drawing brings the cursor into sight, so this one comes before what is scrolled.
  await frame.locator("h1", { hasText: "The Water Cycle" }).waitFor();
  const showsCursor = () =>
    frame.evaluate(() => {
      const { top, bottom } = document.querySelector(".s.here")?.getBoundingClientRect() ?? {};
      return bottom > 0 && top < innerHeight;
    });
  await until(window, showsCursor, "The whole path does not show the cursor.");
  await frame.evaluate(() => scrollTo(0, 0));
  await frame.locator("#reader").selectOption("2");
  await frame.locator(".term.unknown").first().waitFor();
  await until(window, showsCursor, "The path as a reader sees it does not show the cursor.");
  // It is remembered 200 ms after the page has been scrolled, by the page's own clock.
  await frame.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("scroll", () => setTimeout(resolve, 300), { once: true });
        scrollTo(0, 300);
      }),
  );
  const loaded = page.waitForEvent("load");
  window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.reloadWindow")).catch(() => {});
  await loaded;
  await page.locator(".monaco-workbench .part.editor").waitFor();
  frame = await previewFrame(window);
  await frame.locator("h1", { hasText: "The Water Cycle" }).waitFor();
  assert.equal(await frame.locator("#reader").inputValue(), "2");
  await until(window, () => frame.evaluate(() => scrollY === 300), "It is not where it was scrolled to.");
  await page.waitForTimeout(600); // what else comes with the window moves nothing
  assert.equal(await frame.evaluate(() => scrollY), 300);
  step("a preview comes back with the window, as it was");
  await setStyles(window, undefined);
}

/** How far below the top of the page an element with some words stands, in pixels; nothing if there is none. */
function topOf(frame, selector, words) {
  return frame.evaluate(
    ([what, text]) =>
      [...document.querySelectorAll(what)]
        .find((element) => element.textContent.includes(text))
        ?.getBoundingClientRect().top,
    [selector, words],
  );
}

function setStyles(window, files) {
  return window.evaluate(
    (vscode, value) => vscode.workspace.getConfiguration("stationmaster.preview").update("styles", value, true),
    files,
  );
}

/** A workspace can't open up what only its user may. */
export async function onlyTheUserOpensUp(window) {
  const { page } = window;
  mkdirSync(join(workspace, ".vscode"));
  const settings = { "stationmaster.preview.webPictures": true, "stationmaster.rules": { bridge: "off" } };
  writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify(settings));
  writeFileSync(join(workspace, "water-cycle/web.station.md"), `# Rain\n\nIt rains. ![Rain on a roof](${PICTURE})\n`);
  await until(
    window,
    () =>
      window.evaluate((vscode) => {
        const { workspaceValue, workspaceFolderValue } = vscode.workspace
          .getConfiguration("stationmaster")
          .inspect("rules");
        return [workspaceValue, workspaceFolderValue].some((rules) => rules?.bridge === "off");
      }),
    "VS Code does not read the workspace's settings.",
  );
  let asked = 0;
  page.on("request", (request) => (asked += request.url() === PICTURE ? 1 : 0));
  await openAt(window, "water-cycle/web.station.md", "Rain");
  const frame = await openPreview(window);
  await frame.locator(".blocked", { hasText: "Pictures from the web are not shown: Rain on a roof" }).click();
  await page.locator(".settings-editor", { hasText: "Web Pictures" }).waitFor();
  assert.equal(asked, 0);
  assert.equal(await frame.locator("img").count(), 0);
  step("pictures from the web are reported, not shown, whatever the workspace asks for; a click leads to the setting");

  for (const [choice, file, begins] of [
    ["This station as a web page", "water-cycle/rivers-and-watersheds.html", "<!DOCTYPE html>"],
    ["The whole path as a PDF", "water-cycle/water-cycle.pdf", "%PDF-"],
  ]) {
    await openAt(window, RIVERS, "Two raindrops");
    await window.evaluate((vscode) => void vscode.commands.executeCommand("stationmaster.export"));
    await page.locator(".quick-input-list .monaco-list-row", { hasText: choice }).click();
    await page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click();
    await page.locator(".notification-toast", { hasText: file }).waitFor();
    assert.ok(readFileSync(join(workspace, file), "latin1").startsWith(begins), file);
    step(`${choice.toLowerCase()} is written where its user wants it`);
  }
  const html = readFileSync(join(workspace, "water-cycle/rivers-and-watersheds.html"), "utf8");
  assert.doesNotMatch(html, /<script(?! type="application\/ld\+json")|<link|src="(?!data:)/);
}

if (isStarted(import.meta)) {
  commitSamples();
  await inVsCode("Light 2026", async (window) => {
    await viewsAreShown(window);
    await startOver(window);
    await onlyTheUserOpensUp(window);
  });
}
