// Stations that are Markdown, beside VS Code's own Markdown and another extension that serves Markdown: what both know is shown
// once, what changes text is done once, and everything that is for Markdown works in stations. With --look it takes pictures.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openFile, screenshot } from "../host/host.mjs";
import { documentMatches, inVsCode, lightBulb, openAt, step, until, untilShown, workspace } from "./support.mjs";

const tool = fileURLToPath(new URL("markdown-tool", import.meta.url));

mkdirSync(join(workspace, "wells"));
const write = (name, text) => writeFileSync(join(workspace, "wells", name), text);
write("path.yaml", "title: Wells\nstations: [rain.station.md, wells.md]\n");
write(
  "rain.station.md",
  `# Rain

Teh rain falls on teh ground.

## How Clouds Form

**Key term:** Evaporation — how water becomes vapor.

Read [how deep](wells.md#how-deep) a well is.

* Drops

Vapor rises.
`,
);
write("wells.md", "# Wells\n\n## How Deep:\n\nA well is as deep as its water, which fell as rain in Station 1.\n");
mkdirSync(join(workspace, "app"));
writeFileSync(join(workspace, "app/sources.json"), '{ "all": "Station 9" }\n');
write("README.md", "# Read Me\n\n## How Clouds Form\n\nSee Station 9.\n\n* Drops\n");

await inVsCode("Light 2026", useMarkdown, {
  samples: false,
  settings: { "files.autoSave": "off" },
  otherExtensions: [tool],
});
await inVsCode("Light 2026", labelsAreColored, {
  samples: false,
  settings: { "editor.semanticHighlighting.enabled": false },
});

async function useMarkdown(window) {
  const { page } = window;
  await openFile(window, "wells/rain.station.md");
  await page.locator(".codelens-decoration", { hasText: "Referred to by" }).waitFor();
  const languages = await window.evaluate((vscode) => vscode.window.activeTextEditor.document.languageId);
  assert.equal(languages, "markdown");
  await look(window, "station");

  await outlineIsMarkdowns(window);
  await pathViewHasTheRest(window);
  await definitionJumps(window);
  await refusedRenameChangesNothing(window);
  await oneButtonOpensPreviews(window);
  await typingBringsWhatThereIs(window);
  await otherExtensionWorks(window);
  await formattingAsksNothing(window);
  await richEditorKnowsStations(window);
  await otherMarkdownIsLeftAlone(window);
}

async function outlineIsMarkdowns({ page }) {
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await untilShown(rows.filter({ hasText: "How Clouds Form" }).first(), async () => {
    await page.keyboard.press("Escape");
    await page.locator(".editor-instance .monaco-editor .view-lines").first().click();
    await page.keyboard.press("Control+Shift+O");
  });
  assert.equal(await rows.count(), 2);
  await page.keyboard.press("Escape");
  step("each heading is one symbol of the editor");
}

async function pathViewHasTheRest(window) {
  const { page } = window;
  await window.evaluate((vscode) => vscode.commands.executeCommand("stationmaster.path.focus"));
  const view = page.locator(".pane", { has: page.locator(".pane-header", { hasText: "Learning Path" }) });
  const row = (words) => view.locator(".monaco-list-row", { hasText: words }).first();
  // The station that is open is shown in the view by itself.
  await row("1 Rain").waitFor();
  await untilShown(row("Evaporation"), () => row("1 Rain").locator(".monaco-tl-twistie").click());
  await look(window, "path-view");
  await row("Evaporation").click();
  const line = (vscode) => vscode.window.activeTextEditor?.selection.active.line;
  await until(window, async () => (await window.evaluate(line)) === 6, "A click on a key term does not lead to it.");
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.files.action.focusFilesExplorer"));
  step("key terms stand below their station in the Learning Path, and lead to their places");
}

async function definitionJumps(window) {
  const { page } = window;
  for (const words of ["how deep](", "wells.md#how-deep"]) {
    await openAt(window, "wells/rain.station.md", words);
    await page.keyboard.press("F12");
    await page.locator(".tab.active[data-resource-name='wells.md']").waitFor();
    const place = (vscode) => {
      const { document, selection } = vscode.window.activeTextEditor ?? {};
      return `${document?.uri.path.replace(/.*\//, "")} ${selection?.active.line}`;
    };
    await until(
      window,
      async () => (await window.evaluate(place)) === "wells.md 2",
      "F12 does not lead to the heading.",
    );
    assert.equal(await page.locator(".peekview-widget").count(), 0);
  }
  step("a link to a heading leads there, without a peek of two");
  await page.locator(".squiggly-warning").first().waitFor();
  await page.locator(".statusbar-item", { hasText: "Station 2" }).first().waitFor();
  step("Markdown that a path lists has findings and a status");
}

