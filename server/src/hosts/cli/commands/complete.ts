import type { AddCommand } from "../command.ts";

/** What a shell's completion script calls; help does not list it. */
export const addComplete: AddCommand = (program, { end }) => {
  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(async (words) => end(await (await import("./complete-action.ts")).complete(program, words)));
};
