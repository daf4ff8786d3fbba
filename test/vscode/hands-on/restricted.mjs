// Restricted Mode, and files that lie on no disk: findings and the preview are as elsewhere, let in no more and write nothing;
// once the workspace is trusted, Git is asked. With --pictures it takes the pictures of the documentation.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFile } from "../host/host.mjs";
import {
  commitSamples,
  filterProblems,
  inVsCode,
  openAt,
  openPreview,
  picture,
  policyOf,
  step,
  workspace,
} from "./support.mjs";

writeFileSync(
  join(workspace, "water-cycle/web.station.md"),
  "# Rain\n\nIt rains. ![Rain on a roof](https://pictures.example/rain.png)\n",
);
// A workspace can't open up what only its user may, trusted or not.
mkdirSync(join(workspace, ".vscode"));
writeFileSync(join(workspace, ".vscode/settings.json"), '{ "stationmaster.preview.webPictures": true }\n');
commitSamples();

await inVsCode(
  "Default High Contrast",
  async (window) => {
    await window.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    await openFile(window, "global-governance/security-cooperation.station.txt", { line: 23 });
    await window.page.keyboard.press("Control+Shift+M");
    const problems = window.page.locator(".markers-panel-container .monaco-list-row");
    await problems.filter({ hasText: "provenance-claim" }).first().waitFor();
    step("the seed's claims are found, in Restricted Mode too");
    await picture(window, "seed-high-contrast");

    await window.evaluate(async (vscode) => {
      const text = new TextEncoder().encode("# Lakes:\n\nLakes lie still.\n");
      const none = () => new vscode.Disposable(() => {});
      globalThis.triedToWrite = []; // were it said that nothing can be written, VS Code would not even try
      const refuse = (uri) => {
        globalThis.triedToWrite.push(uri.toString());
        throw vscode.FileSystemError.NoPermissions(uri);
      };
      const files = {
        stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
        readFile: () => text,
        ...{ onDidChangeFile: none, watch: none, readDirectory: () => [] },
        ...{ createDirectory: refuse, writeFile: refuse, delete: refuse, rename: refuse },
      };
      vscode.workspace.registerFileSystemProvider("lakes", files);
      await vscode.window.showTextDocument(vscode.Uri.parse("lakes:/lakes.station.md"));
    });
    await filterProblems(window.page, "**/lakes.station.md");
    await problems.filter({ hasText: "Headings need no mark at the end." }).first().waitFor();
    step("a station that lies on no disk is checked all the same");
    await openPreview(window);
    await window.evaluate((vscode) =>
      vscode.commands.executeCommand(
        "vscode.executeFormatDocumentProvider",
        vscode.Uri.parse("lakes:/lakes.station.md"),
        {},
      ),
    );
    assert.deepEqual(await window.evaluate(() => globalThis.triedToWrite), []);
    step("and nothing is written where it can only be read");

    await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
    await openAt(window, "water-cycle/web.station.md", "Rain");
    const frame = await openPreview(window);
    await frame.locator(".blocked", { hasText: "Pictures from the web are not shown" }).waitFor();
    await openAt(window, "water-cycle/water-underground.station.md", "Dig");
    await frame.locator("h1", { hasText: "Water Underground" }).waitFor();
    assert.equal(await window.evaluate((vscode) => vscode.workspace.isTrusted), false);
    const restricted = await policyOf(frame);

    await frame.locator("#view").selectOption("committed");
    await frame.locator(".nothing", { hasText: "In Restricted Mode, VS Code does not run Git." }).waitFor();
    await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.trust.manage"));
    await window.page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
    await openAt(window, "water-cycle/water-underground.station.md", "Dig");
    await frame.locator(".names").waitFor();
    step("once the workspace is trusted, what Git keeps is shown");
    await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeEditorsInOtherGroups"));
    const again = await openPreview(window);
    assert.equal(await policyOf(again), restricted);
    step("the preview lets in as little in Restricted Mode as elsewhere");
  },
  { trust: false },
);
