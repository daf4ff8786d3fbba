import { existsSync } from "node:fs";
import { basename } from "node:path";
import { isStationFile } from "../../files/kinds.ts";
import { baseName } from "../../files/names.ts";
import { DEFAULT_LANGUAGE } from "../../language/languages.ts";
import { pathFromFile } from "../../path/learning-path.ts";
import { appendStation, newPathFile } from "../../path/path-edits.ts";
import { numberInName, readPathFile } from "../../path/path-file.ts";
import { fileNameFor, newStation } from "../../station/new-station.ts";
import { toMarkdown } from "../../station/to-markdown.ts";
import { applyEdits } from "../../text/edit.ts";
import { fileAt, readText, replaceText, scan, writeNew } from "../disk.ts";
import { readersFor } from "../readers.ts";
import { print, say, UsageError } from "./terminal.ts";

/** Writes a commented `path.yaml` for the stations of this folder. */
export async function init(): Promise<number> {
  const file = fileAt("path.yaml");
  if (existsSync(file)) throw new UsageError("There is already a path.yaml here.");
  const names = scan(fileAt("."), false).map(baseName).filter(isStationFile);
  const title = basename(process.cwd())
    .replace(/[-_]+/g, " ")
    .replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
  write("path.yaml", newPathFile(title, names));
  const found = names.length === 1 ? "1 station" : `${names.length} stations`;
  await say(`Wrote path.yaml with ${found}. Open it to give the path its title and order.`);
  return 0;
}

/** Writes a station from the template, and puts it at the end of this folder's path. */
export async function newStationFile(title: string): Promise<number> {
  if (!title.trim() || /[\n\r]/.test(title)) throw new UsageError("A station needs a title of one line.");
  const pathFile = fileAt("path.yaml");
  const onPath = existsSync(pathFile);
  const numbers = scan(fileAt("."), false).map((file) => numberInName(baseName(file)) ?? 0);
  const number = onPath ? 0 : Math.max(0, ...numbers);
  const name = number ? `${String(number + 1).padStart(2, "0")}-${fileNameFor(title)}` : fileNameFor(title);
  if (existsSync(fileAt(name))) throw new UsageError(`There is already a file “${name}” here.`);
  write(name, newStation(title.trim()));
  await say(`Wrote ${name}.`);
  if (!onPath) return 0;
  const read = readText(pathFile);
  if (!("text" in read)) throw new UsageError(`path.yaml: ${read.reason}`);
  const parsed = readPathFile(pathFile, read.text);
  const edit = appendStation(parsed, name);
  if (!edit) throw new UsageError(`Please add “${name}” to the stations of path.yaml: its list could not be read.`);
  const failed = replaceText(pathFile, read.text, applyEdits(read.text, [edit]));
  if (failed) throw new UsageError(`path.yaml: ${failed}`);
  const place = pathFromFile(parsed, () => undefined, { sourceFiles: [] }).stops.length + 1;
  await say(`Added it to path.yaml as Station ${place}.`);
  return 0;
}

/** Turns a station of the paste form into the Markdown form: to standard output, to another file, or in place. */
export async function convert(
  name: string,
  options: { readonly out?: string; readonly write?: boolean },
): Promise<number> {
  const file = fileAt(name);
  const read = readText(file);
  if (!("text" in read)) throw new UsageError(`${name}: ${read.reason}`);
  const { tree } = (await readersFor([])).station(read.text, DEFAULT_LANGUAGE);
  const fatal = tree.problems.find((problem) => problem.fatal);
  if (fatal) throw new UsageError(`${name}: ${fatal.message}`);
  const markdown = toMarkdown(tree);
  if (options.out !== undefined) {
    if (existsSync(fileAt(options.out))) throw new UsageError(`There is already a file “${options.out}”.`);
    write(options.out, markdown);
    await say(`Wrote ${options.out}.`);
  } else if (!options.write) await print(markdown);
  else if (markdown === read.text) await say(`${name} is in the Markdown form already.`);
  else {
    const failed = replaceText(file, read.text, markdown);
    if (failed) throw new UsageError(`${name}: ${failed}`);
    await say(`Converted ${name} to Markdown.`);
  }
  return 0;
}

/** @throws UsageError where it can't be written */
function write(name: string, text: string): void {
  const failed = writeNew(fileAt(name), text);
  if (failed) throw new UsageError(`${name}: ${failed}`);
}
