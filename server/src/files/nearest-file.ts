import { nearestName } from "../text/nearest-name.ts";
import { withoutStationEnding } from "./kinds.ts";

/** The known file that a misspelled one was probably meant to be; what all stations' names end with does not count. */
export function nearestFile(name: string, known: readonly string[]): string | undefined {
  const near = nearestName(withoutStationEnding(name), known.map(withoutStationEnding));
  return near === undefined ? undefined : known.find((file) => withoutStationEnding(file) === near);
}
