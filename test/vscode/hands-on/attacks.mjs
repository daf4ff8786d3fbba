// The preview under attack: what somebody writes into a station, or tells the page or the extension, comes to nothing. Each
// vector is first shown to do harm where there is no wall, then which of the two walls (the sanitiser, the policy) stops it.
//   node test/vscode/hands-on/attacks.mjs [web] [--all]
// With `web`: in VS Code for the Web, where the page, the workbench and the workspace's files share an origin. With `--all`, every
// vector comes through pasted text, too, is tried in both, and is shown to do harm; without it, some of them are.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";
import { openWindow, plainPage, seenIn, startCanary, startPages } from "./attacks/effects.mjs";
import { writeStations } from "./attacks/stations.mjs";
import { ADDRESSES, vectorsFor } from "./attacks/vectors.mjs";
import { frameWith, inVsCode, openPreview, step, until, workspace } from "./support.mjs";

const kind = process.argv.includes("web") ? "web" : "node";
const wantsAll = process.argv.includes("--all");
const root = fileURLToPath(new URL("../../..", import.meta.url));
const canary = await startCanary();
const pages = await startPages();
/** What the page's script reads of the document, and of the page's own elements: a writer's must not stand in its place. */
const own = {
  names: allIn("client/preview/page.ts", /\bdocument\.(\w+)/g),
  ids: allIn("client/src/preview-page.ts", /\bid="(\w+)"/g),
};
const vectors = vectorsFor(canary.address, own);
/** At most this many vectors are in one station, so that it is no longer than a text that is read. */
const TOGETHER = 6;
/** The policy alone is tried with these, of which it stops the first and lets the second through. */
const FOR_THE_POLICY = ["img onerror", "meta refresh"];
/** Of this many vectors that are next to each other, and alike, one is tried where the others can hardly differ from it. */
const ALIKE = 6;
// Whatever form a station has, a page is made of it in one way: not every vector need come through pasted text each time. The same
// page is shown in VS Code for the Web; each station has some vectors of every kind.
const stations = writeStations(join(workspace, "attacks"), vectors, TOGETHER).filter(
  ({ file }, at) => wantsAll || (file.endsWith(".txt") ? at % ALIKE === 1 : kind === "node" || at % ALIKE === 0),
);
const tried = vectors.filter((vector) => stations.some((station) => station.vectors.includes(vector)));
/** Those that are shown to do harm. */
const shown = vectors.filter(({ name }, at) => wantsAll || at % ALIKE === 0 || FOR_THE_POLICY.includes(name));
const outside = join(dirname(workspace), "outside.station.md");
writeFileSync(outside, "# Outside\n");
/** Words in what the last of the restored previews remembers. */
const LAST = "remembered last";
const WEB_PICTURE = "https://pictures.example/rain.png";
written("../.vscode/settings.json", '{ "stationmaster.preview.webPictures": true }\n');
// A virtual file system may look at its folders only once, so all is written before it does.
const others = {
  links: writeLinks(),
  turned: writeTurned(),
  pictures: writePictures(),
  messages: written(
    "messages.station.md",
    "# The Messages\n\nHere is one sentence. Here is another. It is the the last.\n",
  ),
  alike: ["A", "B"].map((each) =>
    written(`${each}.station.md`, `# Alike\n\n## Same Heading\n\nSentence ${each} stands here.\n`),
  ),
};

const ELEMENTS =
  "a abbr article aside blockquote br button caption circle code dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr img li main mark nav ol p path pre section small span strong sub sup svg table tbody td th thead tr ul".split(
    " ",
  );
const ATTRIBUTES =
  "alt class cx cy d height href id lang loading r role scope src start tabindex title viewbox width".split(" ");

try {
  const attack = async (window) => {
    const watched = watch(window);
    await window.evaluate((vscode) => {
      globalThis.commandsRun = 0;
      vscode.commands.registerCommand("stationmasterAttacks.run", () => ++globalThis.commandsRun);
    });
    await show(window, stations[0].file);
    const frame = await openPreview(window);
    const html = await everyStation(window, frame);
    await links(window, frame, watched);
    await turned(window, frame);
    await pictures(window, frame);
    await forgedMessages(window, frame, watched);
    await twoPreviews(window);
    const policy = await frame.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    await restoredState(window);
    assert.deepEqual([watched.seen, canary.asked], [[], []], "something got through");
    step("in all of it there was no request, no dialog of a page, no frame, no word of a script");
    await webPictures(window);
    // What each wall stops has nothing to do with the editor around the page.
    if (kind === "node") await walls(window, html, policy);
  };
  await inVsCode("Light 2026", attack, { kind });
} finally {
  canary.stop();
  pages.stop();
}

