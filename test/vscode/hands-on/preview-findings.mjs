// Findings in the preview by mouse and keyboard: a card beside each says what was found, and makes its fixes.
// With --pictures it takes a picture for the documentation.
import assert from "node:assert/strict";
import {
  documentMatches,
  inVsCode,
  isStarted,
  openAt,
  openPreview,
  picture,
  step,
  takeTheme,
  until,
  violations,
} from "./support.mjs";

const PROSE = "broken/prose.station.md";
const DOUBLED = "the the";

export async function findingsAreRead(window) {
  const { page } = window;
  await openAt(window, PROSE, "They say");
  const frame = await openPreview(window);
  const sentence = frame.locator("main .s", { hasText: DOUBLED });
  const mark = sentence.locator("button.mark");
  const card = frame.locator(".card.findings");
  await mark.waitFor();
  assert.match(await mark.getAttribute("aria-label"), /^(?:Error|Warning|Note|Hint): “the” appears twice in a row\./);
  await sentence.hover();
  await card.getByText("no-repeated-word").waitFor();
  const fix = card.getByRole("button").first();
  const [word, title] = [await card.locator("strong").first().textContent(), await fix.textContent()];
  assert.match(word, /^(?:Error|Warning|Note|Hint)$/);
  step(`where the pointer rests a card says what was found, and offers “${title}”`);
  await picture(window, "preview-finding");

  await fix.hover();
  await page.waitForTimeout(800); // longer than a card stays that the pointer has left
  assert.ok(await card.isVisible());
  await frame.locator(".bar").hover({ position: { x: 2, y: 2 } });
  await card.waitFor({ state: "hidden" });
  step("the card stays while the pointer is on it, and goes after it");

  const focused = () => frame.evaluate(() => document.activeElement.className || document.activeElement.textContent);
  for (const key of ["Enter", "Space"]) {
    await frame.locator(".bar").hover({ position: { x: 2, y: 2 } });
    await mark.focus();
    await page.keyboard.press(key);
    await card.waitFor();
    assert.equal(await focused(), title, key);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    assert.equal(await focused(), "mark", key);
  }
  await page.keyboard.press("Enter");
  const buttons = await card.getByRole("button").count();
  for (let count = 0; count < buttons; count++) await page.keyboard.press("Tab");
  assert.equal(await focused(), "mark");
  await card.waitFor({ state: "hidden" });
  step("the keyboard goes into the card with Enter or Space, and back to the mark with Escape or Tab");

  const where = () => window.evaluate((vscode) => vscode.window.visibleTextEditors[0].selection.active);
  const before = await where();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const text = () => window.evaluate((vscode) => vscode.window.visibleTextEditors[0].document.getText());
  await until(window, async () => !(await text()).includes(DOUBLED), "The fix was not made.");
  await sentence.waitFor({ state: "detached" });
  assert.deepEqual(await where(), before);
  await openAt(window, PROSE, "They say");
  await page.keyboard.press("Control+z");
  await documentMatches(window, /the the/);
  await mark.waitFor();
  step("its button makes the fix, moves no cursor, and one undo takes it back");

  await frame.locator("#marks").click();
  await sentence.hover();
  await page.waitForTimeout(400); // longer than the pointer rests before a card is shown
  assert.deepEqual([await mark.isVisible(), await card.isVisible()], [false, false]);
  await frame.locator("#marks").click();
  step("without “Findings” there are no marks and no cards");

  for (const [theme, kind] of [
    ["Dark 2026", "vscode-dark"],
    ["Default High Contrast", "vscode-high-contrast"],
    ["Default High Contrast Light", "vscode-high-contrast-light"],
    ["Light 2026", "vscode-light"],
  ]) {
    await takeTheme(window, frame, theme, kind);
    await mark.click();
    await card.waitFor();
    assert.deepEqual(await violations(frame), [], theme);
    await page.keyboard.press("Escape");
  }
  step("axe-core finds nothing wrong with a card in any theme");

  await openAt(window, "water-cycle/rivers-and-watersheds.station.md", "Rivers");
  await frame.locator("h1", { hasText: "Rivers and Their Watersheds" }).waitFor();
  const term = frame.locator("main .term[data-definition]").first();
  await term.focus();
  const definition = frame.locator(".card[role=tooltip]");
  await definition.waitFor();
  assert.equal(await term.getAttribute("aria-describedby"), await definition.getAttribute("id"));
  await page.keyboard.press("Escape");
  await definition.waitFor({ state: "hidden" });
  step("the keyboard reaches each key term once, and shows its definition");
}

if (isStarted(import.meta)) await inVsCode("Light 2026", findingsAreRead);
