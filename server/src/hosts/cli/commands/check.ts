import { Option } from "commander";
import { PRESETS } from "../../../lint/presets.ts";
import { SEVERITIES } from "../../../rules/rule.ts";
import { RULE_IDS } from "../../../rules/rule-ids.generated.ts";
import { optionOf, pairsOption } from "../choices.ts";
import { type AddCommand, addColorOption, addDeliveryOptions, EXIT_CODES, NAMES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addCheck: AddCommand = (program, { home, end }) => {
  const command = newCommand(
    program,
    "check",
    "check stations",
    "Checks stations, each by itself and as part of its path, and prints the findings.",
  )
    .argument("[names...]", NAMES)
    .optionsGroup("What to check:")
    .option(
      "--since <revision>",
      "report files changed since a Git revision, and findings those changes cause elsewhere",
    )
    .option("--staged", "check what is staged for the next commit")
    .option("--stdin", "check standard input; with --fix, print the fixed text")
    .option("--stdin-filename <file>", "the file name to use for standard input")
    .addOption(
      new Option("--ignore <pattern>", "leave out what a pattern matches, as in a .gitignore; can be repeated")
        .argParser((pattern: string, all: readonly string[]) => [...all, pattern])
        .default([], ""),
    )
    .option("--watch", "check again whenever something changes; press Ctrl+C to stop")
    .option(
      "--threads <number>",
      "how many processes check in parallel (default: one per processor when there are many stations)",
    )
    .option("--time-limit <seconds>", "give up on a file after this long, and go on with the others", "10")
    .option(
      "--shard <part/parts>",
      "check one part of all paths, such as 2/4; “merge” combines the parts into one report",
    )
    .option("--no-cache", "ignore results of earlier checks, and keep none for later ones")
    .option("--cache-folder <folder>", "the cache folder (default: the system's folder for caches)")
    .optionsGroup("Rules:")
    .addOption(optionOf("--preset <preset>", "the set of rules to start from", PRESETS, "preset"))
    .addOption(
      pairsOption(
        "--rule <id=severity>",
        `set a rule to ${SEVERITIES.slice(0, -1).join(", ")} or ${SEVERITIES.at(-1)}; can be repeated`,
        RULE_IDS,
        SEVERITIES,
      ),
    )
    .optionsGroup("Output:")
    .option("--quiet", "report errors only")
    .option("--hints", "report hints as well, as the editor does")
    .option("--fix", "apply all safe fixes of what is reported");
  addDeliveryOptions(command)
    .optionsGroup("Exit code:")
    .option("--allow-empty", "exit with 0 where there is no station to check, or a pattern matches nothing")
    .option("--min-coverage <percent>", "exit with 1 if a smaller share of a path's facts is verified")
    .optionsGroup("Output:");
  addColorOption(command).action(async (names, options) => {
    const asked = { ...options, home };
    end(
      await (options.watch
        ? (await import("../watch.ts")).watch(names, asked)
        : (await import("./check-action.ts")).check(names, asked)),
    );
  });
  addSections(command, {
    Examples: [
      ["stationmaster check", "this folder and all below it"],
      ['stationmaster check "**/*.station.md" --hints', "files that match a pattern, with hints"],
      ["stationmaster check --rule hook=off --max-warnings 0", "turn a rule off, and allow no warnings"],
      ["stationmaster check --since main --format github", "what a branch changes, in GitHub Actions"],
      ["stationmaster check --output sarif=out.sarif", "print, and also write a report for code scanning"],
      ["stationmaster check --baseline write", "record all current findings as known"],
    ],
    "Exit codes": [
      ["0", "no findings of the --fail-on severity or higher, and at most --max-warnings warnings"],
      ["1", "such findings, or less verified than --min-coverage asks for"],
      ["2", `${EXIT_CODES[1][1]}, or there was no station to check`],
      ["130", "Ctrl+C stopped --watch"],
    ],
    Reads: [
      "The settings of each folder: stationmaster.yaml and path.yaml, there and above up to the repository's top; then the front matter of a station. Options of the command line win.",
    ],
    Writes: [
      "Nothing, except stations with --fix, the files named by --output, and the baseline file with --baseline write or prune; of files that are there, only those that Stationmaster wrote, or any with --force.",
    ],
    "See also": ["stationmaster rules, stationmaster explain; docs/command-line.md, docs/settings.md"],
  });
};
