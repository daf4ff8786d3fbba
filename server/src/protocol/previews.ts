import type { Preview, PreviewBlock } from "../features/preview.ts";
import { isPicture } from "../files/kinds.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import type { PageHost } from "../render/path-parts.ts";
import type { LookUp } from "../rules/rule.ts";
import type { PreviewAnswer } from "./messages.ts";

/**
 * In a preview a click is a message: links carry their file, and pictures are found by the client. A drawing in SVG is shown as
 * a picture only, never as a part of the page. What lies outside the workspace has no address.
 */
export function previewHost(
  workspace: Workspace,
  lookUp: LookUp,
  { webPictures = false, readTex }: Pick<PageHost, "webPictures" | "readTex"> = {},
): PageHost {
  return {
    webPictures,
    readTex,
    namesFiles: true,
    stationAddress: (file, anchor) =>
      stationOf(workspace, file) || lookUp(file) === "found" ? `#${anchor ?? ""}` : undefined,
    pictureAddress: (file) => (isPicture(file) && lookUp(file) === "found" ? file : undefined),
  };
}

interface State {
  readonly revision: number;
  readonly blocks: readonly Keyed[];
}

interface Keyed {
  readonly key: string;
  readonly html: string;
}

/** At most this many previews are remembered; one that is forgotten gets its whole page again. */
const MOST = 50;

/** What each preview has been sent last. */
export class Previews {
  readonly #states = new Map<string, State>();
  #keys = 0;
  #revisions = 0;

  /**
   * @param revision the state of the page that the preview has; 0 for none
   * @param version that of the previewed document, if it is open
   * @param versionOf the same for the other files whose sentences the page shows
   */
  answer(
    id: string,
    revision: number,
    { title, number, blocks, stations }: Preview,
    version?: number,
    versionOf: (file: string) => number | undefined = () => undefined,
  ): PreviewAnswer {
    const known = this.#states.get(id);
    const before = known?.revision === revision ? known.blocks : undefined;
    const after = this.#keyed(before ?? [], blocks);
    const sent = new Map((before ?? []).map(({ key, html }) => [key, html]));
    const next = ++this.#revisions;
    this.#states.delete(id);
    this.#states.set(id, { revision: next, blocks: after });
    if (this.#states.size > MOST) this.#states.delete(this.#states.keys().next().value!);
    const ofBlocks = <Value>(value: (block: PreviewBlock) => Value | undefined): Record<string, Value> =>
      Object.fromEntries(
        after.flatMap(({ key }, at) => {
          const found = value(blocks[at]!);
          return found === undefined ? [] : [[key, found]];
        }),
      );
    const changed = after.filter(({ key, html }) => sent.get(key) !== html);
    const others = new Set(blocks.flatMap(({ file }) => file ?? []));
    const versions = [...others].flatMap((file) => {
      const known = versionOf(file);
      return known === undefined ? [] : [[file, known] as const];
    });
    return {
      title,
      number,
      stations,
      revision: next,
      ...(version !== undefined && { version }),
      ...(versions.length > 0 && { versions: Object.fromEntries(versions) }),
      whole: before === undefined,
      order: after.map(({ key }) => key),
      changed: Object.fromEntries(changed.map(({ key, html }) => [key, html])),
      ranges: ofBlocks(({ ranges }) => ranges),
      marks: ofBlocks(({ marks }) => (marks.length ? marks : undefined)),
      files: ofBlocks(({ file }) => file),
      states: ofBlocks(({ states }) => (states?.some(Boolean) ? states : undefined)),
    };
  }

  /** Blocks that stay keep their keys, and so do those that were changed in place; what is new gets a new one. */
  #keyed(before: readonly Keyed[], blocks: readonly PreviewBlock[]): readonly Keyed[] {
    let start = 0;
    while (start < before.length && start < blocks.length && before[start]!.html === blocks[start]!.html) start++;
    let tail = 0;
    const most = Math.min(before.length, blocks.length) - start;
    while (tail < most && before[before.length - 1 - tail]!.html === blocks[blocks.length - 1 - tail]!.html) tail++;
    const middle = before.slice(start, before.length - tail);
    return blocks.map(({ html }, at) => {
      if (at < start) return before[at]!;
      if (at >= blocks.length - tail) return before[before.length - (blocks.length - at)]!;
      const old = middle[at - start];
      return { key: old && tagOf(old.html) === tagOf(html) ? old.key : `b${++this.#keys}`, html };
    });
  }
}

function tagOf(html: string): string {
  return /^<[a-z0-9]+/.exec(html)?.[0] ?? "";
}
