import { isPortableName } from "../files/names.ts";
import { withoutStops } from "../text/snippet.ts";
import { cutToBytes } from "../text/utf8.ts";
import { CALLOUT_ROLES, CALLOUTS } from "./callouts.ts";

/** What a new station says below its title: every part that a station has, with places to fill in, the first of which is the title. */
const BODY = `\${2:Open with something the reader can picture. Two to five sentences make a hook.}

## \${3:What It Is}

\${4:Explain the idea in your own words, from what the reader already knows.}

**Key term:** \${5:Name of the term} — \${6:one sentence that says what it is, in words the reader knows}.

## \${7:How It Works}

\${8:Say what the following table compares.}

| \${9:Case} | \${10:What happens} |
| ---- | ------------ |
| \${11:First case} | \${12:First outcome} |
| \${13:Second case} | \${14:Second outcome} |

\${15:In practice, remember these steps:}

- \${16:Start with the first step.}
- \${17:Go on with the second step.}

**Takeaway:** \${18:The one sentence that the reader should still know next week.}

\${19:But what question does this leave open?}
`;

/** The text of a new station. */
export function newStation(title: string): string {
  return `# ${title}\n\n${withoutStops(BODY)}`;
}

/**
 * The text of a new station as a snippet, with the places to fill in one after the other.
 * @param title a snippet, too, such as `${1:Title}`
 */
export function newStationSnippet(title: string): string {
  return `# ${title}\n\n${BODY}`;
}

/** What stands for a definition that has still to be written. */
export const DEFINITION_TO_WRITE = "say here in one sentence what it is";

/** What stands for the sentences above a new table and a new list. */
export const TABLE_LEAD_IN_TO_WRITE = "Say what the following table compares.";
export const LIST_LEAD_IN_TO_WRITE = "Say what the items have in common";

/**
 * The sentences that the project writes for someone to replace, as they read without markup. Those that a finished lesson
 * could have as well are left out.
 */
export const SENTENCES_TO_REPLACE: ReadonlySet<string> = new Set([
  ...newStation("")
    .split("\n")
    .filter((line) => line && !/^[#|]/.test(line) && !/:$/.test(line))
    .flatMap((line) => line.replace(/^\*\*.*?\*\* |^- /, "").split(/(?<=[.?]) /)),
  ...CALLOUT_ROLES.map((role) => withoutStops(CALLOUTS[role].skeleton.body)),
  TABLE_LEAD_IN_TO_WRITE,
  `${LIST_LEAD_IN_TO_WRITE}:`,
]);

/** The definitions that the project writes for someone to replace, whatever term is before them. */
export const DEFINITIONS_TO_REPLACE: ReadonlySet<string> = new Set([
  `${DEFINITION_TO_WRITE}.`,
  ...[...SENTENCES_TO_REPLACE].flatMap((sentence) => sentence.split(" — ").slice(1)),
]);

/** The rows of a new table that a finished one would not have: the texts of their cells, in order. */
export const ROWS_TO_REPLACE: ReadonlySet<string> = new Set(
  newStation("")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) => line.slice(2, -2)),
);

/** A file name for a title: lower-case words with hyphens between them, in 80 bytes of UTF-8 and the ending. */
export function fileNameFor(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "")
    .normalize("NFC")
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["station"];
  const name = `${cutToBytes(words.join("-"), 80)}.station.md`;
  return isPortableName(name) ? name : `station-${name}`;
}

/** The marks of Latin, Greek and Cyrillic letters; those of other scripts, such as vowels in Devanagari, make other words. */
const ACCENTS = /[\u0300-\u036f]/g;
