import { RULE_IDS } from "../../../rules/rule-ids.generated.ts";
import { argumentOf } from "../choices.ts";
import { type AddCommand, addColorOption, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addExplain: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "explain",
    "explain what a rule checks, and why",
    "Explains what a rule checks, and why, with examples and options.",
  ).addArgument(argumentOf("<rule>", "the rule's name, such as “hook”", RULE_IDS, "rule"));
  addColorOption(command).action(async (id, options) =>
    end(await (await import("./explain-action.ts")).explain(id, options.color)),
  );
  addSections(command, {
    Examples: [["stationmaster explain list-lead-in", "what belongs before a list"]],
    "Exit codes": EXIT_CODES,
    "See also": ["stationmaster rules; docs/rules/"],
  });
};
