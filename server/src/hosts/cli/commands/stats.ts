import { optionOf } from "../choices.ts";
import {
  type AddCommand,
  addColorOption,
  addOutputOption,
  EXIT_CODES,
  NAMES,
  newCommand,
  WRITES_OUTPUT,
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
    );
  addOutputOption(command);
  addColorOption(command).action(async (names, options) =>
    end(await (await import("./stats-action.ts")).stats(names, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster stats", "the paths of this folder"],
      ["stationmaster stats --format csv --output stations.csv", "for a spreadsheet"],
    ],
    "Exit codes": EXIT_CODES,
    Writes: [WRITES_OUTPUT],
  });
};
