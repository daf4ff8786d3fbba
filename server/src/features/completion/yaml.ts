import { fileKind } from "../../files/kinds.ts";
import { folderOf, isInside, relativeFile } from "../../files/names.ts";
import { frontMatterSchema, pathSchema, type Schema, workspaceSchema } from "../../lint/schemas.ts";
import { plainScalar } from "../../path/path-edits.ts";
import { stationsOf } from "../../path/workspace.ts";
import { once } from "../../text/once.ts";
import { type Completion, last, type Place } from "./place.ts";

const schemas = { path: once(pathSchema), settings: once(workspaceSchema), frontMatter: once(frontMatterSchema) };

/** Keys and values with what they mean, in `path.yaml`, `stationmaster.yaml` and front matter. */
export function yamlCompletions(place: Place): readonly Completion[] | undefined {
  const { file, text, offset, station } = place;
  const kind = fileKind(file);
  if (kind === "path") return completionsFor(place, schemas.path(), text.slice(0, offset));
  if (kind === "settings") return completionsFor(place, schemas.settings(), text.slice(0, offset));
  const frontMatter = station?.tree.frontMatter;
  if (frontMatter?.format !== "yaml" || offset <= frontMatter.range.start + 3 || offset >= frontMatter.range.end - 3)
    return undefined;
  return completionsFor(place, schemas.frontMatter(), text.slice(frontMatter.range.start + 4, offset));
}

function completionsFor(place: Place, schema: Schema, above: string): readonly Completion[] {
  const { keys, key, item, typed } = positionIn(above);
  const parents = schemasAt([schema], keys);
  if (key !== undefined) return valuesFor(place, schemasAt(parents, [key]), key, typed);
  const maps = item ? parents.flatMap(itemsOf) : parents;
  const values = item ? valuesFor(place, maps, keys[keys.length - 1]!, typed) : [];
  return [...values, ...maps.flatMap((map) => keysOf(place, map, typed))];
}

interface Position {
  /** The keys above, from the outermost on. */
  readonly keys: readonly string[];
  /** The key whose value is being written. */
  readonly key: string | undefined;
  /** Whether an item of a list is being written. */
  readonly item: boolean;
  readonly typed: string;
}

const KEY = /^(\s*)(-\s+)?["']?([\w-]+)["']?\s*:/;
const VALUE = /^["']?([\w-]+)["']?\s*:\s+(.*)$/s;

/** Where in its map a text of YAML ends, by indentation and brackets; what can't be told counts as the top. */
function positionIn(above: string): Position {
  const lines = above.split(/\r\n|\n|\r/);
  const line = lines.pop()!;
  const isItem = /^\s*-\s/.test(line);
  const keys = keysAbove(lines, /^\s*/.exec(line)![0].length, isItem);
  const rest = line.replace(/^\s*(?:-\s+)?/, "");
  const open = /^["']?([\w-]+)["']?\s*:\s*([{[])([^{}[\]]*)$/.exec(rest);
  const written = open ? open[3]!.split(",").pop()!.trimStart() : rest;
  const value = VALUE.exec(written);
  return {
    keys: open ? [...keys, open[1]!] : keys,
    key: value?.[1],
    item: !value && (open ? open[2] === "[" : isItem),
    typed: (value ? value[2]! : written).replace(/^["']/, ""),
  };
}

/** The keys that lines belong to which stand this far to the right. A list may stand as far left as its own key. */
function keysAbove(lines: readonly string[], indentation: number, isItem: boolean): readonly string[] {
  const keys: string[] = [];
  let [indent, item] = [indentation, isItem];
  for (const line of [...lines].reverse()) {
    const match = KEY.exec(line);
    if (!match) continue;
    const at = match[1]!.length;
    if (at > indent || (at === indent && !(item && !match[2]))) continue;
    keys.unshift(match[3]!);
    [indent, item] = [at, false];
    if (at === 0) break;
  }
  return keys;
}

function schemasAt(schemas: readonly Schema[], keys: readonly string[]): readonly Schema[] {
  let found = schemas.flatMap(alternatives);
  for (const key of keys) found = found.flatMap(({ properties }) => properties?.[key] ?? []).flatMap(alternatives);
  return found;
}

function itemsOf({ items }: Schema): readonly Schema[] {
  return items ? alternatives(items) : [];
}

/** Each kind of value that may stand here, with what is said of all of them. */
function alternatives(schema: Schema): readonly Schema[] {
  const { anyOf, description } = schema;
  return anyOf ? anyOf.map((each) => ({ ...(description && { description }), ...each })) : [schema];
}

function keysOf({ offset }: Place, { properties = {} }: Schema, typed: string): readonly Completion[] {
  return Object.entries(properties).map(([name, schema]) => {
    const kinds = alternatives(schema);
    const description = schema.description ?? "";
    return {
      kind: "key",
      label: name,
      detail: description,
      range: last(offset, typed.length),
      newText: kinds.every(({ type }) => type === "array") ? `${name}:\n  - ` : `${name}: `,
    };
  });
}

function valuesFor(place: Place, schemas: readonly Schema[], key: string, typed: string): readonly Completion[] {
  const range = last(place.offset, typed.length);
  const known = schemas.flatMap(({ enum: names = [], type, description }) => {
    const values = type === "boolean" ? ["true", "false"] : names;
    return values.map(
      (label): Completion => ({ kind: "value", label, detail: description ?? "", range, newText: label }),
    );
  });
  return [...known, ...filesFor(place, key).map((name) => file(name, range))];
}

function file(name: string, range: Completion["range"]): Completion {
  return { kind: "file", label: name, range, newText: plainScalar(name) };
}

/** The files that a key names: stations that are not on the path yet, lists of sources. */
function filesFor({ workspace, file: from, paths }: Place, key: string): readonly string[] {
  const folder = folderOf(from);
  const below = (files: Iterable<string>) => [...files].filter((each) => isInside(folder, each));
  if (key === "stations") {
    const listed = new Set(paths.flatMap(({ stops }) => stops.map((stop) => stop.file)));
    const stations = below([...stationsOf(workspace)].map(([each]) => each));
    return stations.filter((each) => !listed.has(each)).map((each) => relativeFile(folder, each));
  }
  if (key === "requires") {
    const stops = paths.flatMap((path) => path.stops.filter(({ number }) => number < (path.stopOf(from)?.number ?? 0)));
    return stops.flatMap((stop) => (stop.file ? relativeFile(folder, stop.file) : []));
  }
  if (key !== "sources") return [];
  return below([...workspace.folders.values()].flatMap(({ sources }) => [...sources.keys()])).map((each) =>
    relativeFile(folder, each),
  );
}
