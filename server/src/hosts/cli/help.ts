import type { Command, HelpConfiguration, Option, OutputConfiguration } from "commander";
import pc from "picocolors";
import { wrap } from "../../lint/report-text.ts";
import { displayWidth } from "../../text/display-width.ts";
import { inertLines } from "../../text/inert.ts";
import { valuesOf } from "./choices.ts";
import { columns } from "./terminal.ts";

/** Longer lines are hard to read. */
const WIDEST = 100;

const { bold } = pc.createColors(true); // commander takes colors out where none are shown

export const HELP: HelpConfiguration = {
  styleTitle: bold,
  minWidthToWrap: 20,
  subcommandTerm: (command) =>
    [command.name(), ...command.registeredArguments.map((each) => argumentTerm(each.name(), each))].join(" "),
  optionDescription: describe,
  argumentDescription: ({ description, defaultValue }) =>
    typeof defaultValue === "string" ? `${description} (default: ${defaultValue})` : description,
};

export const HELP_OUTPUT: OutputConfiguration = {
  outputError: (text, write) =>
    write(/* defense: inert-help */ inertLines(text.replace(/^error: /, "stationmaster: "))),
  getOutHelpWidth: () => Math.min(columns(), WIDEST),
  getErrHelpWidth: () => Math.min(columns(), WIDEST),
};

function argumentTerm(name: string, { required, variadic }: { required: boolean; variadic: boolean }): string {
  const full = variadic ? `${name}…` : name;
  return required ? `<${full}>` : `[${full}]`;
}

/** What an option is for, what it takes, and what it is where it is not given. */
function describe(option: Option): string {
  const values = option.flags.includes("=") ? undefined : valuesOf(option, "");
  const list = values && `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
  const initial = typeof option.defaultValue === "string" ? `default: ${option.defaultValue}` : "";
  return [option.description, list && `: ${list}`, initial && ` (${initial})`].filter(Boolean).join("");
}

/** What stands below the options of a command: rows of a term and what it means, or paragraphs. */
export type HelpSections = Readonly<Record<string, readonly (readonly [term: string, meaning: string] | string)[]>>;

/** Adds sections below the options, where help is asked for; a wrong call shows its mistake only. */
export function addSections(command: Command, sections: HelpSections): void {
  command.addHelpText("after", ({ error }) => {
    if (error) return "";
    const width = Math.min(columns(), WIDEST);
    return Object.entries(sections)
      .map(([title, rows]) => `\n${title}:\n${sectionRows(rows, width).join("\n")}`)
      .join("\n");
  });
}

function sectionRows(rows: HelpSections[string], width: number): readonly string[] {
  const terms = rows.flatMap((row) => (typeof row === "string" ? [] : [displayWidth(row[0])]));
  const lead = Math.max(0, ...terms) + 2;
  return rows.flatMap((row) => {
    if (typeof row === "string") return wrap(row, width - 2).map((line) => `  ${line}`);
    const [term, meaning] = row;
    // Where terms are commands, what they do stands below them once there is no room beside.
    if (lead + 30 > width || lead > 48)
      return [`  ${term}`, ...wrap(meaning, width - 6).map((line) => `      ${line}`)];
    return wrap(meaning, width - lead - 2).map((line, at) => `  ${(at ? "" : term).padEnd(lead)}${line}`);
  });
}
