import { writtenLabel } from "../station/callouts.ts";
import type { KeyTerm } from "../station/key-terms.ts";
import { sourceRange } from "../syntax/prose.ts";
import type { TextEdit } from "../text/edit.ts";
import { type Range, slice } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

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
      yield* label(station.text, keyTerm);
      if (!keyTerm.term) {
        yield {
          range: keyTerm.label,
          message: "No term follows this label. Please write it as “Key term: X — definition.”",
        };
        continue;
      }
      yield* capital(keyTerm);
      if (!keyTerm.separator || !keyTerm.definition) {
        yield {
          range: keyTerm.termRange,
          message: "No definition follows this term. Please write it as “Key term: X — definition.”",
        };
        continue;
      }
      yield* separator(station.text, keyTerm, keyTerm.separator);
      yield* fullStop(keyTerm);
    }
  },
});

function* label(text: string, { label: range, passage }: KeyTerm): Generator<Finding> {
  const { prose, content, contentStart } = passage;
  const written = text.slice(range.start, range.end).replace(/[*_]/g, "");
  const words = prose.text.slice(0, contentStart);
  const proper = writtenLabel("key-term", "paste", passage.language);
  if (written.toLowerCase() === proper.toLowerCase() && [" ", undefined].includes(prose.text[proper.length])) return;
  const end = content === "" ? words.trimEnd().length : words.length;
  const place = sourceRange(prose, 0, end);
  // Emphasis around or within the label is kept by leaving the fix to the writer there.
  const plain = text.slice(place.start, place.end) === words.slice(0, end);
  const message = `The label reads “${written.trim()}”. Please write “${proper} ”.`;
  const write = replace(`Write “${proper} ”`, place, `${proper} `);
  // Other words are for a person to choose; spaces, marks and the case of the first letter are not.
  const sameWords = wordsOf(written).slice(1) === wordsOf(proper).slice(1);
  if (!plain) yield { range, message };
  else if (sameWords) yield { range, message, fix: write };
  else yield { range, message, suggestions: [write] };
}

function wordsOf(label: string): string {
  return label.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function* capital({ term, termRange, passage }: KeyTerm): Generator<Finding> {
  const first = term[0]!;
  if (!/^\p{Ll}/u.test(first) || /^\p{Ll}+\p{Lu}/u.test(term)) return;
  const at = passage.prose.text.indexOf(term);
  const range = sourceRange(passage.prose, at, at + 1);
  const word = first.toUpperCase();
  if (word.length !== 1) return;
  yield {
    range: termRange,
    severity: "information",
    message: `“${term}” starts with a lowercase letter. Terms start with a capital letter.`,
    fix: replace(`Write “${word}${term.slice(1)}”`, range, word),
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

function replace(title: string, range: Range, newText: string): { title: string; edits: readonly TextEdit[] } {
  return { title, edits: [{ range, newText }] };
}

export const examples: readonly Example[] = [
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

      Key terms:  Watershed — the land that a river drains.
      ^^^^^^^^^^ The label reads “Key terms:”. Please write “Key term: ”.

      Key-term: Delta — land that a river lays down at its mouth.
      ^^^^^^^^^ The label reads “Key-term:”. Please write “Key term: ”.
    `,
    fixed: `
      # Water

      Key terms:  Watershed — the land that a river drains.

      Key term: Delta — land that a river lays down at its mouth.
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
