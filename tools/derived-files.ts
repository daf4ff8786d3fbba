import { TOKEN_TYPES } from "../server/src/features/semantic-tokens.ts";
import { FILE_KINDS, PATH_NAMES, SOURCES_NAME, STATION_ENDINGS, STATION_GLOB } from "../server/src/files/kinds.ts";
import type { CalloutRole } from "../server/src/language/language.ts";
import { DEFAULT_LANGUAGE } from "../server/src/language/languages.ts";
import {
  checkLineSchema,
  checkReportSchema,
  diffReportSchema,
  ruleListSchema,
  ruleSchema,
  sourcesReportSchema,
  statsReportSchema,
  verifyReportSchema,
} from "../server/src/lint/report-schemas.ts";
import { rulePage } from "../server/src/lint/rule-page.ts";
import { pathSchema, workspaceSchema } from "../server/src/lint/schemas.ts";
import { ledgerLineSchema, recordSchema, todoSchema } from "../server/src/lint/verification-schemas.ts";
import { LISTS_STATIONS } from "../server/src/path/path-file.ts";
import { allRules } from "../server/src/rules/all.generated.ts";
import { allExamples, fixableRules } from "../server/src/rules/examples.generated.ts";
import { type Group, type Rule, SEVERITIES } from "../server/src/rules/rule.ts";
import { CALLOUT_ROLES, CALLOUTS, type Callout, SENTENCE_START } from "../server/src/station/callouts.ts";
import { labelPattern } from "../server/src/syntax/labels.ts";

const { isClosingLabel } = DEFAULT_LANGUAGE.structure;

const callouts: readonly Callout[] = CALLOUT_ROLES.map((role) => CALLOUTS[role]);

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

/**
 * Every file that is derived from the rules, the callouts and the kinds of files, by name, with its text. `read` gives the
 * present text of a file that is derived in part.
 */
export function derivedFiles(read: (name: string) => string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const rule of allRules) files.set(`docs/rules/${rule.id}.md`, rulePage(rule, allExamples[rule.id] ?? []));
  files.set("docs/rules/README.md", `# Rules\n\n${ruleTable("")}`);
  files.set("README.md", between(read("README.md"), "rules", ruleTable("docs/rules/")));
  const manifest = JSON.parse(read("package.json"));
  files.set("package.json", json(withTokens(withSettings(withStationEndings(manifest)))));
  files.set("client/src/served-files.generated.ts", servedFiles());
  files.set("syntaxes/station.tmLanguage.json", json(withLabels(JSON.parse(read("syntaxes/station.tmLanguage.json")))));
  files.set("syntaxes/markdown-labels.tmLanguage.json", json(markdownLabels()));
  files.set("docs/format.md", between(read("docs/format.md"), "callouts", calloutTable()));
  files.set("schemas/path.schema.json", json(pathSchema()));
  files.set("schemas/stationmaster.schema.json", json(workspaceSchema()));
  files.set("schemas/ledger-line.schema.json", json(ledgerLineSchema()));
  files.set("schemas/verify-todo.schema.json", json(todoSchema()));
  files.set("schemas/verify-record.schema.json", json(recordSchema()));
  files.set("schemas/check-report.schema.json", json(checkReportSchema()));
  files.set("schemas/check-line.schema.json", json(checkLineSchema()));
  files.set("schemas/stats-report.schema.json", json(statsReportSchema()));
  files.set("schemas/sources-report.schema.json", json(sourcesReportSchema()));
  files.set("schemas/verify-report.schema.json", json(verifyReportSchema()));
  files.set("schemas/diff-report.schema.json", json(diffReportSchema()));
  files.set("schemas/rule-list.schema.json", json(ruleListSchema()));
  files.set("schemas/rule.schema.json", json(ruleSchema()));
  return files;
}

