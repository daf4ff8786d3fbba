/** What GitHub's runner knows: https://github.com/actions/runner, “ActionCommandManager” and its extensions. */
const REGISTERED = new Set(
  "internal-set-repo-path set-env set-output save-state add-mask add-path add-matcher remove-matcher debug warning error notice group endgroup echo stop-commands".split(
    " ",
  ),
);

/** All that .NET trims from a line. */
const TRIMMED = /^[\s\u0085\u180e\u200b]+/;

/** Whether GitHub's runner would obey a line of a log: in the present way of writing commands, or in the one before. */
export function runnerWouldRun(line: string): boolean {
  const trimmed = line.replace(TRIMMED, "");
  if (trimmed.startsWith("::") && REGISTERED.has(/^::(.*?)(?: |::|$)/s.exec(trimmed)![1]!.toLowerCase())) return true;
  return [...line.matchAll(/##\[([^\]]*)/g)].some(([, word]) => REGISTERED.has(word!.split(" ")[0]!.toLowerCase()));
}

/** The lines of a log, wherever a program may take one to end. */
export function linesOf(text: string): readonly string[] {
  return text.split(/[\n\r\v\f\u0085\u2028\u2029]/);
}

/**
 * What must not be printed, with some of what stands around it: lines that a build log would take for commands (GitHub's, and
 * those that Azure's and TeamCity's know, and that GitHub may come to know), and characters that steer a terminal or turn what
 * is read.
 */
export function harmIn(text: string, { commands = false } = {}): readonly string[] {
  return [
    ...linesOf(text).filter(
      (line) => (!commands && (runnerWouldRun(line) || /^::/.test(line.replace(TRIMMED, "")))) || /##\w*\[/.test(line),
    ),
    ...[...text.matchAll(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g)].map(({ index }) =>
      text.slice(Math.max(0, index - 20), index + 20),
    ),
  ].map((each) => JSON.stringify(each.slice(0, 300)));
}
