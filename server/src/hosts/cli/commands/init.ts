import { type AddCommand, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addInit: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "init",
    "write a path.yaml for the lessons of this folder",
    "Finds the lessons of this folder and those below it, and writes a path.yaml with comments that lists them in order. The order is that of SUMMARY.md, _toc.yml, myst.yml, _quarto.yml, mkdocs.yml, a sidebar of Docusaurus, or the config.yaml of a lesson of The Carpentries; or of positions in front matter, and of names by number.",
  ).action(async () => end(await (await import("./init-action.ts")).init()));
  addSections(command, { "Exit codes": EXIT_CODES, Writes: ["path.yaml, if there is none."] });
};