async function refusedRenameChangesNothing(window) {
  await openFile(window, "wells/rain.station.md");
  const changed = await window.evaluate(async (vscode) => {
    const { document } = vscode.window.activeTextEditor;
    const edit = await vscode.commands.executeCommand(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      new vscode.Position(0, 3),
      "",
    );
    return edit.entries().length;
  });
  assert.equal(changed, 0);
  await window.page.locator(".notification-list-item", { hasText: "a name of one line" }).first().waitFor();
  await window.evaluate((vscode) => vscode.commands.executeCommand("notifications.clearAll"));
  step("a rename that is refused changes nothing, and says why");
}

/** The buttons of the editor in front that open a preview. */
function previewButtons(page) {
  return page.locator(".editor-group-container.active .title .editor-actions .action-label[aria-label*='Preview']");
}

async function oneButtonOpensPreviews(window) {
  const { page } = window;
  await openFile(window, "wells/README.md");
  await until(
    window,
    async () => (await previewButtons(page).count()) === 2,
    "A README has not VS Code's own two buttons.",
  );
  await look(window, "readme");
  await openFile(window, "wells/wells.md");
  await until(window, async () => (await previewButtons(page).count()) === 1, "A listed lesson has not one button.");
  await openFile(window, "wells/rain.station.md");
  await until(window, async () => (await previewButtons(page).count()) === 1, "A station has not one button.");
  step("a station has one preview button, and a README has those of VS Code");
  await page.locator(".editor-instance .monaco-editor .view-lines").first().click();
  await page.keyboard.press("Control+Shift+V");
  await page.locator(".tab[aria-label*='1 Rain']").first().waitFor();
  step("Ctrl+Shift+V opens the preview of stations");
  await look(window, "preview");
  await window.evaluate(async (vscode) => {
    const previews = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => "viewType" in input);
    await vscode.window.tabGroups.close(previews);
  });
}

async function typingBringsWhatThereIs(window) {
  const { page } = window;
  const offers = page.locator(".suggest-widget.visible .monaco-list-row");
  await openAt(window, "wells/rain.station.md", "\n\n* Drops");
  await page.keyboard.type(" They fall to the ground as ", { delay: 60 });
  assert.equal(await offers.count(), 0);
  await page.keyboard.type("ev", { delay: 60 });
  await offers.filter({ hasText: "Evaporation" }).first().waitFor();
  assert.equal(await offers.count(), 1);
  await look(window, "suggestion");
  await page.keyboard.press("Enter");
  await documentMatches(window, /as evaporation\n/);
  step("the beginning of a key term brings it, and prose brings nothing");
  await page.keyboard.type(". See Station ", { delay: 60 });
  await offers.filter({ hasText: "Wells" }).first().waitFor();
  await page.keyboard.press("Escape");
  await revert(window);

  await openAt(window, "wells/rain.station.md", "\n\nVapor rises.");
  await page.keyboard.press("Enter");
  await documentMatches(window, /^\* Drops\n\* $/m);
  await page.keyboard.type("Hail");
  await documentMatches(window, /^\* Drops\n\* Hail$/m);
  step("Enter goes on with a list");
  await revert(window);
}

async function otherExtensionWorks(window) {
  const { page } = window;
  await openAt(window, "wells/rain.station.md", "teh ground");
  await page.locator(".squiggly-warning").first().waitFor();
  await (await lightBulb(page, "Spell “the”")).click();
  await documentMatches(window, /falls on the ground/);
  await openAt(window, "wells/rain.station.md", "Vapor rises.");
  await page.keyboard.press("Control+Shift+ArrowRight");
  await page.keyboard.press("Control+B");
  await documentMatches(window, /^\*\*Vapor\*\* rises\.$/m);
  step("findings, fixes and keys of another extension for Markdown are there in a station");
  await revert(window);
}

async function formattingAsksNothing(window) {
  const { page } = window;
  await openAt(window, "wells/rain.station.md", "Vapor rises.");
  await window.evaluate((vscode) => vscode.commands.executeCommand("editor.action.formatDocument"));
  await documentMatches(window, /^\+ Drops$/m);
  assert.equal(
    await page.locator(".notification-list-item, .monaco-dialog-box, .quick-input-widget:visible").count(),
    0,
  );
  step("Format Document is the other extension's, and asks nothing");
  await revert(window);
  await openFile(window, "wells/rain.station.md");
  await window.evaluate((vscode) => vscode.commands.executeCommand("stationmaster.format"));
  await documentMatches(window, /^- Drops$/m);
  await revert(window);
  await window.evaluate(async (vscode) => {
    const settings = vscode.workspace.getConfiguration("editor");
    await settings.update(
      "codeActionsOnSave",
      { "source.formatStation": "explicit" },
      vscode.ConfigurationTarget.Global,
    );
  });
  await openFile(window, "wells/rain.station.md");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("It falls.");
  await page.keyboard.press("Control+S");
  await documentMatches(window, /^- Drops$/m);
  // A station that is still being saved would ask before it is closed.
  const isSaved = () => window.evaluate((vscode) => !vscode.window.activeTextEditor.document.isDirty);
  await until(window, isSaved, "The station is not saved.");
  step("a command formats a station, and so does saving where it is asked for");
}

