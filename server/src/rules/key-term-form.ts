import { writtenLabel } from "../station/callouts.ts";
import type { KeyTerm } from "../station/key-terms.ts";
import { withMarkup } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { cover, type Range, slice } from "../text/range.ts";
import { defineRule, type Example, type Finding, type Fix } from "./rule.ts";

export default defineRule({
  id: "key-term-form",
  group: "Key terms",
  kind: "form",
  summary: "A key term is written “Key term: X — definition.”",
  why: `Readers know a callout by its form, and glossaries are made from it: the label, the term with a capital, an em dash
between spaces, the definition, a period.`,
  severity: "warning",
  options: {},
  *check(station) {
    for (const keyTerm of station.keyTerms) {
      if (keyTerm.form === "heading") yield heading(station, keyTerm);
      if (keyTerm.form !== "callout") continue;
      if (!keyTerm.term) {
        yield* label(station, keyTerm);
        yield {
          range: keyTerm.label,
          message: "No term follows this label. Please write it as “Key term: X — definition.”",
        };
        continue;
      }
      const whole = rewritten(station, keyTerm);
      if (whole) yield whole;
      else yield* label(station, keyTerm);
      yield* capital(keyTerm);
      if (!keyTerm.separator || !keyTerm.definition) {
        yield {
          range: keyTerm.termRange,
          message: "No definition follows this term. Please write it as “Key term: X — definition.”",
        };
        continue;
      }
      if (!whole) yield* separator(station.text, keyTerm, keyTerm.separator);
      yield* fullStop(keyTerm);
    }
  },
});

/** A heading can't be a callout, but its words can: what is below is the definition. */
function heading({ text, tree }: Station, keyTerm: KeyTerm): Finding {
  const { range, term, passage, definitionRange, definitionPassage } = keyTerm;
  const { start } = withMarkup(definitionPassage.prose, 0, definitionPassage.prose.text.length);
  const whole = { start: range.start, end: Math.min(start, definitionRange.start) };
  const newText = `${writtenLabel("key-term", tree.form, passage.language)} ${termSource(text, keyTerm)} — `;
  return {
    range: passage.range,
    message: `“${term}” is defined below a heading. Please write it as “Key term: X — definition.”`,
    suggestions: [{ title: "Make it a callout", edits: [{ range: whole, newText }] }],
  };
}

/**
 * A callout whose label can only be written again together with its term: where both have one emphasis, as in
 * “**Key Term — Tide:** …”, or the mark after the label is outside of its emphasis.
 */
function rewritten({ text, tree }: Station, keyTerm: KeyTerm): Finding | undefined {
  const { passage, definitionStart, separator, separatorText, label: written } = keyTerm;
  const { prose, contentStart, language } = passage;
  const shared = prose.marks.find(({ kind, text: at }) => isEmphasis(kind) && at.start === 0);
  if (!separator || !shared || shared.text.end > definitionStart) return undefined;
  const isShared = shared.text.end > contentStart;
  if (hasProperLabel(text, keyTerm) && (!isShared || separatorText === " — ")) return undefined;
  // A link, a comment or the like within has its own meaning, and is left to the writer.
  const inner = prose.marks.filter((mark) => mark.text.start < definitionStart);
  if (inner.some(({ kind }) => !isEmphasis(kind) && kind !== "code")) return undefined;
  const end = Math.max(shared.range.end, sourceRange(prose, 0, definitionStart).end);
  const newText = `${writtenLabel("key-term", tree.form, language)} ${termSource(text, keyTerm)} — `;
  const fix = replace(`Write “${newText}”`, { start: shared.range.start, end }, newText);
  return {
    range: { start: written.start, end: separator.end },
    message: isShared
      ? "The label and its term have one emphasis. Please write them as “Key term: X — definition.”"
      : "This label has another form. Please write the callout as “Key term: X — definition.”",
    ...offered(fix, hasOwnWords(text, keyTerm)),
  };
}

function isEmphasis(kind: string): boolean {
  return kind === "strong" || kind === "emphasis";
}

/** The term with the markup that is its own. */
function termSource(text: string, { term, termRange, passage: { prose, contentStart } }: KeyTerm): string {
  const start = prose.text.indexOf(term, contentStart);
  const own = prose.marks.filter(
    ({ text: at }) =>
      at.start >= contentStart &&
      at.start <= start &&
      at.end >= start + term.length &&
      at.end <= start + term.length + 1,
  );
  return slice(
    text,
    own.reduce((whole, { range }) => cover(whole, range), termRange),
  );
}

