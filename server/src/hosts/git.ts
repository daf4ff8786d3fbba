import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { type FileKind, fileKind } from "../files/kinds.ts";
import { baseName, folderOf } from "../files/names.ts";
import { needs } from "../files/needs.ts";
import { readPathFile } from "../path/path-file.ts";
import type { FileText } from "../path/workspace.ts";
import { decode, fileAt, LARGEST_BYTES, realOf } from "./disk.ts";
import { findProgram, trustedEnvironment } from "./programs.ts";

/** Git could not do what was asked, in a sentence for whoever asked. */
export class GitError extends Error {}

/** What Git holds under a name, of a link where that leads; what is in another repository it does not know. */
export type GitEntry = "file" | "repository" | { readonly link: string };

/** A repository on disk, read by the installed Git. Nothing is ever written. */
export class Repository {
  readonly #root: string;
  /** Settings by which none of the filters that its own settings name is run. */
  readonly #withoutFilters: NodeJS.ProcessEnv;

  private constructor(root: string, withoutFilters: NodeJS.ProcessEnv) {
    this.#root = root;
    this.#withoutFilters = withoutFilters;
  }

  /** @throws GitError where a folder lies in no repository, or there is no Git that may be asked about it */
  static async around(folder: string): Promise<Repository> {
    const root = await topOf(folder);
    return new Repository(root, await withoutFilters(root));
  }

  get root(): string {
    return this.#root;
  }

