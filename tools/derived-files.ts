import { FILE_KINDS, STATION_ENDINGS } from "../server/src/files/kinds.ts";
import { rulePage } from "../server/src/lint/rule-page.ts";
import { pathSchema, workspaceSchema } from "../server/src/lint/schemas.ts";
import { allRules } from "../server/src/rules/all.generated.ts";
import { allExamples, fixableRules } from "../server/src/rules/examples.generated.ts";
import type { Group, Rule } from "../server/src/rules/rule.ts";
import { SEVERITIES } from "../server/src/rules/rule.ts";

/** The groups in the order in which people read about them. */
const GROUPS: readonly Group[] = [
  "Structure",
  "Key terms",
  "Cross-references and links",
  "Tables",
  "Lists",
  "Sources and claims",
  "Prose",
  "Path",
  "Housekeeping",
];

/** Every file that is derived from the rules and the kinds of files, by name, with its text. `read` gives the present text of a file that is derived in part. */
export function derivedFiles(read: (name: string) => string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const rule of allRules) files.set(`docs/rules/${rule.id}.md`, rulePage(rule, allExamples[rule.id] ?? []));
  files.set("docs/rules/README.md", `# Rules\n\n${ruleTable("")}`);
  files.set("README.md", between(read("README.md"), "rules", ruleTable("docs/rules/")));
  files.set("package.json", withSettings(withStationEndings(read("package.json"))));
  files.set("client/src/served-files.generated.ts", servedFiles());
  files.set("schemas/path.schema.json", json(pathSchema()));
  files.set("schemas/stationmaster.schema.json", json(workspaceSchema()));
  return files;
}

function ruleTable(folder: string): string {
  const sections = GROUPS.flatMap((group) => {
    const rules = allRules.filter((rule) => rule.group === group);
    if (rules.length === 0) return [];
    const rows = rules.map(
      ({ id, severity, summary }) =>
        `| [${id}](${folder}${id}.md) | ${severity} | ${fixableRules.has(id) ? "yes" : ""} | ${summary} |`,
    );
    return [
      `### ${group}\n\n| Rule | Severity | Fix | What must hold |\n| ---- | -------- | --- | -------------- |\n${rows.join("\n")}\n`,
    ];
  });
  return sections.join("\n");
}

/** Puts a text between the two comments that mark its place. */
function between(text: string, name: string, inner: string): string {
  const [start, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`The comments “${start}” and “${end}” are missing.`);
  return `${text.slice(0, from + start.length)}\n\n${inner}\n${text.slice(to)}`;
}

/** The files that the client's language id does not tell: those of other languages that the server serves. */
function servedFiles(): string {
  const globs = FILE_KINDS.filter(({ kind, isServed }) => isServed && kind !== "station").map(({ glob }) => glob);
  return [
    "// Made by `npm run generate` from the kinds of files.",
    "",
    "/** The files that the server serves beside stations, as patterns. */",
    "export const SERVED_FILES: readonly string[] = [",
    ...globs.map((glob) => `  "**/${glob}",`),
    "];",
    "",
  ].join("\n");
}

/** The language of stations is told by the ends of their names. */
function withStationEndings(text: string): string {
  const manifest = JSON.parse(text);
  manifest.contributes.languages[0].extensions = STATION_ENDINGS;
  return json(manifest);
}

/** The extension's settings: those of `package.json` that are no rule's stay, and each rule adds its own. */
function withSettings(text: string): string {
  const manifest = JSON.parse(text);
  const general = manifest.contributes.configuration[0];
  manifest.contributes.configuration = [
    general,
    ...GROUPS.flatMap((group, index) => {
      const rules = allRules.filter((rule) => rule.group === group);
      if (rules.length === 0) return [];
      const properties = Object.fromEntries(rules.map((rule) => [`stationmaster.rules.${rule.id}`, ruleSetting(rule)]));
      return [{ title: `Rules: ${group}`, order: index + 1, properties }];
    }),
  ];
  return json(manifest);
}

function ruleSetting({ summary, severity }: Rule): object {
  return {
    type: "string",
    enum: ["default", ...SEVERITIES],
    default: "default",
    scope: "resource",
    markdownDescription: `${summary} By default: ${severity}.`,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
