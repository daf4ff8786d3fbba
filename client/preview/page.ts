// The page of a preview: patches itself with what has changed, and tells what its reader clicks and where they are.
import morphdom from "morphdom";
import type { PageChange } from "../../server/src/protocol/messages.ts";
import { FindingCards, type Found } from "./finding-cards.ts";
import { choose, chooseNothing, restoreMap } from "./map.ts";
import type { FromPage, PageState, ToPage } from "./messages.ts";
import { letKeysReachTerms, showTermCards } from "./term-card.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: unknown): void;
  getState(): unknown;
};

const vscode = acquireVsCodeApi();
const send = (message: FromPage): void => vscode.postMessage(message);
const main = document.querySelector("main")!;
const blocks = new Map<string, HTMLElement>();
let ranges: PageChange["ranges"] = {};
let marks: PageChange["marks"] = {};
let files: PageChange["files"] = {};
let states: PageChange["states"] = {};
let revision = 0;

/** Who scrolled last leads: the page reports its own scrolling only while its reader's hand is on it. */
let leading = false;

window.addEventListener("message", ({ data, origin }: MessageEvent<ToPage>) => {
  // defense: hear-vscode-alone
  if (origin !== window.origin) return; // VS Code speaks from the page's own origin
  switch (data?.type) {
    case "page":
      ({ revision } = data);
      patch(data.page, data.pictures);
      break;
    case "empty":
      blocks.clear();
      main.replaceChildren(paragraph(data.text));
      break;
    case "cursor":
      showCursor(data.offset);
      break;
    case "scroll":
      follow(data.offset);
      break;
    case "state":
      showState(data.state);
      break;
    case "anchor":
      scrollToTop(document.getElementById(data.id));
      break;
    case "top":
      leading = false;
      window.scrollTo(0, data.top);
      break;
    case "styles":
      document.adoptedStyleSheets = data.sheets.map(styleSheet);
      break;
  }
});

/** A style sheet that can't load others: such sheets know no `@import`. */
function styleSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = "nothing";
  element.textContent = text;
  return element;
}

/** Brings the page to its next state. What has not changed is not touched: not its scroll place, selection or pictures. */
function patch(page: PageChange, pictures: Readonly<Record<string, string>>): void {
  document.title = page.title;
  ({ ranges, marks, files, states } = page);
  if (page.whole) {
    blocks.clear();
    main.replaceChildren();
    cursor = undefined;
    window.scrollTo(0, 0);
  }
  const held = anchorNow();
  for (const [key, block] of blocks) {
    if (page.order.includes(key)) continue;
    block.remove();
    blocks.delete(key);
  }
  let previous: Element | null = null;
  for (const key of page.order) {
    const html = page.changed[key];
    let block = blocks.get(key);
    if (html !== undefined) {
      const next = made(html, pictures);
      if (block)
        block = morphdom(block, next, {
          onBeforeElUpdated: (from, to) => !from.isEqualNode(to),
          // The server knows nothing of marks; they go when what they mark is gone.
          onBeforeNodeDiscarded: (node) => !(node instanceof Element && node.matches("button.mark")),
        }) as HTMLElement;
      else block = next;
      blocks.set(key, block);
    }
    if (!block) continue;
    const place: ChildNode | null = previous ? previous.nextSibling : main.firstChild;
    if (place !== block) main.insertBefore(block, place);
    previous = block;
  }
  held?.();
  markCursor();
  showStates();
  showMarks();
  letKeysReachTerms(main);
  fillReader(page);
  scrollIntoSight(restoreMap(main));
}

