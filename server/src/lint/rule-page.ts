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
    parts.push(`### ${title}`, fence(dedent(text)));
    if (fixed !== undefined) parts.push("After the fix:", fence(dedent(fixed)));
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

function fence(text: string): string {
  return `\`\`\`text\n${text.replace(/(?<![ \t])[ \t]+$/gm, (space) => "·".repeat(space.length))}\n\`\`\``;
}
