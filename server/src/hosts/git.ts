import { execFile } from "node:child_process";
import { type FileKind, fileKind } from "../files/kinds.ts";
import { needs } from "../files/needs.ts";
import { readPathFile } from "../path/path-file.ts";
import type { FileText } from "../path/workspace.ts";
import { decode, fileAt, LARGEST_BYTES } from "./disk.ts";

/** Git could not do what was asked, in a sentence for whoever asked. */
export class GitError extends Error {}

/** A repository on disk, read by the installed Git. Nothing is ever written. */
export class Repository {
  readonly #root: string;
  /** Options by which none of the filters that its settings name is run. */
  readonly #withoutFilters: readonly string[];

  private constructor(root: string, withoutFilters: readonly string[]) {
    this.#root = root;
    this.#withoutFilters = withoutFilters;
  }

  /** @throws GitError where a folder lies in no repository, or there is no Git */
  static async around(folder: string): Promise<Repository> {
    const root = await git(folder, ["rev-parse", "--show-toplevel"]).catch((error: unknown) => {
      if (error instanceof GitError && /not a git repository/i.test(error.message))
        throw new GitError("This folder is not in a Git repository.");
      throw error;
    });
    const filters = ["config", "--name-only", "-z", "--get-regexp", "^filter\\..*\\.(clean|smudge|process|required)$"];
    const names = await git(folder, filters).catch(() => ""); // there are none
    const withoutFilters = [...new Set(names.toString().split("\0").filter(Boolean))].flatMap((name) => [
      "-c",
      `${name}=`,
    ]);
    return new Repository(fileAt(root.toString().replace(/\r?\n$/, "")), withoutFilters);
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
    const out = await this.#git([
      "diff",
      "--no-ext-diff",
      "--name-status",
      "--find-renames",
      "--diff-filter=R",
      "-z",
      ...revisions,
      "--",
    ]);
    const parts = out.toString().split("\0");
    const renamed = new Map<string, string>();
    for (let at = 0; at + 2 < parts.length; at += 3)
      renamed.set(this.#file(parts[at + 1]!), this.#file(parts[at + 2]!));
    return renamed;
  }

  /** The files on disk that differ from a commit, those that Git does not know yet included. */
  async changedSince(commit: string): Promise<readonly string[]> {
    const changed = await this.#git(["diff", "--no-ext-diff", "--name-only", "--no-renames", "-z", commit, "--"]);
    const unknown = await this.#git(["ls-files", "--others", "--exclude-standard", "-z"]);
    return this.#files(`${changed}${unknown}`);
  }

  /** The files that are staged with another text than a commit has, or all where there is none. */
  async stagedSince(commit: string | undefined): Promise<readonly string[]> {
    if (commit === undefined) return this.#files((await this.#git(["ls-files", "-z"])).toString());
    const args = ["diff", "--cached", "--no-ext-diff", "--name-only", "--no-renames", "-z", commit, "--"];
    return this.#files((await this.#git(args)).toString());
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
    return git(this.#root, [/* defense: no-filters-of-git */ ...this.#withoutFilters, ...args], input);
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** No program that the repository names is run, and nothing is locked or asked for. */
const QUIET = [
  // defense: no-programs-of-git
  ...["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=false"].flatMap((each) => ["-c", each]),
  ...["--no-optional-locks", "--no-pager"],
];

/** Nothing is fetched that a partial clone lacks, whatever protocols its settings allow, and nobody is asked for a password. */
const OFFLINE = /* defense: git-fetches-nothing */ {
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
  GIT_TERMINAL_PROMPT: "0",
};

function git(folder: string, args: readonly string[], input = ""): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: "C", ...OFFLINE };
    const options = { cwd: folder, env, encoding: "buffer" as const, maxBuffer: 4_000_000_000 };
    const child = execFile("git", [...QUIET, ...args], options, (error, out, err) => {
      if (!error) return resolve(out);
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "ENOENT") return reject(new GitError("Git is not installed, or not where programs are looked for."));
      const [line = ""] = err.toString().trim().split("\n");
      reject(new GitError(`Git says: ${line.replace(/^fatal: /, "") || error.message}`));
    });
    child.stdin?.on("error", () => {}); // it has ended before it read all: its own error says why
    child.stdin?.end(input);
  });
}
