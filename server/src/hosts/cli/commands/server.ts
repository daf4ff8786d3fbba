import { type AddCommand, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addServer: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "server",
    "run the language server, for editors",
    "Runs the language server, for editors.",
  )
    .option("--stdio", "communicate over standard input and output")
    .action(async () => end(await (await import("../../node-server.ts")).serveStdio()));
  addSections(command, { "See also": ["docs/editor.md"] });
};
