import type { Station } from "./station.ts";

/** What a station says is to be remembered: its takeaway, or else the first sentence of its summary; undefined where it has neither. */
export function toRemember({ takeaways: [takeaway], summary }: Station): string | undefined {
  if (takeaway) return takeaway.content;
  const first = summary.find(({ kind, role }) => (kind === "paragraph" || kind === "item") && role !== "lead-in");
  return first?.sentences[0]?.text;
}
