// Installs the editors and shells that the tests drive, from the distribution, where they are missing.
import { spawnSync } from "node:child_process";
import { installPackages } from "../vscode/host/install.mjs";

/** What it is called, its Debian package, and a command that succeeds where it is there. Emacs 29 brings Eglot along. */
const NEEDED = [
  ["Neovim", "neovim", "nvim", "--version"],
  ["Emacs", "emacs-nox", "emacs", "--version"],
  ["Eglot", "elpa-eglot", "emacs", "--batch", "--eval", "(require 'eglot)"],
  ["Fish", "fish", "fish", "--version"],
  ["Zsh", "zsh", "zsh", "--version"],
];

/** Installs what is missing; a second call costs almost nothing. */
export function installClients() {
  for (const [name, debianPackage, program, ...args] of NEEDED) {
    const isThere = () => spawnSync(program, args, { stdio: "ignore" }).status === 0;
    if (isThere()) continue;
    console.log(`Installing ${name} …`);
    installPackages(debianPackage);
    if (!isThere()) throw new Error(`Please install ${name}: “${[program, ...args].join(" ")}” still fails.`);
  }
}
