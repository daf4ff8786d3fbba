// A writer takes a station of which nothing is verified to full coverage, and changes it again: with the view “Verification”, its keys,
// the light bulb and the preview. With --pictures it takes the pictures of the documentation.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  answerInput,
  documentMatches,
  inVsCode,
  isStarted,
  lightBulb,
  openAt,
  openPathViews,
  openPreview,
  picture,
  step,
  until,
  untilShown,
  workspace,
} from "./support.mjs";

const folder = join(workspace, "laws");
const FILES = {
  "path.yaml": "title: Laws\ntier: premium\nstations:\n  - congress.station.md\nsources: sources.yaml\n",
  "sources.yaml": `- id: constitution
  type: legislation
  title: Constitution of the United States
  issued: 1787
  URL: https://www.archives.gov/founding-docs/constitution-transcript
  accessed: 2026-11-01
`,
  "sources/constitution.txt": `Article. I.

Section. 1.

All legislative Powers herein granted shall be vested in a Congress of the United States, which shall consist of a Senate and House of Representatives.

Section. 3.

The Senate of the United States shall be composed of two Senators from each State.
`,
  "congress.station.md": `# Congress

The Constitution gives all legislative powers to a Congress [@constitution]. It consists of a Senate and a House of Representatives [@constitution].

## Two of Each

The Senate has two Senators from each state [@constitution]. A chamber works like a sieve.
`,
};
const STATION = "laws/congress.station.md";

/** What the ledger on disk holds. */
function entries() {
  const lines = readFileSync(join(folder, "congress.ledger.jsonl"), "utf8").trim().split("\n");
  return lines.slice(1).map((line) => JSON.parse(line));
}

