import { type AddCommand, addAlias, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addConvert: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "convert",
    "convert pasted text to Markdown",
    "Converts a station that was pasted as plain text to Markdown, and prints it.",
  )
    .argument("<file>", "the station")
    .option("--output <file>", "write it to a new file")
    .option("--write", "write it back to the file")
    .option("--force", "overwrite the file that --output names")
    .action(async (name, options) => end(await (await import("./convert-action.ts")).convert(name, options)));
  addAlias(command, "--out <file>", "--output");
  addSections(command, {
    Examples: [["stationmaster convert notes.station.txt --output notes.station.md", "keep the old file"]],
    "Exit codes": EXIT_CODES,
    Writes: ["The file named by --output, with --force even if it is there already; with --write the station itself."],
    "See also": ["docs/format.md"],
  });
};
