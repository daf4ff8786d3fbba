import type { Language } from "../language.ts";

/** Words that label a takeaway or a bridge at the end of a station, and are ordinary words anywhere else. */
const CLOSING_TAKEAWAYS = [
  "summary",
  "in summary",
  "in short",
  "in brief",
  "bottom line",
  "the bottom line",
  "key point",
  "key idea",
];
const CLOSING_BRIDGES = [
  ...["chapter", "unit", "module", "episode", "session", "part", "section", "week"].map((name) => `next ${name}`),
  "next time",
  "coming up",
  "coming up next",
  "coming next",
  "looking ahead",
];

export const LABELS: Language["labels"] = {
  "key-term": ["key term", "key terms", "key term #"],
  takeaway: ["takeaway", "key takeaway", "main takeaway", "the takeaway", ...CLOSING_TAKEAWAYS],
  bridge: ["bridge", "bridge to …", "next", "next up", "up next", "next station", "next lesson", ...CLOSING_BRIDGES],
};

const CLOSING: ReadonlySet<string> = new Set([...CLOSING_TAKEAWAYS, ...CLOSING_BRIDGES]);

export function isClosingLabel(words: string): boolean {
  return CLOSING.has(words);
}
