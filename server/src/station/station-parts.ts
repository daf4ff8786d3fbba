import { explainsTerms } from "./defined-terms.ts";
import { hasSummaryInHtml } from "./html-summary.ts";
import type { Station } from "./station.ts";

/** What a lesson in our form has, and a rule may ask for. */
export type StationPart = "hook" | "takeaway" | "bridge" | "key term";

/** Whether a station has a part, in whatever words and at whatever place. A single sentence is no hook yet. */
export function hasPart(station: Station, part: StationPart): boolean {
  switch (part) {
    case "hook":
      return station.hook.reduce((count, { sentences }) => count + sentences.length, 0) > 1;
    case "takeaway":
      return station.takeaways.length > 0 || station.summary.length > 0 || hasSummaryInHtml(station);
    case "bridge":
      return station.bridges.length > 0 || station.hasBridgeSection;
    case "key term":
      return station.keyTerms.length > 0 || explainsTerms(station);
  }
}

/** Whether a part is there under a label such as “Takeaway:”, which nobody writes who does not mean it. */
export function isPartLabeled({ callouts }: Station, part: StationPart): boolean {
  return callouts.some(({ role, label }) => label !== undefined && role.replace("-", " ") === part);
}
