/** The words of a list that is written as a text, with white space between them. */
export function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

/** A pattern, and what is put for each of its matches. */
export type Replacement = readonly [RegExp, string | ((match: string, ...groups: (string | undefined)[]) => string)];

/** A text after replacements, each of what the ones before it left. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce(
    (now, [pattern, put]) => (typeof put === "string" ? now.replace(pattern, put) : now.replace(pattern, put)),
    text,
  );
}
