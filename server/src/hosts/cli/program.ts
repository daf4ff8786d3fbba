import { Command } from "commander";
import packageJson from "../../../../package.json" with { type: "json" };
import type { AddCommand, Call } from "./command.ts";
import { addCheck } from "./commands/check.ts";
import { addComplete } from "./commands/complete.ts";
import { addCompletion } from "./commands/completion.ts";
import { addConvert } from "./commands/convert.ts";
import { addDiff } from "./commands/diff.ts";
import { addExplain } from "./commands/explain.ts";
import { addExport } from "./commands/export.ts";
import { addInit } from "./commands/init.ts";
import { addInsert } from "./commands/insert.ts";
import { addMerge } from "./commands/merge.ts";
import { addMove } from "./commands/move.ts";
import { addNew } from "./commands/new.ts";
import { addRemove } from "./commands/remove.ts";
import { addRules } from "./commands/rules.ts";
import { addServer } from "./commands/server.ts";
import { addSources } from "./commands/sources.ts";
import { addSplit } from "./commands/split.ts";
import { addStats } from "./commands/stats.ts";
import { addTerms } from "./commands/terms.ts";
import { addVerify } from "./commands/verify.ts";
import { addSections, HELP, HELP_OUTPUT } from "./help.ts";

/** All commands, in the groups and in the order in which help lists them. */
const COMMANDS: Readonly<Record<string, readonly AddCommand[]>> = {
  "Check:": [addCheck, addExplain, addRules],
  "Report:": [addStats, addTerms, addSources, addVerify, addDiff],
  "Create:": [addInit, addNew, addConvert],
  "Change a path:": [addMove, addInsert, addRemove, addMerge, addSplit],
  "Publish:": [addExport],
  "Set up:": [addCompletion, addServer, addComplete],
};

/** All commands with their options; other files know them from here. */
export function makeProgram(call: Call): Command {
  const program = new Command("stationmaster")
    .description("Checks learning-path stations, and changes, verifies and publishes the paths they are on.")
    .version(packageJson.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .addHelpCommand(
      new Command("help").argument("[command]").description("show the help of a command").helpGroup("Set up:"),
    )
    .exitOverride()
    .configureHelp(HELP)
    .configureOutput(HELP_OUTPUT)
    .showHelpAfterError("(“stationmaster --help” lists what there is.)");
  addSections(program, {
    Examples: [
      ["stationmaster check", "check this folder and all below it"],
      ["stationmaster check --fix water", "apply the safe fixes to everything in “water”"],
      ["stationmaster explain hook", "explain what the rule “hook” checks"],
    ],
    Environment: [
      ["NO_COLOR", "print without colors, like --no-color"],
      ["FORCE_COLOR", "print with colors even where the output is not a terminal"],
      ["COLUMNS", "line width where the output is not a terminal (default: 100)"],
    ],
    "See also": ["“stationmaster <command> --help”, and docs/command-line.md of the package."],
  });
  for (const [group, commands] of Object.entries(COMMANDS)) {
    program.commandsGroup(group);
    for (const add of commands) add(program, call);
  }
  return program;
}
