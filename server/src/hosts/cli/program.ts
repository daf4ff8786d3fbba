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
  ["0", "all is well"],
  ["2", "the call was wrong, or something could not be read or written"],
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
      ["stationmaster check --fix water", "mend in “water” what is safe to mend"],
      ["stationmaster explain hook", "tell what the rule “hook” asks for"],
    ],
    Environment: [
      ["NO_COLOR", "print without colours, as --no-color does"],
      ["FORCE_COLOR", "print with colours, where no terminal listens, too"],
      ["COLUMNS", "how wide lines are where no terminal listens (default: 100)"],
    ],
    "See also": ["“stationmaster <command> --help”, and docs/command-line.md of the package."],
  });

  const command = (name: string, summary: string, description: string) =>
    program.command(name).summary(summary).description(description);
  const plain = (each: Command) => each.option("--no-color", "print without colours");

  /** Where a report goes, and what makes the command fail. */
  const delivering = (each: Command) =>
    each
      .optionsGroup("What is told:")
      .addOption(
        optionOf(
          "--baseline <mode>",
          "take what is found for known, or leave that out",
          BASELINE_MODES,
          "way to use a baseline",
        ),
      )
      .option("--baseline-file <file>", "where that is kept", "stationmaster-baseline.json")
      .optionsGroup("What makes it fail:")
      .addOption(
        optionOf("--fail-on <severity>", "what makes it fail, with all that is heavier", GATES, "severity").default(
          "error",
        ),
      )
      .option("--max-warnings <number>", "fail if there are more warnings than this")
      .optionsGroup("What is written:")
      .addOption(optionOf("--format <format>", "how it is printed", FORMAT_NAMES, "format").default("text"))
      .addOption(
        pairsOption("--output <format=file>", "write a report into a file, too; may be repeated", FORMAT_NAMES, []),
      );

  program.commandsGroup("Check:");
  const checking = command(
    "check",
    "check stations",
    "Checks stations, alone and on their paths, and prints what it finds.",
  )
    .argument("[names...]", NAMES)
    .optionsGroup("What is checked:")
    .option("--since <revision>", "tell of files that changed since a revision in Git, and of what that brought about")
    .option("--staged", "check what is staged for the next commit")
    .option("--stdin", "check what comes in on standard input; with --fix, print it mended")
    .option("--stdin-filename <file>", "what standard input is called")
    .option("--watch", "check again whenever something changes, until Ctrl-C")
    .option(
      "--threads <number>",
      "how many check side by side (default: as many as the machine has processors, for many stations)",
    )
    .option("--time-limit <seconds>", "give up a file after so long, and go on with the others", "10")
    .option("--shard <part/parts>", "check one part of all paths, such as 2/4; “merge” makes one report of all parts")
    .option("--no-cache", "take nothing from earlier checks, and keep nothing for later ones")
    .option("--cache-folder <folder>", "where that is kept (default: the system's folder for caches)")
    .optionsGroup("By which rules:")
    .addOption(optionOf("--preset <preset>", "the rules to begin with", PRESETS, "preset"))
    .addOption(
      pairsOption(
        "--rule <id=severity>",
        `set a rule to ${SEVERITIES.slice(0, -1).join(", ")} or ${SEVERITIES.at(-1)}; may be repeated`,
        RULE_IDS,
        SEVERITIES,
      ),
    )
    .optionsGroup("What is told:")
    .option("--quiet", "show errors only")
    .option("--hints", "show hints too, as the editor does")
    .optionsGroup("What is written:")
    .option("--fix", "make the changes that are safe to make");
  delivering(checking)
    .optionsGroup("What makes it fail:")
    .option("--min-coverage <percent>", "fail if fewer facts of a path are verified")
    .optionsGroup("What is written:")
    .option("--no-color", "print without colours")
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
      ['stationmaster check "**/*.station.md" --hints', "a pattern, with hints"],
      ["stationmaster check --rule hook=off --max-warnings 0", "without a rule, strictly"],
      ["stationmaster check --since main --format github", "what a branch brings about, in GitHub Actions"],
      ["stationmaster check --output sarif=out.sarif", "print, and write a report for code scanning"],
      ["stationmaster check --baseline write", "take all that is found for known"],
    ],
    "Exit codes": [
      ["0", "nothing of the severity of --fail-on, and no more warnings than --max-warnings"],
      ["1", "findings, or less is verified than --min-coverage asks for"],
      EXIT_CODES[1],
      ["130", "Ctrl-C ended --watch"],
    ],
    Reads: READS,
    Writes: ["Nothing, but stations with --fix, the files of --output, and the file of --baseline write and prune."],
    "See also": ["stationmaster rules, stationmaster explain; docs/command-line.md, docs/settings.md"],
  });

  const explaining = command(
    "explain",
    "tell what a rule asks for and why",
    "Tells what a rule asks for and why, with examples and options.",
  ).addArgument(argumentOf("<rule>", "the rule's name, such as “hook”", RULE_IDS, "rule"));
  plain(explaining).action(async (id, options) => end(await (await import("./explain.ts")).explain(id, options.color)));
  addSections(explaining, {
    Examples: [["stationmaster explain list-lead-in", "what stands before a list"]],
    "Exit codes": EXIT_CODES,
    "See also": ["stationmaster rules; docs/rules/"],
  });

  const listing = command(
    "rules",
    "list all rules",
    "Lists all rules: how much they weigh, and which mend what they find.",
  );
  plain(listing).action(async (options) => end(await (await import("./explain.ts")).listRules(options.color)));
  addSections(listing, { "See also": ["stationmaster explain; docs/settings.md on how to change them"] });

  program.commandsGroup("Look through a path:");
  const stats = command(
    "stats",
    "tell how long stations are, how hard they read, and how much is verified",
    "Tells of each path how long its stations are, how hard they read, and how much of them is verified.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf("--format <format>", "how it is printed", ["text", "json", "markdown", "csv"], "format").default("text"),
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
    "list the sources of paths, and where they are cited",
    "Lists the sources of paths, where each is cited and how often, and marks what is not cited or missing.",
  )
    .argument("[names...]", NAMES)
    .addOption(
      optionOf(
        "--format <format>",
        "how it is printed; html is a page with their licenses",
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
    .addOption(optionOf("--report <report>", "how it is written", ["text", "json", "html"], "report").default("text"))
    .option("--out <file>", "write it to a file instead of printing it")
    .option("--min-coverage <percent>", "fail if fewer facts of a path are verified");
  plain(verifying).action(async (names, options) => end(await (await import("./verify.ts")).verify(names, options)));
  addSections(verifying, {
    Examples: [["stationmaster verify water --report html --out water.html", "a page for a reviewer"]],
    "Exit codes": [
      ["0", "all is verified that has to be"],
      ["1", "a premium path is not verified as a whole, or a path less than --min-coverage asks for"],
      EXIT_CODES[1],
    ],
    Writes: ["The file of --out, over what is there."],
    "See also": ["docs/verification.md"],
  });

  const diffing = command(
    "diff",
    "sum up what changed on paths between two revisions in Git",
    "Sums up for a review what changed on paths between two revisions in Git.",
  )
    .argument("[range]", "main...HEAD, main..HEAD, or a revision to compare the files on disk with", "HEAD")
    .addOption(
      optionOf("--format <format>", "how it is printed", ["text", "json", "markdown"], "format").default("text"),
    )
    .option("--path <file>", "the path.yaml, or the folder of paths", ".");
  plain(diffing).action(async (range, options) => end(await (await import("./diff.ts")).diff(range, options)));
  addSections(diffing, {
    Examples: [
      ["stationmaster diff", "since the last commit"],
      ["stationmaster diff main...HEAD --format markdown", "a comment for a pull request"],
    ],
    "Exit codes": EXIT_CODES,
    Writes: ["Nothing; Git is only asked."],
  });

  program.commandsGroup("Write:");
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
    "turn a station of the paste form into Markdown",
    "Turns a station of the paste form into Markdown, and prints it.",
  )
    .argument("<file>", "the station")
    .option("--out <file>", "write it to a new file")
    .option("--write", "write it back to the file")
    .action(async (name, options) => end(await (await import("./write.ts")).convert(name, options)));
  addSections(converting, {
    Examples: [["stationmaster convert notes.station.txt --out notes.station.md", "beside the old one"]],
    "Exit codes": EXIT_CODES,
    Writes: ["The file of --out, if there is none; with --write the station itself."],
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
      Writes: ["Stations that refer to what moves, path.yaml, and file names with numbers: all of it or nothing."],
      "See also": ["docs/command-line.md on what follows a change"],
    });
    return plain(made);
  };
  const STATION = "its number, or its file";

  onPath("move", "give a station another number", "Gives a station another number; every reference follows.", [
    ["stationmaster move 4 --to 2 --dry-run", "what would change"],
    ["stationmaster move rain.station.md --to 1", "make it the first"],
  ])
    .argument("<station>", STATION)
    .requiredOption("--to <number>", "the number that it gets")
    .action(async (station, options) => end(await (await import("./reorder.ts")).move(station, options)));

  onPath("insert", "put a new station on the path", "Puts a new station on the path; the numbers behind it follow.", [
    ['stationmaster insert 3 "Clouds"', "a new Station 3, with a file"],
    ['stationmaster insert 3 "Clouds" --planned', "only its title"],
  ])
    .argument("<number>", "the number that it gets")
    .argument("<title>", "its title")
    .option("--planned", "plan it in the path.yaml, without a file")
    .action(async (number, title, options) => end(await (await import("./reorder.ts")).insert(number, title, options)));

  onPath("remove", "take a station off the path", "Takes a station off the path; the numbers behind it follow.", [
    ["stationmaster remove 3", "its file stays"],
  ])
    .argument("<station>", STATION)
    .option("--delete-file", "delete its file, too")
    .action(async (station, options) => end(await (await import("./reorder.ts")).remove(station, options)));

  delivering(
    onPath(
      "merge",
      "put one station's text behind another's, or the parts of a check into one report",
      "Puts one station's text behind another's, and takes it off the path. Given the parts of a check, which are .json files that “check --shard” wrote, it makes one report of them, the same as of one check.",
      [
        ["stationmaster merge 2 3", "Station 3 becomes a part of Station 2"],
        ["stationmaster merge part-*.json --format github", "one report of all parts of a check"],
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
      else throw new UsageError("“merge” takes two stations, or the parts of a check, which are .json files.");
    });

  onPath(
    "split",
    "make a section a station of its own",
    "Makes a section, and what follows it, a station of its own.",
    [['stationmaster split 2 --at "Why it rains"', "the section becomes Station 3"]],
  )
    .argument("<station>", STATION)
    .requiredOption("--at <heading>", "the section that the new station begins with")
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
    .option("--out <file>", "write it to a file instead of printing it")
    .action(async (station, options) => end(await (await import("./export.ts")).exportHtml(station, options)));
  addSections(html, {
    Examples: [["stationmaster export html water --out water.html", "a whole path on one page"]],
    "Exit codes": EXIT_CODES,
  });

  const pdf = exporting
    .command("pdf")
    .summary("print a station, or a whole path, into a PDF")
    .description("Prints a station, or a whole path, into a PDF with an installed browser.")
    .argument("<station or path>", "the station's file, the path.yaml or its folder")
    .requiredOption("--out <file>", "where to write it")
    .option("--browser <program>", "the browser of the Chromium family that prints")
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
    .option("--force", "write over what is there")
    .action(async (path, options) => end(await (await import("./export.ts")).exportSite(path, options)));
  addSections(site, {
    Examples: [["stationmaster export site water --out public", "a site for a web server"]],
    "Exit codes": EXIT_CODES,
  });

  program.commandsGroup("Set up:");
  const completing = command(
    "completion",
    "print what makes a shell complete commands and options",
    "Prints a script that makes a shell complete commands, options, their values and file names.",
  )
    .addArgument(argumentOf("<shell>", SHELLS.join(", ").replace(/, (?=\w+$)/, " or "), SHELLS, "shell"))
    .action(async (shell) => end(await (await import("./completion.ts")).printCompletion(shell)));
  addSections(completing, {
    Examples: [
      ["source <(stationmaster completion bash)", "in ~/.bashrc; for zsh the same with zsh, in ~/.zshrc"],
      ["stationmaster completion fish | source", "in ~/.config/fish/config.fish"],
      ["stationmaster completion powershell | Out-String | Invoke-Expression", "in the file $PROFILE names"],
    ],
    "Exit codes": EXIT_CODES,
  });

  const serving = command("server", "run the language server, for editors", "Runs the language server, for editors.")
    .option("--stdio", "talk over standard input and output")
    .action(async () => end(await (await import("../node-server.ts")).serveStdio()));
  addSections(serving, { "See also": ["docs/editor.md"] });

  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(async (words) => end(await (await import("./completion.ts")).complete(program, words)));

  return program;
}
