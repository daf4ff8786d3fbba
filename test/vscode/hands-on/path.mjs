// A learning path by mouse and keyboard: hover, completion, rename with preview, a station dragged in the view, undo.
// With --pictures it also takes the pictures of the documentation.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  documentMatches,
  inVsCode,
  isStarted,
  openAt,
  openPathViews,
  picture,
  step,
  untilShown,
  workspace,
} from "./support.mjs";

const RIVERS = "water-cycle/rivers-and-watersheds.station.md";
const FILES = [
  "path.yaml",
  "water-on-the-move.station.md",
  "from-vapor-to-rain.station.md",
  "rivers-and-watersheds.station.md",
  "water-underground.station.md",
];
const original = new Map(FILES.map((name) => [name, readFileSync(join(workspace, "water-cycle", name), "utf8")]));

/** The texts of the path's files as the editor has them. */
async function texts(window) {
  const read = await window.evaluate(async (vscode, names) => {
    const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "water-cycle");
    return Promise.all(
      names.map(async (name) => {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
        return [name, document.getText()];
      }),
    );
  }, FILES);
  return new Map(read);
}

async function textsMatch(window, holds) {
  for (let tries = 400; ; tries--) {
    const found = await texts(window);
    if (holds(found) || tries === 0)
      return assert.ok(holds(found), [...found.values()].join("\n=====\n").slice(0, 3000));
    await window.page.waitForTimeout(50);
  }
}

/** Writes the active document as it was at first: VS Code may have saved what was typed. */
async function restore(window, name) {
  await window.evaluate(async (vscode, text) => {
    const { document } = vscode.window.activeTextEditor;
    // VS Code refuses an edit of a text that has changed meanwhile, such as by what was typed last.
    while (document.getText() !== text) {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
    }
    await document.save();
  }, original.get(name));
}

/** Undoes the last change in all files that it was made in. */
async function undoEverywhere(window) {
  const { page } = window;
  // A click might hit a lens or a link.
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup"));
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+Z");
  await textsMatch(window, (found) => FILES.every((name) => found.get(name) === original.get(name)));
}

