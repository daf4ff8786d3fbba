/** A tag with its attributes, in HTML that the server has made. */
const TAG = /<[a-z][^\s<>]*(?:\s[^\s=>]+(?:="[^"]*")?)+/g;

/** The values of an attribute in HTML that the server has made; text that looks like an attribute is none. */
export function attributes(html: string, name: string): readonly string[] {
  const tags = html.match(TAG) ?? [];
  const values = tags.flatMap((tag) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? []);
  return [...new Set(values.map(unescaped))];
}

/** The HTML with other values of an attribute, by their present ones; those that are not given stay. The new values hold no quotation marks. */
export function withAttributes(html: string, name: string, values: ReadonlyMap<string, string>): string {
  return html.replace(TAG, (tag) =>
    tag.replace(new RegExp(`(\\s${name}=")([^"]*)`), (whole, before: string, value: string) => {
      const next = values.get(unescaped(value));
      return next === undefined ? whole : before + next;
    }),
  );
}

function unescaped(value: string): string {
  return value.replace(/&#x([0-9A-F]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
