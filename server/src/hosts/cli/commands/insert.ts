import type { AddCommand } from "../command.ts";
import { newCommandOnPath } from "../command-on-path.ts";

export const addInsert: AddCommand = (program, { end }) => {
  newCommandOnPath(
    program,
    "insert",
    "add a new station to the path",
    "Adds a new station to the path; the stations after it are renumbered.",
    [
      ['stationmaster insert 3 "Clouds"', "a new Station 3, with a file"],
      ['stationmaster insert 3 "Clouds" --planned', "only its title"],
    ],
  )
    .argument("<number>", "its new number")
    .argument("<title>", "its title")
    .option("--planned", "plan it in the path.yaml, without a file")
    .action(async (number, title, options) =>
      end(await (await import("../reorder.ts")).insert(number, title, options)),
    );
};