export async function pathIsChanged(window) {
  const { page } = window;
  const preview = page.locator(".part.panel", { hasText: "Refactor Preview" });

  await openAt(window, RIVERS, "1 and 2 followed");
  const hover = page.locator(".monaco-hover:visible", { hasText: "Water on the Move" });
  await untilShown(hover, async () => {
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+I");
  });
  await hover.getByText("2 stations earlier than this one").waitFor();
  step("a hover says what a station is about, and where it stands");
  await picture(window, "hover");
  await page.keyboard.press("Escape");
  await page.locator(".codelens-decoration", { hasText: "Referred to by 2 stations" }).waitFor();
  step("the title says who refers to it");

  await openAt(window, RIVERS, "From a ridge, water");
  await page.keyboard.press("End");
  await page.keyboard.press("End"); // of the line, not of what fits into one row
  await page.keyboard.type(" Rain was discussed in ");
  const offers = page.locator(".suggest-widget.visible .monaco-list-row");
  await offers.filter({ hasText: "From Vapor to Rain" }).first().waitFor();
  await picture(window, "completion");
  await page.keyboard.press("Enter");
  await documentMatches(window, /different stream\. Rain was discussed in Station 2$/m);
  step("the station that is closest in topic is offered, and taken with Enter");
  await restore(window, "rivers-and-watersheds.station.md");

  await openAt(window, RIVERS, "precipitation within minutes");
  const input = page.locator(".rename-box input");
  await untilShown(input, () => page.keyboard.press("F2"));
  await input.fill("Sky water");
  await page.keyboard.press("Control+Enter");
  await preview.getByText("sky water").first().waitFor();
  step("a rename can be looked at first");
  await picture(window, "rename");
  await preview.getByRole("button", { name: "Apply" }).click();
  await textsMatch(window, (found) => {
    const changed = FILES.filter((name) => found.get(name) !== original.get(name));
    return changed.length === 3 && /^Sky water pays water back/m.test(found.get("water-underground.station.md"));
  });
  step("a term is renamed over three stations, in every form");
  await undoEverywhere(window);
  step("undone, every file is as it was");

  const header = page.locator(".pane-header", { hasText: "Learning Path" });
  const row = (title) => page.locator(".pane", { has: header }).locator(".monaco-list-row", { hasText: title }).first();
  await openPathViews(window);
  if ((await header.getAttribute("aria-expanded")) !== "true") await header.click();
  await row("The Water Cycle").waitFor();
  await row("Water Underground").scrollIntoViewIfNeeded();
  await row("Water Underground").dragTo(row("From Vapor to Rain"));
  await preview.getByText("path.yaml").first().waitFor();
  await picture(window, "path-view");
  await preview.getByRole("button", { name: "Apply" }).click();
  await textsMatch(
    window,
    (found) =>
      /- water-on-the-move\.station\.md\n {2}- water-underground\.station\.md\n/.test(found.get("path.yaml")) &&
      /Stations 1 and 3 followed water/.test(found.get("rivers-and-watersheds.station.md")),
  );
  step("a station dragged in the view moves, and every reference follows");
  await undoEverywhere(window);
  step("undone, every file is as it was");

  // The station that a click opens may take the keyboard a moment later.
  await untilShown(page.locator(".monaco-list-row.focused", { hasText: "Rivers and Their Watersheds" }), async () => {
    await row("Water Underground").click();
    await page.keyboard.press("ArrowUp");
  });
  await page.keyboard.press("Alt+ArrowUp");
  await preview.getByText("path.yaml").first().waitFor();
  await preview.getByRole("button", { name: "Apply" }).click();
  await textsMatch(window, (found) =>
    /- rivers-and-watersheds\.station\.md\n {2}- from-vapor-to-rain\.station\.md\n/.test(found.get("path.yaml")),
  );
  await page.locator(".monaco-list-row.focused.selected", { hasText: /2\s+Rivers and Their Watersheds/ }).waitFor();
  await page.keyboard.press("Alt+ArrowDown");
  await preview.getByText("path.yaml").first().waitFor();
  await preview.getByRole("button", { name: "Apply" }).click();
  await textsMatch(window, (found) => found.get("path.yaml") === original.get("path.yaml"));
  await page.locator(".monaco-list-row.focused.selected", { hasText: /3\s+Rivers and Their Watersheds/ }).waitFor();
  step("Alt and an arrow key move the station that has the keyboard, which keeps it");

  await openAt(window, RIVERS, "From a ridge, water");
  await page.locator(".monaco-list-row.selected", { hasText: "Rivers and Their Watersheds" }).waitFor();
  await row("The Water Cycle").click();
  await row("Rivers and Their Watersheds").waitFor({ state: "detached" });
  await openAt(window, RIVERS, "From a ridge, water");
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
  await page.keyboard.type("Station 99 is missing. ");
  await page.locator(".statusbar-item", { hasText: "Station 3: 1 to fix" }).waitFor();
  assert.equal(await row("Rivers and Their Watersheds").count(), 0);
  await page.keyboard.press("Escape");
  await restore(window, "rivers-and-watersheds.station.md");
  await page.locator(".statusbar-item", { hasText: "Station 3: no problems" }).waitFor();
  assert.equal(await row("Rivers and Their Watersheds").count(), 0);
  step("a path that was folded stays so while one of its stations is edited");

  await row("The Water Cycle").click();
  await row("Water Underground").waitFor();
  const setReadOnly = (files) =>
    window.evaluate(
      (vscode, value) => vscode.workspace.getConfiguration("files").update("readonlyInclude", value, 1),
      files,
    );
  await setReadOnly({ "**/path.yaml": true });
  await row("Water Underground").dragTo(row("From Vapor to Rain"));
  await preview.getByText("path.yaml").first().waitFor();
  await preview.getByRole("button", { name: "Apply" }).click();
  const left = page.locator(".notification-toast", { hasText: "This was not changed: “path.yaml”." });
  await left.waitFor();
  await setReadOnly(undefined);
  await undoEverywhere(window);
  step("who moves a station while path.yaml is read-only hears that the order has stayed, and can undo the rest");
}

if (isStarted(import.meta)) await inVsCode("Light 2026", pathIsChanged);
