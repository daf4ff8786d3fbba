import { GITIGNORE, gitignorePatterns } from "../files/ignoring-files.ts";
import { fileKind } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import { pairOf, textsOf, type YamlValue } from "../syntax/yaml.ts";
import { listsStations, readPathFile } from "./path-file.ts";
import { readSettingsFile } from "./settings-file.ts";

/**
 * The patterns by which a file says what is ignored in its folder and below: the lines of a `.gitignore`, the items of `ignore:` in a
 * `stationmaster.yaml` or `path.yaml`.
 */
export function ignorePatterns(file: string, text: string): readonly string[] {
  switch (fileKind(file)) {
    case "settings":
      // Most say nothing of it, and need not be read as YAML for that.
      return text.includes("ignore") ? patternsIn(readSettingsFile(file, text).root) : [];
    case "path": {
      const pathFile = text.includes("ignore") ? readPathFile(file, text) : undefined;
      return pathFile && listsStations(pathFile) ? patternsIn(pathFile.root) : [];
    }
    default:
      return baseName(file) === GITIGNORE ? gitignorePatterns(text) : [];
  }
}

function patternsIn(root: YamlValue | undefined): readonly string[] {
  return textsOf(pairOf(root, "ignore")?.value).map(({ text }) => text);
}
