import { optionOf } from "../choices.ts";
import { type AddCommand, addColorOption, addOutputOption, EXIT_CODES, newCommand, WRITES_OUTPUT } from "../command.ts";
import { addSections } from "../help.ts";

export const addDiff: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "diff",
    "summarize what changed on paths between two Git revisions",
    "Summarizes for a review what changed on paths between two Git revisions.",
  )
    .argument("[range]", "main...HEAD, main..HEAD, or a revision to compare the files on disk with", "HEAD")
    .addOption(
      optionOf("--format <format>", "the output format", ["text", "json", "markdown"], "format").default("text"),
    )
    .option("--path <file>", "the path.yaml, or the folder of paths", ".");
  addOutputOption(command);
  addColorOption(command).action(async (range, options) =>
    end(await (await import("./diff-action.ts")).diff(range, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster diff", "since the last commit"],
      ["stationmaster diff main...HEAD --format markdown", "a comment for a pull request"],
    ],
    "Exit codes": EXIT_CODES,
    Writes: [`${WRITES_OUTPUT} Git is only read.`],
  });
};
