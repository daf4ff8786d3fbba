/**
 * A text from a file as Markdown that shows just that text, on one line: no emphasis, links, images, HTML, icons or
 * commands, and nothing that begins a heading or a list.
 */
export function inertMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&@]/g, "\\$&")
    .replace(/\$(?=\()|:(?=\/\/)|(?<=www)\./gi, "\\$&")
    .replace(/^[-+=:]|^\d{1,9}(?=[.)])/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** The same for a comment on a code host, where names after “@” and numbers after “#” would call somebody. */
export function inertComment(text: string): string {
  // defense: comments-that-call-nobody
  return inertMarkdown(text).replace(/\\([@#])/g, "$1<!-- -->");
}
