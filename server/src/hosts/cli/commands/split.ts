import { type AddCommand, STATION } from "../command.ts";
import { newCommandOnPath } from "../command-on-path.ts";

export const addSplit: AddCommand = (program, { end }) => {
  newCommandOnPath(
    program,
    "split",
    "turn a section into a station of its own",
    "Turns a section, and everything after it, into a station of its own.",
    [['stationmaster split 2 --at "Why it rains"', "the section becomes Station 3"]],
  )
    .argument("<station>", STATION)
    .requiredOption("--at <heading>", "the section that starts the new station")
    .action(async (station, options) => end(await (await import("../reorder.ts")).split(station, options)));
};
