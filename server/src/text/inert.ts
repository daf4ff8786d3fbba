import { shortName } from "./shorten.ts";

/** Control characters, marks that turn the writing direction, and what takes no room: as they are, nobody sees them. */
const UNSEEN = "\\u007f-\\u009f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff";

const CONTROLS = new RegExp(`[\\u0000-\\u001f${UNSEEN}]`, "g");
const BEHIND_ESCAPES = new RegExp(`[${UNSEEN}]`, "g");

const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const MORE_MARKS = /(?<=\p{M}{30})\p{M}+/gu;
/** Text without any mark that combines or turns, as most of it is: letters of Latin, dashes, quotes. */
const PLAIN = /^[\u0000-\u02ff\u2010-\u2027]*$/;
const TURNING_OR_ENDING = /[\u2028-\u202e\u2066-\u2069]/g;

/** What begins a command wherever it stands in a line of a build log, such as `##[error]` and `##vso[…]`. */
const COMMAND = /(##\w*)\[/g;

/** What there must be in a text for `inert` to change it. */
const SUSPECT = new RegExp(`[\\u0000-\\u001f${UNSEEN}]|##|::`);

/**
 * Text from a file as it may be printed on a line: control characters and marks that turn the writing direction are spelled
 * out, and what a build log would take for a command is broken up. What it makes of the beginning of a text is the beginning
 * of what it makes of the whole.
 */
export function inert(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return (
    text
      .replace(/[\n\r\t]+/g, " ")
      // defense: control-characters
      .replace(CONTROLS, (character) => `<${nameOf(character)}>`)
      // defense: commands-in-a-line
      .replace(COMMAND, "$1 [")
      // defense: commands-in-a-row
      .replace(/(?<=^|\s)::+/g, (colons) => [...colons].join(" ")) // wherever a row may come to begin
  );
}

/** The same for text of several lines, which stay lines. */
export function inertLines(text: string): string {
  return text.split("\n").map(inert).join("\n");
}

/** A value as JSON that means the same, in which no unseen character stands and no build log finds a command. */
export function inertJson(value: unknown, indent?: number): string {
  return (
    JSON.stringify(value, undefined, indent)
      // defense: unseen-characters-in-json
      .replace(BEHIND_ESCAPES, (character) => `\\u${codeOf(character).toLowerCase()}`)
      // defense: commands-in-json
      .replace(COMMAND, "$1\\u005b")
  );
}

/**
 * Whether a report can be printed as it is. `inert` and `inertJson` see to that in reports that are made; one that was stored may
 * have been changed.
 * @param colored whether it may have colors in it
 */
export function isInertReport(report: string, colored: boolean): boolean {
  return !(colored ? HARMFUL_IN_COLORS : HARMFUL).test(report);
}

const HARMFUL = harmful("\\u0000-\\u0009\\u000b-\\u001f");
const HARMFUL_IN_COLORS = new RegExp(
  `${harmful("\\u0000-\\u0009\\u000b-\\u001a\\u001c-\\u001f").source}|\\u001b(?!\\[\\d{1,2}m)`,
);

/** Control characters, and what a build log would take for a command. */
function harmful(controls: string): RegExp {
  return new RegExp(`[${controls}${UNSEEN}]|##\\w*\\[|(?:^|\\n)[^\\S\\n]*::`);
}

/** XML or HTML that is read the same, but for control characters; in it no mark turns, and no build log finds a command. */
export function inertMarkup(markup: string): string {
  return (
    markup
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\ufffd")
      .replace(TURNING_OR_ENDING, (character) => `&#x${codeOf(character)};`)
      // defense: commands-in-markup
      .replace(COMMAND, "$1&#x5B;")
      // defense: rows-of-markup
      .replace(/:(?<=(?:^|\n)[^\S\n]*:)(?=:)/g, "&#x3A;") // looked back from colons, which are few
  );
}

/** A name from a file as a label, cut to what can be read, in which VS Code finds no icon such as `$(trash)`. */
export function inertLabel(name: string): string {
  return shortName(name).replaceAll("$(", "$\u200b(");
}

/**
 * Text as a page can show it: marks that turn the writing direction for a stretch are spelled out, so that it reads as it is
 * stored, and of marks that combine with one letter there are no more than 30, which is more than any language has: so many
 * does Unicode Standard Annex 15 (Stream-Safe Text Format) keep. A browser takes half a minute for a hundred thousand.
 */
export function legible(text: string): string {
  if (PLAIN.test(text)) return text;
  // defense: most-marks-of-a-letter
  return text.replace(TURNING, (character) => `<${nameOf(character)}>`).replace(MORE_MARKS, "…");
}

function nameOf(character: string): string {
  return `U+${codeOf(character)}`;
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
