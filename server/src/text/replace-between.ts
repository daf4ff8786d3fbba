/**
 * A text with each stretch replaced that begins with one sign and ends with the next of another, such as a comment. A stretch that
 * never ends stays. The time grows with the text alone; with a regular expression each beginning without an end adds a search.
 */
export function replaceBetween(
  text: string,
  start: string,
  end: string,
  replacement: (stretch: string) => string,
): string {
  let replaced = "";
  let from = 0;
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, from)) {
    const found = text.indexOf(end, at + start.length);
    if (found < 0) break;
    const to = found + end.length;
    replaced += text.slice(from, at) + replacement(text.slice(at, to));
    from = to;
  }
  return replaced + text.slice(from);
}