/** Everything that the browser reports of an attack that got through, whatever the page says. */
function watch({ page }) {
  const seen = [];
  page.on("request", (request) => {
    if (request.url().startsWith(canary.address) || request.url() === WEB_PICTURE)
      seen.push(`request ${request.url()}`);
    if (/^(?:x|file|command|vscode|blob:https:\/\/example)/.test(request.url())) seen.push(`request ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.text().startsWith("pwned")) seen.push("a script ran");
    // VS Code's own grammar of Markdown gives up on a long line, and quotes it.
    if (message.text().startsWith("Time limit reached when tokenizing line:")) return;
    if (message.text().includes(canary.address) || /violates the following Content Security/.test(message.text()))
      seen.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("download", (download) => seen.push(`download ${download.url()}`));
  page.on("popup", (popup) => {
    if (!popup.url().startsWith(pages.address)) seen.push(`a window with ${popup.url()}`);
  });
  page.on("frameattached", (frame) => {
    if (/fake\.html/.test(frame.parentFrame()?.url() ?? "")) seen.push("a frame in the page");
  });
  return { seen };
}

/** Everything that a pattern finds in a file of the project, each once. */
function allIn(file, pattern) {
  const found = [...readFileSync(join(root, file), "utf8").matchAll(pattern)].map(([, name]) => name);
  assert.ok(found.length > 0, `${file} has no ${pattern}`);
  return [...new Set(found)];
}

/** Writes a file among the attacks, and gives its name. */
function written(name, text) {
  const file = join(workspace, "attacks", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Shows a file in the editor; a preview follows. */
function show(window, file) {
  return window.evaluate(
    (vscode, name) => {
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
      return vscode.window.showTextDocument(uri, { viewColumn: 1, preview: false }).then(() => {});
    },
    relative(workspace, file),
  );
}

/** The address of a file of the workspace in this VS Code. */
async function addressOf(window, file = workspace) {
  const folder = await window.evaluate((vscode) => vscode.workspace.workspaceFolders[0].uri.toString());
  return `${folder.replace(/\/$/, "")}/${relative(workspace, file)}`;
}

/** Shows every station of vectors, looks at its page, and clicks all that can be clicked. Answers with the pages' HTML. */
async function everyStation(window, frame) {
  const html = [];
  const place = () => frame.evaluate(() => location.href.replace(/#.*/, ""));
  const before = [await place(), window.page.url()];
  for (const { file, title, places } of stations) {
    await show(window, file);
    await frame.locator("main h1", { hasText: title }).waitFor();
    if (places.includes("finding")) {
      await frame.locator("main button.mark[aria-label*=zqfinding]").first().waitFor();
    }
    const found = await frame.evaluate(lookAt, { places, elements: ELEMENTS, attributes: ATTRIBUTES });
    assert.deepEqual(found, { missing: [], strange: [] }, title);
    assert.deepEqual(await frame.evaluate(seenIn, own), [], title);
    assert.deepEqual(await frame.evaluate(lookAtCards), [], title);
    html.push(await frame.evaluate(() => document.querySelector("main").innerHTML));
    await frame.evaluate(() => {
      for (const element of document.querySelectorAll("main a:not(.web), main .s")) element.click();
    });
  }
  for (const each of window.page.frames()) assert.equal(await each.evaluate(() => window.__pwned), undefined);
  assert.deepEqual([await place(), window.page.url()], before);
  step(
    `${tried.length} vectors in ${new Set(stations.flatMap(({ places }) => places.map((place) => place.replace(/\d$/, "")))).size} places show nothing but text`,
  );
  return html.join("\n");
}

/** What a page lacks, and what is strange in it; runs in the page. */
function lookAt({ places, elements, attributes }) {
  const all = [...document.querySelectorAll("main *")];
  const written = document.querySelector("main").outerHTML.toLowerCase();
  const strange = all.flatMap((element) => [
    ...(elements.includes(element.localName) ? [] : [element.outerHTML.slice(0, 200)]),
    ...[...element.attributes]
      .filter(({ name }) => !attributes.includes(name.toLowerCase()) && !/^(?:data|aria)-/.test(name))
      .map(({ name, value }) => `${name}=${value}`),
  ]);
  const links = [...document.querySelectorAll("main a")].map((link) => link.getAttribute("href"));
  const sources = [...document.querySelectorAll("main img[src]")].map((image) => image.getAttribute("src"));
  return {
    missing: places.filter((place) => !written.includes(`zq${place}`)),
    strange: [
      ...strange,
      ...links.filter((href) => !/^(?:#|https?:\/\/|mailto:)/.test(href ?? "")),
      ...sources.filter((src) => !/^https:\/\/[^/]*vscode-cdn\.net\//.test(src)),
    ],
  };
}

/** What is strange in the cards of a page's findings; runs in the page. */
function lookAtCards() {
  const card = document.querySelector(".card.findings");
  const strange = [];
  for (const mark of document.querySelectorAll("main button.mark[aria-label*=zqfinding]")) {
    mark.click();
    if (!card.textContent.includes("zqfinding")) strange.push("a card without its finding");
    const all = [...card.querySelectorAll("*")];
    strange.push(...all.filter(({ localName }) => !/^(?:section|p|strong|small|div|button)$/.test(localName)));
    strange.push(...all.flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name !== "data-severity"));
  }
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  return strange.map((each) => each.outerHTML ?? each.value ?? each);
}

/** A station with links that must lead nowhere, and one that leads to the web. */
function writeLinks() {
  const spelled = Object.values(ADDRESSES).map((address) => address("top.__pwned=1", `${canary.address}/hit/link`));
  const list = spelled.map((url, at) => `Go [there ${at}x](<${references(url)}>).`).join("\n\n");
  const turned = ["\u202Egnp.exe", "%E2%80%AEgnp.exe"].map((name) => `https://example.org/${name}`);
  const web = "Go to [the web](https://exämple.org/where?it=leads).";
  const text = `# The Links\n\n${list}\n\nGo [out 1x](../../outside.station.md) and [out 2x](${outside}), [turned](<${turned[0]}>) or [turned](${turned[1]}).\n\n${web}\n`;
  return { file: written("links.station.md", text), spelled };
}

/** Clicks them by mouse. */
async function links(window, frame, { seen }) {
  const { page } = window;
  const { file, spelled } = others.links;
  await show(window, file);
  await frame.locator("main h1", { hasText: "The Links" }).waitFor();
  assert.equal(await frame.locator("main a").count(), 1);
  for (const words of [...spelled.map((_, at) => `there ${at}x`), "out 1x", "out 2x"]) {
    await frame
      .getByText(words)
      .first()
      .click({ modifiers: words === "out 2x" ? ["Control"] : [] });
  }
  const dialogs = page.locator(".monaco-dialog-box");
  assert.equal(await dialogs.count(), 0);
  assert.equal(await window.evaluate(() => globalThis.commandsRun), 0);
  step(`${spelled.length} spellings of addresses that are no links, and files outside the workspace, lead nowhere`);

  await frame.locator("main a.web").click();
  await dialogs.getByText("https://xn--exmple-cua.org/where?it=leads").first().waitFor();
  await dialogs.getByRole("button", { name: "Cancel" }).click();
  await page.waitForTimeout(500);
  assert.equal(await dialogs.count(), 0, "asked twice");
  assert.deepEqual(seen, []);
  step("a link to the web is opened by VS Code, which asks once and shows the whole address");
  await commandControl(window);
}

/** In a page of VS Code that allows it, the same link does run the command. */
async function commandControl(window) {
  await window.evaluate((vscode) => {
    globalThis.control = vscode.window.createWebviewPanel("control", "Control", 1, { enableCommandUris: true });
    globalThis.control.webview.html = '<a id="run" href="command:stationmasterAttacks.run?%5B1%5D">run</a>';
  });
  const frame = await frameWith(window, "#run");
  await frame.locator("#run").click();
  await until(window, () => window.evaluate(() => globalThis.commandsRun === 1), "The command's control does not run.");
  await window.evaluate(() => {
    globalThis.control.dispose();
    globalThis.commandsRun = 0;
  });
}

/** A station on a path with marks that turn the writing direction wherever the page shows more than the text says. */
function writeTurned() {
  written(
    "turned/path.yaml",
    "title: Turned\nstations: [a.station.md, b.station.md, { planned: Planned \u202Egnp }]\n",
  );
  written("turned/a.station.md", "# First\n\nKey term: Drop — a bit \u202Egnp of water.\n");
  return written("turned/b.station.md", "# Turned \u202Egnp\n\nEach drop falls as Station 3 shows.\n");
}

/** They are spelled out there, too. */
async function turned(window, frame) {
  await show(window, others.turned);
  await frame.locator("main h1", { hasText: "Turned <U+202E>gnp" }).waitFor();
  await window.page.locator(".tab", { hasText: "2 Turned <U+202E>gnp" }).waitFor();
  const after = await frame.locator(".ref").evaluate((reference) => getComputedStyle(reference, "::after").content);
  assert.match(after, /Planned <U\+202E>gnp/);
  await frame.locator(".term").hover();
  await frame.locator(".card", { hasText: "a bit <U+202E>gnp of water" }).waitFor();
  step("marks that turn the writing direction are spelled out on a tab, after a reference and on a card");
}

/** A station with pictures from the workspace, and from elsewhere by every road. */
function writePictures() {
  const home = join(workspace, "attacks/pictures");
  const secret = `${workspace}-secret`;
  for (const folder of [join(home, "%2e%2e/linked"), secret]) mkdirSync(folder, { recursive: true });
  symlinkSync(secret, join(workspace, "attacks/linked"));
  symlinkSync(join(secret, "x.svg"), join(home, "link.svg"));
  symlinkSync("no-such.svg", join(home, "nowhere.svg"));
  const drawing = (width, more = "") =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9">${more}</svg>`;
  const hit = `${canary.address}/hit/svg`;
  writeFileSync(join(secret, "hidden.station.md"), "# Hidden\n\nNobody may read this.\n");
  const active = `<script>top.__pwned=1;new Image().src="${hit}"</script><image href="${hit}" width="9" height="9"/><foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="${hit}"/></foreignObject>`;
  writeFileSync(join(home, "in.svg"), drawing(30, active));
  writeFileSync(join(home, "100%.svg"), drawing(30));
  writeFileSync(join(home, "%2e%2e/linked/x.svg"), drawing(30));
  writeFileSync(join(secret, "x.svg"), drawing(70));
  const inside = ["in.svg", "100%25.svg", "%252e%252e/linked/x.svg"];
  const elsewhere = [
    "link.svg",
    "../linked/x.svg",
    "../../../samples-secret/x.svg",
    "%2e%2e/%2e%2e/%2e%2e/samples-secret/x.svg",
    "..%2f..%2f..%2fsamples-secret/x.svg",
    `${secret}/x.svg`,
    `file://${secret}/x.svg`,
    "nowhere.svg",
    "../linked",
    "..\\\\linked\\\\x.svg",
    `${canary.address}/hit/picture`,
    WEB_PICTURE,
  ];
  const text = `# The Pictures\n\n${[...inside, ...elsewhere].map((url) => `![p](${url})`).join("\n\n")}\n\n The text says: src="${secret}/x.svg" data-file="/etc/passwd".\n`;
  return { file: written("pictures/pictures.station.md", text), elsewhere };
}

/** Pictures are shown from the workspace only, wherever they seem to lie. */
async function pictures(window, frame) {
  const { file, elsewhere } = others.pictures;
  await show(window, file);
  await frame.locator("main h1", { hasText: "The Pictures" }).waitFor();
  await frame.evaluate(() => scrollTo(0, 0)); // a picture is loaded when it comes into view
  const widths = () => frame.locator("main img").evaluateAll((all) => all.map((image) => image.naturalWidth));
  await until(window, async () => (await widths()).every((width) => width > 0), "The pictures are not shown.");
  assert.deepEqual(await widths(), [30, 30, 30]);
  assert.equal(await frame.locator("main .blocked").count(), elsewhere.length);
  assert.equal(await frame.locator("main :is(svg, image, foreignObject, script)").count(), 0);
  step("pictures are shown from the workspace, drawings as pictures only; from elsewhere there is a placeholder");
  // A virtual workspace has nothing above it.
  if (kind === "node") await pictureControl(window, frame);
}

/** A page of VS Code that allows it does show a picture from above the workspace, which that of a preview can't load. */
async function pictureControl(window, preview) {
  const address = await window.evaluate((vscode) => {
    const above = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, "..");
    globalThis.control = vscode.window.createWebviewPanel("control", "Control", 1, { localResourceRoots: [above] });
    const { webview } = globalThis.control;
    const address = webview.asWebviewUri(vscode.Uri.joinPath(above, "samples-secret/x.svg")).toString();
    webview.html = `<img id="above" src="${address}">`;
    return address;
  });
  const control = await frameWith(window, "#above");
  const width = () => control.evaluate(() => document.querySelector("#above").naturalWidth);
  await until(window, async () => (await width()) === 70, "The picture's control is not shown.");
  await window.evaluate(() => globalThis.control.dispose());
  const loaded = await preview.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src });
    return image.decode().then(
      () => true,
      () => false,
    );
  }, address);
  assert.equal(loaded, false);
  step("a picture from above the workspace, which another page may show, can't be loaded by a preview");
}

