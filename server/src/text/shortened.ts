/** A text of which not much is to be shown: cut with an ellipsis where it is longer than so many UTF-16 code units. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = /[\ud800-\udbff]$/.test(text[longest - 2]!) ? 1 : 0;
  return `${text.slice(0, longest - 1 - half).trimEnd()}…`;
}
