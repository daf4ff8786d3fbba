import { parse } from "@retorquere/bibtex-parser";
import type { BibtexFile } from "../path/sources.ts";
export function readBibtex(text: string): BibtexFile {
  const parsed = parse(text);
  console.log(JSON.stringify(parsed).slice(0, 1500));
  return { entries: [], problems: [] };
}
