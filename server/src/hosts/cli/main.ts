#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import packageJson from "../../../../package.json" with { type: "json" };
import { FORMAT_NAMES } from "./formats.ts";
import { UsageError } from "./terminal.ts";

const program = new Command("stationmaster")
  .description("Checks learning-path stations.")
  .version(packageJson.version)
  .exitOverride()
  .showHelpAfterError("(“stationmaster --help” lists what there is.)");

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

let exitCode = 0;

/** The options that say where a report goes and what makes the command fail. */
const delivering = (command: Command): Command =>
  command
    .option("--format <format>", `${FORMAT_NAMES.slice(0, -1).join(", ")} or ${FORMAT_NAMES.at(-1)}`, "text")
    .option("--output <format=file>", "write a report into a file, too; may be repeated", collect, [])
    .option("--fail-on <severity>", "fail from this severity on: error, warning, information, hint or never", "error")
    .option("--max-warnings <number>", "fail if there are more warnings than this")
    .option("--baseline <mode>", "write: take what is found for known; use: leave that out; prune: forget what is gone")
    .option("--baseline-file <file>", "where that is kept", "stationmaster-baseline.json");

delivering(program.command("check", { isDefault: false }))
  .description("check stations: files, folders or patterns (default: this folder)")
  .argument("[names...]")
  .option("--fix", "make the changes that are safe to make")
  .option("--preset <preset>", "draft, recommended, strict or premium")
  .option(
    "--rule <id=severity>",
    "set a rule to error, warning, information, hint or off; may be repeated",
    collect,
    [],
  )
  .option("--since <revision>", "tell of files that changed since a revision in Git, and of what that brought about")
  .option("--staged", "check what is staged for the next commit")
  .option("--min-coverage <percent>", "fail if fewer facts of a path are verified")
  .option("--stdin", "check what comes in on standard input; with --fix, print it mended")
  .option("--stdin-filename <file>", "what standard input is called")
  .option("--threads <number>", "how many threads check (default: as many as the machine has, for many stations)")
  .option("--shard <part/parts>", "check one part of all paths, such as 2/4; “stationmaster merge” makes one of all")
  .option("--no-cache", "take nothing from earlier checks, and keep nothing for later ones")
  .option("--cache-folder <folder>", "where that is kept (default: the system's folder for caches)")
  .option("--watch", "check again whenever something changes, until Ctrl-C")
  .option("--quiet", "show errors only")
  .option("--hints", "show hints too, as the editor does")
  .option("--no-color", "print without colours")
  .action(async (names, options) => {
    const asked = { ...options, home: import.meta.url };
    exitCode = await (options.watch
      ? (await import("./watch.ts")).watch(names, asked)
      : (await import("./check.ts")).check(names, asked));
  });

program
  .command("explain")
  .description("tell what a rule asks for and why")
  .argument("<rule>")
  .option("--no-color", "print without colours")
  .action(async (id, options) => {
    exitCode = await (await import("./explain.ts")).explain(id, options.color);
  });

program
  .command("rules")
  .description("list all rules")
  .option("--no-color", "print without colours")
  .action(async (options) => {
    exitCode = await (await import("./explain.ts")).listRules(options.color);
  });

program
  .command("sources")
  .description("list the sources of paths, and where they are cited (default: this folder)")
  .argument("[names...]")
  .option("--format <format>", "text, json or html: a page with their licenses", "text")
  .option("--no-color", "print without colours")
  .action(async (names, options) => {
    exitCode = await (await import("./sources.ts")).listSources(names, options);
  });

program
  .command("verify")
  .description("report what is verified, sentence by sentence (default: this folder)")
  .argument("[names...]")
  .option("--report <report>", "text, json or html", "text")
  .option("--out <file>", "write it to a file instead of printing it")
  .option("--min-coverage <percent>", "fail if fewer facts of a path are verified")
  .option("--no-color", "print without colours")
  .action(async (names, options) => {
    exitCode = await (await import("./verify.ts")).verify(names, options);
  });

program
  .command("stats")
  .description("tell how long stations are, how hard they read, and how much is verified (default: this folder)")
  .argument("[names...]")
  .option("--format <format>", "text, json, markdown or csv", "text")
  .option("--no-color", "print without colours")
  .action(async (names, options) => {
    exitCode = await (await import("./stats.ts")).stats(names, options);
  });

