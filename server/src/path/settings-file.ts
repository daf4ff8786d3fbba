import { folderOf, resolveFile } from "../files/names.ts";
import { pairOf, readYaml, textOf, textsOf, type YamlProblem, type YamlValue } from "../syntax/yaml.ts";

/** A `stationmaster.yaml`: settings for all the learning paths in and below its folder. */
export interface SettingsFile {
  readonly file: string;
  readonly text: string;
  readonly root: YamlValue | undefined;
  readonly problems: readonly YamlProblem[];
  /** Acronyms that the readers of all its paths know. */
  readonly known: readonly string[];
  readonly rules: YamlValue | undefined;
  /** The folder that names of files with a slash at their start count from. */
  readonly siteRoot: string | undefined;
}

/** The folder that `root:` names, from the folder of its file. */
export function rootIn(settings: YamlValue | undefined, folder: string): string | undefined {
  const name = textOf(pairOf(settings, "root")?.value);
  return name === undefined ? undefined : resolveFile(folder, name.replace(/^\/+/, "") || ".");
}

/** Reads a `stationmaster.yaml`. Never throws. */
export function readSettingsFile(file: string, text: string): SettingsFile {
  const { value: root, problems } = readYaml(text);
  return {
    file,
    text,
    root,
    problems,
    known: textsOf(pairOf(root, "known")?.value).map(({ text: acronym }) => acronym),
    rules: pairOf(root, "rules")?.value,
    siteRoot: rootIn(root, folderOf(file)),
  };
}
