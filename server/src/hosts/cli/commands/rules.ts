import { optionOf } from "../choices.ts";
import { type AddCommand, addColorOption, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addRules: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "rules",
    "list all rules",
    "Lists all rules, their kinds and severities, and which of them have a fix.",
  ).addOption(optionOf("--format <format>", "the output format", ["text", "json"], "format").default("text"));
  addColorOption(command).action(async (options) => end(await (await import("./rules-action.ts")).listRules(options)));
  addSections(command, { "See also": ["stationmaster explain; docs/settings.md on how to change severities"] });
};
