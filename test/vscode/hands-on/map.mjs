// The map of a path by mouse and keyboard: the current station is in sight and lit, others are lit where one points or tabs,
// key terms can be followed, and everyone can read it in every theme. With --pictures it takes a picture for the documentation.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  inVsCode,
  isStarted,
  openAt,
  openPreview,
  picture,
  step,
  takeTheme,
  until,
  violations,
  workspace,
} from "./support.mjs";

const COUNT = 60;
const HERE = 45;
const FOLDER = "long-path";

export async function mapIsRead(window) {
  const { page } = window;
  writePath();
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeSidebar"));
  await openAt(window, `${FOLDER}/s${HERE}.station.md`, "Water");
  const frame = await openPreview(window);
  await frame.locator("#view").selectOption("map");
  const row = (number) => frame.locator(`.map #map-${number}`);
  await row(COUNT).waitFor({ state: "attached" });
  const isInSight = (number) =>
    row(number).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top > 40 && bottom < innerHeight;
    });
  await until(window, () => isInSight(HERE), "The current station is not in sight.");
  assert.equal(await row(HERE).locator("a.name").getAttribute("aria-current"), "page");
  for (const choice of ["#marks", "#reader"]) await frame.locator(choice).waitFor({ state: "hidden" });
  step(`the map of ${COUNT} stations opens with the current one in sight`);

  /** The stations and key terms whose drawing is shown. */
  const lit = () =>
    frame.evaluate(() =>
      [...document.querySelectorAll(".map .lit")]
        .filter((drawing) => getComputedStyle(drawing).display !== "none")
        .map(
          (drawing) =>
            (drawing.previousElementSibling.matches(".terms a")
              ? drawing.previousElementSibling
              : drawing.parentElement
            ).id,
        ),
    );
  const isLit = (id) => until(window, async () => (await lit()).join() === id, `Not ${id} alone is lit.`);
  await frame.locator(".bar").hover({ position: { x: 2, y: 2 } });
  await isLit(`map-${HERE}`);
  await row(HERE + 1).hover();
  await isLit(`map-${HERE + 1}`);
  step("a station that the pointer is on is lit in place of the current one");
  await frame.locator(".bar").hover({ position: { x: 2, y: 2 } });
  await row(HERE).locator("a.name").focus();
  await page.keyboard.press("Tab");
  await isLit(`map-term-${HERE}`);
  await page.keyboard.press("Tab");
  await isLit(`map-${HERE + 1}`);
  step("the Tab key lights key terms and stations one after the other");

  await frame.locator(".all-terms summary").click();
  await frame.locator(".all-terms a", { hasText: "map of brooks (7)" }).click();
  await until(window, () => isInSight(7), "The station of the key term is not in sight.");
  await frame.locator(".bar").hover({ position: { x: 2, y: 2 } });
  await frame.evaluate(() => document.activeElement.blur());
  await isLit("map-term-7");
  await page.keyboard.press("Escape");
  await isLit(`map-${HERE}`);
  step("a key term can be chosen from all, is brought into sight, and stays lit until Escape is pressed");
  await frame.locator(".all-terms summary").click();
  await frame.locator(".bar").hover({ position: { x: 2, y: 2 } });
  await row(HERE).scrollIntoViewIfNeeded();
  await picture(window, "path-map");

  for (const [theme, kind] of [
    ["Dark 2026", "vscode-dark"],
    ["Default High Contrast", "vscode-high-contrast"],
    ["Default High Contrast Light", "vscode-high-contrast-light"],
    ["Light 2026", "vscode-light"],
  ]) {
    await takeTheme(window, frame, theme, kind);
    assert.deepEqual(await violations(frame), [], theme);
    for (const [line, ratio] of Object.entries(await frame.evaluate(contrasts)))
      assert.ok(ratio >= 3, `${theme}: ${line} has a contrast of ${ratio.toFixed(2)}.`);
  }
  step("text and lines have enough contrast in every theme");

  await window.page.setViewportSize({ width: 640, height: 800 });
  await until(window, () => frame.evaluate(() => innerWidth < 340), "The pane is not narrow.");
  assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(await violations(frame), []);
  step("nothing of the map is lost in a narrow pane");
}

/** What the stations are about, three times each from another side. */
const TOPICS =
  "Rain Clouds Storms Snow Glaciers Springs Brooks Rivers Lakes Wells Aquifers Floods Droughts Dams Canals Deltas Tides Oceans Fog Soils";
const SIDES = [
  (topic) => [`A First Look at ${topic}`, `map of ${topic.toLowerCase()}`],
  (topic) => [`Measuring ${topic}`, `gauge for ${topic.toLowerCase()}`],
  (topic) => [`Living with ${topic}`, `law of ${topic.toLowerCase()}`],
];

/** The title of a station, and its key term. */
function wordsOf(number) {
  const topics = TOPICS.split(" ");
  return SIDES[Math.floor((number - 1) / topics.length)](topics[(number - 1) % topics.length]);
}

/**
 * Stations that refer to the one before, some to the first, to one long before, or to one far ahead; each defines a key term that
 * the next one uses.
 */
function writePath() {
  const folder = join(workspace, FOLDER);
  mkdirSync(folder);
  const numbers = Array.from({ length: COUNT }, (_, at) => at + 1);
  for (const number of numbers) {
    const [title, term] = wordsOf(number);
    const earlier = [number - 1, ...(number % 3 === 0 ? [number - 9] : []), ...(number % 5 === 0 ? [1] : [])];
    const refers = number === 30 ? [] : earlier.filter((each) => each > 0).map((each) => `See Station ${each}.`);
    const ahead = number % 20 === 0 && number < COUNT ? [`Station ${number + 11} goes on.`] : [];
    const uses = number > 1 ? [`A ${wordsOf(number - 1)[1]} helps here.`] : [];
    const prose = ["Water moves.", ...uses, ...refers, ...ahead].join(" ");
    const text = `# ${title}\n\n**Key term:** ${term} — what tells us where the water goes.\n\n${prose}\n`;
    writeFileSync(join(folder, `s${number}.station.md`), text);
  }
  const names = numbers.map((number) => `  - s${number}.station.md\n`).join("");
  writeFileSync(join(folder, "path.yaml"), `title: The Long Way of Water\nstations:\n${names}`);
}

/** The contrast of each kind of line with the page, as the Web Content Accessibility Guidelines compute it; runs in the page. */
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const page = luminance(getComputedStyle(document.body).backgroundColor);
  const found = {};
  for (const kind of [
    "calm .back",
    "calm .ahead",
    "calm .joined",
    "lit .back",
    "lit .term",
    "dots .station",
    "dots .current",
  ]) {
    const line = document.querySelector(`.map .${kind}`);
    const own = luminance(getComputedStyle(line).stroke);
    found[kind] = (Math.max(own, page) + 0.05) / (Math.min(own, page) + 0.05);
  }
  return found;
}

if (isStarted(import.meta)) await inVsCode("Light 2026", mapIsRead);