/** Messages that nobody who is honest sends, to the page and from it. */
async function forgedMessages(window, frame, { seen }) {
  const file = others.messages;
  await show(window, file);
  await frame.locator("main h1", { hasText: "The Messages" }).waitFor();
  const page = { title: "x", number: 1, stations: [], whole: true, order: ["b"], changed: { b: "<p>forged</p>" } };
  const forged = { type: "page", page: { ...page, ranges: {}, marks: {} }, pictures: {} };
  const before = await frame.locator("main").innerHTML();
  await frame.evaluate((message) => {
    const send = (data, origin) => window.dispatchEvent(new MessageEvent("message", { data, origin }));
    for (const origin of ["", "null", "https://example.org", "vscode-webview://other", "vscode-file://vscode-app"])
      send(message, origin);
  }, forged);
  // From a window of another origin, with a real message.
  pages.pages.set("/forger", "<!doctype html>");
  const opened = window.page.waitForEvent("popup");
  await window.page.evaluate((url) => void window.open(url), `${pages.address}/forger`);
  const stranger = await opened;
  await stranger.waitForLoadState();
  const sent = await stranger.evaluate((message) => {
    let count = 0;
    const visit = (target) => {
      target.postMessage(message, "*");
      count++;
      for (let at = 0; at < target.length; at++) visit(target[at]);
    };
    visit(window.opener);
    return count;
  }, forged);
  assert.ok(sent >= 3, `only ${sent} windows were reached`);
  await stranger.close();
  const stumbled = await frame.evaluate((data) => {
    const errors = [];
    const note = ({ message }) => errors.push(message);
    window.addEventListener("error", note);
    const send = (message, origin) => window.dispatchEvent(new MessageEvent("message", { data: message, origin }));
    const wrong = [null, 1, "page", [], {}, { type: "__proto__" }, { type: "no such" }, { type: { type: "page" } }];
    for (const message of [...wrong, { type: "page" }, { ...data, big: "x".repeat(10_000_000) }])
      send(message, "https://x");
    // Nor does it stumble over what VS Code should never send.
    for (const message of wrong) send(message, window.origin);
    window.removeEventListener("error", note);
    return errors;
  }, forged);
  assert.deepEqual(stumbled, []);
  await window.page.waitForTimeout(300);
  assert.equal(await frame.locator("main").innerHTML(), before);
  // The same message is heard from VS Code itself; what that has to say may replace it at any time.
  const heard = await frame.evaluate((data) => {
    window.dispatchEvent(new MessageEvent("message", { data, origin: window.origin }));
    return document.querySelector("main").textContent;
  }, forged);
  assert.equal(heard, "forged");
  step(`the page hears VS Code only, not one of ${sent} messages from a window of another origin`);

  await frame.evaluate(() => {
    window.viewsHeard = new Set();
    window.addEventListener("message", ({ data }) => {
      if (data?.type === "page") window.lastRevision = data.revision;
      if (data?.type === "page") window.lastMarks = data.page.marks;
      if (data?.type === "state") window.viewsHeard.add(data.state.view);
    });
  });
  await show(window, stations[0].file);
  await frame.locator("main h1", { hasText: stations[0].title }).waitFor();
  await show(window, file);
  await frame.locator("main h1", { hasText: "The Messages" }).waitFor();
  // As a script in the page would send them, had one got in.
  const tell = (messages) =>
    frame.parentFrame().evaluate((all) => {
      for (const message of all) window.__vscode_post_message__("onmessage", { message });
    }, messages);
  const clickAt = (place) => [{ type: "clicked", ...place }, { type: "reveal" }];
  const honestFix = async () => {
    await frame.locator("main button.mark").first().waitFor();
    const [all, revision] = await frame.evaluate(() => [Object.entries(window.lastMarks), window.lastRevision]);
    const [block, found] = all.find(([, list]) => list.some(({ fixes }) => fixes.length > 0));
    return { type: "fix", block, mark: found.findIndex(({ fixes }) => fixes.length > 0), fix: 0, revision };
  };
  const fix = await honestFix();
  const { revision } = fix;
  const open = () =>
    window.evaluate((vscode) => vscode.workspace.textDocuments.map(({ uri }) => uri.toString()).sort());
  const known = await open();
  await tell([
    ...[null, true, 7, "open", [], {}, { type: "no such" }, { type: 1 }, { type: { type: "open" } }],
    ...["/etc/passwd", "file:///etc/passwd", "../x", "__proto__", "constructor", null, 1, [file], { file }].map(
      (each) => ({
        type: "open",
        file: each,
        inEditor: true,
      }),
    ),
    ...[-1, 0.5, "1", null, [], {}, "__proto__"].flatMap((offset) => clickAt({ offset, revision })),
    ...["/etc/passwd", "__proto__", null, 1, {}].flatMap((name) => clickAt({ offset: 0, revision, file: name })),
    ...[revision + 1, -1, "1", null, {}, undefined].flatMap((other) => clickAt({ offset: 0, revision: other })),
    ...[-1, 0.5, "1", null, []].map((offset) => ({ type: "scrolled", offset, revision })),
    ...["file:///etc/passwd", "command:stationmasterAttacks.run", "https://", "https:////x", 1].map((url) => ({
      type: "web",
      url,
    })),
    ...["__proto__", "constructor", "no such", null, 1, {}, [fix.block]].map((other) => ({ ...fix, block: other })),
    ...[-1, 99, "0", "__proto__", null, {}].flatMap((at) => [
      { ...fix, mark: at },
      { ...fix, fix: at },
    ]),
    ...[revision + 1_000, -1, "1", null, {}].map((other) => ({ ...fix, revision: other, fixes: ["Remove all"] })),
    ...["x", -1, 1e308, {}].map((reader) => ({ type: "reader", reader })),
    ...["__proto__", "no such", "", null, 1, {}].map((view) => ({ type: "view", view })),
    JSON.parse('{"type":"reader","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    { type: "marks", shown: "x".repeat(10_000_000) },
    ...Array.from({ length: 50 }, () => ({ type: "back" })),
    ...Array.from({ length: 50 }, () => ({ type: "forward" })),
  ]);
  // Messages are heard in their order: once the map is shown, none of the above is still to be answered.
  await tell([{ type: "view", view: "map" }]);
  await frame.locator("main .map").waitFor();
  await tell([{ type: "view", view: "station" }]);
  await frame.locator("main h1", { hasText: "The Messages" }).waitFor();
  assert.deepEqual(await frame.evaluate(() => [...window.viewsHeard]), ["station", "map"]);
  await tell([
    { type: "marks", shown: true },
    ...clickAt({ offset: 37, revision: await frame.evaluate(() => window.lastRevision) }),
  ]);
  await until(
    window,
    () => window.evaluate((vscode) => vscode.window.activeTextEditor?.selection.active.character === 21),
    "An honest message is not heard.",
  );
  const text = () => window.evaluate((vscode) => vscode.window.activeTextEditor.document.getText());
  await window.page.waitForTimeout(500); // a file that is opened takes a moment, and so does a fix
  assert.match(await text(), /the the last/);
  await tell([await honestFix()]);
  await until(window, async () => /is the last/.test(await text()), "An honest fix is not made.");
  assert.deepEqual(await open(), known);
  assert.equal(await window.page.locator(".monaco-dialog-box").count(), 0);
  assert.deepEqual(await window.evaluate(() => ["polluted" in {}, globalThis.commandsRun]), [false, 0]);
  assert.deepEqual(seen, []);
  step("the extension takes only what the page may ask for");
}

/** Two previews whose stations are alike but for one word do not hear each other. */
async function twoPreviews(window) {
  const files = others.alike;
  for (const file of files) {
    await show(window, file);
    await window.evaluate((vscode) => vscode.commands.executeCommand("stationmaster.showLockedPreview"));
  }
  const find = async (words) => {
    for (const each of window.page.frames())
      if (
        (await each
          .locator("body.locked main .s", { hasText: words })
          .count()
          .catch(() => 0)) > 0
      )
        return each;
  };
  await until(window, () => find("Sentence B"), "The second preview is not shown.");
  const [first, second] = [await find("Sentence A"), await find("Sentence B")];
  assert.ok(first && second && first !== second);
  const where = await addressOf(window, files[1]);
  await window.evaluate(async (vscode, file) => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(4, 0), "Typed. ");
    await vscode.workspace.applyEdit(edit);
  }, where);
  await until(window, () => find("Typed."), "The preview does not follow its station.");
  assert.equal(await find("Typed."), second);
  assert.equal(await first.locator("main", { hasText: "Typed." }).count(), 0);
  await second.locator(".s", { hasText: "Typed." }).click();
  await until(
    window,
    async () => (await window.evaluate((vscode) => vscode.window.activeTextEditor?.document.uri.toString())) === where,
    "A click leads to another station.",
  );
  step("two previews of stations with the same ids show each its own");
}