/** Of the paths whose sentences are verified, the workspace has this one alone. */
function writeFiles() {
  for (const name of ["constitution", "constitution-drift"]) rmSync(join(workspace, name), { recursive: true });
  mkdirSync(join(folder, "sources"), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
}

export async function sentencesAreVerified(window) {
  const { page } = window;
  writeFiles();
  await openAt(window, STATION, "The Constitution gives");
  await openPathViews(window);
  const pane = page.locator(".pane", { has: page.locator(".pane-header", { hasText: "Verification" }) });
  await pane.locator(".pane-header").click();
  const row = (words) => pane.locator(".monaco-list-row", { hasText: words });
  const pick = (words) => page.locator(".quick-input-list .monaco-list-row", { hasText: words });
  const title = (words) => page.locator(".quick-input-title", { hasText: words });
  await row("The Constitution gives").waitFor();
  await until(window, async () => (await pane.locator(".monaco-list-row").count()) === 5, "There are other sentences.");
  await row("The Constitution gives").hover();
  const tooltip = page.locator(".workbench-hover", { hasText: "Nobody has verified this fact yet." });
  await tooltip.waitFor();
  assert.doesNotMatch(await tooltip.textContent(), /The Constitution gives/);
  step("the view lists the sentences that nobody has verified, and says of each what to do");

  const verify = async (quote, place, person) => {
    await page.keyboard.press("v");
    await title("Which source").waitFor();
    await pick("Constitution of the United States").click();
    await title("Which words").waitFor();
    if (person) await picture(window, "verification-quote");
    await pick(quote).first().click();
    await page.locator(".quick-input-message", { hasText: "Where in “Constitution of the United States”" }).waitFor();
    await title(person ? /^Verify “.+” \(3 of 4\)$/ : /^Verify “.+” \(3 of 3\)$/).waitFor();
    await answerInput(window, place);
    if (person) {
      await page.locator(".quick-input-message", { hasText: "Who verifies" }).waitFor();
      await answerInput(window, person);
    }
  };
  await row("The Constitution gives").click();
  await verify("All legislative Powers", "Article I, Section 1", "Ann Smith");
  await row("The Constitution gives").waitFor({ state: "detached" });
  await until(window, () => entries().length === 1, "The ledger is not saved.");
  const [first] = entries();
  assert.equal(first.by, "Ann Smith");
  assert.equal(first.role, "fact");
  assert.ok(FILES["sources/constitution.txt"].includes(first.cites[0].evidence.exact));
  assert.match(first.cites[0].evidence.snapshot, /^sha256:[0-9a-f]{64}$/);
  step("a sentence is verified with the words of its source, and the ledger is saved");

  await pane.locator(".monaco-list-row.focused", { hasText: "It consists of" }).waitFor();
  await openAt(window, STATION, "A chamber works");
  for (const words of ["Well, ", "yes: "]) {
    await page.keyboard.type(words);
    await row(words).waitFor();
  }
  await documentMatches(window, /Well, yes: A chamber works/);
  for (const _ of "Well, yes: ") await page.keyboard.press("Backspace");
  await row(/^A chamber works/).waitFor();
  step("who goes on in the editor keeps the keyboard there");

  await row("It consists of").click();
  await pane.locator(".monaco-list-row.focused", { hasText: "It consists of" }).waitFor();
  await picture(window, "verification");
  await verify("All legislative Powers", "Article I, Section 1");
  await pane.locator(".monaco-list-row.focused", { hasText: "The Senate has two" }).waitFor();
  await verify("shall be composed of two Senators", "Article I, Section 3");
  await pane.locator(".monaco-list-row.focused", { hasText: "A chamber works" }).waitFor();
  step("the next sentence is at hand, and who verifies is asked once");
  await page.keyboard.press("r");
  await pick("An analogy").click();
  await pane.getByText("Everything is verified.").waitFor();
  await until(window, () => entries().length === 4, "The ledger is not saved.");
  assert.deepEqual(
    entries().map(({ role }) => role),
    ["fact", "fact", "fact", "analogy"],
  );
  await page.locator(".codelens-decoration", { hasText: "3 of 3 facts verified" }).waitFor();
  step("a station has full coverage, and the lens says so");

  await openAt(window, STATION, "The Senate has two");
  const frame = await openPreview(window);
  await frame.locator("#review").click();
  await frame.locator(".reviewed .s[data-state=fresh]", { hasText: "two Senators" }).waitFor();
  await openAt(window, STATION, "two Senators");
  await page.keyboard.type(" ");
  await page.waitForTimeout(800);
  await frame.locator(".reviewed .s[data-state=fresh]", { hasText: "two Senators" }).waitFor();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await page.keyboard.type("ten");
  await frame.locator(".reviewed .s[data-state=stale]", { hasText: "ten Senators" }).waitFor();
  await row("The Senate has").waitFor();
  await picture(window, "verification-stale");
  step("a changed number makes its sentence out of date at once, a space does not");

  for (let count = 0; count < 3; count++) await page.keyboard.press("Backspace");
  await page.keyboard.type("two");
  await frame.locator(".reviewed .s[data-state=fresh]", { hasText: "two Senators" }).waitFor();
  await openAt(window, STATION, "Senators from");
  await page.keyboard.type("of all ");
  await frame.locator(".reviewed .s[data-state=stale]").waitFor();
  (await lightBulb(page, "Verify this sentence")) && (await page.keyboard.press("Escape"));
  await until(window, async () => (await row("The Senate has").count()) === 1, "The view does not list the sentence.");
  step("the light bulb offers to verify it again");

  mkdirSync(join(workspace, "moon"));
  writeFileSync(join(workspace, "moon/path.yaml"), "title: Facts\ntier: premium\nstations: [moon.station.md]\n");
  writeFileSync(join(workspace, "moon/moon.station.md"), "# The Moon\n\nThe Moon is 384,400 kilometers away.\n");
  await openAt(window, "moon/moon.station.md", "The Moon is");
  await untilShown(row("The Moon is 384"), async () => {
    if ((await row("Facts").getAttribute("aria-expanded")) === "false") await row("Facts").click();
  });
  await row("The Moon is 384").click();
  await pane.locator(".monaco-list-row.focused", { hasText: "The Moon is 384" }).waitFor();
  await page.keyboard.press("v");
  for (const [words, answer] of Object.entries({
    "no sources yet": "The Moon Book",
    "Who published it": "Sky Press",
    "Who wrote it": "Smith, Ann (2020)",
  })) {
    await page.locator(".quick-input-widget:visible", { hasText: words }).waitFor();
    await answerInput(window, answer);
  }
  await pick("The Moon Book").waitFor();
  // By then, the view has been filled again for the new source.
  await until(
    window,
    () => window.evaluate((vscode) => vscode.workspace.textDocuments.every(({ isDirty }) => !isDirty)),
    "The list of sources is not saved.",
  );
  await page.waitForTimeout(1_500);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget:visible", { hasText: "Which words of “The Moon Book”" }).waitFor();
  await page.keyboard.press("Escape");
  await pane.locator(".monaco-list-row.focused", { hasText: "The Moon is 384" }).waitFor();
  step("a question keeps the keyboard while the view is filled again, and gives it back");
}

if (isStarted(import.meta)) await inVsCode("Light 2026", sentencesAreVerified);
