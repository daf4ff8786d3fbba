// A path of four stations from nothing to a page that is handed out, by mouse and keyboard alone: begun, written, checked, verified,
// reordered, previewed and exported. With --pictures it takes a picture of each step.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { command, screenshot } from "../host/host.mjs";
import { answerTo, button, firstPlace, inFolder, pick, row } from "./beginning.mjs";
import { isStarted, openPathViews, previewFrame, step, until, wantsPictures } from "./support.mjs";

const pictures = fileURLToPath(new URL("../../../docs/pictures/walk", import.meta.url));

/** What a writer types into a new station: its hook, a heading, a paragraph, a key term and its definition, from place to place. */
const STATIONS = {
  Rain: [
    "A cloud breaks over the hills. Minutes later, every path is a brook.",
    "Where Rain Comes From",
    "Warm air carries water vapor up from the sea. High up it cools, and falls as rain.",
    "Water vapor",
    "water in the air that nobody can see",
  ],
  Rivers: [
    "Two drops land a hand's width apart. One will see the Atlantic, one the Pacific.",
    "The Way Down",
    "Rain runs downhill, as Station 1 shows. Brooks meet, and the watershed decides where they go.",
    "Watershed",
    "the land whose rain runs to one river",
  ],
  Wells: [
    "Dig deep enough, and your shovel comes up wet. Where does that water come from?",
    "Water Below",
    "Some of the rain in Station 1 sinks in. It becomes groundwater between grains of sand.",
    "Groundwater",
    "water that fills the gaps in the ground",
  ],
  Seas: [
    "Taste the sea once. You will not forget the salt.",
    "Why the Sea Is Salty",
    "Rivers bring salt with them, as Station 2 shows. The sun lifts the water, and the brine stays.",
    "Brine",
    "water that holds much salt",
  ],
};

/** The sentence to remember of each. */
const TAKEAWAYS = {
  Rain: "Rain is water vapor that has cooled high up.",
  Rivers: "A watershed gathers its rain in one river.",
  Wells: "Wells reach groundwater that was rain once.",
  Seas: "The sea is salty as rivers bring salt, and the sun takes only water.",
};

async function walk(window, { textOf }) {
  const { page } = window;
  let count = 0;
  const picture = async (name) => {
    count++;
    if (wantsPictures) await screenshot(window, `${pictures}/${String(count).padStart(2, "0")}-${name}.png`);
  };
  /** Writes a station, key by key or place by place. */
  const write = async (title, type = (words) => page.keyboard.insertText(words)) => {
    await firstPlace(window, "Open with something the reader can picture.");
    for (const [at, words] of STATIONS[title].entries()) {
      if (at > 0) await page.keyboard.press("Tab");
      await type(words);
    }
    // What the template has more is not needed in a short lesson.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    await page.keyboard.press("Control+Shift+End");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await type(`**Takeaway:** ${TAKEAWAYS[title]}`);
  };

  await openPathViews(window);
  await button(window, "New Learning Path").waitFor();
  await picture("empty-folder");
  await button(window, "New Learning Path").click();
  await answerTo(window, "learning path called", "The Water Cycle");
  await answerTo(window, "first station called", "Rain");
  await row(window, "Rain").waitFor();
  await firstPlace(window, "Open with something the reader can picture.");
  await picture("begun");
  step("a path is begun from the view, with two answers");

  await page.keyboard.press("Control+k");
  await page.keyboard.press("v");
  const frame = await previewFrame(window);
  await write("Rain", (words) => page.keyboard.type(words));
  await frame.locator(".s", { hasText: "Warm air carries water" }).waitFor();
  await picture("written");
  for (const title of Object.keys(STATIONS).slice(1)) {
    await pick(window, "new station", "New Station");
    await answerTo(window, "new station called", title);
    await row(window, title).waitFor();
    await write(title);
  }
  await command(window, "workbench.action.files.saveAll");
  await picture("four-stations");
  step("four stations are written from place to place, beside their preview");

  await row(window, "Rain").click();
  await frame.locator("h1", { hasText: "Rain" }).waitFor();
  await page.locator(".statusbar-item", { hasText: "Station 1: 1 to fix" }).waitFor();
  const mark = frame.locator(".takeaway button.mark");
  await mark.click();
  await frame.locator(".card.findings", { hasText: "bridge" }).waitFor();
  await picture("finding");
  await page.keyboard.press("Escape");
  step("what is still missing is said in the view, the status bar, the editor and the preview");

  await frame.locator(".s", { hasText: "Warm air carries" }).click();
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
  await pick(window, "verify", "Verify Sentence");
  await answerTo(window, "no sources yet", "The Rain Book");
  await answerTo(window, "Who published it", "Cloud Press");
  await answerTo(window, "Who wrote it", "Smith, Ann (2020)");
  const source = page.locator(".quick-input-list .monaco-list-row", { hasText: "The Rain Book" });
  await source.waitFor();
  await picture("source");
  await source.click();
  await answerTo(window, "words", "Vapor rises from the sea, and the wind carries it inland.");
  await picture("verify");
  await answerTo(window, "Where", "page 12");
  await answerTo(window, "Who", "Ann Smith");
  await until(window, () => /"by":"Ann Smith"/.test(textOf("rain.ledger.jsonl")), "The sentence is not verified.");
  await frame.locator("#review").click();
  await frame.locator(".s[data-state=fresh]", { hasText: "Warm air carries" }).waitFor();
  await picture("verified");
  await frame.locator("#review").click();
  step("a sentence is verified against a source that was typed in on the way");

  await row(window, "Wells").dragTo(row(window, "Rivers"));
  const changes = page.locator(".part.panel", { hasText: "Refactor Preview" });
  await changes.getByText("path.yaml").first().waitFor();
  await picture("reorder");
  await changes.getByRole("button", { name: "Apply" }).click();
  await row(window, "2  Wells").waitFor();
  await command(window, "workbench.action.files.saveAll");
  await until(window, () => /as Station 3 shows/.test(textOf("seas.station.md")), "A reference does not follow.");
  step("a station is dragged to another place, and all references follow");

  await frame.locator("#view").selectOption("path");
  await frame.locator("h1", { hasText: "The Water Cycle" }).waitFor();
  await picture("whole-path");
  await frame.locator("#view").selectOption("map");
  await frame.locator(".map #map-2 a.name", { hasText: "Wells" }).waitFor();
  await picture("map");
  step("the whole path is shown, and its map");

  await pick(window, "export", "Export as Web Page or PDF");
  const whole = page.locator(".quick-input-list .monaco-list-row", { hasText: "The whole path as a web page" });
  await whole.waitFor();
  await picture("export");
  await whole.click();
  await page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click();
  await page.locator(".notification-toast", { hasText: "Wrote" }).waitFor();
  step("the whole path is a web page");
  assert.equal(await page.locator(".notification-toast.error, .monaco-dialog-box").count(), 0);
}

/** All of it, in a window of its own. */
export function pathIsWalked() {
  return inFolder({}, walk);
}

if (isStarted(import.meta)) await pathIsWalked();
