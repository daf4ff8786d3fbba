import { existsSync } from "node:fs";
import { DEFAULT_LANGUAGE } from "../../../language/languages.ts";
import { toMarkdown } from "../../../station/to-markdown.ts";
import { fileAt, readText, replaceText } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { print, say, UsageError } from "../terminal.ts";
import { overwriteFile, writeNewFile } from "../write-file.ts";

/** Turns a station of the paste form into the Markdown form: to standard output, to another file, or in place. */
export async function convert(
  name: string,
  options: { readonly output?: string; readonly write?: boolean; readonly force?: boolean },
): Promise<number> {
  const file = fileAt(name);
  const read = readText(file);
  if (!("text" in read)) throw new UsageError(`${name}: ${read.reason}`);
  const { tree } = (await readersFor([])).station(read.text, DEFAULT_LANGUAGE);
  const fatal = tree.problems.find((problem) => problem.fatal);
  if (fatal) throw new UsageError(`${name}: ${fatal.message}`);
  const markdown = toMarkdown(tree);
  if (options.output !== undefined) {
    if (options.force) overwriteFile(options.output, markdown, true);
    else if (existsSync(fileAt(options.output)))
      throw new UsageError(
        `There is already a file “${options.output}”. Please choose another name, or add --force to overwrite it.`,
      );
    else writeNewFile(options.output, markdown);
    await say(`Wrote ${options.output}.`);
  } else if (!options.write) await print(markdown);
  else if (markdown === read.text) await say(`${name} is in the Markdown form already.`);
  else {
    const failed = replaceText(file, read.text, markdown);
    if (failed) throw new UsageError(`${name}: ${failed}`);
    await say(`Converted ${name} to Markdown.`);
  }
  return 0;
}
