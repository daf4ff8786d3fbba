import type { Passage } from "../station/passage.ts";
import { sourceRange } from "../syntax/prose.ts";
import { grouped } from "../text/count.ts";
import { garbledIn, mayBeGarbled } from "../text/garbled.ts";
import { slice } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "no-lost-character",
  group: "Structure",
  kind: "fault",
  summary: "No character was lost because a file was read in the wrong encoding.",
  why: `Where bytes are not UTF-8, editors show “\uFFFD” (U+FFFD, Unicode's replacement character), and write that when they save:
what stood there is gone for good. Open such a file with its own encoding (in VS Code: “Reopen with Encoding”), and save it as
UTF-8. The other way round, UTF-8 that was read as Windows-1252 turns “é” into two characters, and a quotation mark into three;
where these have one reading, it is offered. So are the letters of a ligature such as “ﬁ”, which a PDF gives as one character, so that
no search finds the word.`,
  severity: "error",
  options: {},
  *check({ text, passages }) {
    const start = text.indexOf(LOST);
    if (start >= 0) {
      const others = text.split(LOST).length - 2;
      const message =
        others === 0
          ? "A character was lost here. Please type it again."
          : `A character was lost here, and ${grouped(others)} more below. Please open this file with its own encoding, and save it as UTF-8.`;
      yield { range: { start, end: start + LOST.length }, message };
    }
    // Few texts have any of these characters, which one look at all of it says.
    if (mayBeGarbled(text)) yield* garbled(text, passages);
    if (ANY_LIGATURE.test(text)) yield* ligatures(text, passages);
  },
});

/** All of a text was read in one encoding, so this is one finding. */
function* garbled(text: string, passages: readonly Passage[]): Generator<Finding> {
  const found = passages.flatMap(({ prose }) =>
    garbledIn(prose.masked).flatMap(({ start, end, meant }) => {
      const range = sourceRange(prose, start, end);
      // A character that is written by its name or number is meant as it is.
      return slice(text, range) === prose.text.slice(start, end) ? [{ range, newText: meant }] : [];
    }),
  );
  const [first] = found;
  if (!first) return;
  const others = found.length - 1;
  const more = others > 0 ? `, and ${grouped(others)} more below` : "";
  yield {
    range: first.range,
    message: `“${slice(text, first.range)}” is “${first.newText}” that was read in the wrong encoding${more}.`,
    suggestions: [
      { title: others > 0 ? "Write what was meant, everywhere" : `Write “${first.newText}”`, edits: found },
    ],
  };
}

const ANY_LIGATURE = /[\uFB00-\uFB06]/;

/** Ligatures of Latin letters, U+FB00 to U+FB06, right beside a letter: alone one may be spoken of. */
const LIGATURE = /(?<=\p{L})[\uFB00-\uFB06]|[\uFB00-\uFB06](?=\p{L})/gu;

/** All of a text came from one program, so this is one finding. The words are the same for readers, but letters change. */
function* ligatures(text: string, passages: readonly Passage[]): Generator<Finding> {
  const found = passages.flatMap(({ prose }) =>
    [...prose.masked.matchAll(LIGATURE)].flatMap(({ 0: ligature, index }) => {
      const range = sourceRange(prose, index, index + ligature.length);
      return slice(text, range) === ligature ? [{ range, newText: ligature.normalize("NFKC") }] : [];
    }),
  );
  const [first] = found;
  if (!first) return;
  const others = found.length - 1;
  const more = others > 0 ? `, and ${grouped(others)} more below are like it` : "";
  yield {
    range: first.range,
    severity: "warning",
    message: `“${slice(text, first.range)}” is one character${more}, so no search finds its word. Please write “${first.newText}”.`,
    suggestions: [{ title: others > 0 ? "Write letters, everywhere" : `Write “${first.newText}”`, edits: found }],
  };
}

/** U+FFFD REPLACEMENT CHARACTER. */
const LOST = "\uFFFD";

export const examples: readonly Example[] = [
  {
    title: "A file that was read in another encoding than its own",
    text: `
      # The Caf\uFFFD
               ^ A character was lost here, and 1 more below. Please open this file with its own encoding, and save it as UTF-8.

      Coffee in K\uFFFDln.
    `,
  },
  {
    title: "A single one",
    text: `
      # The Cafe

      Coffee in K\uFFFDln.
                 ^ A character was lost here. Please type it again.
    `,
  },
  {
    title: "UTF-8 that was read as Windows-1252",
    text: `
      # The Caf\u00C3\u00A9
               ^^ “\u00C3\u00A9” is “\u00E9” that was read in the wrong encoding, and 2 more below.

      They call it \u00E2\u20AC\u0153strong\u00E2\u20AC\u009D.
    `,
  },
  {
    title: "Ligatures that came along from a PDF",
    text: `
      # Rivers

      The \uFB01rst \uFB02ood was hard to de\uFB01ne.
          ^ “\uFB01” is one character, and 2 more below are like it, so no search finds its word. Please write “fi”.
    `,
  },
  {
    title: "Letters of every kind",
    text: `
      # The Café

      Coffee in Köln, and 茶 in 京都. Ã is a letter of Portuguese: SÃO, NÃO, MÃE; so is â: câmara, “â”.
    `,
  },
];
