import { placeCard, REST, textIn } from "./card.ts";

/** Terms with a definition to show. */
const DEFINED = ".term[data-definition]";

/** Names the card for screen readers. */
const ID = "term-card";

/** Shows a card with its definition beside the term that the pointer rests on or the keyboard has come to; Escape closes it. */
export function showTermCards(main: HTMLElement): void {
  const card = document.createElement("div");
  card.className = "card";
  card.id = ID;
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let described: HTMLElement | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    card.hidden = true;
    described?.removeAttribute("aria-describedby");
  };
  const show = (term: HTMLElement): void => {
    if (!term.isConnected) return;
    fill(card, term);
    term.setAttribute("aria-describedby", ID);
    described = term;
  };
  main.addEventListener("pointerover", ({ target }) => {
    const term = (target as Element).closest<HTMLElement>(DEFINED);
    hide();
    if (term) timer = setTimeout(() => show(term), REST);
  });
  main.addEventListener("focusin", ({ target }) => {
    hide();
    if ((target as Element).matches(DEFINED)) show(target as HTMLElement);
  });
  main.addEventListener("focusout", hide);
  main.addEventListener("pointerleave", hide);
  // The page scrolls to a term that the keyboard comes to.
  const follow = (): void => {
    if (!card.hidden && described && described === document.activeElement) place(card, described);
    else hide();
  };
  window.addEventListener("scroll", follow, { passive: true });
  window.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}

/** Lets the Tab key reach each term once, where it is mentioned first: a term may be mentioned a hundred times. */
export function letKeysReachTerms(main: HTMLElement): void {
  const reached = new Set<string | undefined>();
  for (const term of main.querySelectorAll<HTMLElement>(DEFINED)) {
    const isFirst = !reached.has(term.dataset.term);
    reached.add(term.dataset.term);
    if (isFirst) term.tabIndex = 0;
    else term.removeAttribute("tabindex");
  }
}

function fill(card: HTMLElement, term: HTMLElement): void {
  const { definition = "", where } = term.dataset;
  const name = textIn("strong", term.dataset.term ?? "");
  card.replaceChildren(name, textIn("p", definition), ...(where ? [textIn("small", where)] : []));
  place(card, term);
}

function place(card: HTMLElement, term: Element): void {
  const [at] = term.getClientRects();
  if (at) placeCard(card, at);
}
