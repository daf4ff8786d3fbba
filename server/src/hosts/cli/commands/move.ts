import { type AddCommand, STATION } from "../command.ts";
import { newCommandOnPath } from "../command-on-path.ts";

export const addMove: AddCommand = (program, { end }) => {
  newCommandOnPath(
    program,
    "move",
    "give a station another number",
    "Gives a station another number; every reference follows.",
    [
      ["stationmaster move 4 --to 2 --dry-run", "what would change"],
      ["stationmaster move rain.station.md --to 1", "make it the first"],
    ],
  )
    .argument("<station>", STATION)
    .requiredOption("--to <number>", "its new number")
    .action(async (station, options) => end(await (await import("../reorder.ts")).move(station, options)));
};
