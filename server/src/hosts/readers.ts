import { markdownToMdast } from "satteri";
import type { Readers } from "../path/workspace.ts";
import { readStation } from "../station/station.ts";
import type { MarkdownReader } from "../syntax/markdown-reader.ts";
import { rootsOf } from "./bounds.ts";
import { fileAt } from "./disk.ts";

const readMarkdown: MarkdownReader = (text) => markdownToMdast(text) as ReturnType<MarkdownReader>;

/** How texts are read where Node runs: sätteri for Markdown; the BibTeX library only where there is a file for it. */
export async function readersFor(files: readonly string[]): Promise<Readers> {
  const bibtex = files.some((file) => /\.bib$/i.test(file)) ? (await import("./bibtex.ts")).readBibtex : undefined;
  return {
    station: (text, language) => readStation(text, readMarkdown, language),
    bibtex,
    rootOf: (folder) => rootsOf([folder], fileAt("."))[1] ?? fileAt("."),
  };
}
