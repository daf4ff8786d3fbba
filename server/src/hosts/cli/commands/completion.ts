import { argumentOf, SHELLS } from "../choices.ts";
import { type AddCommand, EXIT_CODES, newCommand } from "../command.ts";
import { addSections } from "../help.ts";

export const addCompletion: AddCommand = (program, { end }) => {
  const command = newCommand(
    program,
    "completion",
    "print a completion script for a shell",
    "Prints a script that lets a shell complete commands, options, their values and file names.",
  )
    .addArgument(argumentOf("<shell>", SHELLS.join(", ").replace(/, (?=\w+$)/, " or "), SHELLS, "shell"))
    .action(async (shell) => end(await (await import("./completion-action.ts")).printCompletion(shell)));
  addSections(command, {
    Examples: [
      ["source <(stationmaster completion bash)", "in ~/.bashrc; for Zsh, the same with “zsh” in ~/.zshrc"],
      ["stationmaster completion fish | source", "in ~/.config/fish/config.fish"],
      ["stationmaster completion powershell | Out-String | Invoke-Expression", "in the file $PROFILE names"],
    ],
    "Exit codes": EXIT_CODES,
  });
};