program
  .command("diff")
  .description("sum up what changed on paths between two revisions in Git, for a review")
  .argument("[range]", "main...HEAD, main..HEAD, or a revision to compare the files on disk with", "HEAD")
  .option("--format <format>", "text, json or markdown", "text")
  .option("--path <file>", "the path.yaml, or the folder of paths", ".")
  .option("--no-color", "print without colours")
  .action(async (range, options) => {
    exitCode = await (await import("./diff.ts")).diff(range, options);
  });

program
  .command("init")
  .description("write a path.yaml for the stations of this folder")
  .action(async () => {
    exitCode = await (await import("./write.ts")).init();
  });

program
  .command("new")
  .description("write a new station, and add it to this folder's path")
  .argument("<title>")
  .action(async (title) => {
    exitCode = await (await import("./write.ts")).newStationFile(title);
  });

program
  .command("convert")
  .description("turn a station of the paste form into Markdown")
  .argument("<file>")
  .option("--out <file>", "write it to a new file")
  .option("--write", "write it back to the file")
  .action(async (name, options) => {
    exitCode = await (await import("./write.ts")).convert(name, options);
  });

const onPath = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option("--path <file>", "the path.yaml, or the folder of the path", ".")
    .option("--dry-run", "show what would change, and write nothing")
    .option("--no-color", "print without colours");

onPath("move", "give a station another number; every reference follows")
  .argument("<station>", "its number, or its file")
  .requiredOption("--to <number>", "the number that it gets")
  .action(async (station, options) => {
    exitCode = await (await import("./reorder.ts")).move(station, options);
  });

onPath("insert", "put a new station on the path; the numbers behind it follow")
  .argument("<number>")
  .argument("<title>")
  .option("--planned", "plan it in the path.yaml, without a file")
  .action(async (number, title, options) => {
    exitCode = await (await import("./reorder.ts")).insert(number, title, options);
  });

onPath("remove", "take a station off the path; the numbers behind it follow")
  .argument("<station>", "its number, or its file")
  .option("--delete-file", "delete its file, too")
  .action(async (station, options) => {
    exitCode = await (await import("./reorder.ts")).remove(station, options);
  });

delivering(onPath("merge", "put one station's text behind another's, or the parts of a check into one report"))
  .argument("<first>", "the station that stays: its number, or its file; or a part of a check, a .json file")
  .argument("[others...]", "the station that becomes a part of it; or the other parts of the check")
  .action(async (first, others, options) => {
    const names = [first, ...others];
    if (names.every((name) => name.endsWith(".json")))
      exitCode = await (await import("./merge-shards.ts")).mergeParts(names, options);
    else if (names.length === 2) exitCode = await (await import("./reorder.ts")).merge(first, others[0], options);
    else throw new UsageError("“merge” takes two stations, or the parts of a check, which are .json files.");
  });

onPath("split", "make a section a station of its own")
  .argument("<station>", "its number, or its file")
  .requiredOption("--at <heading>", "the section that the new station begins with")
  .action(async (station, options) => {
    exitCode = await (await import("./reorder.ts")).split(station, options);
  });

const exporting = program.command("export").description("write stations as web pages");

exporting
  .command("html")
  .description("write a station, or a whole path, as one HTML file with everything in it")
  .argument("<station or path>")
  .option("--out <file>", "write it to a file instead of printing it")
  .action(async (station, options) => {
    exitCode = await (await import("./export.ts")).exportHtml(station, options);
  });

exporting
  .command("pdf")
  .description("print a station, or a whole path, into a PDF with an installed browser")
  .argument("<station or path>")
  .requiredOption("--out <file>", "where to write it")
  .option("--browser <program>", "the browser of the Chromium family that prints")
  .action(async (station, options) => {
    exitCode = await (await import("./export.ts")).exportPdf(station, options);
  });

exporting
  .command("site")
  .description("write a path as a folder of pages: contents, stations, glossary")
  .argument("[path]", "the path.yaml, or the folder of the path", ".")
  .requiredOption("--out <folder>", "where to write them")
  .option("--force", "write over what is there")
  .action(async (path, options) => {
    exitCode = await (await import("./export.ts")).exportSite(path, options);
  });

program
  .command("server")
  .description("run the language server")
  .option("--stdio", "talk over standard input and output")
  .action(async () => {
    exitCode = await (await import("../node-server.ts")).serveStdio();
  });

// A reader that goes away (“| head”) ends the run quietly.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode);
    throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    exitCode = 2;
    const text =
      error instanceof UsageError ? error.message : `Something went wrong: ${(error as Error).stack ?? error}`;
    process.stderr.write(`stationmaster: ${text}\n`);
  }
}
process.exitCode = exitCode;
