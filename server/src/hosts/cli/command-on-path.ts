import type { Command } from "commander";
import { addColorOption, EXIT_CODES, newCommand } from "./command.ts";
import { addSections } from "./help.ts";

/** Adds a command that changes a path: with `--path`, `--dry-run`, and the help that all of these have. */
export function newCommandOnPath(
  program: Command,
  name: string,
  summary: string,
  description: string,
  examples: readonly (readonly [string, string])[],
): Command {
  const command = newCommand(program, name, summary, description)
    .option("--path <file>", "the path.yaml, or the folder of the path (default: the station's path, or the folder .)")
    .option("--dry-run", "show what would change, and write nothing");
  addSections(command, {
    Examples: examples,
    "Exit codes": EXIT_CODES,
    Writes: [
      "Stations with references to what moves, path.yaml, and file names with numbers: either all of them or none.",
    ],
    "See also": ["docs/command-line.md, “Changing a path”"],
  });
  return addColorOption(command);
}
