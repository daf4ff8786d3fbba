import { baseName } from "./names.ts";

/** The file in which Git keeps what it ignores. */
export const GITIGNORE = ".gitignore";

/** The files of a folder that may say what is ignored there and below, those first that the others may overrule. */
export const IGNORING_FILES: readonly string[] = [
  GITIGNORE,
  "stationmaster.yaml",
  "stationmaster.yml",
  "path.yaml",
  "path.yml",
];

/** Whether a file may say what is ignored. */
export function saysWhatIsIgnored(file: string): boolean {
  return IGNORING_FILES.includes(baseName(file));
}

/** The patterns of a `.gitignore`. */
export function gitignorePatterns(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
}
