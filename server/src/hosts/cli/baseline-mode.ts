import { unknownName } from "../../text/nearest-name.ts";
import { UsageError } from "./terminal.ts";

const MODES = ["write", "use", "prune"] as const;

/** What `check` does with the findings that are known and left for later. */
export type BaselineMode = (typeof MODES)[number];

/** @throws UsageError for anything but a mode */
export function baselineMode(written: string | undefined): BaselineMode | undefined {
  if (written === undefined) return undefined;
  const mode = MODES.find((each) => each === written);
  if (!mode) throw new UsageError(unknownName(written, MODES, "way to use a baseline").message);
  return mode;
}
