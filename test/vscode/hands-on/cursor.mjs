// The writer's cursor beside a preview: a click on a sentence takes it there, unless the writer has done something else since.
// Whatever the time between the two, what they did last counts.
//   node test/vscode/hands-on/cursor.mjs [--apart 10]
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { pointAt } from "../host/host.mjs";
import { documentMatches, inVsCode, isStarted, openAt, openPreview, step, until } from "./support.mjs";

const RIVERS = "water-cycle/rivers-and-watersheds.station.md";

/** The longest time between a click in the preview and what comes after it, in milliseconds. */
const LONGEST = 400;

/** What the hand needs from the mouse to the keys, in milliseconds: Card, Moran and Newell, 1980. */
const HAND = 400;

/** Until then, nothing that a click has asked for is on its way, in milliseconds. */
const EARLY = 100;

/** Tries it in a window, with times between the two that are this many milliseconds apart. */
export async function cursorStays(window, apart) {
  const { page } = window;
  await openAt(window, RIVERS, "Two raindrops");
  const frame = await openPreview(window);
  await frame.locator("main h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  await clickLeadsThere(window, frame);

  const tries = [];
  for (let gap = 0; gap <= LONGEST; gap += apart) {
    tries.push([gap, clickAndType]);
    if ((gap / apart) % 2 === 1) tries.push([gap, openByKeys]);
    if (gap <= EARLY) tries.push([gap, selectWord], [gap, goElsewhere]);
  }
  const wrong = [];
  for (const [gap, act] of tries) {
    await clickInText(window, "Here the rain");
    await until(window, async () => (await cursorLine(window)).startsWith("Here"), "The cursor can't be placed.");
    // What is looked up now needs no time later.
    const sentence = await pointOf(frame, "From a ridge");
    const { x, y, height } = await tree(window).boundingBox();
    const points = {
      text: await pointAt(window, "Two raindrops"),
      word: await pointOf(frame, "Two raindrops"),
      tree: [x + 100, y + height - 10],
    };
    await page.mouse.click(...sentence);
    await page.waitForTimeout(gap);
    const problem = await act(window, frame, points, gap);
    if (problem) wrong.push(`${act.name}, ${gap} ms after the click in the preview: ${problem}`);
  }
  assert.deepEqual(wrong, []);
  step(`what the writer did last counts, ${tries.length} times from 0 to ${LONGEST} ms after a click in the preview`);
}

/** Nothing comes after the click: the cursor goes to the sentence, also where the page was drawn from an earlier text. */
async function clickLeadsThere(window, frame) {
  const { page } = window;
  const sentence = await pointOf(frame, "From a ridge");
  await clickInText(window, "Two raindrops");
  await page.keyboard.press("Home");
  await page.keyboard.type("Look! ");
  await page.mouse.click(...sentence);
  await until(window, async () => (await cursorLine(window)).startsWith("From a ridge"), "A click leads nowhere.");
  await until(window, () => frame.evaluate(() => !document.hasFocus()), "The editor has not got the keyboard.");
  await page.keyboard.type("Then ");
  await documentMatches(window, /^Look! Two raindrops[\s\S]*^Then From a ridge/m);
  for (let count = 0; count < 5; count++) await page.keyboard.press("Backspace");
  await clickInText(window, "Two raindrops");
  await page.keyboard.press("Home");
  for (let count = 0; count < 6; count++) await page.keyboard.press("Delete");
  await documentMatches(window, /^Two raindrops[\s\S]*^From a ridge/m);
  step("a click leads to its sentence, wherever it is by now");

  await frame.locator("main .s", { hasText: /^Two raindrops/ }).waitFor();
  const selected = () => frame.evaluate(() => getSelection().toString().trim());
  const select = async () => {
    await page.mouse.dblclick(...(await pointOf(frame, "From a ridge")));
    return (await selected()) === "From";
  };
  // What was just typed may still be drawn, or scroll the page, between two clicks or after them.
  await until(window, select, "Two clicks select no word.");
  await past(window, 0);
  assert.ok((await cursorLine(window)).startsWith("Two raindrops"));
  step("two clicks select a word, and leave the cursor where it is");
}

/** A click in the editor, and a letter typed there. */
async function clickAndType(window, _frame, { text }, gap) {
  const { page } = window;
  await page.mouse.click(text.x, text.y);
  if (gap > EARLY) await Promise.all([page.waitForTimeout(HAND), hasHeard(window)]);
  await page.keyboard.type("Z");
  await documentMatches(window, /Z/);
  await past(window, gap);
  const { typed, cursor } = await window.evaluate((vscode) => {
    const { document, selection } = vscode.window.visibleTextEditors[0];
    const lines = document.getText().split("\n");
    return { typed: lines.find((line) => line.includes("Z")), cursor: lines[selection.active.line] };
  });
  await window.evaluate(async (vscode) => {
    const { document } = vscode.window.visibleTextEditors[0];
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf("Z"));
    edit.delete(document.uri, new vscode.Range(at, at.translate(0, 1)));
    await vscode.workspace.applyEdit(edit);
  });
  if (typed.startsWith("Two") && cursor === typed) return undefined;
  return `the letter is in “${typed.slice(0, 30)}”, the cursor in “${cursor.slice(0, 30)}”`;
}

