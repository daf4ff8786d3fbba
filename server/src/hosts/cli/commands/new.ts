import { type AddCommand, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addNew: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "new",
    "write a new station, and add it to this folder's path",
    "Writes a new station from a template, and adds it to this folder's path.",
  )
    .argument("<title>", "its title, in quotation marks if it has more than one word")
    .action(async (title) => end(await (await import("./new-action.ts")).newStationFile(title)));
  addSections(command, {
    Examples: [['stationmaster new "From Vapor to Rain"', "writes from-vapor-to-rain.station.md"]],
    "Exit codes": EXIT_CODES,
    Writes: ["The station, if there is no such file, and a line of path.yaml."],
  });
};
