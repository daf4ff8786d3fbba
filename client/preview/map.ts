/** What the reader of a map has chosen, by its id: a station or a key term, which stays lit. */
let chosen: string | undefined;

/** The current station that was brought into sight, by its id. */
let shown: string | undefined;

/**
 * Chooses what a link of the map leads to, or nothing if that is chosen already.
 * @returns the station or key term to bring into sight; undefined if the link is none of the map's
 */
export function choose(main: HTMLElement, link: HTMLAnchorElement): Element | undefined {
  const id = /^#(map-.+)/.exec(link.getAttribute("href") ?? "")?.[1];
  const target = id === undefined ? null : main.querySelector(`.map #${CSS.escape(id)}`);
  if (!target) return undefined;
  chosen = chosen === id ? undefined : id;
  markChosen(main);
  return target;
}

/** Takes back what was chosen. */
export function chooseNothing(main: HTMLElement): void {
  chosen = undefined;
  markChosen(main);
}

/**
 * Puts a map that has been drawn again into the state it was in.
 * @returns the current station, if it is another one than before, to bring into sight
 */
export function restoreMap(main: HTMLElement): Element | undefined {
  markChosen(main);
  const here = main.querySelector(".map li.here") ?? undefined;
  const isNew = here !== undefined && here.id !== shown;
  shown = here?.id;
  return isNew ? here : undefined;
}

/** The class does in a preview what `:target` does on a page with an address of its own. */
function markChosen(main: HTMLElement): void {
  for (const old of main.querySelectorAll(".map .chosen")) old.classList.remove("chosen");
  if (chosen !== undefined) main.querySelector(`.map #${CSS.escape(chosen)}`)?.classList.add("chosen");
}
