import type { BibtexProblem } from "../syntax/bibtex.ts";
import { readJson } from "../syntax/json.ts";
import { readYaml } from "../syntax/yaml.ts";
import { once } from "../text/once.ts";
import { type BibtexReader, bibtexSources } from "./bibtex-source.ts";
import { cslSources } from "./csl-source.ts";
import type { Source } from "./source.ts";

/** The sources of one file, and what could not be read of it. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly sources: readonly Source[];
  readonly problems: readonly BibtexProblem[];
}

/** The longest bibliography that is read, in UTF-16 code units. */
const LONGEST = 4_000_000;

/** Sources from CSL-JSON, CSL-YAML or BibTeX, told apart by the file's ending; read when first asked for. Never throws. */
export function readSourceFile(file: string, text: string, bibtex: BibtexReader | undefined): SourceFile {
  const read = once(() => readSources(file, text, bibtex));
  return {
    file,
    text,
    get sources() {
      return read().sources;
    },
    get problems() {
      return read().problems;
    },
  };
}

function readSources(
  file: string,
  text: string,
  bibtex: BibtexReader | undefined,
): Pick<SourceFile, "sources" | "problems"> {
  const whole = { start: 0, end: Math.min(1, text.length) };
  const fail = (message: string) => ({ sources: [], problems: [{ range: whole, message }] });
  if (text.length > LONGEST)
    return fail("This list of sources is longer than four million characters, so it was not read.");
  if (/\.bib$/i.test(file)) {
    if (!bibtex) return fail("BibTeX can't be read here. Please use CSL-JSON or CSL-YAML.");
    if (!text.includes("@") && text.trim() !== "")
      return fail("No entry was found here. One is written as @book{smith2020, title = {…}, …}.");
    const { entries, problems } = bibtex(text);
    return { sources: bibtexSources(file, entries), problems };
  }
  const json = /\.json$/i.test(file) ? readJson(text) : undefined;
  const { value, problems } = json ?? readYaml(text, 0, { characters: LONGEST, pairs: 1_000_000, commas: 1_000_000 });
  const read = cslSources(file, text, value);
  if (!read)
    return problems.length || text.trim() === ""
      ? { sources: [], problems }
      : fail("No list of sources was found here. It is a list of entries, each with an “id”.");
  return { sources: read.sources, problems: [...problems, ...read.problems] };
}
