import { pairOf } from "../syntax/yaml.ts";
import type { TextEdit } from "../text/edit.ts";
import { numberInName, type PathFile } from "./path-file.ts";

/** The edit of a `path.yaml` that puts another station at the end of its list; undefined where its list can't be found. */
export function appendStation({ root, text }: PathFile, name: string): TextEdit | undefined {
  const stations = pairOf(root, "stations");
  const line = `- ${plainScalar(name)}\n`;
  if (!stations) {
    const newline = text === "" || text.endsWith("\n") ? "" : "\n";
    return { range: { start: text.length, end: text.length }, newText: `${newline}stations:\n  ${line}` };
  }
  const { value } = stations;
  if (value.kind !== "list" || value.items.length === 0 || text[value.range.start] === "[") return undefined;
  const last = value.items[value.items.length - 1]!.range.end;
  const rest = text.slice(last).search(/[\n\r]|$/);
  const first = value.items[0]!.range.start;
  const dash = text.lastIndexOf("-", first);
  const indent = dash - (Math.max(text.lastIndexOf("\n", dash), text.lastIndexOf("\r", dash)) + 1);
  const at = last + rest;
  return { range: { start: at, end: at }, newText: `\n${" ".repeat(Math.max(0, indent))}${line.trimEnd()}` };
}

/** A commented `path.yaml` for a folder's stations, in the order of their numbers and names. */
export function newPathFile(title: string, names: readonly string[]): string {
  const order = (name: string) => numberInName(name) ?? Number.POSITIVE_INFINITY;
  const sorted = [...names].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  const list = sorted.length
    ? sorted.map((name) => `  - ${plainScalar(name)}`)
    : ["  # - first-station.station.md", "  - planned: First Station"];
  return `# A learning path: its stations in order. The order gives the numbers, starting at 1.
title: ${plainScalar(title)}
language: en

# standard: no promises about sources. premium: every sentence is cited and checked.
tier: standard

# The school grade that the readers can follow.
audience:
  readingGrade: 11

stations:
${list.join("\n")}
  # A station that has a number and a title, but no file yet:
  # - planned: Title of the Station

# Where the sources are that stations cite, such as [@key]:
# sources: sources.bib

# How much a rule weighs on this path (error, warning, information, hint, off), and its options:
# rules:
#   sentence-length: { severity: warning, words: 28 }
`;
}

/** A name as YAML has it, in quotation marks where it could be read as something else. */
function plainScalar(name: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/()-]*$/u.test(name) && !/^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(name)
    ? name
    : JSON.stringify(name);
}
