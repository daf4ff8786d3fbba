import { parse } from "@retorquere/bibtex-parser";
import type { BibtexFile } from "../path/sources.ts";
export function readBibtex(text: string): BibtexFile {
  const _parsed = parse(text);
  return { entries: [], problems: [] };
}
