import { unknownName } from "../../text/nearest-name.ts";
import { UsageError } from "./terminal.ts";

/** What `check` can do with the findings that are known. */
export const BASELINE_MODES = ["write", "use", "prune"] as const;

/** What `check` does with the findings that are known and left for later. */
export type BaselineMode = (typeof BASELINE_MODES)[number];

/** @throws UsageError for anything but a mode */
export function baselineMode(written: string | undefined): BaselineMode | undefined {
  if (written === undefined) return undefined;
  const mode = BASELINE_MODES.find((each) => each === written);
  if (!mode) throw new UsageError(unknownName(written, BASELINE_MODES, "baseline mode").message);
  return mode;
}
