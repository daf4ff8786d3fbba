import { fork } from "node:child_process";
import { type Checked, type Checking, checkGroups } from "./check-targets.ts";
import { checkingOptions } from "./process-options.ts";

/** A process is given at least this many files at once, and asks for more when it is done with them. */
const FILES_AT_ONCE = 100;

type Group = readonly string[];

/**
 * Checks groups of files that need nothing of each other, one at a time, so that no more than a few are in memory. What is found
 * does not depend on the number of processes.
 * @param script the file that runs in each process
 * @returns what was found in each group, in their order
 */
export async function checkInProcesses(
  groups: readonly Group[],
  checking: Checking,
  { processes, script, onProgress }: { processes: number; script: URL; onProgress(files: number): void },
): Promise<readonly Checked[]> {
  const waiting = batches(groups);
  const results: Checked[] = [];
  let done = 0;
  const finish = (from: number, batch: readonly Checked[]) => {
    batch.forEach((checked, at) => {
      results[from + at] = checked;
      done += groups[from + at]!.length;
    });
    onProgress(done);
  };
  if (processes <= 1 || waiting.length < 2) {
    for (const { from, to } of waiting) finish(from, await checkGroups(groups.slice(from, to), checking));
    return results;
  }
  const start = () => startProcess(script, checking);
  const work = async (): Promise<void> => {
    let helper = start();
    try {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        const asked = groups.slice(batch.from, batch.to);
        const answer = await helper.ask(asked);
        if (answer === undefined) helper = start();
        finish(batch.from, answer ?? (await oneByOne(asked, start)));
      }
    } finally {
      helper.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(processes, waiting.length) }, work));
  return results;
}

interface Helper {
  /**
   * What is found in some groups; undefined if the process died of it, as it does when there is no more memory.
   * @throws what was thrown in it, which is a mistake of this program
   */
  ask(groups: readonly Group[]): Promise<readonly Checked[] | undefined>;
  end(): void;
}

function startProcess(script: URL, checking: Checking): Helper {
  const child = fork(script, {
    execArgv: [...process.execArgv, ...checkingOptions()],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return {
    ask: (groups) =>
      new Promise((resolve, reject) => {
        const end = () => resolve(undefined);
        child.once("error", reject).once("exit", /* defense: try-one-by-one */ end);
        child.once("message", (answer: { results: readonly Checked[] } | { error: unknown }) => {
          child.off("error", reject).off("exit", end);
          if ("error" in answer) /* defense: report-failed-processes */ reject(answer.error);
          else resolve(answer.results);
        });
        child.send({ groups, checking });
      }),
    end: () => void child.kill(),
  };
}

/** Groups that a process died of, one at a time; where a process dies of one that has done nothing else, its files, too. */
async function oneByOne(groups: readonly Group[], start: () => Helper): Promise<readonly Checked[]> {
  let helper = start();
  let isFresh = true;
  const ask = async (group: Group): Promise<Checked | undefined> => {
    const wasFresh = isFresh;
    const [checked] = (await helper.ask([group])) ?? [];
    isFresh = checked === undefined;
    if (checked) return checked;
    helper = start();
    return wasFresh ? undefined : ask(group);
  };
  const inParts = async (group: Group): Promise<Checked> =>
    group.length === 1 ? unfinished(group[0]!) : together(await oneByOne(eachAlone(group), start));
  const results: Checked[] = [];
  for (const group of groups) results.push((await ask(group)) ?? (await inParts(group)));
  helper.end();
  return results;
}

function eachAlone(group: Group): readonly Group[] {
  return group.map((file) => [file]);
}

function unfinished(file: string): Checked {
  const reason = "Checking this ended the program that checks, perhaps for want of memory.";
  return { files: [], failures: [{ file, reason }], shortfalls: [], loose: [], fixed: 0, sights: [] };
}

function together(parts: readonly Checked[]): Checked {
  return {
    files: parts.flatMap(({ files }) => files),
    failures: parts.flatMap(({ failures }) => failures),
    shortfalls: [...new Set(parts.flatMap(({ shortfalls }) => shortfalls))],
    loose: parts.flatMap(({ loose }) => loose),
    fixed: 0,
    sights: parts.flatMap(({ sights }) => sights),
  };
}

/** Groups that are next to each other, by the first and the one after the last. */
interface Batch {
  readonly from: number;
  readonly to: number;
}

function batches(groups: readonly Group[]): Batch[] {
  const made: Batch[] = [];
  let from = 0;
  let files = 0;
  groups.forEach((group, at) => {
    files += group.length;
    if (files < FILES_AT_ONCE && at + 1 < groups.length) return;
    made.push({ from, to: at + 1 });
    from = at + 1;
    files = 0;
  });
  return made;
}
