import { RULE_IDS } from "../../../rules/rule-ids.generated.ts";
import { argumentOf, optionOf } from "../choices.ts";
import { type AddCommand, addColorOption, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addExplain: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "explain",
    "explain what a rule checks, and why",
    "Explains what a rule checks, and why, with examples and options.",
  )
    .addArgument(argumentOf("<rule>", "the rule's name, such as “hook”", RULE_IDS, "rule"))
    .addOption(optionOf("--format <format>", "the output format", ["text", "json"], "format").default("text"));
  addColorOption(command).action(async (id, options) =>
    end(await (await import("./explain-action.ts")).explain(id, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster explain list-lead-in", "what belongs before a list"],
      ["stationmaster explain list-lead-in --format json", "the same for a program"],
    ],
    "Exit codes": EXIT_CODES,
    "See also": ["stationmaster rules; docs/rules/"],
  });
};
