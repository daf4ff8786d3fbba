import { optionOf } from "../choices.ts";
import {
  type AddCommand,
  addAlias,
  addColorOption,
  addOutputOption,
  EXIT_CODES,
  NAMES,
  newCommand,
  retractionsOption,
  WRITES_OUTPUT,
} from "../command.ts";
import { addSections } from "../help.ts";

export const addVerify: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "verify",
    "report what is verified, sentence by sentence",
    "Reports what is verified on paths, sentence by sentence, and what is still open.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf("--format <format>", "the output format", ["text", "json", "html", "ndjson"], "format").default("text"),
    )
    .option("--todo", "list the open sentences, with words of stored texts that may say the same, as ndjson")
    .option("--record <file>", "record what the lines of an ndjson file say: all of them, or none")
    .option("--accept", "show what programs have proposed, ask, and accept it in the name that --by gives")
    .option("--by <name>", "who accepts: a name or an ORCID iD")
    .option("--all", "accept all proposals without a question")
    .option(
      "--sentence <hash>",
      "accept the proposal for this sentence only; can be repeated",
      (hash: string, all: readonly string[]) => [...all, hash],
      [] as readonly string[],
    )
    .addOption(retractionsOption())
    .option("--min-coverage <percent>", "exit with 1 if a smaller share of a path's facts is verified");
  command.option("--time-limit <seconds>", "give up on a path after this long for each of its stations", "10");
  addOutputOption(command);
  addAlias(command, "--report <format>", "--format");
  addColorOption(command).action(async (names, options) =>
    end(await (await import("./verify-action.ts")).verify(names, options)),
  );
  addSections(command, {
    Examples: [
      ["stationmaster verify water --format html --output water.html", "a page for a reviewer"],
      ["stationmaster verify --todo > todo.ndjson", "what is open, for a program"],
      ["stationmaster verify --record found.ndjson", "what a program has found, as proposals"],
      ['stationmaster verify --accept --by "Ann Smith"', "accept what is proposed"],
    ],
    "Exit codes": [
      ["0", "everything that has to be verified is verified"],
      [
        "1",
        "a premium path is not fully verified, or a path less than --min-coverage asks for, or --retractions has a source that is cited as retracted",
      ],
      EXIT_CODES[1],
    ],
    Writes: [
      `${WRITES_OUTPUT} With --record and --accept, the ledgers of stations, and citations in stations whose path asks for them: either all or none.`,
    ],
    "See also": ["docs/verification.md"],
  });
};
