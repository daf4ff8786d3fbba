import type { PageChange } from "../../server/src/protocol/messages.ts";
import { placeCard, REST, textIn } from "./card.ts";

type Mark = PageChange["marks"][string][number];

/** A finding as the page was given it: by its block, and by its place among the findings there. */
export interface Found {
  readonly block: string;
  readonly at: number;
  readonly mark: Mark;
}

/** The most severe first. */
const SEVERITIES = ["error", "warning", "information", "hint"] as const satisfies readonly Mark["severity"][];

/** How long the pointer may be on its way from a sentence to its card, in milliseconds. */
const ON_THE_WAY = 400;

/** At most this many findings of a sentence are shown, and this many fixes of each; nobody reads more. */
const MOST_FINDINGS = 20;
const MOST_FIXES = 6;

/**
 * Marks sentences in which something was found. A card beside a mark says what, and has a button for each fix: it is shown where
 * the pointer rests, or when the mark is pressed, which takes the keyboard into the card. Escape closes it.
 */
export class FindingCards {
  readonly #main: HTMLElement;
  readonly #words: Readonly<Record<string, string | undefined>>;
  readonly #makeFix: (found: Found, fix: number) => void;
  readonly #card = document.createElement("div");
  readonly #found = new Map<HTMLElement, readonly Found[]>();
  /** The sentence whose card is shown. */
  #open: HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param words what each severity is called
   * @param makeFix has a fix made; it is named by its place among those of its finding
   */
  constructor(
    main: HTMLElement,
    words: Readonly<Record<string, string | undefined>>,
    makeFix: (found: Found, fix: number) => void,
  ) {
    this.#main = main;
    this.#words = words;
    this.#makeFix = makeFix;
    const card = this.#card;
    card.className = "card findings";
    card.setAttribute("role", "dialog");
    card.tabIndex = -1;
    card.hidden = true;
    document.body.append(card);
    main.addEventListener("pointerover", ({ target, clientY }) => this.#pointedAt(target as Element, clientY));
    main.addEventListener("pointerleave", () => this.#hideSoon());
    card.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    card.addEventListener("pointerleave", () => this.#hideSoon());
    main.addEventListener("click", ({ target }) => {
      const sentence = (target as Element).closest("button.mark")?.closest<HTMLElement>(".s");
      if (sentence) this.#press(sentence);
    });
    card.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget !== null && !card.contains(relatedTarget as Node)) this.hide();
    });
    card.addEventListener("keydown", (event) => this.#leaveByTab(event));
    window.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
    window.addEventListener("pointerdown", ({ target }) => {
      const isMark = (target as Element | null)?.closest?.("button.mark");
      if (!isMark && !card.contains(target as Node)) this.hide();
    });
    window.addEventListener("scroll", () => this.hide(), { passive: true });
  }

  /** Marks what was found, and takes away the marks of what is gone. A card whose findings are the same stays. */
  show(found: ReadonlyMap<HTMLElement, readonly Found[]>): void {
    const before = this.#open && this.#found.get(this.#open);
    this.#found.clear();
    for (const [sentence, here] of found) this.#found.set(sentence, [...here].sort(bySeverity));
    for (const mark of this.#main.querySelectorAll<HTMLElement>("button.mark")) {
      const sentence = mark.parentElement!;
      if (this.#found.has(sentence)) continue;
      delete sentence.dataset.mark;
      mark.remove();
    }
    for (const [sentence, here] of this.#found) this.#showMark(sentence, here);
    const after = this.#open && this.#found.get(this.#open);
    if (this.#open && !isSame(before, after)) this.hide();
  }

  /** Closes the card; the keyboard goes back to the mark that it came from. */
  hide(): void {
    clearTimeout(this.#timer);
    const mark = this.#open && markOf(this.#open);
    const hasKeyboard = this.#card.contains(document.activeElement);
    this.#open = undefined;
    this.#card.hidden = true;
    mark?.setAttribute("aria-expanded", "false");
    if (hasKeyboard) mark?.focus({ preventScroll: true });
  }

  #showMark(sentence: HTMLElement, here: readonly Found[]): void {
    sentence.dataset.mark = here[0]!.mark.severity;
    let mark = markOf(sentence);
    if (!mark) {
      mark = document.createElement("button");
      mark.className = "mark";
      mark.setAttribute("aria-haspopup", "dialog");
      mark.setAttribute("aria-expanded", "false");
    }
    const name = here.slice(0, MOST_FINDINGS).map(({ mark: { severity, message } }) => {
      return `${this.#words[severity]}: ${message}`;
    });
    if (mark.ariaLabel !== name.join(" ")) mark.ariaLabel = name.join(" ");
    if (sentence.lastChild !== mark) sentence.append(mark);
  }

  #pointedAt(target: Element, y: number): void {
    // A link or a key term shows something of its own.
    const sentence = target.closest("a, .term") ? null : target.closest<HTMLElement>(".s[data-mark]");
    clearTimeout(this.#timer);
    if (!sentence) {
      this.#hideSoon();
      return;
    }
    if (sentence === this.#open || this.#isKept()) return;
    this.#timer = setTimeout(() => this.#openFor(sentence, y), REST);
  }

  /** Whether the keyboard is in the card, which the pointer then leaves alone. */
  #isKept(): boolean {
    return this.#card.contains(document.activeElement);
  }

  #hideSoon(): void {
    clearTimeout(this.#timer);
    if (this.#open && !this.#isKept()) this.#timer = setTimeout(() => this.hide(), ON_THE_WAY);
  }

  #press(sentence: HTMLElement): void {
    clearTimeout(this.#timer);
    this.#openFor(sentence);
    const button = this.#card.querySelector("button") ?? this.#card;
    button.focus({ preventScroll: true });
  }

  /** @param y where the pointer is: a sentence may have several lines */
  #openFor(sentence: HTMLElement, y?: number): void {
    const here = this.#found.get(sentence);
    const mark = markOf(sentence);
    if (!here || !mark || !sentence.isConnected || !this.#main.classList.contains("marked")) return;
    this.hide();
    this.#open = sentence;
    mark.setAttribute("aria-expanded", "true");
    this.#card.setAttribute("aria-label", mark.ariaLabel ?? "");
    this.#card.replaceChildren(
      ...here.slice(0, MOST_FINDINGS).map((_, at) => this.#finding(sentence, at)),
      ...(here.length > MOST_FINDINGS ? [textIn("p", "…")] : []),
    );
    const lines = [...sentence.getClientRects()];
    const line =
      y === undefined ? mark.getBoundingClientRect() : lines.find(({ top, bottom }) => y >= top && y <= bottom);
    const at = line ?? lines[0];
    if (at) placeCard(this.#card, at);
  }

  #finding(sentence: HTMLElement, at: number): HTMLElement {
    const { severity, message, rule, fixes } = this.#found.get(sentence)![at]!.mark;
    const element = document.createElement("section");
    element.dataset.severity = severity;
    const what = textIn("p", "");
    what.append(textIn("strong", this.#words[severity] ?? severity), ` ${message} `, textIn("small", rule));
    const buttons = fixes.slice(0, MOST_FIXES).map((title, fix) => {
      const button = document.createElement("button");
      button.textContent = title;
      button.addEventListener("click", () => {
        // The page may have been drawn again since the card was opened.
        const found = this.#found.get(sentence)?.[at];
        this.hide();
        if (found) this.#makeFix(found, fix);
      });
      return button;
    });
    const row = document.createElement("div");
    row.append(...buttons);
    element.append(what, ...(buttons.length > 0 ? [row] : []));
    return element;
  }

  /** Behind its last button, and before its first one, the keyboard leaves the card for the mark. */
  #leaveByTab(event: KeyboardEvent): void {
    if (event.key !== "Tab") return;
    const buttons = [...this.#card.querySelectorAll("button")];
    const last = event.shiftKey ? buttons[0] : buttons.at(-1);
    if (buttons.length > 0 && document.activeElement !== last) return;
    event.preventDefault();
    this.hide();
  }
}

function markOf(sentence: HTMLElement): HTMLElement | undefined {
  return sentence.querySelector<HTMLElement>(":scope > button.mark") ?? undefined;
}

function bySeverity({ mark: a }: Found, { mark: b }: Found): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** Whether findings read the same, wherever in the text they stand by now. */
function isSame(before: readonly Found[] | undefined, after: readonly Found[] | undefined): boolean {
  const words = (found: readonly Found[] = []) =>
    JSON.stringify(found.map(({ mark: { rule, message, fixes } }) => [rule, message, fixes]));
  return after !== undefined && words(before) === words(after);
}
