import type { RelativeWords } from "../../../server/src/language/language.ts";

export const NUMBERS = "eins zwei drei vier fünf".split(" ");

/** "die vorige Station", "die nächste Station" */
export function relatives(text: string): readonly RelativeWords[] {
  return [...text.matchAll(/\b(?:die|der) (vorige|nächste)n? Station(?!\p{L})/giu)].map(
    ({ 0: whole, 1: side, index }) => ({
      distance: side === "nächste" ? 1 : -1,
      nearest: 1,
      name: { one: "Station", many: "Stationen", own: false },
      lead: "",
      start: index,
      end: index + whole.length,
    }),
  );
}
