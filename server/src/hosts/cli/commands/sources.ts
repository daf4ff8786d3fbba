import { optionOf } from "../choices.ts";
import { type AddCommand, addColorOption, EXIT_CODES, NAMES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addSources: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "sources",
    "list the sources of paths, and where each is cited",
    "Lists the sources of paths, where and how often each is cited, and marks those that are uncited or missing.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf(
        "--format <format>",
        "the output format; html is a page with their licenses",
        ["text", "json", "html"],
        "format",
      ).default("text"),
    );
  addColorOption(command).action(async (names, options) =>
    end(await (await import("./sources-action.ts")).listSources(names, options)),
  );
  addSections(command, {
    Examples: [["stationmaster sources water --format html > sources.html", "a page for one path"]],
    "Exit codes": EXIT_CODES,
  });
};
