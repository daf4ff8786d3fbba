import { type LearningPath, pathFromFile } from "../../path/learning-path.ts";
import type { PathFile } from "../../path/path-file.ts";
import { identityOf } from "../../path/renumber.ts";
import { stationOf, type Workspace } from "../../path/workspace.ts";
import type { Station } from "../../station/station.ts";

/**
 * For each path, the orders that its references were right for, so that lines which somebody moves in a `path.yaml` are
 * told from an order that is undone: a state is an order together with what all references say.
 */
export class KnownOrders {
  readonly #states = new Map<string, State[]>();

  /** Remembers that a path's references are right for its order. */
  remember(path: LearningPath): void {
    if (!path.pathFile) return;
    const states = this.#states.get(path.id) ?? [];
    const state = { pathFile: path.pathFile, order: orderOf(path), references: referencesOf(path) };
    const others = states.filter(({ order, references }) => order !== state.order || references !== state.references);
    this.#states.set(path.id, [...others.slice(-MOST), state]);
  }

  forget(id: string): void {
    this.#states.delete(id);
  }

  /** The path in the order that its references speak of, where that is not the order it has now. */
  before(workspace: Workspace, path: LearningPath): LearningPath | undefined {
    const states = this.#states.get(path.id);
    const latest = states?.[states.length - 1];
    if (!latest || !path.pathFile) {
      this.remember(path);
      return undefined;
    }
    const references = referencesOf(path);
    const state = states.findLast((each) => each.references === references) ?? latest;
    if (state.order !== orderOf(path)) {
      return pathFromFile(state.pathFile, (file) => stationOf(workspace, file), path);
    }
    this.remember(path);
    return undefined;
  }
}

interface State {
  readonly pathFile: PathFile;
  readonly order: string;
  readonly references: string;
}

/** At most this many states are remembered, which is enough for undo. */
const MOST = 20;

function orderOf({ stops }: LearningPath): string {
  return stops.map(identityOf).join("\n");
}

const known = new WeakMap<Station, string>();

/** What all references of a path say, whoever makes them: the same in every order of the stations. */
function referencesOf({ stops }: LearningPath): string {
  const lines = stops.flatMap(({ file, station }) => {
    if (!station) return [];
    let said = known.get(station);
    if (said === undefined) {
      said = station.references.map(({ text }) => text).join("|");
      known.set(station, said);
    }
    return [`${file}: ${said}`];
  });
  return lines.sort().join("\n");
}
