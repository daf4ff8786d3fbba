import { type AddCommand, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addInit: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "init",
    "write a path.yaml for the stations of this folder",
    "Writes a path.yaml with comments for the stations of this folder.",
  ).action(async () => end(await (await import("./init-action.ts")).init()));
  addSections(command, { "Exit codes": EXIT_CODES, Writes: ["path.yaml, if there is none."] });
};
