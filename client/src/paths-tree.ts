import type { ClientRequests, PathsChanged } from "../../server/src/protocol/messages.ts";

export type PathLine = ClientRequests["stationmaster/paths"]["result"][number];

export interface PathNode {
  readonly kind: "path";
  readonly path: PathLine;
}

/**
 * A tree whose top are learning paths. The server is asked for it level by level: for what is below a node once that is shown,
 * and again only where it may have changed. A path that stands alone is left out: what is below it stands in its place.
 * @template Below what is below paths: plain data, of which two that say the same are the same node
 */
export class PathsTree<Below extends object> {
  readonly #ask: Ask<Below>;
  readonly #changed: (above: PathNode | undefined) => void;
  readonly #levels = new WeakMap<object, Promise<readonly (PathNode | Below)[]>>();
  readonly #above = new WeakMap<object, PathNode | Below>();
  /** What the levels are below that may have changed since they were asked for. */
  #outdated = new Set<object>();
  #refreshing: Promise<void> | undefined;
  #isTold = false;
  #paths: readonly PathNode[] = [];

  /**
   * @param ask gives what is below a node, or at the top; where it fails, what was there stays
   * @param changed is called with a path below which nodes have changed, or with undefined for the whole tree
   */
  constructor(ask: Ask<Below>, changed: (above: PathNode | undefined) => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  /** Takes in what the server has told. Before that, the tree is empty and asks for nothing. */
  tell({ list, paths }: PathsChanged): void {
    const mayHaveChanged = this.#paths.filter(({ path }) => !paths || paths.includes(path.file));
    for (const above of [...(list ? [TOP] : []), ...mayHaveChanged]) {
      if (this.#levels.has(above)) this.#outdated.add(above);
    }
    if (this.#isTold) return;
    this.#isTold = true;
    this.#changed(undefined);
  }

  /** Asks again for what was shown and may have changed. To be called while the tree is visible. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#askAgain().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  paths(): Promise<readonly PathNode[]> {
    return this.#level(TOP) as Promise<readonly PathNode[]>;
  }

  /** What is below a node; asked for if it is not known. */
  below(node: PathNode | Below): Promise<readonly Below[]> {
    return this.#level(node) as Promise<readonly Below[]>;
  }

  /** Whether what is below a node was asked for. */
  isKnown(node: PathNode | Below): boolean {
    return this.#levels.has(node);
  }

  async getChildren(node?: PathNode | Below): Promise<(PathNode | Below)[]> {
    if (!this.#isTold) return [];
    if (node) return [...(await this.below(node))];
    const paths = await this.paths();
    return [...(this.#only ? await this.below(this.#only) : paths)];
  }

  getParent(node: PathNode | Below): PathNode | Below | undefined {
    const above = this.#above.get(node);
    return above === this.#only ? undefined : above;
  }

  get #only(): PathNode | undefined {
    return this.#paths.length === 1 ? this.#paths[0] : undefined;
  }

  #level(above: object): Promise<readonly (PathNode | Below)[]> {
    const known = this.#levels.get(above);
    if (known) return known;
    const asked = this.#asked(above).catch(() => []);
    this.#levels.set(above, asked);
    return asked;
  }

  /** Asks for a level; nodes of it that were there before stay, with all that is known below them. */
  async #asked(above: object, before: readonly object[] = []): Promise<readonly (PathNode | Below)[]> {
    const isTop = above === TOP;
    const known = new Map(before.map((node) => [JSON.stringify(node), node as PathNode | Below]));
    const answer = await this.#ask(isTop ? undefined : (above as PathNode | Below));
    const nodes = answer.map((node) => known.get(JSON.stringify(node)) ?? node);
    if (isTop) this.#paths = nodes as readonly PathNode[];
    else for (const node of nodes) this.#above.set(node, above as PathNode | Below);
    return nodes;
  }

  async #askAgain(): Promise<void> {
    while (this.#outdated.size > 0) {
      const outdated = this.#outdated;
      this.#outdated = new Set();
      let all = outdated.has(TOP) && (await this.#hasChanged(TOP));
      const changed: PathNode[] = [];
      for (const path of this.#paths) {
        if (!outdated.has(path) || !(await this.#hasChanged(path))) continue;
        if (path === this.#only) all = true;
        changed.push(path);
      }
      if (all) this.#changed(undefined);
      else for (const path of changed) this.#changed(path);
    }
  }

  /** Asks again for a level that is known, and says whether it is another one. */
  async #hasChanged(above: object): Promise<boolean> {
    const before = await this.#levels.get(above)!;
    const after = await this.#asked(above, before).catch(() => before);
    this.#levels.set(above, Promise.resolve(after));
    return after.length !== before.length || after.some((node, at) => node !== before[at]);
  }
}

type Ask<Below> = (above: PathNode | Below | undefined) => Promise<readonly (PathNode | Below)[]>;

/** Stands for what the paths are below. */
const TOP = {};
