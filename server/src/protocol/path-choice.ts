import type { LearningPath } from "../path/learning-path.ts";
import { count } from "../text/count.ts";
import type { Choice, CommandAnswer, ServerCommands } from "./messages.ts";

/**
 * Asks which of several paths a command is for, each by its title.
 * @param argumentsFor the arguments of the command for a path
 */
export function choosePath(
  question: string,
  paths: readonly LearningPath[],
  command: keyof ServerCommands,
  argumentsFor: (path: LearningPath) => Choice["choices"][number]["arguments"],
): CommandAnswer {
  const choices = paths.map((path) => ({
    title: path.title,
    about: count(path.stops.length, "station"),
    command,
    arguments: argumentsFor(path),
  }));
  return { choose: { question, detail: "", list: true, choices } };
}
