import { type AddCommand, addColorOption, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addRules: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "rules",
    "list all rules",
    "Lists all rules, their severities, and which of them have a fix.",
  );
  addColorOption(command).action(async (options) =>
    end(await (await import("./rules-action.ts")).listRules(options.color)),
  );
  addSections(command, { "See also": ["stationmaster explain; docs/settings.md on how to change severities"] });
};
