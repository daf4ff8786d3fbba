import { LANGUAGES } from "../language/languages.ts";
import type { Example, OptionSpec, Rule } from "../rules/rule.ts";
import { dedent } from "../text/dedent.ts";

/** The page of a rule as Markdown: what must hold, why, its options, and examples. */
export function rulePage(rule: Rule, examples: readonly Example[]): string {
  const parts = [`# ${rule.id}`, rule.summary, factsOf(rule, examples), "## Why", rule.why.replace(/\s+/g, " ").trim()];
  const options = Object.entries(rule.options);
  if (options.length) {
    parts.push(
      "## Options",
      ["| Option | Default | Meaning |", "| ------ | ------- | ------- |", ...options.map(optionRow)].join("\n"),
    );
  }
  parts.push("## Examples");
  for (const { title, text, fixed } of examples) {
    const files = filesOf(dedent(text));
    const found = files.flatMap((file) => foundIn(file, files.length > 1));
    if (fixed !== undefined) parts.push(`### ${title}`, "Before:", ...files.flatMap(shownFile));
    else parts.push(`### ${title}`, ...files.flatMap(shownFile));
    if (found.length > 0) parts.push(found.join("\n"));
    if (fixed !== undefined) parts.push("After:", ...filesOf(dedent(fixed)).flatMap(shownFile));
  }
  return `${parts.join("\n\n")}\n`;
}

function factsOf(
  { group, kind, severity, premium, elsewhere, needs, part }: Rule,
  examples: readonly Example[],
): string {
  const facts = [
    `Group: ${group}.`,
    `Kind: ${kind}.`,
    `Severity: ${severity}${premium ? ` (premium paths: ${premium})` : ""}.`,
  ];
  if (elsewhere) facts.push(`On a path whose lessons are not written as stations: ${elsewhere}.`);
  if (examples.some(({ fixed }) => fixed !== undefined)) facts.push("Can be fixed automatically.");
  if (needs === "language") facts.push(`Runs for texts in ${LANGUAGES.map(({ name }) => name).join(", ")} only.`);
  if (part) facts.push(`Where the lessons of a path have no ${part} by habit, one note says so for the whole path.`);
  return facts.join(" ");
}

function optionRow([name, spec]: readonly [string, OptionSpec]): string {
  const value = typeof spec.default === "object" ? spec.default.join(", ") || "none" : String(spec.default);
  return `| \`${name}\` | ${value} | ${spec.description} |`;
}

interface ExampleFile {
  /** Undefined where the example is a text alone. */
  readonly name: string | undefined;
  readonly lines: readonly string[];
  /** What is found in it, and in which of its lines, from 1. */
  readonly notes: readonly { readonly line: number; readonly message: string }[];
}

/** The files that an example draws: `-- name --` begins one, and carets below a line are what is found there. */
function filesOf(drawn: string): readonly ExampleFile[] {
  const files: { name: string | undefined; lines: string[]; notes: { line: number; message: string }[] }[] = [];
  for (const line of drawn.split("\n")) {
    const name = /^-- (.+) --$/.exec(line)?.[1];
    if (name !== undefined || files.length === 0) files.push({ name, lines: [], notes: [] });
    const { lines, notes } = files[files.length - 1]!;
    const message = /^ *\^+…? (\S.*)$/.exec(line)?.[1];
    if (message !== undefined) notes.push({ line: lines.length, message });
    else if (name === undefined && line !== "\\ no newline") lines.push(line);
  }
  return files;
}

/** A file as a writer has it: its name, if there are several, and its text. */
function shownFile({ name, lines }: ExampleFile): readonly string[] {
  const text = lines.join("\n").replace(/(?<![ \t])[ \t]+$/gm, (space) => "·".repeat(space.length));
  // Code in the text must not end the block that shows it.
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [...(name === undefined ? [] : [`In \`${name}\`:`]), `${fence}${languageOf(name)}\n${text}\n${fence}`];
}

/** What is found in a file, a line each. */
function foundIn({ name, notes }: ExampleFile, isOneOfSeveral: boolean): readonly string[] {
  const where = isOneOfSeveral && name !== undefined ? ` of \`${name}\`` : "";
  return notes.map(({ line, message }) => `- Line ${line}${where}: ${message}`);
}

function languageOf(name: string | undefined): string {
  const ending = /\.(\w+)$/.exec(name ?? ".md")?.[1] ?? "";
  return { md: "markdown", yaml: "yaml", yml: "yaml", json: "json", jsonl: "json" }[ending] ?? "text";
}
