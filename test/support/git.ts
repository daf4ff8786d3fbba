import { execFileSync } from "node:child_process";
import { folderWith } from "./command-line.ts";

/** What Git does for a person of no name, whatever this machine is set to. */
export function git(folder: string, ...args: string[]): string {
  const settings = ["user.name=A", "user.email=a@example.org", "commit.gpgsign=false", "init.defaultBranch=main"];
  return execFileSync("git", [...settings.flatMap((each) => ["-c", each]), ...args], { cwd: folder, encoding: "utf8" });
}

/** Commits a folder as it is. */
export function commit(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "A state");
}

/** A repository whose only branch, `main`, has one state. */
export function repository(fixture: string): string {
  const folder = folderWith(fixture);
  git(folder, "init", "--quiet");
  commit(folder);
  return folder;
}
