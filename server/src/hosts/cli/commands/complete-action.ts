import type { Argument, Command, Option } from "commander";
import { valuesOf } from "../choices.ts";
import { print } from "../terminal.ts";

/**
 * Answers a shell: a line for each word that can stand here, with a tab and what it means; and the line “:files” where file
 * names can.
 * @param words what is typed after the program's name; the last one, which may be empty, after a “:”, because some
 *   shells pass no empty words on
 */
export async function complete(program: Command, words: readonly string[]): Promise<number> {
  const typed = (words.at(-1) ?? ":").slice(1);
  const { values, files } = candidates(program, words.slice(0, -1), typed);
  const fitting = values.filter(({ word }) => word.startsWith(typed));
  const lines = fitting.map(({ word, about }) => `${word}\t${about.replace(/\s+/g, " ")}`);
  await print([...lines, ...(files ? [":files"] : [])].map((line) => `${line}\n`).join(""));
  return 0;
}

interface Candidates {
  readonly values: readonly { readonly word: string; readonly about: string }[];
  readonly files: boolean;
}

const NOTHING: Candidates = { values: [], files: false };

function candidates(program: Command, words: readonly string[], typed: string): Candidates {
  let command = program;
  let given = 0;
  let open: Option | undefined; // an option that waits for its value
  let onlyArguments = false;
  for (const word of words) {
    if (open) open = undefined;
    else if (word === "--") onlyArguments = true;
    else if (!onlyArguments && word.startsWith("-")) {
      const option = command.options.find(({ long, short }) => word === long || word === short);
      open = option?.required || option?.optional ? option : undefined;
    } else {
      const next = given === 0 ? command.commands.find((each) => each.name() === word) : undefined;
      if (next) command = next;
      else given++;
    }
  }
  if (open) return valuesFor(open, typed, "");
  const helper = command.createHelp();
  if (!onlyArguments && typed.startsWith("-")) {
    const cut = typed.indexOf("=");
    const option = cut < 0 ? undefined : command.options.find(({ long }) => long === typed.slice(0, cut));
    if (option) return valuesFor(option, typed.slice(cut + 1), typed.slice(0, cut + 1));
    const values = helper.visibleOptions(command).map(({ long, short, description }) => ({
      word: long ?? short ?? "",
      about: description,
    }));
    return { values, files: false };
  }
  const commands = given === 0 ? helper.visibleCommands(command) : [];
  const named = commands.map((each) => ({ word: each.name(), about: each.summary() }));
  const taken = command.registeredArguments;
  const argument = taken[given] ?? (taken.at(-1)?.variadic ? taken.at(-1) : undefined);
  const { values, files } = argument ? valuesFor(argument, typed, "") : NOTHING;
  return { values: [...named, ...values], files };
}

function valuesFor(taker: Option | Argument, typed: string, before: string): Candidates {
  const values = valuesOf(taker, typed)?.map((value) => ({ word: before + value, about: "" }));
  // What stands in the usage, such as “<file>”, says what is taken.
  const name = "flags" in taker ? taker.flags.replace(/^[^<[]*/, "") : taker.name();
  const takesFile = /file|folder|names|path|station|first|second|program/.test(name);
  return { values: values ?? [], files: takesFile && !values?.length };
}
