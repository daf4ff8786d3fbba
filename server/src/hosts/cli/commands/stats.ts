import { optionOf } from "../choices.ts";
import {
  type AddCommand,
  addAlias,
  addColorOption,
  addForceOption,
  EXIT_CODES,
  NAMES,
  newCommand,
} from "../command.ts";
import { addSections } from "../help.ts";

export const addStats: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "stats",
    "report length, reading grade and verification of each station",
    "Reports for each path how long its stations are, how hard they are to read, and how much of them is verified.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf("--format <format>", "the output format", ["text", "json", "markdown", "csv"], "format").default("text"),
    )
    .option("--output <file>", "write to a file instead of printing");
  addForceOption(command);
  addAlias(command, "--out <file>", "--output");
  addColorOption(command).action(async (names, options) =>
    end(await (await import("./stats-action.ts")).stats(names, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster stats", "the paths of this folder"],
      ["stationmaster stats --format csv --output stations.csv", "for a spreadsheet"],
    ],
    "Exit codes": EXIT_CODES,
    Writes: ["The file named by --output; one that Stationmaster did not write, only with --force."],
  });
};
