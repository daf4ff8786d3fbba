import type { Host } from "./host.ts";

/** How long nothing may have come in before what was gathered is done, in milliseconds; and how often that is waited for at most. */
const QUIET = 100;
const MOST_WAITS = 20;

export interface Together<Item> {
  /** Takes in what has come. */
  add(items: readonly Item[]): Promise<void>;
  /** Waits for nothing more: ends when all that has come is done. */
  finish(): Promise<void>;
}

/**
 * Does something with what comes in: at once with what comes after a time of rest, together with what follows. A checkout of
 * another branch changes thousands of files, and many editors report each by itself.
 */
export function together<Item>({ later }: Host, act: (items: readonly Item[]) => Promise<void>): Together<Item> {
  const waiting = new Set<Item>();
  let acting: Promise<void> | undefined;
  let present: Promise<void> | undefined;
  let hurry: (() => void) | undefined;
  const quiet = async (): Promise<void> => {
    for (let [waits, before] = [0, -1]; waits < MOST_WAITS && waiting.size !== before; waits++) {
      before = waiting.size;
      await new Promise<void>((resolve) => {
        hurry = resolve;
        later(QUIET, resolve);
      });
    }
  };
  const actUntilDone = async (): Promise<void> => {
    try {
      while (waiting.size > 0) {
        const items = [...waiting];
        waiting.clear();
        present = act(items);
        await present;
        present = undefined;
        await quiet();
      }
    } finally {
      acting = undefined;
      present = undefined;
    }
  };
  return {
    add: (items) => {
      for (const item of items) waiting.add(item);
      // defense: act-together
      acting ??= actUntilDone();
      return acting;
    },
    finish: async () => {
      while (present || waiting.size > 0) {
        hurry?.();
        await (present ?? new Promise<void>((resolve) => later(0, resolve)));
      }
    },
  };
}
