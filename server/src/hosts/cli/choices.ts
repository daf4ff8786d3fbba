import { Argument, Option } from "commander";
import { unknownName } from "../../text/nearest-name.ts";
import { UsageError } from "./terminal.ts";

/** The values that can be typed for options and arguments, for help and for shell completion. */
const known = new WeakMap<Option | Argument, (typed: string) => readonly string[]>();

/** What can be typed for an option or an argument, where it begins like this; undefined where that is open. */
export function valuesOf(taker: Option | Argument, typed: string): readonly string[] | undefined {
  return known.get(taker)?.(typed);
}

/**
 * An option that takes one of some values; others are refused as an unknown `what`.
 * @param what such as “format”
 */
export function optionOf(flags: string, description: string, values: readonly string[], what: string): Option {
  return limited(new Option(flags, description), values, what);
}

/** An argument that takes one of some values; others are refused as an unknown `what`. */
export function argumentOf(name: string, description: string, values: readonly string[], what: string): Argument {
  return limited(new Argument(name, description), values, what);
}

function limited<Taker extends Option | Argument>(taker: Taker, values: readonly string[], what: string): Taker {
  taker.argParser((written: string) => {
    if (!values.includes(written)) throw new UsageError(unknownName(written, values, what).message);
    return written;
  });
  known.set(taker, () => values);
  return taker;
}

/** An option that takes pairs, such as `sarif=out.sarif`, and may be repeated; whoever uses it refuses others. */
export function pairsOption(
  flags: string,
  description: string,
  before: readonly string[],
  after: readonly string[],
): Option {
  const option = new Option(flags, description)
    .default([], "")
    .argParser((value: string, all: readonly string[]) => [...all, value]);
  known.set(option, (typed) => {
    const cut = typed.indexOf("=") + 1;
    return cut ? after.map((value) => typed.slice(0, cut) + value) : before.map((value) => `${value}=`);
  });
  return option;
}

/** The shells that there is completion for. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof SHELLS)[number];