async function richEditorKnowsStations(window) {
  const { page } = window;
  await window.evaluate(async (vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await vscode.commands.executeCommand("vscode.openWith", uri, "vscode.markdown.editor");
  });
  await page.locator(".statusbar-item", { hasText: "Station 1" }).first().waitFor();
  await until(window, async () => (await previewButtons(page).count()) >= 1, "The rich editor has no preview button.");
  await look(window, "rich-editor");
  await page.locator(".editor-actions .action-label[aria-label*='Open Preview to the Side']").first().click();
  await page.locator(".tab[aria-label*='1 Rain']").first().waitFor();
  await look(window, "rich-editor-preview");
  step("VS Code's rich editor has our status and our preview");
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
}

async function otherMarkdownIsLeftAlone(window) {
  await openFile(window, "wells/README.md");
  // Everything that the client sends is written down, by its method.
  const isHeard = await window.evaluate(() => {
    const server = process
      ._getActiveHandles()
      .find(({ spawnargs }) => spawnargs?.some((each) => each.includes("dist/server.mjs")));
    const send = server?.send;
    globalThis.sentToServer = [];
    if (send) {
      server.send = (message, ...rest) => {
        globalThis.sentToServer.push(message.method);
        return send.call(server, message, ...rest);
      };
    }
    return send !== undefined;
  });
  assert.ok(isHeard, "The server is not found.");
  const sent = async () => {
    // What is asked of the workspace again and again is asked whatever is typed where.
    const all = await window.evaluate(() => globalThis.sentToServer.splice(0));
    return all.filter((method) => method && method !== "workspace/diagnostic" && method !== "$/cancelRequest");
  };
  await openAt(window, "wells/README.md", "See Station 9");
  await window.page.keyboard.type("Much is to be read here. Station ", { delay: 30 });
  await window.page.keyboard.press("Enter");
  await documentMatches(window, /^Much is to be read here\. Station \n/m);
  const answers = await window.evaluate(async (vscode) => {
    const { uri } = vscode.window.activeTextEditor.document;
    const at = new vscode.Position(2, 5);
    const ask = (kind) => vscode.commands.executeCommand(`vscode.execute${kind}Provider`, uri, at);
    return [await ask("Hover"), await ask("Definition"), await ask("Reference"), await ask("CompletionItem")].length;
  });
  assert.equal(answers, 4);
  assert.deepEqual(await sent(), []);
  await revert(window);
  await openAt(window, "app/sources.json", "Station 9");
  await window.page.keyboard.type("See ");
  await documentMatches(window, /See Station 9/);
  assert.deepEqual(await sent(), []);
  await revert(window);
  await openAt(window, "water-cycle/sources.bib", "@");
  await window.page.keyboard.type("% ");
  await documentMatches(window, /^% @/m);
  assert.ok(
    (await sent()).includes("textDocument/didChange"),
    "Of a path's sources that are typed into, nothing is sent.",
  );
  await revert(window);
  await openAt(window, "wells/wells.md", "A well is");
  await window.page.keyboard.type("It ");
  await documentMatches(window, /^It A well/m);
  assert.ok((await sent()).includes("textDocument/didChange"), "Of a lesson that is typed into, nothing is sent.");
  step("of a README and of another program's sources.json that are typed into, nothing is sent");
}

async function labelsAreColored(window) {
  await openFile(window, "wells/rain.station.md");
  const label = window.page
    .locator(".view-line", { hasText: "Key term" })
    .locator("span > span", { hasText: "Key term:" });
  await label.first().waitFor();
  const [colored, prose] = await window.page.locator(".view-line", { hasText: "Key term" }).evaluate((line) => {
    const spans = [...line.querySelectorAll("span > span")];
    const colorOf = (text) => getComputedStyle(spans.find((span) => span.textContent.includes(text))).color;
    return [colorOf("Key"), colorOf("vapor")];
  });
  assert.notEqual(colored, prose);
  await look(window, "without-semantic-colors");
  step("without semantic colors, labels are colored");
}

async function revert(window) {
  await window.evaluate(async (vscode) => {
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
}

async function look(window, name) {
  if (process.argv.includes("--look")) await screenshot(window, join(tmpdir(), `stationmaster-markdown-${name}.png`));
}