/** Waits until the extension host has answered: where other programs leave it no processor, that may take longer than a hand. */
function hasHeard(window) {
  return window.evaluate(() => true);
}

/** A place is opened in the editor by anything that is not the mouse. */
async function openByKeys(window, _frame, _points, gap) {
  await openAt(window, RIVERS, "A ridge no");
  await past(window, gap);
  const line = await cursorLine(window);
  return line.startsWith("A ridge no") ? undefined : `the cursor is in “${line.slice(0, 30)}”`;
}

/** A word is selected in the preview: there the keyboard stays. */
async function selectWord(window, frame, { word }, gap) {
  await window.page.mouse.dblclick(...word);
  await past(window, gap);
  const [focused, chosen] = await frame.evaluate(() => [document.hasFocus(), getSelection().toString().trim()]);
  if (focused && chosen === "Two") return undefined;
  return `“${chosen}” is selected, and the keyboard is ${focused ? "there" : "not there"}`;
}

/**
 * The keyboard goes to another part of VS Code, and stays there. Once the focus is on its way to the editor it can't be called
 * back: VS Code does not say which part it was taken from.
 */
async function goElsewhere(window, _frame, { tree: [x, y] }, gap) {
  await window.page.mouse.click(x, y);
  await past(window, gap);
  const focused = await tree(window).evaluate((list) => list.contains(document.activeElement));
  return focused ? undefined : "the keyboard was taken away";
}

const tree = ({ page }) => page.locator(".explorer-folders-view .monaco-list");

/** Waits until a click in the preview would have led somewhere, though slowly; that it did not can't be waited for. */
async function past(window, gap) {
  await window.page.waitForTimeout(Math.max(0, LONGEST - gap) + 150);
}

/** The line that the cursor is in. */
function cursorLine(window) {
  return window.evaluate((vscode) => {
    const { document, selection } = vscode.window.visibleTextEditors[0];
    return document.lineAt(selection.active.line).text;
  });
}

/** Where the first letters of a sentence of the preview are on the screen. */
async function pointOf(frame, words) {
  const sentence = frame.locator("main .s", { hasText: words }).first();
  const outer = await sentence.boundingBox();
  // In the page's own measure, the first line of the sentence lies where its box begins, or to the right of that.
  const [left, height] = await sentence.evaluate((element) => {
    const [first] = element.getClientRects();
    return [first.left - element.getBoundingClientRect().left, first.height];
  });
  return [outer.x + left + 15, outer.y + height / 2];
}

async function clickInText(window, words) {
  const { x, y } = await pointAt(window, words);
  await window.page.mouse.click(x, y);
}

if (isStarted(import.meta)) {
  const { values } = parseArgs({ options: { apart: { type: "string", default: "10" } } });
  await inVsCode("Light 2026", (window) => cursorStays(window, Number(values.apart)));
}
