/**
 * HTML with a space for each character that nobody reads: of tags, comments, scripts and styles. Alternative texts and titles stay.
 * However broken the HTML is, this looks at each character a few times at most.
 * @returns a text of the same length
 */
export function readableHtml(html: string): string {
  let readable = "";
  let at = 0;
  for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", Math.max(at, open + 1))) {
    const end = endOfMarkup(html, open);
    readable += html.slice(at, open) + withoutMarkup(html.slice(open, end));
    at = end;
  }
  return readable + html.slice(at);
}

/** Where markup ends that begins at a “<”; right there where that begins none. */
function endOfMarkup(html: string, open: number): number {
  if (html.startsWith("<!--", open)) return endOf(html, "-->", open);
  const name = /^<(script|style)\b|^<[a-z/!?]/i.exec(html.slice(open, open + 8));
  if (!name) return open;
  return endOf(html, name[1] ? `</${name[1]}>` : ">", open);
}

/** Where the next of some characters end, or the text does. */
function endOf(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found < 0 ? html.length : found + what.length;
}

function withoutMarkup(markup: string): string {
  if (markup.startsWith("<!--")) return " ".repeat(markup.length);
  let kept = "";
  for (const { 0: attribute, 1: words = "", index } of markup.matchAll(READ))
    kept = kept.padEnd(index + attribute.length - words.length) + words;
  return kept.padEnd(markup.length);
}

/** What an element says to those who can't see it, or who point at it. */
const READ = /\s(?:alt|title|aria-label)\s?=\s?("[^"<>]*"|'[^'<>]*')/gi;
