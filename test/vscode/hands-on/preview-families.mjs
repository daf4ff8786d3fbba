// Every text on which Markdown readers have hung or died, at the largest size that is read, in a preview in VS Code; and one of
// five million characters, which is too large. Prints a line for each: how long the page took to draw what it was sent, how long
// the editor took for an edit meanwhile, and how many characters of HTML were drawn.
//   node test/vscode/hands-on/preview-families.mjs [--only <words of a name>]
// Fails where the page or the editor took longer than two seconds, or where more was drawn than 10 times the text and 100,000
// characters.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { families, largestRead, mostDrawn } from "../../endurance/support/families.mjs";
import { openFile } from "../host/host.mjs";
import { inVsCode, openPreview, step, until, workspace } from "./support.mjs";

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const LONGEST = 2_000;
mkdirSync(join(workspace, "families"));
// VS Code opens no file with nulls as a text.
const chosen = families.filter(({ name, text }) => name.includes(values.only) && !text(1).includes("\0"));
const wrong = [];

await inVsCode("Light 2026", async (window) => {
  await openFile(window, "water-cycle/rivers-and-watersheds.station.md");
  const frame = await openPreview(window);
  await frame.evaluate(() => {
    window.painted = [];
    addEventListener("message", ({ data, timeStamp }) => {
      if (data?.type !== "page") return;
      const tell = () =>
        window.painted.push({
          title: document.querySelector("main h1")?.textContent,
          took: performance.now() - timeStamp,
          drawn: document.querySelector("main").innerHTML.length,
        });
      requestAnimationFrame(() => setTimeout(tell));
    });
  });
  for (const [at, family] of chosen.entries()) {
    const title = `Rain ${at}`;
    const head = `# ${title}\n\n`;
    // With room for what is typed.
    const text = head + family.text(largestRead(family, `${head} `));
    const { took, drawn, edited } = await shown(window, frame, title, text);
    const failures = [
      ...(took > LONGEST ? ["the page took too long"] : []),
      ...(edited > LONGEST ? ["the editor took too long"] : []),
      ...(drawn > mostDrawn(text) + 10_000 ? ["too much was drawn"] : []),
    ];
    if (failures.length) wrong.push(family.name);
    const figures = `${took.toFixed(0)} ms, editor ${edited} ms, ${drawn} of ${text.length} characters`;
    console.log(`  ${failures.length ? "✖" : "✔"} ${family.name}: ${figures} ${failures.join(", ")}`);
  }
  const long = `# Long\n\n${"Rain falls on the hills. ".repeat(200_000)}\n`;
  await shown(window, frame, "This station can't be shown", long);
  await frame.locator(".nothing", { hasText: "longer than 100,000 characters" }).waitFor();
  step("a text of five million characters is not drawn, and the page says why");
});
assert.deepEqual(wrong, []);
step(`${chosen.length} texts on which others have hung are drawn within two seconds, and the editor goes on meanwhile`);

/** Shows a text, edits it meanwhile, and waits for its page. Times are in milliseconds. */
async function shown(window, frame, title, text) {
  const file = `families/${title.replaceAll(/\W/g, "-")}.station.md`;
  writeFileSync(join(workspace, file), text);
  await frame.evaluate(() => (window.painted = []));
  const edited = await window.evaluate(async (vscode, name) => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: 1, preview: true });
    const began = Date.now();
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), " "));
    return Date.now() - began;
  }, file);
  const painted = () => frame.evaluate((wanted) => window.painted.filter((each) => each.title === wanted), title);
  const isPainted = async () => (await painted()).length > 0;
  await until(window, isPainted, `The page of “${title}” is not drawn.`, 600);
  const all = await painted();
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.files.revert"));
  return { took: Math.max(...all.map(({ took }) => took)), drawn: all.at(-1).drawn, edited };
}
