import { cutToBytes } from "../text/utf8.ts";
import { CALLOUT_ROLES, CALLOUTS } from "./callouts.ts";

/** The text of a new station: every part that a station has, with a word on what goes there. */
export function newStation(title: string): string {
  return `# ${title}

Open with something the reader can picture. Two to five sentences make a hook.

## What It Is

Explain the idea in your own words, from what the reader already knows.

**Key term:** Name of the term — one sentence that says what it is, in words the reader knows.

## How It Works

Say what the following table compares.

| Case | What happens |
| ---- | ------------ |
| First case | First outcome |
| Second case | Second outcome |

In practice, remember these steps:

- Start with the first step.
- Go on with the second step.

**Takeaway:** The one sentence that the reader should still know next week.

But what question does this leave open?
`;
}

/** What stands for a definition that has still to be written. */
export const DEFINITION_TO_WRITE = "say here in one sentence what it is";

/**
 * The sentences that the project writes for someone to replace, as they read without markup. Those that a finished lesson
 * could have as well are left out.
 */
export const SENTENCES_TO_REPLACE: ReadonlySet<string> = new Set([
  ...newStation("")
    .split("\n")
    .filter((line) => line && !/^[#|]/.test(line) && !/:$/.test(line))
    .flatMap((line) => line.replace(/^\*\*.*?\*\* |^- /, "").split(/(?<=[.?]) /)),
  ...CALLOUT_ROLES.map((role) => CALLOUTS[role].skeleton.body.replace(/\$\{\d+:([^{}]*)\}/g, "$1")),
]);

/** A file name for a title: lower-case words with hyphens between them, in 80 bytes of UTF-8 and the ending. */
export function fileNameFor(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .match(/[\p{L}\p{N}]+/gu) ?? ["station"];
  return `${cutToBytes(words.join("-"), 80)}.station.md`;
}
