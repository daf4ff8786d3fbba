import { type LearningPath, pathFromFile } from "../../path/learning-path.ts";
import type { PathFile } from "../../path/path-file.ts";
import { isRefusal } from "../../path/refusal.ts";
import { followOrder, followReferences, identityOf } from "../../path/renumber.ts";
import { stationOf, type Workspace } from "../../path/workspace.ts";
import type { Station } from "../../station/station.ts";
import { applyEdits } from "../../text/edit.ts";
import { oncePer } from "../../text/once.ts";

/** An order that a path had, which some of its references still speak of. */
export interface EarlierOrder {
  /** The path in that order, with the stations as they are now. */
  readonly path: LearningPath;
  /** The stations whose references were changed since: fixed by hand, or brought by a pull together with the new order. */
  readonly changed: ReadonlySet<string>;
}

/**
 * For each path, the orders that its references were right for, so that lines which somebody moves in a `path.yaml` are
 * told from an order that is undone: a state is an order together with what the references of each station say.
 */
export class KnownOrders {
  readonly #states = new Map<string, State[]>();

  /** Remembers that a path's references are right for its order. */
  remember(path: LearningPath): void {
    this.#add(path, true);
  }

  /** Remembers that a path's references will be right for its order once a change is made, which may still be canceled. */
  expect(path: LearningPath): void {
    this.#add(path, false);
  }

  forget(id: string): void {
    this.#states.delete(id);
  }

  /** The order that references of a path still speak of, where that is not the order it has now. */
  before(workspace: Workspace, path: LearningPath): EarlierOrder | undefined {
    if (!path.pathFile) return undefined;
    const now = stateOf(path, path.pathFile, true);
    const states = this.#states.get(path.id) ?? [];
    const same = states.filter((state) => changedSince(state, now).size === 0);
    const state = same[same.length - 1] ?? states.findLast(({ seen }) => seen);
    if (!state || state.order === now.order || same.some(({ order }) => order === now.order)) {
      this.remember(path);
      return undefined;
    }
    const earlier = pathFromFile(state.pathFile, (file) => stationOf(workspace, file), path);
    const changed = changedSince(state, now);
    const others = states.filter((other) => other !== state);
    if (isWaiting(workspace, { path: earlier, changed }, path)) {
      const siblings = others.filter(({ order }) => order === state.order);
      const isWrong = siblings.some((sibling) => hasFollowed(workspace, sibling, path, now));
      this.#states.set(path.id, isWrong ? others : [...others, state]);
      if (!isWrong) return { path: earlier, changed };
    } else if (changed.size === 0) {
      // Nothing speaks of what moved yet. A line that is cut here may be pasted there, so this is not an order to start from.
      return undefined;
    }
    this.remember(path);
    return undefined;
  }

  #add(path: LearningPath, seen: boolean): void {
    if (!path.pathFile) return;
    const state = stateOf(path, path.pathFile, seen);
    const others = (this.#states.get(path.id) ?? []).filter(
      (other) => other.order !== state.order || changedSince(other, state).size > 0,
    );
    this.#states.set(path.id, [...others.slice(-MOST), state]);
  }
}

interface State {
  readonly pathFile: PathFile;
  readonly order: string;
  readonly stations: ReadonlyMap<string, Station>;
  /** False for what a change will lead to, if it is made. */
  readonly seen: boolean;
}

/** At most this many states are remembered, which is enough for undo. */
const MOST = 20;

function stateOf({ stops }: LearningPath, pathFile: PathFile, seen: boolean): State {
  const stations = new Map(stops.flatMap(({ file, station }) => (file && station ? [[file, station] as const] : [])));
  return { pathFile, order: stops.map(identityOf).join("\n"), stations, seen };
}

/** The stations whose references say something else than in a state, or are not known there. */
function changedSince({ stations }: State, now: State): ReadonlySet<string> {
  const isChanged = ([file, station]: readonly [string, Station]) => {
    const before = stations.get(file);
    return !before || referencesOf(before) !== referencesOf(station);
  };
  return new Set([...now.stations].filter(isChanged).map(([file]) => file));
}

/** Whether references still speak of an earlier order, or files have their numbers by it. */
function isWaiting(workspace: Workspace, { path: earlier, changed }: EarlierOrder, path: LearningPath): boolean {
  if (followReferences(earlier, path, changed).references > 0) return true;
  const made = followOrder(workspace, earlier, path, changed);
  return isRefusal(made) || made.change.renamed.length > 0;
}

/**
 * Whether the references were changed along with the order, and only arrived before it, as a pull may bring them: none that had
 * to follow is as it was, and one at least says exactly what it had to say.
 */
function hasFollowed(workspace: Workspace, state: State, path: LearningPath, now: State): boolean {
  const made = followReferences(
    pathFromFile(state.pathFile, (file) => state.stations.get(file), path),
    path,
  );
  const edits = [...made.edits].filter(([file]) => now.stations.has(file));
  const changed = changedSince(state, now);
  if (!edits.every(([file]) => changed.has(file))) return false;
  return edits.some(([file, each]) => {
    const followed = workspace.readers.station(applyEdits(state.stations.get(file)!.text, each), path.language);
    return referencesOf(now.stations.get(file)!) === referencesOf(followed);
  });
}

/** What all references of a station say. */
const referencesOf = oncePer(({ references }: Station) => references.map(({ text }) => text).join("|"));
