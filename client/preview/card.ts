/** How long the pointer rests before a card is shown, in milliseconds. */
export const REST = 180;

/** Puts a card below a place, or above it where there is no room below. */
export function placeCard(card: HTMLElement, at: DOMRect): void {
  card.hidden = false;
  const { width, height } = card.getBoundingClientRect();
  const below = at.bottom + 6;
  card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  card.style.top = `${below + height < window.innerHeight ? below : Math.max(8, at.top - height - 6)}px`;
}

/** An element with a text that is nothing but text. */
export function textIn(name: "strong" | "p" | "small" | "span", text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
