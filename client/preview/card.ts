/** How long the pointer rests on a term before its card is shown, in milliseconds. */
const REST = 180;

/** Shows a card with its definition beside the term that the pointer rests on; it goes with the pointer, or with Escape. */
export function showCards(main: HTMLElement): void {
  const card = document.createElement("div");
  card.className = "card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    card.hidden = true;
  };
  main.addEventListener("pointerover", ({ target }) => {
    const term = (target as Element).closest<HTMLElement>(".term[data-definition]");
    hide();
    if (term) timer = setTimeout(() => show(card, term), REST);
  });
  main.addEventListener("pointerleave", hide);
  window.addEventListener("scroll", hide, { passive: true });
  window.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}

/** Puts the card below the term, or above it where there is no room below. */
function show(card: HTMLElement, term: HTMLElement): void {
  if (!term.isConnected) return;
  const { definition = "", where } = term.dataset;
  const name = line("strong", term.dataset.term ?? "");
  card.replaceChildren(name, line("p", definition), ...(where ? [line("small", where)] : []));
  card.hidden = false;
  const [at] = term.getClientRects();
  const { width, height } = card.getBoundingClientRect();
  if (!at) return;
  const below = at.bottom + 6;
  card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  card.style.top = `${below + height < window.innerHeight ? below : at.top - height - 6}px`;
}

function line(name: "strong" | "p" | "small", text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
