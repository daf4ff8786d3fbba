import { optionOf } from "../choices.ts";
import { type AddCommand, addColorOption, EXIT_CODES, NAMES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addTerms: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "terms",
    "list the key terms of paths, or write them as a word list",
    "Lists the key terms of paths, with where each is defined and how often it is used; or writes their words for a spelling checker.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf("--format <format>", "the output format; txt is a list of words", ["text", "txt"], "format").default(
        "text",
      ),
    );
  addColorOption(command).action(async (names, options) =>
    end(await (await import("./terms-action.ts")).terms(names, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster terms", "the key terms of the paths in this folder"],
      ["stationmaster terms --format txt > words.txt", "words that a spelling checker should know"],
    ],
    "Exit codes": EXIT_CODES,
    "See also": ["docs/editor.md"],
  });
};
