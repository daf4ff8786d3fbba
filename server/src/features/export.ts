import { withoutStationEnding } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { type ExportHost, pathDocument, stationDocument } from "../render/site.ts";
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
  const name = whole ? baseName(path.id.replace(/\/path\.ya?ml$/i, "")) : baseName(file);
  return {
    name: withoutStationEnding(name),
    html: whole ? pathDocument(path, host) : stationDocument(path, stop, file, host),
  };
}

export interface ExportedPage {
  /** A name for its file, without an ending. */
  readonly name: string;
  readonly html: string;
}
