import { CALL, CITATION_STYLES } from "../path/path-file.ts";
import { pairOf, textOf, type YamlPair, type YamlValue } from "../syntax/yaml.ts";
import { unknownName } from "../text/nearest-name.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "path-schema",
  group: "Path",
  kind: "fault",
  summary: "A path.yaml has known keys with values of the right kind.",
  why: "A misspelled key has no effect, and nobody notices until late. The keys are described in docs/settings.md.",
  severity: "error",
  options: {},
  *checkPath(path): Generator<Finding> {
    const { pathFile } = path;
    if (!pathFile) return;
    const { root, problems, text } = pathFile;
    for (const { range, message } of problems) yield { range, message };
    if (!root) {
      if (problems.length === 0)
        yield {
          range: { start: 0, end: Math.min(1, text.length) },
          message: "This path.yaml is empty. Please list its stations under “stations:”.",
        };
      return;
    }
    if (root.kind !== "map") {
      yield {
        range: root.range,
        message: "A path.yaml consists of lines such as “title: Water” and a list “stations:”.",
      };
      return;
    }
    for (const pair of root.pairs) yield* checkPair(pair);
    if (!pairOf(root, "stations"))
      yield { range: firstLine(text), message: "This path lists no stations. Please add them under “stations:”." };
  },
});

type Kind = (value: YamlValue) => Iterable<Finding>;

const KEYS: Readonly<Record<string, Kind>> = {
  title: text,
  description: text,
  category: text,
  language: text,
  root: text,
  call: (value) => (value.kind === "list" ? list(word)(value) : word(value)),
  tier: oneOf("standard", "premium"),
  citationStyle: oneOf(...CITATION_STYLES),
  preset: oneOf("draft", "adopt", "recommended", "strict", "premium"),
  audience: map({ readingGrade: positive }),
  known: list(text),
  stations: list(station),
  sources: textOrList,
  ignore: textOrList,
  rules: () => [], // checked where all rules are known
};

function* checkPair({ key, keyRange, value }: YamlPair, keys = KEYS, what = "key"): Generator<Finding> {
  const kind = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (kind) {
    yield* kind(value);
    return;
  }
  const { message, instead } = unknownName(key, Object.keys(keys), what);
  yield {
    range: keyRange,
    message,
    suggestions: instead ? [{ title: `Change to “${instead}”`, edits: [{ range: keyRange, newText: instead }] }] : [],
  };
}

function* text(value: YamlValue): Generator<Finding> {
  if (textOf(value) === undefined) yield { range: place(value), message: "Expected text here." };
}

function* word(value: YamlValue): Generator<Finding> {
  if (!CALL.test(textOf(value)?.trim() ?? ""))
    yield { range: place(value), message: "Expected a word for one station, such as Lesson." };
}

function* positive(value: YamlValue): Generator<Finding> {
  if (!(Number(textOf(value)) > 0)) yield { range: place(value), message: "Expected a number above 0, such as 11." };
}

function oneOf(...names: readonly string[]): Kind {
  return function* (value) {
    const written = textOf(value);
    if (written !== undefined && names.includes(written)) return;
    const choices = names.map((name) => `“${name}”`).join(" or ");
    const suggestions = names.map((name) => ({
      title: `Change to “${name}”`,
      edits: [{ range: value.range, newText: name }],
    }));
    yield {
      range: place(value),
      message: `Expected ${choices}.`,
      suggestions: value.range.end > value.range.start ? suggestions : [],
    };
  };
}

function textOrList(value: YamlValue): Iterable<Finding> {
  return value.kind === "list" ? list(text)(value) : text(value);
}

function list(kind: Kind): Kind {
  return function* (value) {
    if (value.kind === "list") for (const item of value.items) yield* kind(item);
    else if (value.kind !== "scalar" || value.value !== null)
      yield { range: place(value), message: "Expected a list: lines that start with “- ”." };
  };
}

function map(keys: Readonly<Record<string, Kind>>): Kind {
  return function* (value) {
    if (value.kind === "map") for (const pair of value.pairs) yield* checkPair(pair, keys);
    else yield { range: place(value), message: `Expected lines such as “${Object.keys(keys)[0]}: …”.` };
  };
}

function* station(value: YamlValue): Generator<Finding> {
  if (textOf(value) !== undefined) return;
  if (value.kind === "map") {
    for (const pair of value.pairs) yield* checkPair(pair, { planned: text });
    if (value.pairs.length > 0) return;
  }
  yield { range: place(value), message: "A station is a file, or “planned:” and a title." };
}

/** A range that can be seen, also where the value is empty. */
function place({ range }: YamlValue): Range {
  return range.end > range.start ? range : { start: Math.max(0, range.start - 1), end: range.start };
}

function firstLine(text: string): Range {
  return { start: 0, end: text.search(/[\n\r]|$/) };
}

export const examples: readonly Example[] = [
  {
    title: "Misspelled keys and values of another kind",
    text: `
      -- path.yaml --
      titel: Water
      ^^^^^ There is no key “titel”. Did you mean “title”?
      tier: premuim
            ^^^^^^^ Expected “standard” or “premium”.
      call: Lesson 1
            ^^^^^^^^ Expected a word for one station, such as Lesson.
      audience:
        readingGrade: eleven
                      ^^^^^^ Expected a number above 0, such as 11.
      stations:
        - rain.station.md
        - plannned: Rivers
          ^^^^^^^^ There is no key “plannned”. Did you mean “planned”?
    `,
  },
  {
    title: "A path without stations",
    text: `
      -- path.yaml --
      title: Water
      ^^^^^^^^^^^^ This path lists no stations. Please add them under “stations:”.
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "A path.yaml of another program, with neither stations nor any beside it",
    text: `
      -- path.yaml --
      routes: [{ from: rain, to: sea }]
    `,
  },
  {
    title: "What is not YAML, and aliases",
    text: `
      -- path.yaml --
      title: &name Water
      stations: [*name]
                 ^^^^^ Aliases (*name) are not supported here. Please write the value out.
    `,
  },
  {
    title: "Every key in order",
    text: `
      -- path.yaml --
      title: Global Governance and Organizations
      category: Political Science & Sociology
      tier: standard
      language: en
      call: [Lesson, Unit]
      audience:
        readingGrade: 11
      known: [NATO]
      stations:
        - foundations.station.md
        - planned: Resource Management
      sources: sources.bib
      citationStyle: number
      preset: strict
      ignore: [drafts/, "*.old.station.md"]
      rules:
        sentence-length: { severity: warning, words: 28 }
    `,
  },
];
