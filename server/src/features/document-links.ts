import { folderOf } from "../files/names.ts";
import { numbersOf } from "../path/learning-path.ts";
import { linkedFile } from "../path/linked-file.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import type { LookUp } from "../rules/rule.ts";
import { anchorsOf } from "../station/anchors.ts";
import { isLocal, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import type { Range } from "../text/range.ts";
import { pathsAround } from "./subject.ts";

/**
 * Document links: references to stations, links, images, citations, and the lines of `path.yaml` open their file with a
 * click.
 *
 * What leads to no file, or out of the opened folders, is no link. Web addresses are the editor's own business.
 */
export function documentLinks(workspace: Workspace, file: string, lookUp: LookUp): readonly LinkedFile[] {
  const station = stationOf(workspace, file);
  const links = station ? linksIn(workspace, file, station) : linksInPathFile(workspace, file);
  const answers = new Map<string, boolean>();
  return links.filter(({ target }) => {
    let opens = answers.get(target);
    if (opens === undefined) {
      const answer = lookUp(target);
      opens = answer === "found" || (answer === "missing" && stationOf(workspace, target) !== undefined);
      answers.set(target, opens);
    }
    return opens;
  });
}

export interface LinkedFile {
  readonly range: Range;
  readonly target: string;
  /** Where in the target to begin, if not at its top. */
  readonly at: Range | undefined;
}

function linksIn(workspace: Workspace, file: string, station: Station): readonly LinkedFile[] {
  const paths = pathsAround(workspace, file);
  const references = station.references.flatMap((reference): LinkedFile[] => {
    // A reference within a link is part of that link.
    if (reference.link) return [];
    for (const path of paths) {
      const numbers = numbersOf(path, path.stopOf(file)!, reference);
      // A stretch of stations leads to no single file.
      if (numbers.length !== 1 || numbers[0] === 0) continue;
      const target = path.stopsAt(numbers[0]!).find((stop) => stop.station)?.file;
      if (target && target !== file) return [{ range: reference.range, target, at: undefined }];
    }
    return [];
  });
  const written = station.links.flatMap(({ kind, url, urlRange, textRange }): LinkedFile[] => {
    if (!isLocal(url)) return [];
    const { file: name, heading } = splitTarget(url);
    const target = linkedFile(workspace, file, name);
    const to = heading === undefined ? undefined : stationOf(workspace, target);
    const at = to && anchorsOf(to).headings.get(heading!.toLowerCase())?.range;
    if (target === file && !at) return [];
    return [{ range: kind === "reference" ? textRange : urlRange, target, at }];
  });
  const citations = station.citations.flatMap(({ key, keyRange }): LinkedFile[] => {
    const source = paths.flatMap(({ sources }) => sources.get(key) ?? [])[0];
    return source ? [{ range: keyRange, target: source.file, at: source.range }] : [];
  });
  return [...references, ...written, ...citations].sort((a, b) => a.range.start - b.range.start);
}

function linksInPathFile(workspace: Workspace, file: string): readonly LinkedFile[] {
  const pathFile = workspace.folders.get(folderOf(file))?.pathFile;
  if (pathFile?.file !== file) return [];
  const entries = pathFile.entries.flatMap((entry): LinkedFile[] =>
    entry.kind === "file" ? [{ range: entry.range, target: entry.file, at: undefined }] : [],
  );
  const sources = pathFile.sources.map(({ range, file: target }) => ({ range, target, at: undefined }));
  return [...entries, ...sources];
}
