import { Command } from "commander";
import packageJson from "../../../../package.json" with { type: "json" };
import { PRESETS } from "../../lint/presets.ts";
import { SEVERITIES } from "../../rules/rule.ts";
import { RULE_IDS } from "../../rules/rule-ids.generated.ts";
import { BASELINE_MODES } from "./baseline-mode.ts";
import { GATES } from "./check-options.ts";
import { argumentOf, optionOf, pairsOption, SHELLS } from "./choices.ts";
import { FORMAT_NAMES } from "./formats.ts";
import { addSections, HELP, HELP_OUTPUT } from "./help.ts";
import { UsageError } from "./terminal.ts";

const EXIT_CODES = [
  ["0", "no problems"],
  ["2", "a wrong option or argument, or a file that could not be read or written"],
] as const;

const READS = [
  "The settings of each folder: stationmaster.yaml and path.yaml, there and above up to the repository's top; then the front matter of a station. Options of the command line win.",
] as const;

const NAMES = "files, folders or patterns (default: this folder)";

/**
 * All commands with their options; other files know them from here.
 * @param home where the command's own script lies
 * @param end is told the exit code of the command that ran
 */
export function makeProgram(home: string, end: (code: number) => void): Command {
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

  const command = (name: string, summary: string, description: string) =>
    program.command(name).summary(summary).description(description);
  const plain = (each: Command) => each.option("--no-color", "print without colors");

  /** Where a report goes, and what makes the command fail. */
  const delivering = (each: Command) =>
    each
      .optionsGroup("Output:")
      .addOption(
        optionOf(
          "--baseline <mode>",
          "record current findings as known, or hide known ones",
          BASELINE_MODES,
          "baseline mode",
        ),
      )
      .option("--baseline-file <file>", "the baseline file", "stationmaster-baseline.json")
      .optionsGroup("Exit code:")
      .addOption(
        optionOf(
          "--fail-on <severity>",
          "exit with 1 for findings of this severity or a higher one",
          GATES,
          "severity",
        ).default("error"),
      )
      .option("--max-warnings <number>", "exit with 1 if there are more warnings than this")
      .optionsGroup("Output:")
      .addOption(optionOf("--format <format>", "the output format", FORMAT_NAMES, "format").default("text"))
      .addOption(
        pairsOption("--output <format=file>", "also write a report to a file; can be repeated", FORMAT_NAMES, []),
      );

  program.commandsGroup("Check:");
  const checking = command(
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
    .optionsGroup("Output:")
    .option("--fix", "apply all safe fixes");
  delivering(checking)
    .optionsGroup("Exit code:")
    .option("--min-coverage <percent>", "exit with 1 if a smaller share of a path's facts is verified")
    .optionsGroup("Output:")
    .option("--no-color", "print without colors")
    .action(async (names, options) => {
      const asked = { ...options, home };
      end(
        await (options.watch
          ? (await import("./watch.ts")).watch(names, asked)
          : (await import("./check.ts")).check(names, asked)),
      );
    });
  addSections(checking, {
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
      EXIT_CODES[1],
      ["130", "Ctrl+C stopped --watch"],
    ],
    Reads: READS,
    Writes: [
      "Nothing, except stations with --fix, the files named by --output, and the baseline file with --baseline write or prune.",
    ],
    "See also": ["stationmaster rules, stationmaster explain; docs/command-line.md, docs/settings.md"],
  });

  const explaining = command(
    "explain",
    "explain what a rule checks, and why",
    "Explains what a rule checks, and why, with examples and options.",
  ).addArgument(argumentOf("<rule>", "the rule's name, such as “hook”", RULE_IDS, "rule"));
  plain(explaining).action(async (id, options) => end(await (await import("./explain.ts")).explain(id, options.color)));
  addSections(explaining, {
    Examples: [["stationmaster explain list-lead-in", "what belongs before a list"]],
    "Exit codes": EXIT_CODES,
    "See also": ["stationmaster rules; docs/rules/"],
  });

  const listing = command(
    "rules",
    "list all rules",
    "Lists all rules, their severities, and which of them have a fix.",
  );
  plain(listing).action(async (options) => end(await (await import("./explain.ts")).listRules(options.color)));
  addSections(listing, { "See also": ["stationmaster explain; docs/settings.md on how to change severities"] });

  program.commandsGroup("Report:");
  const stats = command(
    "stats",
    "report length, reading grade and verification of each station",
    "Reports for each path how long its stations are, how hard they are to read, and how much of them is verified.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf("--format <format>", "the output format", ["text", "json", "markdown", "csv"], "format").default("text"),
    );
  plain(stats).action(async (names, options) => end(await (await import("./stats.ts")).stats(names, options)));
  addSections(stats, {
    Examples: [
      ["stationmaster stats", "the paths of this folder"],
      ["stationmaster stats --format csv > stations.csv", "for a spreadsheet"],
    ],
    "Exit codes": EXIT_CODES,
  });

  const sources = command(
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
  plain(sources).action(async (names, options) =>
    end(await (await import("./sources.ts")).listSources(names, options)),
  );
  addSections(sources, {
    Examples: [["stationmaster sources water --format html > sources.html", "a page for one path"]],
    "Exit codes": EXIT_CODES,
  });

  const verifying = command(
    "verify",
    "report what is verified, sentence by sentence",
    "Reports what is verified on paths, sentence by sentence, and what is still open.",
  )
    .argument("[names...]", NAMES)
    .addOption(optionOf("--report <report>", "the report format", ["text", "json", "html"], "report").default("text"))
    .option("--out <file>", "write to a file instead of printing")
    .option("--min-coverage <percent>", "exit with 1 if a smaller share of a path's facts is verified");
  plain(verifying).action(async (names, options) => end(await (await import("./verify.ts")).verify(names, options)));
  addSections(verifying, {
    Examples: [["stationmaster verify water --report html --out water.html", "a page for a reviewer"]],
    "Exit codes": [
      ["0", "everything that has to be verified is verified"],
      ["1", "a premium path is not fully verified, or a path less than --min-coverage asks for"],
      EXIT_CODES[1],
    ],
    Writes: ["The file named by --out, which is overwritten."],
    "See also": ["docs/verification.md"],
  });

  const diffing = command(
    "diff",
    "summarize what changed on paths between two Git revisions",
    "Summarizes for a review what changed on paths between two Git revisions.",
  )
    .argument("[range]", "main...HEAD, main..HEAD, or a revision to compare the files on disk with", "HEAD")
    .addOption(
      optionOf("--format <format>", "the output format", ["text", "json", "markdown"], "format").default("text"),
    )
    .option("--path <file>", "the path.yaml, or the folder of paths", ".");
  plain(diffing).action(async (range, options) => end(await (await import("./diff.ts")).diff(range, options)));
  addSections(diffing, {
    Examples: [
      ["stationmaster diff", "since the last commit"],
      ["stationmaster diff main...HEAD --format markdown", "a comment for a pull request"],
    ],
    "Exit codes": EXIT_CODES,
    Writes: ["Nothing; Git is only read."],
  });

  program.commandsGroup("Create:");
  const starting = command(
    "init",
    "write a path.yaml for the stations of this folder",
    "Writes a path.yaml with comments for the stations of this folder.",
  ).action(async () => end(await (await import("./write.ts")).init()));
  addSections(starting, { "Exit codes": EXIT_CODES, Writes: ["path.yaml, if there is none."] });

  const writing = command(
    "new",
    "write a new station, and add it to this folder's path",
    "Writes a new station from a template, and adds it to this folder's path.",
  )
    .argument("<title>", "its title, in quotation marks if it has more than one word")
    .action(async (title) => end(await (await import("./write.ts")).newStationFile(title)));
  addSections(writing, {
    Examples: [['stationmaster new "From Vapor to Rain"', "writes from-vapor-to-rain.station.md"]],
    "Exit codes": EXIT_CODES,
    Writes: ["The station, if there is no such file, and a line of path.yaml."],
  });

  const converting = command(
    "convert",
    "convert pasted text to Markdown",
    "Converts a station that was pasted as plain text to Markdown, and prints it.",
  )
    .argument("<file>", "the station")
    .option("--out <file>", "write it to a new file")
    .option("--write", "write it back to the file")
    .action(async (name, options) => end(await (await import("./write.ts")).convert(name, options)));
  addSections(converting, {
    Examples: [["stationmaster convert notes.station.txt --out notes.station.md", "keep the old file"]],
    "Exit codes": EXIT_CODES,
    Writes: ["The file named by --out, if it does not exist; with --write the station itself."],
    "See also": ["docs/format.md"],
  });

  program.commandsGroup("Change a path:");
  const onPath = (
    name: string,
    summary: string,
    description: string,
    examples: readonly (readonly [string, string])[],
  ) => {
    const made = command(name, summary, description)
      .option("--path <file>", "the path.yaml, or the folder of the path", ".")
      .option("--dry-run", "show what would change, and write nothing");
    addSections(made, {
      Examples: examples,
      "Exit codes": EXIT_CODES,
      Writes: [
        "Stations with references to what moves, path.yaml, and file names with numbers: either all of them or none.",
      ],
      "See also": ["docs/command-line.md, “Changing a path”"],
    });
    return plain(made);
  };
  const STATION = "its number, or its file";

  onPath("move", "give a station another number", "Gives a station another number; every reference follows.", [
    ["stationmaster move 4 --to 2 --dry-run", "what would change"],
    ["stationmaster move rain.station.md --to 1", "make it the first"],
  ])
    .argument("<station>", STATION)
    .requiredOption("--to <number>", "its new number")
    .action(async (station, options) => end(await (await import("./reorder.ts")).move(station, options)));

  onPath(
    "insert",
    "add a new station to the path",
    "Adds a new station to the path; the stations after it are renumbered.",
    [
      ['stationmaster insert 3 "Clouds"', "a new Station 3, with a file"],
      ['stationmaster insert 3 "Clouds" --planned', "only its title"],
    ],
  )
    .argument("<number>", "its new number")
    .argument("<title>", "its title")
    .option("--planned", "plan it in the path.yaml, without a file")
    .action(async (number, title, options) => end(await (await import("./reorder.ts")).insert(number, title, options)));

  onPath(
    "remove",
    "remove a station from the path",
    "Removes a station from the path; the stations after it are renumbered.",
    [["stationmaster remove 3", "its file stays"]],
  )
    .argument("<station>", STATION)
    .option("--delete-file", "also delete its file")
    .action(async (station, options) => end(await (await import("./reorder.ts")).remove(station, options)));

  delivering(
    onPath(
      "merge",
      "merge two stations, or the parts of a check",
      "Appends one station's text to another's, and removes it from the path. Given the parts of a check (the .json files that “check --shard” wrote), combines them into the report that a single check would give.",
      [
        ["stationmaster merge 2 3", "Station 3 becomes a part of Station 2"],
        ["stationmaster merge part-*.json --format github", "one report from all parts of a check"],
      ],
    ),
  )
    .argument("<first>", "the station that stays: its number, or its file; or a part of a check")
    .argument("[others...]", "the station that becomes a part of it; or the other parts of the check")
    .action(async (first, others, options) => {
      const names = [first, ...others];
      if (names.every((name) => name.endsWith(".json")))
        end(await (await import("./merge-shards.ts")).mergeParts(names, options));
      else if (names.length === 2) end(await (await import("./reorder.ts")).merge(first, others[0], options));
      else throw new UsageError("“merge” expects two stations, or the parts of a check, which are .json files.");
    });

  onPath(
    "split",
    "turn a section into a station of its own",
    "Turns a section, and everything after it, into a station of its own.",
    [['stationmaster split 2 --at "Why it rains"', "the section becomes Station 3"]],
  )
    .argument("<station>", STATION)
    .requiredOption("--at <heading>", "the section that starts the new station")
    .action(async (station, options) => end(await (await import("./reorder.ts")).split(station, options)));

  program.commandsGroup("Publish:");
  const exporting = command(
    "export",
    "write stations as web pages, a PDF or a site",
    "Writes stations as web pages.",
  ).helpCommand(false);

  const html = exporting
    .command("html")
    .summary("write a station, or a whole path, as one HTML file")
    .description("Writes a station, or a whole path, as one HTML file with everything in it.")
    .argument("<station or path>", "the station's file, the path.yaml or its folder")
    .option("--out <file>", "write to a file instead of printing")
    .action(async (station, options) => end(await (await import("./export.ts")).exportHtml(station, options)));
  addSections(html, {
    Examples: [["stationmaster export html water --out water.html", "a whole path on one page"]],
    "Exit codes": EXIT_CODES,
  });

  const pdf = exporting
    .command("pdf")
    .summary("print a station, or a whole path, to a PDF")
    .description("Prints a station, or a whole path, to a PDF with an installed browser.")
    .argument("<station or path>", "the station's file, the path.yaml or its folder")
    .requiredOption("--out <file>", "where to write it")
    .option("--browser <program>", "the Chromium-based browser to print with")
    .action(async (station, options) => end(await (await import("./export.ts")).exportPdf(station, options)));
  addSections(pdf, {
    Examples: [["stationmaster export pdf water --out water.pdf", "a whole path"]],
    "Exit codes": EXIT_CODES,
  });

  const site = exporting
    .command("site")
    .summary("write a path as a folder of pages")
    .description("Writes a path as a folder of pages: contents, stations, glossary, sources.")
    .argument("[path]", "the path.yaml, or the folder of the path", ".")
    .requiredOption("--out <folder>", "where to write them")
    .option("--force", "overwrite existing files")
    .action(async (path, options) => end(await (await import("./export.ts")).exportSite(path, options)));
  addSections(site, {
    Examples: [["stationmaster export site water --out public", "a site for a web server"]],
    "Exit codes": EXIT_CODES,
  });

  program.commandsGroup("Set up:");
  const completing = command(
    "completion",
    "print a completion script for a shell",
    "Prints a script that lets a shell complete commands, options, their values and file names.",
  )
    .addArgument(argumentOf("<shell>", SHELLS.join(", ").replace(/, (?=\w+$)/, " or "), SHELLS, "shell"))
    .action(async (shell) => end(await (await import("./completion.ts")).printCompletion(shell)));
  addSections(completing, {
    Examples: [
      ["source <(stationmaster completion bash)", "in ~/.bashrc; for Zsh, the same with “zsh” in ~/.zshrc"],
      ["stationmaster completion fish | source", "in ~/.config/fish/config.fish"],
      ["stationmaster completion powershell | Out-String | Invoke-Expression", "in the file $PROFILE names"],
    ],
    "Exit codes": EXIT_CODES,
  });

  const serving = command("server", "run the language server, for editors", "Runs the language server, for editors.")
    .option("--stdio", "communicate over standard input and output")
    .action(async () => end(await (await import("../node-server.ts")).serveStdio()));
  addSections(serving, { "See also": ["docs/editor.md"] });

  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(async (words) => end(await (await import("./completion.ts")).complete(program, words)));

  return program;
}
