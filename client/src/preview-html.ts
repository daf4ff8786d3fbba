/** An attribute's value, as it is and as it is written in HTML. */
export interface AttributeValue {
  readonly value: string;
  readonly written: string;
}

/** The values of an attribute in HTML that the server has made, each once. */
export function attributes(html: string, name: string): readonly AttributeValue[] {
  const found = new Set([...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map((match) => match[1]!));
  return [...found].map((written) => ({ written, value: unescaped(written) }));
}

function unescaped(text: string): string {
  return text.replaceAll("&#x22;", '"').replaceAll("&#x3C;", "<").replaceAll("&#x26;", "&");
}
