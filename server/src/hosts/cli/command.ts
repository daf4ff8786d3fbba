import { type Command, Option } from "commander";
import { BASELINE_MODES } from "./baseline-mode.ts";
import { GATES } from "./check-options.ts";
import { optionOf, pairsOption } from "./choices.ts";
import { FORMAT_NAMES } from "./formats.ts";

/** What a command learns and reports besides the words that were typed. */
export interface Call {
  /** Where the command's own script is, as a URL. */
  readonly home: string;
  /** Takes the exit code of the command that ran. */
  readonly end: (code: number) => void;
}

/** Adds a command to a program: its arguments, options and help, and what loads its action when it runs. */
export type AddCommand = (program: Command, call: Call) => void;

/** Names of what a command reads, as help describes them. */
export const NAMES = "files, folders or patterns (default: this folder)";

/** A station of a path, as help describes it. */
export const STATION = "its number, or its file";

/** A station or a path that is exported, as help describes it. */
export const EXPORTED = "the station's file, the path.yaml or its folder";

/** The exit codes that commands without findings have, for their help. */
export const EXIT_CODES = [
  ["0", "no problems"],
  ["2", "a wrong option or argument, or a file that could not be read or written"],
] as const;

/** @param summary is in the list of commands; `description` is in the command's own help */
export function newCommand(program: Command, name: string, summary: string, description: string): Command {
  return program.command(name).summary(summary).description(description);
}

/** Lets a command overwrite what somebody else wrote. */
export function addForceOption(command: Command): Command {
  return command.option("--force", "overwrite files that Stationmaster did not write");
}

/** The list that sources are looked up in. */
export function retractionsOption(): Option {
  return new Option("--retractions <file>", "look up the sources in the CSV file of Retraction Watch");
}

/** Lets a report go into a file. */
export function addOutputOption(command: Command): Command {
  command.option("--output <file>", "write to a file instead of printing");
  addForceOption(command);
  addAlias(command, "--out <file>", "--output");
  return command;
}

/** What a command with `addOutputOption` writes, for its help. */
export const WRITES_OUTPUT = "The file named by --output; one that Stationmaster did not write, only with --force.";

export function addColorOption(command: Command): Command {
  return command.option("--no-color", "print without colors");
}

/**
 * Adds another spelling of an option, which is shown neither in help nor in completion.
 * @param flags such as “--out <file>”
 * @param of the option that it sets, such as “--output”
 */
export function addAlias(command: Command, flags: string, of: string): void {
  const alias = new Option(flags).hideHelp();
  command.addOption(alias);
  command.on(`option:${alias.name()}`, (value: string) => {
    const option = command.options.find(({ long }) => long === of)!;
    command.setOptionValueWithSource(option.attributeName(), option.parseArg?.(value, undefined) ?? value, "cli");
  });
}

/** Options of a command that reports findings: where the report goes, and what makes the command fail. */
export function addDeliveryOptions(command: Command): Command {
  const withForce = addForceOption(command.optionsGroup("Output:"));
  return withForce
    .addOption(
      optionOf(
        "--baseline <mode>",
        "record current findings as known, or hide known ones",
        BASELINE_MODES,
        "baseline mode",
      ),
    )
    .option("--baseline-file <file>", "the baseline file", "stationmaster-baseline.json")
    .optionsGroup("Exit code:")
    .addOption(
      optionOf(
        "--fail-on <severity>",
        "exit with 1 for findings of this severity or a higher one",
        GATES,
        "severity",
      ).default("error"),
    )
    .option("--max-warnings <number>", "exit with 1 if there are more warnings than this")
    .optionsGroup("Output:")
    .addOption(optionOf("--format <format>", "the output format", FORMAT_NAMES, "format").default("text"))
    .addOption(
      pairsOption("--output <format=file>", "also write a report to a file; can be repeated", FORMAT_NAMES, []),
    );
}
