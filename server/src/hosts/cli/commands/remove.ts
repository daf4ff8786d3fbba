import { type AddCommand, STATION } from "../command.ts";
import { newCommandOnPath } from "../command-on-path.ts";

export const addRemove: AddCommand = (program, { end }) => {
  newCommandOnPath(
    program,
    "remove",
    "remove a station from the path",
    "Removes a station from the path; the stations after it are renumbered.",
    [["stationmaster remove 3", "its file stays"]],
  )
    .argument("<station>", STATION)
    .option("--delete-file", "also delete its file")
    .action(async (station, options) => end(await (await import("../reorder.ts")).remove(station, options)));
};