/** A fix changes marks and capitals; what changes a word, such as “Key terms” or “Key term 3”, is for a person to choose. */
function offered(fix: Fix, isSafe: boolean): Pick<Finding, "fix" | "suggestions"> {
  return isSafe ? { fix } : { suggestions: [fix] };
}

/** Whether a label has the words of ours, whatever its marks and capitals. */
function hasOwnWords(text: string, { label, passage: { language } }: KeyTerm): boolean {
  const wordsOf = (written: string) =>
    written
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(" ");
  return wordsOf(slice(text, label)) === wordsOf(writtenLabel("key-term", "paste", language));
}

function hasProperLabel(text: string, { label, passage: { prose, language } }: KeyTerm): boolean {
  const proper = writtenLabel("key-term", "paste", language);
  const written = slice(text, label).replace(/[*_]/g, "");
  return written.toLowerCase() === proper.toLowerCase() && [" ", undefined].includes(prose.text[proper.length]);
}

function* label({ text }: Station, keyTerm: KeyTerm): Generator<Finding> {
  if (hasProperLabel(text, keyTerm)) return;
  const { label: range, passage } = keyTerm;
  const { prose, content, contentStart } = passage;
  const written = slice(text, range).replace(/[*_]/g, "");
  const words = prose.text.slice(0, contentStart);
  const proper = writtenLabel("key-term", "paste", passage.language);
  const end = content === "" ? words.trimEnd().length : words.length;
  const place = sourceRange(prose, 0, end);
  // Emphasis around or within the label is kept by leaving the fix to the writer there.
  const plain = text.slice(place.start, place.end) === words.slice(0, end);
  const message = `The label reads “${written.trim()}”. Please write “${proper} ”.`;
  const fix = replace(`Write “${proper} ”`, place, `${proper} `);
  yield { range, message, ...(plain && offered(fix, hasOwnWords(text, keyTerm))) };
}