function ruleTable(folder: string): string {
  const sections = GROUPS.flatMap((group) => {
    const rules = allRules.filter((rule) => rule.group === group);
    if (rules.length === 0) return [];
    const rows = rules.map(
      ({ id, kind, severity, summary }) =>
        `| [${id}](${folder}${id}.md) | ${kind} | ${severity} | ${fixableRules.has(id) ? "yes" : ""} | ${summary} |`,
    );
    return [
      `### ${group}\n\n| Rule | Kind | Severity | Fix | What must hold |\n| ---- | ---- | -------- | --- | -------------- |\n${rows.join("\n")}\n`,
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
    "/** The files that say which stations are on a path, as a pattern and by name. */",
    `export const PATH_FILES = "**/${FILE_KINDS.find(({ kind }) => kind === "path")!.glob}";`,
    `export const PATH_NAMES: readonly string[] = [${PATH_NAMES.map((name) => `"${name}"`).join(", ")}];`,
    "",
    "/** What shows that such a file is not another program's. */",
    `export const LISTS_STATIONS = ${LISTS_STATIONS};`,
    "",
    "/** How stations are named, as a pattern. */",
    `export const STATION_FILES = "**/${STATION_GLOB}";`,
    "",
    "/** What the names of stations end with. */",
    `export const STATION_NAME = /(?:${STATION_ENDINGS.map((ending) => ending.replaceAll(".", "\\.")).join("|")})$/i;`,
    "",
    "/** How lists of sources are named, and many other files. */",
    `export const SOURCES_NAME = ${SOURCES_NAME};`,
    "",
  ].join("\n");
}

/** Stations that are named as Markdown are that; all others have a language of their own. */
function withStationEndings(manifest: Manifest): Manifest {
  manifest.contributes.languages[0]!.extensions = STATION_ENDINGS.filter((ending) => !ending.endsWith(".md"));
  return manifest;
}

/** The extension's settings: one is for all rules, the others of `package.json` stay. */
function withSettings(manifest: Manifest): Manifest {
  const { properties } = manifest.contributes.configuration[0]!;
  properties["stationmaster.rules"] = {
    type: "object",
    markdownDescription: "%settings.rules%",
    scope: "resource",
    default: {},
    additionalProperties: false,
    properties: Object.fromEntries(allRules.map((rule) => [rule.id, ruleSetting(rule)])),
  };
  return manifest;
}

/** What of `package.json` is derived. */
interface Manifest {
  readonly contributes: {
    readonly languages: { extensions: readonly string[] }[];
    readonly configuration: readonly { readonly properties: Record<string, object> }[];
    semanticTokenTypes: { readonly id: string }[];
    readonly semanticTokenScopes: { scopes: Readonly<Record<string, readonly string[]>> }[];
  };
}

/** The kinds of semantic tokens: those that are no callout's stay, and each callout adds its own. */
function withTokens(manifest: Manifest): Manifest {
  const tokens = callouts.map(({ token }) => token);
  const others = new Set<string>(TOKEN_TYPES.filter((id) => tokens.every(({ type }) => type !== id)));
  const { contributes } = manifest;
  contributes.semanticTokenTypes = [
    ...contributes.semanticTokenTypes.filter(({ id }) => others.has(id)),
    ...tokens.map(({ type, description }) => ({ id: type, description })),
  ];
  for (const scopes of contributes.semanticTokenScopes) {
    scopes.scopes = Object.fromEntries([
      ...Object.entries(scopes.scopes).filter(([name]) => others.has(name.split(".")[0]!)),
      ...tokens.map(({ type, scope }) => [type, [scope]]),
    ]);
  }
  return manifest;
}

/**
 * A grammar that colors the labels of callouts in all Markdown: without semantic colors, nothing else would show what they are.
 * It reaches files that are no stations as well, so it knows only what nobody writes there by chance, with a capital and a colon.
 */
function markdownLabels(): object {
  const labels = CALLOUT_ROLES.flatMap((role) => {
    const [first, ...others] = DEFAULT_LANGUAGE.labels[role];
    return [first!, ...others.filter((each) => each === `${first}s`)].map(
      (each) => each[0]!.toUpperCase() + each.slice(1),
    );
  });
  return {
    scopeName: "text.station.labels",
    injectionSelector:
      "L:text.html.markdown -markup.fenced_code -markup.inline.raw -markup.raw -meta.embedded -comment",
    patterns: [
      {
        name: "keyword.other.label.station",
        // The closing marks of bold are Markdown's, or the bold would go on to the paragraph's end.
        match: `(?:^|(?<=^\\*\\*)|(?<=^__)|(?<=^> )|(?<=^> \\*\\*)|(?<=^> __))(?:${labels.join("|")}):`,
      },
    ],
  };
}

/** What of the grammar is derived. */
interface Grammar {
  readonly repository: { readonly "key-term": { match: string }; label: object };
}

/**
 * The grammar with the labels of all callouts. It knows lines only, so a label whose dash counts at the end of a station alone
 * is colored there by the server.
 */
function withLabels(grammar: Grammar): Grammar {
  const words = (some: readonly CalloutRole[]) =>
    some
      .flatMap((role) => DEFAULT_LANGUAGE.labels[role].filter((each) => !isClosingLabel(each)).map(labelPattern))
      .join("|");
  const bold = "(?:\\*\\*|__)";
  const marked = (some: readonly CalloutRole[], mark: string) =>
    `((?:${words(some)})(${bold}?)[ \\t]*${mark})(${bold}?)`;
  const labels = CALLOUT_ROLES.filter((role) => role !== "key-term");
  const dashed = labels.filter((role) => CALLOUTS[role].dash !== "end");
  const punctuation = { name: "punctuation.definition.bold.station" };
  const captures = { 1: punctuation, 2: { name: "keyword.other.label.station" }, 3: punctuation, 4: punctuation };
  const start = "(?i)^[ \\t]*";
  const { repository } = grammar;
  const term = "(?-i:([^—]{1,200}?)[ \\t]*(—))?";
  repository["key-term"].match = `${start}((?:>[ \\t]?)*)(${bold}?)${marked(["key-term"], "[:–—]")}[ \\t]*${term}`;
  repository.label = {
    patterns: [
      { match: `${start}(${bold}?)${marked(labels, ":")}(?=[ \\t])`, captures },
      { match: `${start}(${bold})${marked(dashed, "[–—]")}`, captures },
      { match: `${start}()${marked(dashed, "[–—]")}(?-i:(?=[ \\t]*${SENTENCE_START.source.slice(1)}))`, captures },
    ],
  };
  return grammar;
}

function calloutTable(): string {
  const dashes = {
    always: "yes",
    sentence: "before a sentence",
    end: "before a sentence, at the end of the station",
  } as const satisfies Readonly<Record<Callout["dash"], string>>;
  const rows = CALLOUT_ROLES.map((role) => {
    const { name, dash, unlabeled }: Callout = CALLOUTS[role];
    const labels = DEFAULT_LANGUAGE.labels[role]
      .map((words) => `\`${words[0]!.toUpperCase()}${words.slice(1)}:\`${isClosingLabel(words) ? " (at the end)" : ""}`)
      .join(", ");
    return `| ${name.toLowerCase()} | ${labels} | ${dashes[dash]} | ${unlabeled} |`;
  });
  return `| Callout | Label | With a dash | Without a label |\n| ------- | ----- | ----------- | --------------- |\n${rows.join("\n")}\n`;
}

function ruleSetting({ summary, severity }: Rule): object {
  return {
    type: "string",
    enum: SEVERITIES,
    markdownDescription: `${summary} By default: ${severity}.`,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
