import type { CancellationToken } from "vscode-languageserver";
import { pathLines, stationLines } from "../features/path-view.ts";
import { countsOf } from "../features/status.ts";
import { sentenceAt, sentencesToDo, shown, verifiedPath } from "../features/verification.ts";
import { isStationFile } from "../files/kinds.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { pathsOf, type Workspace } from "../path/workspace.ts";
import { type Connected, goOn, inTime, snapshotOf } from "./entry.ts";
import type { ClientRequests, InPath, ListedUris, PathStations, PathsChanged, Uri } from "./messages.ts";
import { pathOf, placeOf, type Snapshot } from "./snapshot.ts";

type Answer<Method extends keyof ClientRequests> = ClientRequests[Method]["result"];

/** The top of what the views show. No station is read for it. */
export function paths({ workspace, uris }: Snapshot): Answer<"stationmaster/paths"> {
  return pathLines(workspace).map((line) => ({ ...line, file: uris.uriOf(line.file) }));
}

/** The stations of a path, with what is found in those that findings are shown for. */
export async function stations(
  connected: Connected,
  params: InPath,
  token: CancellationToken,
): Promise<PathStations | null> {
  const { session, uris } = connected;
  const path = pathOf(snapshotOf(connected), params.path);
  if (!path) return null;
  const inScope = new Set(session.filesInScope());
  const counts = new Map<string, ReturnType<typeof countsOf>>();
  for await (const file of session.inTurn(filesOf(path).filter((each) => inScope.has(each)))) {
    goOn(token);
    counts.set(file, countsOf(session.found(file).findings));
  }
  const lines = inTime(connected, filesOf(path), ({ workspace }) =>
    stationLines(workspace.paths.get(path.id) ?? path, (file) => counts.get(file)),
  );
  return {
    path: uris.uriOf(path.id),
    stations: lines.map((line) => ({ ...line, file: line.file && uris.uriOf(line.file) })),
  };
}

/** How far a path is verified. */
export function verification(snapshot: Snapshot, params: InPath): Answer<"stationmaster/verification"> {
  const { today, uris } = snapshot;
  const path = pathOf(snapshot, params.path);
  if (!path) return null;
  const { coverage, stations } = verifiedPath(path, today);
  return { coverage, stations: stations.map((station) => ({ ...station, file: uris.uriOf(station.file) })) };
}

/** The sentences of a station that wait for somebody. */
export function sentences(
  snapshot: Snapshot,
  params: ClientRequests["stationmaster/sentences"]["params"],
): Answer<"stationmaster/sentences"> {
  const path = pathOf(snapshot, params.path);
  return path ? sentencesToDo(path, snapshot.uris.fileOf(params.station), snapshot.today) : [];
}

/** The sentence at a place of a station. */
export function sentenceAtPlace(
  snapshot: Snapshot,
  params: ClientRequests["stationmaster/sentenceAt"]["params"],
): Answer<"stationmaster/sentenceAt"> {
  const { file, offset } = placeOf(snapshot, params);
  const at = sentenceAt(snapshot.workspace, file, offset, snapshot.today);
  return at ? shown(at.status, at.station) : null;
}

function filesOf({ stops }: LearningPath): readonly string[] {
  return stops.flatMap(({ file, station }) => (file !== undefined && station ? [file] : []));
}

/** Tracks which files the client knows to be stations or sources that their names do not say enough of. */
export class ListedFiles {
  #seen: readonly unknown[] = [];
  #told: ListedUris = { uris: [], sources: [] };

  /** The stations that the client knows. */
  get told(): readonly Uri[] {
    return this.#told.uris;
  }

  /** The notification about all of them; undefined if the client knows. */
  take({ session, uris }: Connected): ListedUris | undefined {
    const { workspace } = session;
    const seen = [...workspace.folders].flatMap(([name, { pathFile, stations }]) => [
      name,
      pathFile,
      stations.size > 0,
    ]);
    if (isSame(seen, this.#seen)) return undefined;
    this.#seen = seen;
    const listed = {
      uris: stationsListed(workspace).map((file) => uris.uriOf(file)),
      sources: sourcesAround(workspace).map((file) => uris.uriOf(file)),
    };
    if (isSame(listed.uris, this.#told.uris) && isSame(listed.sources, this.#told.sources)) return undefined;
    this.#told = listed;
    return listed;
  }
}

function stationsListed({ paths }: Workspace): readonly string[] {
  const files = [...paths.values()].flatMap(({ pathFile }) =>
    (pathFile?.entries ?? []).flatMap((entry) =>
      entry.kind === "file" && !isStationFile(entry.file) ? entry.file : [],
    ),
  );
  return [...new Set(files)];
}

/** The lists of sources that paths name, and the folders of paths and stations: a list that is made there counts at once. */
function sourcesAround({ folders, paths }: Workspace): readonly string[] {
  const named = [...paths.values()].flatMap(({ pathFile }) => (pathFile?.sources ?? []).map(({ file }) => file));
  const ours = [...folders].flatMap(([name, { stations, pathFile }]) =>
    stations.size > 0 || paths.has(pathFile?.file ?? name) ? [name] : [],
  );
  return [...new Set([...named, ...ours])];
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at]);
}

/** Gathers what has changed until the client is told, so that it asks again only for what may be shown differently. */
export class ChangedPaths {
  readonly #files = new Set<string>();
  #everything = false;
  #list = "";

  /** @param file one that has changed; undefined where anything may have */
  add(file: string | undefined): void {
    if (file === undefined) this.#everything = true;
    else this.#files.add(file);
  }

  /** The notification about the changes since the last one; undefined if they affect no path. */
  take({ session, uris }: Connected): PathsChanged | undefined {
    const { workspace } = session;
    const lines = pathLines(workspace);
    const list = JSON.stringify(lines);
    const files = [...this.#files, ...session.outdated()];
    const ids = new Set(files.flatMap((file) => pathsOf(workspace, file)).map(({ id }) => id));
    const changed = {
      list: list !== this.#list,
      verified: lines.some(({ verified }) => verified),
      ...(!this.#everything && { paths: [...ids].map((id) => uris.uriOf(id)) }),
    };
    this.#list = list;
    this.#files.clear();
    this.#everything = false;
    return changed.list || changed.paths?.length !== 0 ? changed : undefined;
  }
}