/** An element from HTML that runs nothing and loads nothing before its pictures have the addresses they may have. */
function made(html: string, pictures: Readonly<Record<string, string>>): HTMLElement {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const image of template.content.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? "";
    const address = pictures[source];
    if (address) image.setAttribute("src", address);
    // An address of the web is there only where the user lets pictures from there in.
    else if (!source.startsWith("https://")) image.removeAttribute("src");
    image.loading = "lazy";
  }
  // The card shows it, where a title would show it late and small.
  for (const term of template.content.querySelectorAll<HTMLElement>(".term[title]")) {
    term.dataset.definition = term.title;
    term.removeAttribute("title");
  }
  return template.content.firstElementChild as HTMLElement;
}

/** Keeps what the reader looks at in its place while blocks above it change. */
function anchorNow(): (() => void) | undefined {
  const [first] = sentencesInView();
  if (!first || window.scrollY === 0) return undefined;
  const before = first.getBoundingClientRect().top;
  return () => {
    if (first.isConnected) window.scrollBy(0, first.getBoundingClientRect().top - before);
  };
}

function* allSentences(): Generator<HTMLElement> {
  for (const block of blocks.values()) yield* block.querySelectorAll<HTMLElement>(".s");
}

function* sentencesInView(): Generator<HTMLElement> {
  for (const sentence of allSentences()) {
    const { top, bottom } = sentence.getBoundingClientRect();
    if (bottom > covered && top < window.innerHeight) yield sentence;
  }
}

/** What the bar covers, in pixels; in a narrow pane it has two lines. */
let covered = 40;
const bar = document.querySelector<HTMLElement>(".bar")!;
new ResizeObserver(() => {
  covered = bar.offsetHeight;
  document.documentElement.style.setProperty("--bar", `${covered}px`);
}).observe(bar);

/** Where a sentence begins in the text, and in which file if not in the previewed one. */
function placeOf(sentence: HTMLElement): { readonly offset: number; readonly file: string | undefined } | undefined {
  for (const [key, block] of blocks) {
    if (!block.contains(sentence)) continue;
    const offset = ranges[key]?.[Number(sentence.dataset.s) * 2];
    return offset === undefined ? undefined : { offset, file: files[key] };
  }
  return undefined;
}

/** The sentence that an offset of the text lies in, or the last one before it; before all of them, the first one. */
function sentenceAt(offset: number): HTMLElement | undefined {
  type Place = { readonly key: string; readonly at: number; readonly start: number };
  let first: Place | undefined;
  let found: Place | undefined;
  for (const [key, list] of Object.entries(ranges)) {
    if (files[key] !== undefined) continue;
    for (let at = 0; at < list.length; at += 2) {
      const place = { key, at: at / 2, start: list[at]! };
      if (!first || place.start < first.start) first = place;
      if (place.start <= offset && (!found || place.start >= found.start)) found = place;
    }
  }
  const { key = "", at } = found ?? first ?? {};
  return blocks.get(key)?.querySelector<HTMLElement>(`.s[data-s="${at}"]`) ?? undefined;
}

let cursor: number | undefined;

/** Marks the sentence under the cursor. */
function markCursor(): HTMLElement | undefined {
  const sentence = cursor === undefined ? undefined : sentenceAt(cursor);
  for (const old of main.querySelectorAll(".s.here")) if (old !== sentence) old.classList.remove("here");
  sentence?.classList.add("here");
  return sentence;
}

function showCursor(offset: number): void {
  cursor = offset;
  scrollIntoSight(markCursor());
}

/** Brings an element to the middle of the page; what is in view stays where it is. */
function scrollIntoSight(element: Element | undefined): void {
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  if (bottom > covered && top < window.innerHeight) return;
  leading = false;
  window.scrollBy(0, (top + bottom - window.innerHeight) / 2);
}

function follow(offset: number): void {
  const sentence = sentenceAt(offset);
  if (!sentence) return;
  leading = false;
  // Above the first sentence stands what the text does not hold, such as the line of stations.
  if (sentence === main.querySelector(".s")) window.scrollTo(0, 0);
  // One that is at the top already, and partly above it, would bring the page back by some lines.
  else if (sentence !== sentencesInView().next().value) scrollToTop(sentence);
}

