import { withoutStationEnding } from "../files/kinds.ts";
import { baseName, isPortableName } from "../files/names.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { type ExportHost, pathDocument, stationDocument } from "../render/site.ts";
import { fileNameFor } from "../station/new-station.ts";
import { pathsAround } from "./subject.ts";

/**
 * Export: the station, or its whole path, as one web page with everything in it, or as a PDF that a browser prints.
 *
 * On the command line, `stationmaster export site` writes a path as a folder of pages, with a map and a glossary.
 */
export function exportPage(
  workspace: Workspace,
  file: string,
  whole: boolean,
  host: ExportHost,
): ExportedPage | undefined {
  const path = pathsAround(workspace, file)[0];
  const stop = path?.stopOf(file);
  if (!path || !stop || !stationOf(workspace, file)) return undefined;
  return {
    name: withoutStationEnding(whole ? nameOfWhole(path) : baseName(file)),
    html: whole ? pathDocument(path, host) : stationDocument(path, stop, file, host),
  };
}

/** The name of a path's folder, or of the path where a whole drive is its folder. */
function nameOfWhole({ id, title }: LearningPath): string {
  const name = baseName(id.replace(/\/path\.ya?ml$/i, ""));
  return isPortableName(name) ? name : fileNameFor(title);
}

export interface ExportedPage {
  /** A name for its file, without an ending. */
  readonly name: string;
  readonly html: string;
}
