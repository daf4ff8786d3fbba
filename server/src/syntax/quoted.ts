/** Opening quotation marks, each with its closing ones; a straight mark closes what it opened. */
const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ["“", "”"],
  ["„", "“”"],
  ["«", "»"],
  ["»", "«"],
  ["‘", "’"],
  ["‹", "›"],
  ["「", "」"],
  ["『", "』"],
];

/** Whether a place in a text stands between quotation marks, where words are someone else's. In doubt it does. */
export function isQuoted(text: string, at: number): boolean {
  const before = text.slice(0, at);
  if (before.split('"').length % 2 === 0) return true;
  return PAIRS.some(([open, close]) => {
    const opened = before.lastIndexOf(open);
    if (opened < 0 || !hasOneOf(text.slice(at), close)) return false;
    return !hasOneOf(before.slice(opened + 1), close);
  });
}

function hasOneOf(text: string, characters: string): boolean {
  return [...characters].some((character) => text.includes(character));
}
