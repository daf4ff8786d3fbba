import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import { CITATION_STYLES } from "../path/path-file.ts";
import { allRules } from "../rules/all.generated.ts";
import { type OptionSpec, SEVERITIES } from "../rules/rule.ts";
import { PRESETS } from "./presets.ts";

/** As much of a JSON schema (draft 07) as the project's files need. */
export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly type?: "object" | "array" | "string" | "number" | "boolean" | "null";
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly enum?: readonly string[];
  readonly const?: number;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

export const DRAFT = "http://json-schema.org/draft-07/schema#";

export function text(description: string): Schema {
  return { type: "string", description };
}

export function nullable(schema: Schema): Schema {
  return { anyOf: [schema, { type: "null" }] };
}

/** An object that has all of these properties but for the optional ones, and may have others. */
export function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", required, properties };
}

const ROOT: Schema = {
  type: "string",
  description:
    "The folder that links with a slash at their start, such as /images/x.png, count from; else the repository.",
};

/** Words to choose from; others may stand there, too. */
const CALLS = DEFAULT_LANGUAGE.references.usualNames;

const IGNORE: Schema = {
  description: "Files and folders that are not checked, as patterns of a .gitignore, such as drafts/.",
  anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
};

/** What a `path.yaml` may hold, as a JSON schema. */
export function pathSchema(): Schema {
  return {
    $schema: DRAFT,
    title: "A learning path",
    type: "object",
    additionalProperties: false,
    properties: {
      title: { type: "string", description: "What the learning path is called." },
      description: { type: "string", description: "What the learning path is about." },
      category: { type: "string", description: "The subject it belongs to." },
      tier: {
        enum: ["standard", "premium"],
        description: "standard makes no promises about sources; premium is cited and checked sentence by sentence.",
      },
      language: { type: "string", description: "The language of the stations, such as en." },
      call: {
        description:
          "What the text calls a station, such as Lesson: then “Lesson 9” is a reference. One word or several.",
        anyOf: [
          { enum: CALLS },
          { type: "string" },
          { type: "array", items: { anyOf: [{ enum: CALLS }, { type: "string" }] } },
        ],
      },
      audience: {
        type: "object",
        additionalProperties: false,
        properties: { readingGrade: { type: "number", description: "The school grade whose readers can follow." } },
      },
      stations: {
        type: "array",
        description: "The stations in order. The order gives the numbers, starting at 1.",
        items: {
          anyOf: [
            { type: "string", description: "A station's file." },
            {
              type: "object",
              additionalProperties: false,
              required: ["planned"],
              properties: { planned: { type: "string", description: "The title of a station that has no file yet." } },
            },
          ],
        },
      },
      sources: {
        description: "The files of sources: CSL-JSON, CSL-YAML or BibTeX.",
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      root: ROOT,
      citationStyle: {
        enum: CITATION_STYLES,
        description:
          "How previews, exported pages and hovers show citations: (Smith 2020), [1], or a raised number with a note.",
      },
      preset: { enum: PRESETS, description: "A set of severities to start from." },
      known: knownSchema(),
      ignore: IGNORE,
      rules: rulesSchema(),
    },
  };
}

/** What a `stationmaster.yaml` may hold. */
export function workspaceSchema(): Schema {
  return {
    $schema: DRAFT,
    title: "Settings for all learning paths of a folder",
    type: "object",
    additionalProperties: false,
    properties: {
      root: ROOT,
      preset: { enum: PRESETS, description: "A set of severities to start from." },
      known: knownSchema(),
      ignore: IGNORE,
      rules: rulesSchema(),
    },
  };
}

function knownSchema(): Schema {
  return {
    type: "array",
    description: "Acronyms that need no expansion, because the readers know them.",
    items: { type: "string", description: "An acronym, such as NATO." },
  };
}

/** What a station's front matter may hold that has a meaning here; anything else may stand there, too. */
export function frontMatterSchema(): Schema {
  return {
    type: "object",
    properties: {
      author: {
        description: "Who wrote this: names or ORCID iDs. Someone else has to verify it.",
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      requires: {
        type: "array",
        description: "What a reader must have read first: stations, by file or title.",
        items: { type: "string", description: "A station's file." },
      },
    },
  };
}

function rulesSchema(): Schema {
  const severity: Schema = { enum: SEVERITIES };
  const properties = Object.fromEntries(
    allRules.map(({ id, summary, options }) => {
      const known = Object.fromEntries(Object.entries(options).map(([name, spec]) => [name, optionSchema(spec)]));
      const full: Schema = { type: "object", additionalProperties: false, properties: { severity, ...known } };
      return [id, { description: summary, anyOf: [severity, full] }];
    }),
  );
  return {
    type: "object",
    description: "The severity and the options of each rule.",
    additionalProperties: false,
    properties,
  };
}

function optionSchema(spec: OptionSpec): Schema {
  const shared = { default: spec.default, description: spec.description };
  if (typeof spec.default === "number")
    return { type: "number", minimum: "minimum" in spec ? (spec.minimum ?? 0) : 0, ...shared };
  if (typeof spec.default === "boolean") return { type: "boolean", ...shared };
  if (typeof spec.default === "string") return { enum: "choices" in spec ? spec.choices : [], ...shared };
  return { type: "array", items: { type: "string" }, ...shared };
}