/** Brings an element below the bar. `scrollIntoView` would scroll what VS Code keeps around the page, too. */
function scrollToTop(element: Element | null): void {
  if (element) window.scrollBy(0, element.getBoundingClientRect().top - covered - 8);
}

for (const type of ["wheel", "touchmove", "pointerdown", "keydown"] as const) {
  window.addEventListener(type, () => (leading = true), { passive: true, capture: true });
}

let waiting = 0;
window.addEventListener("scroll", () => {
  // The echo of following the editor is no scrolling of the reader's own.
  if (!leading) return;
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    const [first] = sentencesInView();
    const place = first && placeOf(first);
    if (place && place.file === undefined) send({ type: "scrolled", offset: place.offset, revision });
  });
});

/** A second click within this time selects a word, in milliseconds. */
const DOUBLE_CLICK = 250;

let pending: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;

main.addEventListener("click", (event) => {
  leave();
  const target = event.target as Element;
  if (target.closest("button.mark")) return; // it opens a card
  const link = target.closest("a");
  const onMap = link && choose(main, link);
  if (onMap) {
    // VS Code would scroll what it keeps around the page, too.
    event.preventDefault();
    event.stopPropagation();
    scrollIntoSight(onMap);
    return;
  }
  if (link) {
    followLink(event, link);
    return;
  }
  if (target.closest(".blocked.web")) {
    send({ type: "settings" });
    return;
  }
  const sentence = target.closest<HTMLElement>(".s");
  const place = sentence && placeOf(sentence);
  // The second and third click of a row select a word and a paragraph.
  if (!place || event.detail > 1) return;
  isAsking = true;
  send({ type: "clicked", ...place, revision });
  pending = setTimeout(() => {
    // Text is being selected, or the reader is elsewhere by now.
    if (window.getSelection()?.isCollapsed === false || !document.hasFocus()) leave();
    else send({ type: "reveal" });
  }, DOUBLE_CLICK);
});

/** What the reader does after a click cancels what it has asked for: the editor's cursor is theirs. */
function leave(): void {
  clearTimeout(pending);
  if (isAsking) send({ type: "left" });
  isAsking = false;
}

window.addEventListener("keydown", ({ key }) => key === "Escape" && chooseNothing(main));

for (const type of ["pointerdown", "keydown", "blur"] as const) window.addEventListener(type, leave, { capture: true });