function* capital({ term, termRange, passage }: KeyTerm): Generator<Finding> {
  const { prose, contentStart, language } = passage;
  const first = term[0]!;
  const [firstWord] = term.split(/[\s-]/) as [string];
  // A symbol, a name in code, or a name that stays as it is: e, p-value, printf(), pH, van der Waals force.
  const isSymbol = firstWord.length === 1 || /[^\p{L}'’]|^\p{Ll}+\p{Lu}/u.test(firstWord);
  if (!/^\p{Ll}/u.test(first) || isSymbol || language.words.isNamePart(firstWord)) return;
  const at = prose.text.indexOf(term, contentStart);
  if (at < 0 || prose.masked.slice(at, at + 1) !== first) return;
  const word = first.toUpperCase();
  if (word.length !== 1) return;
  yield {
    range: termRange,
    severity: "information",
    message: `“${term}” starts with a lowercase letter. Terms start with a capital letter.`,
    fix: replace(`Write “${word}${term.slice(1)}”`, sourceRange(prose, at, at + 1), word),
  };
}

function* separator(text: string, { term, separatorText: read }: KeyTerm, range: Range): Generator<Finding> {
  // Markup, comments and HTML within it take no room in the text, and are kept by leaving the fix to the writer there.
  const plain = slice(text, range) === read;
  if ((plain ? read : read.replace(/\s+/g, " ")) === " — ") return;
  const sign = read.trim();
  const message =
    sign === "—"
      ? `The dash after “${term}” needs a space on either side.`
      : `“${sign}” stands after “${term}”. Please write an em dash (—) between spaces.`;
  yield plain ? { range, message, fix: replace("Write “ — ”", range, " — ") } : { range, message };
}

function* fullStop({ definitionRange, definition }: KeyTerm): Generator<Finding> {
  if (/[\p{STerm}…]["”’')\]*_」』）]*$/u.test(definition)) return;
  const at = { start: definitionRange.end, end: definitionRange.end };
  const range = { start: Math.max(definitionRange.start, definitionRange.end - 1), end: definitionRange.end };
  const edits = /[,;:]$/.test(definition) ? [{ range, newText: "." }] : [{ range: at, newText: "." }];
  yield {
    range,
    message: "This definition does not end with a period.",
    fix: { title: "Add a period", edits },
  };
}

function replace(title: string, range: Range, newText: string): Fix {
  return { title, edits: [{ range, newText }] };
}

export const examples: readonly Example[] = [
  {
    title: "A line that names several terms, which are defined below it",
    text: `
      # Poems

      **Key terms: meter, tone, imagery**

      *Meter*: the pattern of stress in a line
    `,
  },
  {
    title: "A hyphen, a colon and a dash without spaces in place of the em dash",
    text: `
      # Water

      Key term: Watershed - the land that a river drains.
                         ^^^ “-” stands after “Watershed”. Please write an em dash (—) between spaces.

      Key term: Aquifer: rock that holds water.
                       ^^ “:” stands after “Aquifer”. Please write an em dash (—) between spaces.

      **Key term:** Delta—land that a river lays down at its mouth.
                         ^ The dash after “Delta” needs a space on either side.
    `,
    fixed: `
      # Water

      Key term: Watershed — the land that a river drains.

      Key term: Aquifer — rock that holds water.

      **Key term:** Delta — land that a river lays down at its mouth.
    `,
  },
  {
    title: "A comment beside the hyphen, which only its writer can put elsewhere",
    text: `
      # Water

      Key term: Watershed - <!-- which one? --> the land that a river drains.
                         ^^^^^^^^^^^^^^^^^^^^^^^ “-” stands after “Watershed”. Please write an em dash (—) between spaces.
    `,
  },
  {
    title: "A small letter, and a missing period",
    text: `
      # Water

      Key term: watershed — the land that a river drains
                ^^^^^^^^^ “watershed” starts with a lowercase letter. Terms start with a capital letter.
                                                       ^ This definition does not end with a period.
    `,
    fixed: `
      # Water

      Key term: Watershed — the land that a river drains.
    `,
  },
  {
    title: "Labels of another form",
    text: `
      # Water

      Key-term:  Watershed — the land that a river drains.
      ^^^^^^^^^ The label reads “Key-term:”. Please write “Key term: ”.

      **Key Term — Tide:** the slow rise and fall of the sea.
        ^^^^^^^^^^^^^^^^^^^ The label and its term have one emphasis. Please write them as “Key term: X — definition.”

      - **Key Term: \`Riprap\`**: loose stones that protect a bank.
          ^^^^^^^^^^^^^^^^^^^^^^ The label and its term have one emphasis. Please write them as “Key term: X — definition.”

      **Key term** – *Fjord*: a narrow arm of the sea.
        ^^^^^^^^^^^^^^^^^^^^^^ This label has another form. Please write the callout as “Key term: X — definition.”
    `,
    fixed: `
      # Water

      Key term: Watershed — the land that a river drains.

      **Key term:** Tide — the slow rise and fall of the sea.

      - **Key term:** \`Riprap\` — loose stones that protect a bank.

      **Key term:** *Fjord* — a narrow arm of the sea.
    `,
  },
  {
    title: "Labels with another word, which a person changes, and a term in a heading",
    text: `
      # Water

      Key terms: Watershed — the land that a river drains.
      ^^^^^^^^^^ The label reads “Key terms:”. Please write “Key term: ”.

      **Key Term 2: Eddy** — a small whirl in a stream.
        ^^^^^^^^^^^^^^^^^^^^^ The label and its term have one emphasis. Please write them as “Key term: X — definition.”

      ## Key Term: Ford
      ^^^^^^^^^^^^^^^^^ “Ford” is defined below a heading. Please write it as “Key term: X — definition.”

      A place where a river is shallow enough to walk through.
    `,
  },
  {
    title: "Symbols, names in code, and names that start with a lowercase letter",
    text: `
      # Signs

      Key term: e — the number at which growth of itself is one.

      Key term: p-value — how likely data like these would be by chance.

      Key term: \`printf\` — what writes a line of text on a screen.

      Key term: van der Waals force — what lets a gecko walk up a wall.
    `,
  },
  {
    title: "A term without a definition",
    text: `
      # Water

      Key term: Watershed
                ^^^^^^^^^ No definition follows this term. Please write it as “Key term: X — definition.”
    `,
  },
  {
    title:
      "Callouts in order: plain, bold, quoted, with a term in italics, with a name that starts with a lowercase letter",
    text: `
      # Water

      Key term: Watershed — the land that a river drains.

      > **Key term:** *Delta* — land at a river's mouth, e.g., the Nile's.

      Key term: pH — how sour a liquid is.
    `,
  },
];