/** After a restart of the window a preview comes back with what it remembers, if that lies in the workspace. */
async function restoredState(window) {
  const { page } = window;
  await window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
  const [honest] = others.alike;
  const folder = await addressOf(window);
  const forged = [
    { uri: `file://${outside}` },
    // The virtual workspace is all there is at its address, and has no links.
    ...(kind === "node"
      ? [
          { uri: `${folder}../outside.station.md` },
          { uri: `${folder}%2e%2e/outside.station.md` },
          { uri: `${folder}attacks/linked/hidden.station.md`, locked: true },
        ]
      : [{ uri: "vscode-test-web://elsewhere/outside.station.md" }, { uri: "memfs:/outside.station.md" }]),
    { uri: "command:stationmasterAttacks.run" },
    { uri: { path: outside }, locked: true },
    [await addressOf(window, honest), LAST],
  ];
  // A preview is brought back when it comes to the front, which the last one does; each that closes brings the next.
  for (const [at, state] of [{ uri: await addressOf(window, honest), locked: true }, ...forged].entries()) {
    const known = new Set(page.frames());
    await show(window, honest);
    await window.evaluate((vscode) => vscode.commands.executeCommand("stationmaster.showLockedPreview"));
    let made;
    const look = async () => {
      for (const each of page.frames()) if (!known.has(each) && (await count(each, "main h1"))) made = each;
      return made;
    };
    await until(window, look, `Preview ${at} is not shown.`);
    await made.parentFrame().evaluate((text) => {
      window.__vscode_post_message__("do-update-state", text);
    }, JSON.stringify(state));
  }
  // VS Code writes down every few seconds what a window shows, and once more when it is asked to load the window again,
  // but does not wait then for the browser's database.
  await until(window, () => page.evaluate(isWrittenDown, LAST), "What the previews remember is not written down.");
  const loaded = page.waitForEvent("load");
  window.evaluate((vscode) => vscode.commands.executeCommand("workbench.action.reloadWindow")).catch(() => {});
  await loaded;
  await page.locator(".monaco-workbench .part.editor").waitFor();
  const tabs = () =>
    window.evaluate((vscode) => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label)));
  const previews = async () =>
    (await tabs()).filter((label) => label.startsWith("🔒") || label === "Preview" || label === "");
  await frameWith(window, "main h1");
  // What seems to lie in the workspace comes back, too; a link out of it leads to nothing that could be shown.
  const expected = kind === "node" ? ["Preview", "🔒 Alike"] : ["🔒 Alike"];
  const isAsExpected = async () => isDeepStrictEqual((await previews()).sort(), expected);
  await until(window, isAsExpected, "Another preview came back, too.").catch(() => {}); // the next line says what came back
  assert.deepEqual((await previews()).sort(), expected);
  if (kind === "node") {
    const linked = await frameWith(window, "main .nothing");
    await page.waitForTimeout(500); // until whatever else the server finds is drawn
    assert.equal(await linked.locator("main").textContent(), "Open a station to see it here as its reader will.");
  }
  step("after a restart, of all that a preview may remember only what lies in the workspace is shown");
}

