import { type AddCommand, addAlias, addForceOption, EXIT_CODES, EXPORTED, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addExport: AddCommand = (program, call) => {
  const command = newCommand(
    program,
    "export",
    "write stations as web pages, a PDF or a site",
    "Writes stations as web pages.",
  ).helpCommand(false);
  addHtml(command, call);
  addPdf(command, call);
  addSite(command, call);
};

const addHtml: AddCommand = (exporting, { end }) => {
  const command = newCommand(
    exporting,
    "html",
    "write a station, or a whole path, as one HTML file",
    "Writes a station, or a whole path, as one HTML file with everything in it.",
  )
    .argument("<station or path>", EXPORTED)
    .option("--output <file>", "write to a file instead of printing")
    .action(async (name, options) => end(await (await import("./export-action.ts")).exportHtml(name, options)));
  addForceOption(command);
  addAlias(command, "--out <file>", "--output");
  addSections(command, {
    Examples: [["stationmaster export html water --output water.html", "a whole path on one page"]],
    "Exit codes": EXIT_CODES,
  });
};

const addPdf: AddCommand = (exporting, { end }) => {
  const command = newCommand(
    exporting,
    "pdf",
    "print a station, or a whole path, to a PDF",
    "Prints a station, or a whole path, to a PDF with an installed browser.",
  )
    .argument("<station or path>", EXPORTED)
    .requiredOption("--output <file>", "where to write it")
    .option("--browser <program>", "the Chromium-based browser to print with")
    .action(async (name, options) => end(await (await import("./export-action.ts")).exportPdf(name, options)));
  addForceOption(command);
  addAlias(command, "--out <file>", "--output");
  addSections(command, {
    Examples: [["stationmaster export pdf water --output water.pdf", "a whole path"]],
    "Exit codes": EXIT_CODES,
  });
};

const addSite: AddCommand = (exporting, { end }) => {
  const command = newCommand(
    exporting,
    "site",
    "write a path as a folder of pages",
    "Writes a path as a folder of pages: contents, stations, glossary, sources.",
  )
    .argument("[path]", "the path.yaml, or the folder of the path", ".")
    .requiredOption("--output <folder>", "where to write them")
    .option("--force", "write into a folder that is not empty")
    .action(async (name, options) => end(await (await import("./export-action.ts")).exportSite(name, options)));
  addAlias(command, "--out <folder>", "--output");
  addSections(command, {
    Examples: [["stationmaster export site water --output public", "a site for a web server"]],
    "Exit codes": EXIT_CODES,
  });
};
