// What can be seen of an attack that got through: asked in the page, or told by the browser.
import { createServer } from "node:http";

/** Answers everything with nothing, and remembers what was asked. */
export async function startCanary() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url));
    response.writeHead(204, { "access-control-allow-origin": "*" }).end();
  });
  return { asked, ...(await listening(server)) };
}

/** Serves the pages that are put into it, by their names. */
export async function startPages() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const text = pages.get(request.url);
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(text);
  });
  return { pages, ...(await listening(server)) };
}

async function listening(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, stop };
}

/** A page like that of a preview, with something in it and perhaps a policy. */
export function plainPage(content, policy) {
  return `<!doctype html><html><head><meta charset="utf-8">
${policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : ""}
</head><body><header class="bar"><button id="back">back</button></header><main>${content}</main></body></html>`;
}

/**
 * A window that loads pages into a frame, as a preview is, clicks the first thing that can be clicked, and says what came
 * of it.
 */
export async function openWindow(context, { pages, canary, own }) {
  const page = await context.newPage();
  let [name, told] = ["", new Set()];
  page.on("console", (message) => {
    if (message.text() === `pwned /hit${name}/`) told.add("script");
    if (message.text().startsWith(`Followed ${name} `) || /^Not allowed to load local/.test(message.text()))
      told.add("link");
  });
  page.on("popup", () => told.add("navigation"));
  page.on("dialog", (dialog) => {
    told.add("dialog");
    dialog.dismiss().catch(() => {});
  });
  page.on("framenavigated", (frame) => {
    const isWithin = frame.parentFrame()?.parentFrame();
    if (!isWithin && !frame.url().startsWith(pages.address) && frame.url() !== "about:blank") told.add("navigation");
  });
  // What the browser hands to another program leaves no request and no page: only this reports it.
  await page.addInitScript(() => {
    window.navigation?.addEventListener("navigate", ({ destination }) => {
      if (!/^(?:https?|about):/.test(destination.url)) console.log(`Followed ${location.pathname} ${destination.url}`);
    });
  });

  /** @param patience how long something may take to happen, in milliseconds */
  async function effectsOf(html, { twice = false, patience }) {
    await page.goto("about:blank");
    name = `/page-${pages.pages.size}`;
    told = new Set();
    pages.pages.set(name, html.replaceAll("/hit/", `/hit${name}/`));
    pages.pages.set(`${name}-outer`, `<!doctype html><iframe src="${name}" width="800" height="500"></iframe>`);
    await page.goto(`${pages.address}${name}-outer`, { waitUntil: "load", timeout: 5_000 }).catch(() => {});
    const frame = page.frames()[1];
    if (twice) {
      await frame.evaluate(() => {
        const main = document.querySelector("main");
        main.innerHTML = `${main.innerHTML}`;
      });
    }
    const look = async (beforeClick) => {
      const seen = await frame.evaluate(seenIn, own).catch(() => []);
      for (const effect of seen) if (beforeClick || effect !== "focus") told.add(effect);
      if (canary.asked.some((url) => url.startsWith(`/hit${name}/`))) told.add("request");
    };
    await look(true);
    if (/<a\b|<button|submit|type="image"|<area/.test(html.split("<main>")[1])) {
      const clickable = "a text, [usemap], a:not(:has(text)), button, [type=submit], [type=image]";
      const target = frame.locator(`main :is(${clickable})`).first();
      await target.click({ timeout: 1_000, force: true }).catch(() => {});
    }
    for (const end = Date.now() + patience; told.size === 0 && Date.now() < end; await page.waitForTimeout(50))
      await look(false);
    return [...told].sort();
  }
  return { effectsOf };
}

/** What can be seen in a page that has names and ids of its own; runs in it. Asks the prototypes, because what it looks for may stand in their place. */
export async function seenIn({ names, ids }) {
  const of = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const all = (selector) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const [main] = all("main");
  const within = (node) => node instanceof Node && Node.prototype.contains.call(main, node) && node !== main;
  const seen = [];
  if (window.__pwned) seen.push("script");
  const forms = all("form").some((form) => !(form.dataset instanceof DOMStringMap));
  const doubles = all(ids.map((id) => `main #${id}`).join()).length > 0;
  const taken = names.some((name) => within(document[name]) || document[name] instanceof HTMLCollection);
  if (forms || doubles || taken) seen.push("clobbering");
  const top = Document.prototype.elementFromPoint.call(document, 20, 10);
  if (top && !Element.prototype.closest.call(top, ".bar")) seen.push("cover");
  const { scrollWidth, clientWidth } = of("documentElement");
  if (scrollWidth > clientWidth + 1) seen.push("cover");
  if (within(of("activeElement"))) seen.push("focus");
  const places = () => all("main *").map((element) => Element.prototype.getBoundingClientRect.call(element).left);
  const samples = [places().join()];
  while (samples.length < 5) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    samples.push(places().join());
    if (samples[1] === samples[0] && samples.length === 2) break;
  }
  // What is still being laid out moves once.
  if (new Set(samples).size > 2) seen.push("motion");
  return seen;
}
