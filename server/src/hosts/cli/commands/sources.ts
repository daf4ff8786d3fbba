import type { Command } from "commander";
import { optionOf } from "../choices.ts";
import {
  type AddCommand,
  addColorOption,
  addForceOption,
  addOutputOption,
  EXIT_CODES,
  NAMES,
  newCommand,
  retractionsOption,
  WRITES_OUTPUT,
} from "../command.ts";
import { addSections } from "../help.ts";
import { UsageError } from "../terminal.ts";

export const addSources: AddCommand = (program, call) => {
  const { end } = call;
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
    )
    .addOption(retractionsOption());
  addOutputOption(command);
  addColorOption(command).action(async (names, options) =>
    end(await (await import("./sources-action.ts")).listSources(names, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster sources water --format html --output sources.html", "a page for one path"],
      ["stationmaster sources --retractions retraction_watch.csv", "which of them were retracted"],
    ],
    "Exit codes": [
      EXIT_CODES[0],
      ["1", "a source that is cited is retracted, if --retractions was given"],
      EXIT_CODES[1],
    ],
    Writes: [WRITES_OUTPUT],
  });
  addAdd(command, call);
};

const addAdd: AddCommand = (sources, { end }) => {
  const command = newCommand(
    sources,
    "add",
    "store the text of a source, which quotes are looked up in",
    "Stores the text of a source in “sources” beside the path.yaml: quotes are looked up there.",
  )
    .argument("<key>", "the key of the source")
    .argument("<file>", "its text: an .html, .txt or .md file; nothing is fetched")
    .option("--path <file>", "the path.yaml, or the folder of the path", ".")
    .action(async (key, file) => {
      expectNoOther(sources, ["--force"]);
      end(await (await import("./sources-add-action.ts")).addSourceText(key, file, command.optsWithGlobals()));
    });
  addForceOption(command);
  addSections(command, {
    Examples: [["stationmaster sources add noah2020 ~/Downloads/rain.html", "what a reader sees of a saved page"]],
    "Exit codes": EXIT_CODES,
    Writes: [
      "sources/<key>.txt, with the hashes of the file and the text, the day and the license; a text that Stationmaster did not write, or that was changed since, only with --force.",
    ],
    "See also": ["docs/verification.md"],
  });
};

/**
 * The parser gives a command all options that it knows, also those after the name of a subcommand.
 * @throws UsageError where one of them means nothing to the subcommand
 */
function expectNoOther(command: Command, shared: readonly string[]): void {
  const other = command.options.find(
    (option) => command.getOptionValueSource(option.attributeName()) === "cli" && !shared.includes(option.long!),
  );
  if (other) throw new UsageError(`“sources add” has no option ${other.long}.`);
}
