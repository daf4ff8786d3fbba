import { existsSync } from "node:fs";
import { DEFAULT_LANGUAGE } from "../../../language/languages.ts";
import { toMarkdown } from "../../../station/to-markdown.ts";
import type { Guess } from "../../../syntax/tree.ts";
import { inertLines } from "../../../text/inert.ts";
import { lineAt, lineStarts } from "../../../text/lines.ts";
import { slice } from "../../../text/range.ts";
import { shorten } from "../../../text/shorten.ts";
import { replaceText } from "../../atomic-write.ts";
import { fileAt, readText } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { print, printAside, say, UsageError } from "../terminal.ts";
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
  await listGuesses(read.text, tree.guesses ?? []);
  return 0;
}

/** At most this many guesses are listed. */
const MOST_GUESSES = 20;

const TAKEN_FOR: Readonly<Record<Guess["what"], string>> = {
  heading: "was taken for a heading",
  list: "begins a list without its marks",
  table: "begins a table whose cells are between tabs",
  hyphen: "has a hyphen where a line ended",
  page: "may be the head or the number of a printed page",
  note: "may end with the number of a note",
};

/** Lists to standard error what a person should look at, by the lines of the pasted text. */
async function listGuesses(text: string, guesses: readonly Guess[]): Promise<void> {
  if (guesses.length === 0) return;
  const starts = lineStarts(text);
  const lines = guesses.slice(0, MOST_GUESSES).map(({ range, what }) => {
    const words = shorten(slice(text, range).replace(/\s+/g, " "), 60);
    return `  line ${lineAt(starts, range.start) + 1}: “${words}” ${TAKEN_FOR[what]}`;
  });
  const more = guesses.length - lines.length;
  if (more > 0) lines.push(`  and ${more} more`);
  await printAside(inertLines(`Please check these places:\n${lines.join("\n")}\n`));
}