function followLink(event: MouseEvent, link: HTMLAnchorElement): void {
  const href = link.getAttribute("href") ?? "";
  const { file } = link.dataset;
  const inEditor = event.ctrlKey || event.metaKey || event.altKey;
  const here = href.startsWith("#") && (file === undefined || document.getElementById(href.slice(1)) !== null);
  if (here && !inEditor) return; // a place on this page
  event.preventDefault();
  if (file !== undefined) send({ type: "open", file, anchor: href.replace(/^#/, ""), inEditor });
  else if (!here) {
    // VS Code would open it a second time, and in a trusted workspace without asking.
    event.stopPropagation();
    send({ type: "web", url: link.href });
  }
}

const back = button("back");
const forward = button("forward");
const marksToggle = button("marks");
const reviewToggle = button("review");
const viewChoice = document.querySelector<HTMLSelectElement>("#view")!;
const readerChoice = document.querySelector<HTMLSelectElement>("#reader")!;

function button(id: string): HTMLButtonElement {
  return document.querySelector<HTMLButtonElement>(`#${id}`)!;
}

back.addEventListener("click", () => send({ type: "back" }));
forward.addEventListener("click", () => send({ type: "forward" }));
reviewToggle.addEventListener("click", () => send({ type: "review", shown: reviewToggle.ariaPressed !== "true" }));
marksToggle.addEventListener("click", () => send({ type: "marks", shown: marksToggle.ariaPressed !== "true" }));
viewChoice.addEventListener("change", () => send({ type: "view", view: viewChoice.value }));
readerChoice.addEventListener("change", () => {
  send({ type: "reader", reader: readerChoice.value === "" ? undefined : Number(readerChoice.value) });
});

/** Adds to what the page is brought back with when it is loaded again. */
function remember(more: object): void {
  vscode.setState({ ...(vscode.getState() as object | undefined), ...more });
}

/** How often the place is remembered while the page is scrolled, in milliseconds; the last place always is. */
const REMEMBERED_EVERY = 200;

let remembering: ReturnType<typeof setTimeout> | undefined;
window.addEventListener("scroll", () => {
  if (remembering) return;
  remembering = setTimeout(() => {
    remembering = undefined;
    remember({ top: Math.round(window.scrollY) });
  }, REMEMBERED_EVERY);
});

let reader: number | undefined;

function showState(state: PageState): void {
  remember({
    uri: state.uri,
    locked: state.locked,
    view: state.view,
    reader: state.reader,
    marks: state.marks,
    review: state.review,
  });
  back.disabled = !state.canGoBack;
  forward.disabled = !state.canGoForward;
  marksToggle.ariaPressed = String(state.marks);
  viewChoice.value = state.view;
  reviewToggle.ariaPressed = String(state.review);
  main.classList.toggle("marked", state.marks);
  main.classList.toggle("reviewed", state.review);
  document.body.classList.toggle("locked", state.locked);
  document.body.classList.toggle("wide", state.view === "committed" || state.view === "staged");
  ({ reader } = state);
  readerChoice.value = reader === undefined ? "" : String(reader);
}

/** The number comes first, for a box that is too narrow for the title. */
function readerAt(number: number, title: string): string {
  const words: Readonly<Record<string, string>> = { "{0}": String(number), "{1}": title };
  return (readerChoice.dataset.upTo ?? "").replace(/\{[01]\}/g, (place) => words[place]!);
}

/** Offers what there is to choose from: a reader may have come to any station of the path. */
function fillReader({ stations }: PageChange): void {
  for (const option of viewChoice.options) option.hidden = stations.length < 2 && /^(?:path|map)$/.test(option.value);
  // On a map, no finding could be marked, and there is nothing that a reader may not know yet.
  const isMap = viewChoice.value === "map";
  marksToggle.hidden = isMap;
  readerChoice.hidden = isMap || stations.length < 2;
  if (readerChoice.options.length === stations.length + 1) return;
  const everyone = new Option(readerChoice.dataset.everyone, "");
  const options = stations.map(({ number, title }) => new Option(readerAt(number, title), String(number)));
  readerChoice.replaceChildren(everyone, ...options);
  readerChoice.value = reader === undefined ? "" : String(reader);
}

/** Tints sentences by how they are verified; colors are helped by a mark behind the sentence. */
function showStates(): void {
  reviewToggle.hidden = Object.keys(states).length === 0;
  for (const [key, block] of blocks) {
    for (const sentence of block.querySelectorAll<HTMLElement>(".s")) {
      const state = states[key]?.[Number(sentence.dataset.s)];
      if (state) sentence.dataset.state = state;
      else delete sentence.dataset.state;
    }
  }
}

function showMarks(): void {
  const found = new Map<HTMLElement, Found[]>();
  for (const [key, list] of Object.entries(marks)) {
    for (const [at, mark] of list.entries()) {
      const sentence = blocks.get(key)?.querySelector<HTMLElement>(`.s[data-s="${mark.sentence}"]`);
      if (!sentence) continue;
      const here = found.get(sentence) ?? [];
      here.push({ block: key, at, mark });
      found.set(sentence, here);
    }
  }
  findingCards.show(found);
}

const findingCards = new FindingCards(main, marksToggle.dataset, ({ block, at }, fix) => {
  send({ type: "fix", block, mark: at, fix, revision });
});

showTermCards(main);
send({ type: "ready", was: vscode.getState() });