  /**
   * The commit that a revision names.
   * @throws GitError where there is none
   */
  async commitOf(revision: string): Promise<string> {
    const name = `${revision || "HEAD"}^{commit}`;
    const found = await this.#git([
      "rev-parse",
      "--verify",
      "--quiet",
      /* defense: revisions-are-no-options */ "--end-of-options",
      name,
    ]).catch(() => undefined);
    if (!found) throw new GitError(`There is no revision “${revision || "HEAD"}” in this repository.`);
    return found.toString().trim();
  }

  /** @throws GitError where two commits have no history in common */
  async mergeBase(a: string, b: string): Promise<string> {
    const found = await this.#git(["merge-base", a, b]).catch(() => undefined);
    if (!found) throw new GitError("These revisions have no history in common.");
    return found.toString().trim();
  }

  /** The files that Git takes for the same under another name, from the old absolute name to the new one. */
  async renames(before: string, after: string | undefined): Promise<ReadonlyMap<string, string>> {
    const revisions = after === undefined ? [before] : [before, after];
    const out = await this.#git([...DIFF, "--name-status", "--find-renames", "--diff-filter=R", ...revisions, "--"]);
    const parts = out.toString().split("\0");
    const renamed = new Map<string, string>();
    for (let at = 0; at + 2 < parts.length; at += 3)
      renamed.set(this.#file(parts[at + 1]!), this.#file(parts[at + 2]!));
    return renamed;
  }

  /** The files on disk that differ from a commit, those that Git does not know yet included, and repositories at another commit. */
  async changedSince(commit: string): Promise<readonly string[]> {
    const changed = await this.#git([...DIFF, "--name-only", "--no-renames", commit, "--"]);
    const unknown = await this.#git(["ls-files", "--others", "--exclude-standard", "-z"]);
    return this.#files(`${changed}${unknown}`);
  }

  /** The files that are staged with another text than a commit has, or all where there is none. */
  async stagedSince(commit: string | undefined): Promise<readonly string[]> {
    const revisions = commit === undefined ? [] : [commit];
    const args = [...DIFF, "--cached", "--name-only", "--no-renames", ...revisions, "--"];
    return this.#files((await this.#git(args)).toString());
  }

  /** What a commit, or the index, holds under each absolute name, whether it is a text or not. */
  async entriesAt(commit: string): Promise<ReadonlyMap<string, GitEntry>> {
    const args = commit === "index" ? ["ls-files", "--stage"] : ["ls-tree", "-r", "--full-tree", commit];
    const out = await this.#git([...args, "-z"]);
    const entries = new Map<string, GitEntry>();
    const links = new Map<string, string>();
    for (const line of out.toString().split("\0")) {
      // 100644 <blob of a commit or nothing> <name of the object> <stage or nothing>\t<path>
      const match = /^(\d{3})\d{3} (?:[a-z]+ )?([0-9a-f]{40,64})[^\t]*\t(.+)$/s.exec(line);
      if (!match) continue;
      const [, kind, object, name] = match as unknown as readonly [string, string, string, string];
      entries.set(this.#file(name), kind === "160" ? "repository" : "file");
      if (kind === "120") links.set(this.#file(name), object);
    }
    const targets = await this.#blobs([...links.values()]);
    for (const [at, file] of [...links.keys()].entries()) entries.set(file, { link: targets[at] ?? "" });
    return entries;
  }

  /** The files and folders on disk that Git is told to ignore; no file of such a folder is among them. */
  async ignored(): Promise<readonly string[]> {
    const args = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];
    return this.#files((await this.#git(args)).toString()).map((name) => name.replace(/\/$/, ""));
  }

  /** All that a commit, or the index, holds that paths are made of. What is no text is left out. */
  async textsAt(commit: string): Promise<readonly FileText[]> {
    const blobs = commit === "index" ? await this.#stagedBlobs() : await this.#blobsAt(commit);
    const found = new Map<string, FileText>();
    const read = async (wanted: ReadonlyMap<string, FileKind>) => {
      const files = [...wanted.keys()].filter((file) => blobs.has(file) && !found.has(file));
      const texts = await this.#blobs(files.map((file) => blobs.get(file)!));
      files.forEach((file, at) => {
        const text = texts[at];
        if (text !== undefined) found.set(file, { file, text, kind: wanted.get(file)! });
      });
    };
    await read(
      new Map([...blobs.keys()].map((file) => [file, fileKind(file)] as const).filter(([, kind]) => kind !== "other")),
    );
    const paths = [...found.values()].flatMap(({ file, text, kind }) =>
      kind === "path" ? readPathFile(file, text) : [],
    );
    const tried = new Set(found.keys());
    // Git has listed all files at once.
    const reading = { isRead: (file: string) => tried.has(file), isListed: () => true };
    for (let more = needs(paths, reading); more.files.size; more = needs(paths, reading)) {
      for (const file of more.files.keys()) tried.add(file);
      await read(more.files);
    }
    return [...found.values()];
  }

  /** The objects of a commit by their files; links and other repositories are passed over. */
  async #blobsAt(commit: string): Promise<ReadonlyMap<string, string>> {
    const out = await this.#git(["ls-tree", "-r", "-l", "-z", "--full-tree", commit]);
    const blobs = new Map<string, string>();
    for (const line of out.toString().split("\0")) {
      // 100644 blob <name of the object> <size>\t<path>
      const match = /^100\d{3} blob ([0-9a-f]{40,64}) +(\d+)\t(.+)$/s.exec(line);
      if (match && Number(match[2]) <= LARGEST_BYTES) blobs.set(this.#file(match[3]!), match[1]!);
    }
    return blobs;
  }

  /** The same of what is staged; of a conflict, our side. */
  async #stagedBlobs(): Promise<ReadonlyMap<string, string>> {
    const out = await this.#git(["ls-files", "--stage", "-z"]);
    const blobs = new Map<string, string>();
    for (const line of out.toString().split("\0")) {
      // 100644 <name of the object> <stage>\t<path>
      const match = /^100\d{3} ([0-9a-f]{40,64}) ([02])\t(.+)$/s.exec(line);
      if (match) blobs.set(this.#file(match[3]!), match[1]!);
    }
    return blobs;
  }

  #files(names: string): readonly string[] {
    return names
      .split("\0")
      .filter(Boolean)
      .map((name) => this.#file(name));
  }

  /** The texts of objects, in the order of their names; undefined for what is no text. */
  async #blobs(names: readonly string[]): Promise<readonly (string | undefined)[]> {
    if (names.length === 0) return [];
    const out = await this.#git(["cat-file", "--batch"], `${names.join("\n")}\n`);
    const texts: (string | undefined)[] = [];
    for (let at = 0; texts.length < names.length; ) {
      const end = out.indexOf(10, at);
      const size = Number(out.toString("latin1", at, end).split(" ")[2]);
      texts.push(textOf(out.subarray(end + 1, end + 1 + size)));
      at = end + 1 + size + 1;
    }
    return texts;
  }

  #file(name: string): string {
    return `${this.#root === "/" ? "" : this.#root}/${name}`;
  }

  #git(args: readonly string[], input?: string): Promise<Buffer> {
    return git(this.#root, args, { input, env: this.#withoutFilters });
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether Git tracks one of some files of one folder; where Git can't tell, it tracks none. */
export async function isTracked(files: readonly string[]): Promise<boolean> {
  const names = files.map((file) => `:(literal)${baseName(file)}`);
  const found = await git(realOf(folderOf(files[0]!)), ["ls-files", "-z", "--", ...names]).catch(() => "");
  return found.length > 0;
}

/**
 * Other repositories in this one have settings and filters of their own, so Git must not look into them: only whether they are at
 * another commit.
 */
const DIFF: readonly string[] = [
  ...["diff", "--no-ext-diff", "-z"],
  /* defense: no-programs-of-submodules */ "--ignore-submodules=dirty",
];

/**
 * The top folder of the repository that a folder lies in.
 * @throws GitError where there is none, or where its settings say that its files lie elsewhere: it must not lead to other files, or to another repository
 */
async function topOf(folder: string): Promise<string> {
  const told = await git(folder, ["rev-parse", "--is-inside-work-tree", "--show-toplevel"]).catch((error: unknown) => {
    if (error instanceof GitError && /not a git repository/i.test(error.message))
      throw new GitError("This folder is not in a Git repository.");
    throw error;
  });
  const [, isInside, name = ""] = /^(\w+)\r?\n(.*?)\r?\n?$/s.exec(told.toString()) ?? [];
  const top = fileAt(name);
  const gitFolderOf = async (place: string) => `${await git(place, ["rev-parse", "--absolute-git-dir"])}`;
  const [here, there] = await Promise.all([gitFolderOf(folder), gitFolderOf(top).catch(() => undefined)]);
  if (isInside === "true" && /* defense: no-other-repository */ here === there) return top;
  throw new GitError(
    "The Git settings of this repository (core.worktree) say that its files are in another folder, so nothing can be compared.",
  );
}

/**
 * Settings, as variables for Git, by which none of the filters that its settings name is run: they are set to nothing. What is
 * written as an option ends at the first “=”, and a filter may have one in its name.
 * @throws GitError where a filter is still there, since Git is too old for such variables, or its name is not UTF-8
 */
async function withoutFilters(root: string): Promise<NodeJS.ProcessEnv> {
  const before = await filtersIn(root, {});
  if (before.size === 0) return {};
  const given = Number.parseInt(process.env.GIT_CONFIG_COUNT ?? "", 10) || 0;
  const names = [...before.keys()].map((name) => Buffer.from(name, "latin1").toString());
  const settings = names.flatMap((name, at) => [
    [`GIT_CONFIG_KEY_${given + at}`, name],
    [`GIT_CONFIG_VALUE_${given + at}`, ""],
  ]);
  const env = /* defense: no-filters-of-git */ {
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: `${given + names.length}`,
  };
  // defense: no-filter-is-left
  if ([...(await filtersIn(root, env)).values()].some((value) => value !== ""))
    throw new GitError(
      "Git would run a filter that its settings name. This needs Git 2.31 or later, and names in UTF-8.",
    );
  return env;
}

/** The settings that make Git run a filter, and what they are set to in the end. */
async function filtersIn(root: string, env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  const wanted = "^filter\\..*\\.(clean|smudge|process|required)$";
  const settings = await git(root, ["config", "-z", "--get-regexp", wanted], { env, mayFindNothing: true });
  const found = new Map<string, string>();
  for (const setting of settings.toString("latin1").split("\0")) {
    const [name = "", ...value] = setting.split("\n");
    if (name) found.set(name, value.join("\n"));
  }
  return found;
}

/** No program that the repository names is run, and nothing is locked or asked for. */
const QUIET = [
  // defense: no-programs-of-git
  ...["core.fsmonitor=", "core.hooksPath=/dev/null", "core.quotePath=false"].flatMap((each) => ["-c", each]),
  // A repository without files of its own could lie in a folder of the workspace, with settings that came along.
  ...["-c", /* defense: no-bare-repositories */ "safe.bareRepository=explicit"],
  ...["--no-optional-locks", "--no-pager"],
];

/**
 * Nothing is fetched that a partial clone lacks, whatever protocols its settings allow, and nobody is asked for a password. The one
 * protocol that is allowed has a name that nobody can know: settings may name a program for each protocol.
 */
const OFFLINE = /* defense: git-fetches-nothing */ {
  GIT_ALLOW_PROTOCOL: randomBytes(16).toString("hex"),
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
};

/**
 * The environment, without a repository whose top it does not name: Git would take the working folder for that. Hooks of a linked
 * worktree are run with such an environment, and Git finds the same repository without it.
 */
function repositoryEnvironment(folder: string): NodeJS.ProcessEnv {
  const env = trustedEnvironment(folder);
  return env.GIT_WORK_TREE === undefined ? { ...env, GIT_DIR: undefined } : env;
}

interface Asking {
  /** What Git reads from standard input. */
  readonly input?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether 1 is the exit code of finding nothing. */
  readonly mayFindNothing?: boolean;
}

async function git(
  folder: string,
  args: readonly string[],
  { input = "", env = {}, mayFindNothing = false }: Asking = {},
): Promise<Buffer> {
  const program = findProgram("git", folder);
  if (program === undefined) throw new GitError("Git is not installed, or not where programs are looked for.");
  const options = {
    cwd: folder,
    env: { ...repositoryEnvironment(folder), LC_ALL: "C", ...OFFLINE, ...env },
    encoding: "buffer" as const,
    maxBuffer: 4_000_000_000,
  };
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...QUIET, ...args], options, (error, out, err) => {
      if (!error || (mayFindNothing && error.code === 1)) return resolve(out);
      const [line = ""] = err.toString().trim().split("\n");
      reject(new GitError(`Git says: ${line.replace(/^fatal: /, "") || error.message}`));
    });
    child.stdin?.on("error", () => {}); // it has ended before it read all: its own error says why
    child.stdin?.end(input);
  });
}
