/** A snippet as plain text: each place to fill in is the words that it begins with. */
export function withoutStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:([^{}]*)\}/g, "$1")
    .replace(/\$\d+/g, "")
    .replace(/\\([\\$}])/g, "$1");
}

/** A text as a snippet has it, so that nothing in it is taken for a place to fill in. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
