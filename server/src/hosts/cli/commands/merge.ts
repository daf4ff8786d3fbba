import { type AddCommand, addDeliveryOptions } from "../command.ts";
import { newCommandOnPath } from "../command-on-path.ts";
import { UsageError } from "../terminal.ts";

export const addMerge: AddCommand = (program, { end }) => {
  const command = newCommandOnPath(
    program,
    "merge",
    "merge two stations, or the parts of a check",
    "Appends one station's text to another's, and removes it from the path. Given the parts of a check (the .json files that “check --shard” wrote), combines them into the report that a single check would give.",
    [
      ["stationmaster merge 2 3", "Station 3 becomes a part of Station 2"],
      ["stationmaster merge part-*.json --format github", "one report from all parts of a check"],
    ],
  );
  addDeliveryOptions(command)
    .argument("<first>", "the station that stays: its number, or its file; or a part of a check")
    .argument("[others...]", "the station that becomes a part of it; or the other parts of the check")
    .action(async (first, others, options) => {
      const names = [first, ...others];
      if (names.every((name) => name.endsWith(".json")))
        end(await (await import("../merge-shards.ts")).mergeParts(names, options));
      else if (names.length === 2) end(await (await import("../reorder.ts")).merge(first, others[0], options));
      else throw new UsageError("“merge” expects two stations, or the parts of a check, which are .json files.");
    });
};