/** Whether some words stand in what VS Code has written into the browser's databases; runs in the page. */
async function isWrittenDown(words) {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) {
        const values = await answer(database.transaction(store).objectStore(store).getAll());
        if (values.some((value) => typeof value === "string" && value.includes(words))) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
}

/** Where the user lets pictures from the web in, they are asked for. */
async function webPictures(window) {
  const asked = window.page.waitForRequest(WEB_PICTURE);
  await window.evaluate((vscode) =>
    vscode.workspace.getConfiguration("stationmaster.preview").update("webPictures", true, true),
  );
  await show(window, others.pictures.file);
  await openPreview(window);
  const picture = `img[src="${WEB_PICTURE}"]`;
  const frame = await frameWith(window, picture);
  await frame.locator(picture).scrollIntoViewIfNeeded(); // a picture is loaded when it comes into view
  await asked;
  step("pictures from the web come in where their user lets them");
}

async function count(frame, selector) {
  return frame
    .locator(selector)
    .count()
    .catch(() => 0);
}

/** Without a wall every vector does harm; what does each wall stop? With `--all`, prints what the policy alone lets through. */
async function walls(window, html, policy) {
  const context = await window.browser.newContext();
  const sanitised = await sanitiser();
  const style = readFileSync(join(root, "dist/preview.css"), "utf8");
  const table = new Map();
  const waiting = [...shown];
  const work = async () => {
    const { effectsOf } = await openWindow(context, { pages, canary, own });
    for (let vector = waiting.shift(); vector; vector = waiting.shift()) {
      const { html: content, twice } = vector;
      const bare = await effectsOf(plainPage(content), { twice, patience: 5_000 });
      const behindPolicy =
        wantsAll || FOR_THE_POLICY.includes(vector.name)
          ? await effectsOf(plainPage(content, policy), { twice, patience: 300 })
          : undefined;
      table.set(vector, { bare, behindPolicy });
    }
    return effectsOf;
  };
  const [effectsOf] = await Promise.all([work(), work(), work(), work()]);
  const all = vectors.map((each) => sanitised(each.html)).join("\n");
  // Of several windows one alone has the focus, which some vectors wait for.
  for (const vector of shown.filter((each) => table.get(each).bare.length === 0)) {
    const bare = await effectsOf(plainPage(vector.html), { twice: vector.twice, patience: 5_000 });
    table.set(vector, { ...table.get(vector), bare });
  }
  const behindSanitiser = await effectsOf(plainPage(all), { twice: true, patience: 1_000 });
  const ofPages = await effectsOf(plainPage(`<style>${style}</style>${html}`), { patience: 1_000 });
  await context.close();
  const silent = shown.filter((vector) => table.get(vector).bare.length === 0);
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
    "these vectors prove nothing: they do no harm anywhere",
  );
  step(`each of ${shown.length} of the ${vectors.length} vectors does harm where there is no wall`);
  assert.deepEqual([behindSanitiser, ofPages], [[], []], "the sanitiser alone lets something through");
  const behindPolicy = shown.filter((vector) => table.get(vector).behindPolicy);
  const through = behindPolicy.filter((vector) => table.get(vector).behindPolicy.length > 0);
  const names = through.map(({ name }) => name);
  assert.deepEqual(
    FOR_THE_POLICY.map((name) => names.includes(name)),
    [false, true],
  );
  step(
    `the sanitiser alone stops all of them, the policy alone ${behindPolicy.length - through.length} of ${behindPolicy.length}`,
  );
  if (!wantsAll) return;
  for (const vector of through)
    console.log(`      ${vector.name.padEnd(44)} ${table.get(vector).behindPolicy.join(", ")}`);
}

/** The sanitiser of the server, for HTML as a browser reads it. */
async function sanitiser() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["test/support/sanitised.ts"],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return module.sanitised;
}

/** A text of which Markdown keeps every character, and takes none for markup. */
function references(text) {
  return text.replace(/[^\w ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
