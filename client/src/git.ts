import * as vscode from "vscode";

/** The part of VS Code's Git extension that is used here: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface Git {
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository(root: vscode.Uri): Promise<Repository | null>;
}

interface Repository {
  readonly state: { readonly onDidChange: vscode.Event<void> };
  show(ref: string, file: string): Promise<string>;
}

/** A version of a file that Git keeps: the one committed last, or the one staged for the next commit. */
export type Revision = "committed" | "staged";

/** The text of a file in a version that Git keeps; undefined where there is none. */
export async function textInGit(uri: vscode.Uri, revision: Revision): Promise<string | undefined> {
  try {
    const repository = await repositoryOf(uri);
    return await repository?.show(revision === "committed" ? "HEAD" : "", uri.fsPath);
  } catch {
    return undefined; // Git does not know the file, or that version of it.
  }
}

/** Tells when something was committed or staged around a file. */
export async function onGitChange(uri: vscode.Uri, changed: () => void): Promise<vscode.Disposable> {
  const repository = await repositoryOf(uri).catch(() => undefined);
  return repository?.state.onDidChange(changed) ?? new vscode.Disposable(() => {});
}

async function repositoryOf(uri: vscode.Uri): Promise<Repository | undefined> {
  if (uri.scheme !== "file") return undefined;
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): Git }>("vscode.git");
  const git = (await extension?.activate())?.getAPI(1);
  const known = git?.getRepository(uri);
  if (known || !git) return known ?? undefined;
  // Git may not have looked into this folder yet.
  return (await git.openRepository(vscode.Uri.joinPath(uri, ".."))) ?? undefined;
}
